#pragma once
// The bytes of one source, read as they are asked for.

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vedette {

class Bytes {
 public:
  // `path` is a file or "-". What gzip or zstd packed is unpacked on the way.
  static Result<Bytes> open(const std::string& path);
  // Bytes that are at hand, for tests and for what is packed in something else.
  static Bytes of(std::string_view bytes, std::string name);
  Bytes(Bytes&&) noexcept;
  Bytes& operator=(Bytes&&) noexcept;
  ~Bytes();

  const std::string& name() const;  // as given; "standard input" for "-"

  // The bytes that are at hand, at least `wanted` unless the source ends before; valid until the next call.
  std::string_view peek(std::size_t wanted);
  void skip(std::size_t bytes);  // of those at hand

  // The next line without its end; false at the end. Of a line over `most` bytes only the first `most` are kept, and `cut` says
  // so.
  bool line(std::string& line, std::size_t most, bool& cut);
  // All that is left, up to `most` bytes; `cut` says that there was more.
  std::string rest(std::size_t most, bool& cut);

  // Why reading stopped early; empty where it did not.
  const std::string& trouble() const;

 private:
  struct State;
  explicit Bytes(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vedette
