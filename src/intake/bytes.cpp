// Reads a source through one buffer that grows only as far as somebody looks ahead. Door: bytes.h. Test: bytes_test.cpp.
#include "intake/bytes.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "intake/unpack.h"

namespace vedette {

struct Bytes::State {
  std::string name;
  std::unique_ptr<ByteSource> source;
  std::string buffer;
  std::size_t begin = 0;  // of what is not taken yet
  bool ended = false;
  std::string trouble;

  std::size_t held() const { return buffer.size() - begin; }
  // One more read; false at the end.
  bool fill() {
    constexpr std::size_t kChunk = 256u << 10;
    if (ended) return false;
    if (begin > 0 && begin >= buffer.size() / 2) {
      buffer.erase(0, begin);
      begin = 0;
    }
    const std::size_t before = buffer.size();
    buffer.resize(before + kChunk);
    const std::size_t got = source->read(buffer.data() + before, kChunk, trouble);
    buffer.resize(before + got);
    ended = got == 0;
    return !ended;
  }
};

Bytes::Bytes(std::unique_ptr<State> state) : state_(std::move(state)) {}
Bytes::Bytes(Bytes&&) noexcept = default;
Bytes& Bytes::operator=(Bytes&&) noexcept = default;
Bytes::~Bytes() = default;

namespace {

class FileSource : public ByteSource {
 public:
  explicit FileSource(int file) : file_(file) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (file_ != STDIN_FILENO) close(file_);
  }
  std::size_t read(char* into, std::size_t most, std::string& trouble) override {
    ssize_t got = 0;
    do got = ::read(file_, into, most);
    while (got < 0 && errno == EINTR);
    if (got < 0) trouble = std::strerror(errno);
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }

 private:
  int file_;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* into, std::size_t most, std::string&) override {
    const std::size_t taken = std::min(most, bytes_.size());
    std::memcpy(into, bytes_.data(), taken);
    bytes_.remove_prefix(taken);
    return taken;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<Bytes> Bytes::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->name = path == "-" ? "standard input" : path;
  const int file = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{fmt::format("{}: cannot open the file ({})", path, std::strerror(errno))};
  state->source = unpacking(std::make_unique<FileSource>(file));
  return Bytes(std::move(state));
}

Bytes Bytes::of(std::string_view bytes, std::string name) {
  auto state = std::make_unique<State>();
  state->name = std::move(name);
  state->source = unpacking(std::make_unique<MemorySource>(bytes));
  return Bytes(std::move(state));
}

const std::string& Bytes::name() const { return state_->name; }
const std::string& Bytes::trouble() const { return state_->trouble; }

std::string_view Bytes::peek(std::size_t wanted) {
  while (state_->held() < wanted && state_->fill()) {
  }
  return std::string_view(state_->buffer).substr(state_->begin);
}

void Bytes::skip(std::size_t bytes) { state_->begin += std::min(bytes, state_->held()); }

bool Bytes::line(std::string& line, std::size_t most, bool& cut) {
  line.clear();
  cut = false;
  bool any = false;
  for (;;) {
    const std::string_view held = std::string_view(state_->buffer).substr(state_->begin);
    const std::size_t end = held.find('\n');
    const std::size_t part = end == std::string_view::npos ? held.size() : end;
    any |= !held.empty();
    const std::size_t room = most - line.size();
    cut |= part > room;
    line.append(held, 0, std::min(part, room));
    state_->begin += end == std::string_view::npos ? part : part + 1;
    if (end != std::string_view::npos) return true;
    if (!state_->fill()) return any;
  }
}

std::string Bytes::rest(std::size_t most, bool& cut) {
  const std::string_view held = peek(most + 1);
  cut = held.size() > most;
  std::string all(held.substr(0, most));
  skip(all.size());
  return all;
}

}  // namespace vedette
