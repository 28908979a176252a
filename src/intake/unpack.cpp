// Unpacks gzip and zstd as they are read. Door: unpack.h. Test: bytes_test.cpp.
// Nothing is held but one buffer of each side, so a bomb costs time, never memory; who takes the bytes keeps its own limits.
#include "intake/unpack.h"

#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

namespace vedette {
namespace {

constexpr std::size_t kPacked = 128u << 10;

// The first bytes, looked at and then handed on.
class Replayed : public ByteSource {
 public:
  Replayed(std::string first, std::unique_ptr<ByteSource> rest) : first_(std::move(first)), rest_(std::move(rest)) {}
  std::size_t read(char* into, std::size_t most, std::string& trouble) override {
    if (at_ == first_.size()) return rest_->read(into, most, trouble);
    const std::size_t taken = std::min(most, first_.size() - at_);
    std::memcpy(into, first_.data() + at_, taken);
    at_ += taken;
    return taken;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

class Gzip : public ByteSource {
 public:
  explicit Gzip(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)), buffer_(kPacked) {
    constexpr int kGzipOnly = 16;
    inflateInit2(&stream_, kGzipOnly + MAX_WBITS);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override { inflateEnd(&stream_); }

  std::size_t read(char* into, std::size_t most, std::string& trouble) override {
    if (done_) return 0;
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(most);
    while (stream_.avail_out == most) {
      if (stream_.avail_in == 0 && !refill(trouble)) {
        done_ = true;
        if (inside_ && trouble.empty()) trouble = "the gzip data are cut short";
        break;
      }
      if (!inside_) {  // between two members
        inflateReset(&stream_);
        inside_ = true;
      }
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        inside_ = false;
        any_ = true;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        done_ = true;
        if (!(any_ && stream_.total_out == 0)) trouble = "the gzip data are damaged";  // else: padding behind the last member
        break;
      }
    }
    return most - stream_.avail_out;
  }

 private:
  bool refill(std::string& trouble) {
    const std::size_t got = packed_->read(buffer_.data(), buffer_.size(), trouble);
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(got);
    return got > 0;
  }
  std::unique_ptr<ByteSource> packed_;
  std::vector<char> buffer_;
  z_stream stream_{};
  bool inside_ = false;
  bool any_ = false;
  bool done_ = false;
};

class Zstd : public ByteSource {
 public:
  explicit Zstd(std::unique_ptr<ByteSource> packed)
      : packed_(std::move(packed)), buffer_(kPacked), stream_(ZSTD_createDStream()) {
    constexpr int kWindowLog = 27;  // 128 MB, what the zstd program accepts
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kWindowLog);
  }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  ~Zstd() override { ZSTD_freeDStream(stream_); }

  std::size_t read(char* into, std::size_t most, std::string& trouble) override {
    ZSTD_outBuffer out{into, most, 0};
    while (!done_ && out.pos == 0) {
      if (in_.pos == in_.size && !flushing_) {
        const std::size_t got = packed_->read(buffer_.data(), buffer_.size(), trouble);
        in_ = {buffer_.data(), got, 0};
        if (got == 0) {
          done_ = true;
          if (inside_ && trouble.empty()) trouble = "the zstd data are cut short";
          break;
        }
      }
      const std::size_t left = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(left)) {
        done_ = true;
        trouble = fmt::format("the zstd data are damaged ({})", ZSTD_getErrorName(left));
        break;
      }
      inside_ = left != 0;
      flushing_ = out.pos == most;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<ByteSource> packed_;
  std::vector<char> buffer_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool inside_ = false;
  bool flushing_ = false;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> unpacking(std::unique_ptr<ByteSource> packed) {
  std::string first(4, '\0');
  std::size_t held = 0;
  std::string trouble;
  while (held < first.size()) {
    const std::size_t got = packed->read(first.data() + held, first.size() - held, trouble);
    if (got == 0) break;
    held += got;
  }
  first.resize(held);
  auto whole = std::make_unique<Replayed>(first, std::move(packed));
  if (first.starts_with("\x1F\x8B")) return std::make_unique<Gzip>(std::move(whole));
  if (first == "\x28\xB5\x2F\xFD" || (first.size() == 4 && first.substr(1) == "\x2A\x4D\x18" && (first[0] & 0xF0) == 0x50))
    return std::make_unique<Zstd>(std::move(whole));
  return whole;
}

}  // namespace vedette
