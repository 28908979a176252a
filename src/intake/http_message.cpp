// Reads an HTTP response: status, type, body. Door: http_message.h. Test: warc_test.cpp.
#include "intake/http_message.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/utf8.h"
#include "intake/bytes.h"

namespace vedette {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Chunks joined; a length that makes no sense means that the crawler had joined them already.
std::string joined(std::string_view body) {
  std::string out;
  std::size_t at = 0;
  while (at < body.size()) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(body.data() + at, body.data() + body.size(), length, 16);
    if (error != std::errc{}) return out.empty() ? std::string(body) : out;
    const std::size_t line_end = body.find('\n', static_cast<std::size_t>(end - body.data()));
    if (line_end == std::string_view::npos) return out.empty() ? std::string(body) : out;
    if (length == 0) return out;
    out.append(body.substr(line_end + 1, length));
    if (length > body.size() - line_end) return out;
    at = line_end + 1 + length;
    while (at < body.size() && (body[at] == '\r' || body[at] == '\n')) ++at;
  }
  return out;
}

}  // namespace

Result<HttpResponse> http_response(std::string_view message, std::size_t most) {
  HttpResponse response;
  std::string encoding;
  bool chunked = false;
  std::size_t at = 0;
  bool first = true;
  while (at < message.size()) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    const std::string_view line = trimmed(message.substr(at, end - at));
    at = std::min(end + 1, message.size());
    if (line.empty()) break;
    if (first) {
      first = false;
      const std::size_t blank = line.find(' ');
      if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return Error{"this is no HTTP response"};
      std::from_chars(line.data() + blank + 1, line.data() + line.size(), response.status);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = lower(trimmed(line.substr(0, colon)));
    const std::string value = lower(trimmed(line.substr(colon + 1)));
    if (name == "content-type") {
      response.content_type = std::string(trimmed(std::string_view(value).substr(0, value.find(';'))));
      if (const std::size_t charset = value.find("charset="); charset != std::string::npos) {
        response.charset = value.substr(charset + 8, value.find(';', charset) - charset - 8);
        std::erase(response.charset, '"');
      }
    } else if (name == "content-encoding") {
      encoding = value;
    } else if (name == "transfer-encoding") {
      chunked = value.find("chunked") != std::string::npos;
    }
  }
  response.body = chunked ? joined(message.substr(at)) : std::string(message.substr(at));
  const bool is_gzip = response.body.starts_with("\x1F\x8B");
  if (is_gzip || (encoding == "zstd" && response.body.starts_with("\x28\xB5\x2F\xFD"))) {
    const std::string packed = std::move(response.body);
    Bytes bytes = Bytes::of(packed, "body");
    bool cut = false;
    response.body = bytes.rest(most, cut);
    if (cut) return Error{fmt::format("the page is larger than {} MB when unpacked", most >> 20)};
  } else if (encoding == "br" || encoding == "compress") {
    return Error{fmt::format("the page is packed as {}, which is not read; expected gzip, zstd or nothing", encoding)};
  }
  if (response.body.size() > most) return Error{fmt::format("the page is larger than {} MB", most >> 20)};
  return response;
}

}  // namespace vedette
