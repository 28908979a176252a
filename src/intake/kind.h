#pragma once
#include <string_view>

namespace vedette {

enum class SourceKind { text, jsonl, json, html, feed, xml, warc, csv, binary, empty };

// What a source is, by its first bytes (unpacked) and, where these could be several things, its name.
SourceKind kind_of(std::string_view first_bytes, std::string_view name);

}  // namespace vedette
