#pragma once
// Writes JSON to a string. Keys come in the order they are written; strings that are not valid UTF-8 get U+FFFD.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace vedette {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);
  void string(std::string_view value);
  void number(std::integral auto value) { raw(std::to_string(value)); }
  void decimal(double value, int digits);  // trailing zeros are left out; NaN gives null
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  void literal(std::string_view json) { raw(json); }  // a value that is JSON already
  void string_or_null(std::string_view value) { value.empty() ? null() : string(value); }

  void field(std::string_view name, std::string_view value) { key(name), string(value); }
  void field_or_null(std::string_view name, std::string_view value) { key(name), string_or_null(value); }

 private:
  void open(char bracket);
  void close(char bracket);
  void comma();
  void raw(std::string_view text);

  std::string& out_;
  bool first_ = true;      // nothing stands yet at this level
  bool after_key_ = false;
};

}  // namespace vedette
