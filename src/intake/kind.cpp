// Looks at the first bytes of a source. Door: kind.h. Test: kind_test.cpp.
#include "intake/kind.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace vedette {
namespace {

bool starts_with_any(std::string_view bytes, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return bytes.starts_with(start); });
}

// "{" and then a key or the end of the line.
bool opens_object(std::string_view bytes) {
  if (!bytes.starts_with('{')) return false;
  const std::size_t next = bytes.find_first_not_of(" \t\r\n", 1);
  return next == std::string_view::npos || bytes[next] == '"' || bytes[next] == '}';
}

}  // namespace

SourceKind kind_of(std::string_view bytes, std::string_view name) {
  using namespace std::string_view_literals;
  if (bytes.empty()) return SourceKind::empty;
  if (bytes.starts_with("WARC/")) return SourceKind::warc;
  if (starts_with_any(bytes, {"%PDF-", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "PK\x03\x04",
                              "\x7F"
                              "ELF",
                              "SQLite format 3", "\xD0\xCF\x11\xE0", "BZh",
                              "\xFD"
                              "7zXZ",
                              "7z\xBC\xAF", "Rar!", "OggS", "ID3", "RIFF"}))
    return SourceKind::binary;
  const bool utf16 = starts_with_any(bytes, {"\xFF\xFE"sv, "\xFE\xFF"sv});
  if (!utf16) {
    const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x09 || (c > 0x0D && c < 0x20 && c != 0x1B);
    });
    const bool much = static_cast<std::size_t>(controls) * 8 > bytes.size();
    if (much && static_cast<std::size_t>(controls) > 8) return SourceKind::binary;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string_view body = bytes.substr(std::min(bytes.size(), bytes.find_first_not_of(" \t\r\n")));
  const std::string ending =
      lower(name.substr(std::min(name.size(), name.rfind('.') == std::string_view::npos ? name.size() : name.rfind('.'))));
  // One JSON document over several lines, or an object a line.
  const std::string_view line = body.substr(0, body.find('\n'));
  const std::string_view bare = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  if (opens_object(body))
    return bare.ends_with('{') || (bare.ends_with(',') && line.size() < body.size()) ? SourceKind::json : SourceKind::jsonl;
  if (body.starts_with('[') && opens_object(body.substr(std::min(body.size(), body.find_first_not_of(" \t\r\n", 1)))))
    return SourceKind::json;
  if (ending == ".jsonl" || ending == ".ndjson") return SourceKind::jsonl;
  const std::string head = lower(body.substr(0, 4096));
  if (head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") || head.starts_with("<rdf:rdf")) {
    for (const std::string_view root : {"<rss", "<feed", "<rdf:rdf"})
      if (head.find(root) != std::string::npos) return SourceKind::feed;
  }
  if (head.starts_with("<!doctype html") || head.starts_with("<html") ||
      (head.starts_with('<') && (head.find("<html") != std::string::npos || head.find("<body") != std::string::npos ||
                                 head.find("<head") != std::string::npos)))
    return SourceKind::html;
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return SourceKind::html;
  if (head.starts_with("<?xml")) return SourceKind::xml;
  if (ending == ".csv" || ending == ".tsv") return SourceKind::csv;
  return SourceKind::text;
}

}  // namespace vedette
