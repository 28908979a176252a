// The page and its security policy, laid into the program. Doors: page_files, openapi_json, policy_of. Test: tests/serve.py.
#include <openssl/evp.h>

#include "service.h"

// The files' bytes as they are; CMake says which files.
#define LAY_IN(name, file)                                     \
  __asm__(".section .rodata\n.global " #name "\n.global " #name "_end\n" #name ":\n.incbin \"" file "\"\n" #name "_end:\n.byte 0\n.previous\n"); \
  extern "C" const char name[];                                \
  extern "C" const char name##_end[];

LAY_IN(vedette_openapi, VEDETTE_OPENAPI)
#include "page_files.inc"
#undef LAY_IN

namespace vedette {
namespace {

std::string sha256_base64(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr);
  std::string out(4 * ((length + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), digest, static_cast<int>(length));
  out.resize(4 * ((length + 2) / 3));
  return out;
}

// " 'sha256-…'" for each <tag …>…</tag> of the page, which are written by the build and never nested.
std::string hashes_of(std::string_view html, std::string_view tag) {
  std::string hashes;
  const std::string open = "<" + std::string(tag), close = "</" + std::string(tag) + ">";
  for (std::size_t at = html.find(open); at != std::string_view::npos; at = html.find(open, at)) {
    const std::size_t begin = html.find('>', at);
    const std::size_t end = begin == std::string_view::npos ? begin : html.find(close, begin);
    if (end == std::string_view::npos) break;
    const char next = html[at + open.size()];
    if (begin + 1 < end && (next == '>' || next == ' ' || next == '\n')) hashes += " 'sha256-" + sha256_base64(html.substr(begin + 1, end - begin - 1)) + "'";
    at = end + close.size();
  }
  return hashes;
}

}  // namespace

std::string_view openapi_json() { return {vedette_openapi, static_cast<std::size_t>(vedette_openapi_end - vedette_openapi)}; }

const std::vector<PageFile>& page_files() {
#define VEDETTE_PAGE_FILE(path, name) {path, std::string_view(name, static_cast<std::size_t>(name##_end - name))},
  static const std::vector<PageFile> files = {
#include "page_files.inc"
  };
  return files;
}

std::string_view page_html() {
  for (const PageFile& file : page_files())
    if (file.path == "index.html") return file.bytes;
  return {};
}

std::string policy_of(std::string_view html) {
  return "default-src 'none'; script-src 'self'" + hashes_of(html, "script") + "; style-src 'self'" + hashes_of(html, "style") +
         "; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace vedette
