// Writes JSON. Door: JsonWriter. Test: json_test.cpp.
#include "report/json.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"

namespace vedette {
namespace {

// Bytes that stand in a string as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

}  // namespace

void JsonWriter::comma() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonWriter::open(char bracket) {
  comma();
  out_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonWriter::raw(std::string_view text) {
  comma();
  out_ += text;
}

void JsonWriter::key(std::string_view name) {
  string(name);
  out_ += ':';
  after_key_ = true;
}

void JsonWriter::string(std::string_view value) {
  comma();
  out_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    while (end < value.size() && kPlain[static_cast<unsigned char>(value[end])]) ++end;
    out_.append(value, at, end - at);
    at = end;
    if (at == value.size()) break;
    const auto byte = static_cast<unsigned char>(value[at]);
    if (byte >= 0x80) {
      append_code_point(out_, next_code_point(value, at));
      continue;
    }
    switch (byte) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\t': out_ += "\\t"; break;
      case '\r': out_ += "\\r"; break;
      default: out_ += fmt::format("\\u{:04x}", byte);
    }
    ++at;
  }
  out_ += '"';
}

void JsonWriter::decimal(double value, int digits) {
  if (!std::isfinite(value)) return null();
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (digits > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  raw(text == "-0" ? "0" : text);
}

}  // namespace vedette
