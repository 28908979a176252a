// Texts and records as the archive keeps them: zstd frames with a checksum. Test: tests/archive.py.
#include "archive/compress.h"

#include <zstd.h>

#include <memory>

#include <fmt/format.h>

namespace vedette {
namespace {

constexpr unsigned long long kLargest = 256ull << 20;
constexpr int kLevel = 3;
constexpr std::size_t kRoomKept = 1 << 20;

}  // namespace

std::string compress(std::string_view text) {
  thread_local const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context = [] {
    ZSTD_CCtx* made = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(made, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(made, ZSTD_c_compressionLevel, kLevel);
    return std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)>(made, ZSTD_freeCCtx);
  }();
  // Many wait at once to be written: what is given takes no more room than it needs.
  thread_local std::string room;
  const std::size_t most = ZSTD_compressBound(text.size());
  if (room.size() < most) room.resize(most);
  std::string out(room.data(), ZSTD_compress2(context.get(), room.data(), room.size(), text.data(), text.size()));
  if (room.size() > kRoomKept) std::string().swap(room);
  return out;
}

Result<std::string> decompress(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kLargest) return Error{"a packed text is damaged"};
  thread_local const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  std::string out(size, '\0');
  const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) || got != size) return Error{fmt::format("a packed text is damaged: {}", ZSTD_getErrorName(got))};
  return out;
}

}  // namespace vedette
