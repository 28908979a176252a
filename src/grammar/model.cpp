// Opens, checks and maps a model file, and packs one. Only door: model.h. Test: model_test.cpp.
#include "grammar/model.h"

#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/digest.h"
#include "grammar/network.h"

namespace vedette {
namespace {

constexpr std::string_view kMagic = "VEDETTE\n";
constexpr std::size_t kNameSize = 48;
constexpr std::size_t kAlign = 64;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t file_size;
  std::uint64_t digest;  // XXH3 of all bytes behind the header
};
static_assert(sizeof(Header) == 32);

struct Entry {
  char name[kNameSize];
  std::uint64_t begin;
  std::uint64_t size;
};
static_assert(sizeof(Entry) == kAlign);

std::size_t aligned(std::size_t at) { return (at + kAlign - 1) / kAlign * kAlign; }

}  // namespace

Model::Model(Model&& other) noexcept { *this = std::move(other); }

Model& Model::operator=(Model&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(digest_, other.digest_);
  std::swap(sections_, other.sections_);
  std::swap(network_, other.network_);
  return *this;
}

Model::~Model() {
  if (bytes_ != nullptr) munmap(const_cast<char*>(bytes_), size_);
}

std::string_view Model::section(std::string_view name) const {
  for (const auto& [own, content] : sections_) {
    if (own == name) return content;
  }
  return {};
}

Result<Model> Model::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{fmt::format("{}: the model cannot be opened: {}. Give the path of a model file.", path, std::strerror(errno))};
  struct stat status {};
  const bool known = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const std::size_t size = known ? static_cast<std::size_t>(status.st_size) : 0;
  if (size < sizeof(Header)) {
    ::close(file);
    return Error{fmt::format("{}: not a model: {} bytes, and a model has at least {}. Fetch or build the model again.", path, size,
                             sizeof(Header))};
  }
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) return Error{fmt::format("{}: the model cannot be mapped: {}.", path, std::strerror(errno))};

  Model model;
  model.bytes_ = static_cast<const char*>(mapped);
  model.size_ = size;
  const std::string_view bytes(model.bytes_, size);
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, 8) != kMagic) {
    return Error{fmt::format("{}: not a model of this program: it does not begin with its mark. Give the path of a model file.", path)};
  }
  if (header.version != kVersion) {
    return Error{fmt::format("{}: a model of version {}; this program reads version {}. Take the model that came with the program, or "
                             "build one with `make model`.",
                             path, header.version, kVersion)};
  }
  if (header.file_size != size) {
    return Error{fmt::format("{}: the model was {} bytes when it was made and is {} now: it was cut or added to. Fetch or build it again.",
                             path, header.file_size, size)};
  }
  if (hash64(bytes.substr(sizeof header)) != header.digest) {
    return Error{fmt::format("{}: the model is damaged: its content does not match its digest. Fetch or build it again.", path)};
  }
  if (header.sections > (size - sizeof header) / sizeof(Entry)) {
    return Error{fmt::format("{}: the model's list of sections is longer than the file. Build it again.", path)};
  }
  model.digest_ = fmt::format("{:016x}", header.digest);
  for (std::size_t i = 0; i < header.sections; ++i) {
    const char* at = bytes.data() + sizeof header + i * sizeof(Entry);
    Entry entry;
    std::memcpy(&entry, at, sizeof entry);
    // The first section begins behind the list, so a count that is not the list's own is found, which the digest does not cover.
    const bool misplaced = i == 0 && entry.begin != aligned(sizeof header + header.sections * sizeof(Entry));
    if (misplaced || entry.begin > size || entry.size > size - entry.begin || entry.begin % kAlign != 0) {
      return Error{fmt::format("{}: section {} of the model lies outside the file. Build it again.", path, i + 1)};
    }
    model.sections_.emplace_back(std::string_view(at, strnlen(at, kNameSize)), bytes.substr(entry.begin, entry.size));
  }
  Result<Network> network = read_network(model.section("network"));
  if (!network) return Error{fmt::format("{}: {} Build the model again.", path, network.error().message)};
  model.network_ = std::make_unique<Network>(std::move(*network));
  return model;
}

std::string pack_model(const std::vector<std::pair<std::string, std::string>>& sections) {
  std::string body(sections.size() * sizeof(Entry), '\0');
  for (std::size_t i = 0; i < sections.size(); ++i) {
    body.resize(aligned(sizeof(Header) + body.size()) - sizeof(Header));
    Entry entry{};
    std::memcpy(entry.name, sections[i].first.data(), std::min(sections[i].first.size(), kNameSize));
    entry.begin = sizeof(Header) + body.size();
    entry.size = sections[i].second.size();
    std::memcpy(body.data() + i * sizeof(Entry), &entry, sizeof entry);
    body += sections[i].second;
  }
  Header header{};
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  header.version = Model::kVersion;
  header.sections = static_cast<std::uint32_t>(sections.size());
  header.file_size = sizeof header + body.size();
  header.digest = hash64(body);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + body;
}

}  // namespace vedette
