// Whatever a user's file holds, its rows are read or refused, and what comes of them can be compiled and opened.
#include <cstdint>
#include <cstdlib>

#include "world/image.h"
#include "world/names.h"
#include "world/petrarch.h"
#include "world/rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vedette;
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  Tables tables;
  EntityDraft state;
  state.key = "state:AUT";
  state.name = "Austria";
  state.country = "AUT";
  tables.add(state);
  if (is_petrarch(content)) {
    add_petrarch(tables, "file", content);
  } else if (const Result<TsvTable> table = parse_tsv("file", content)) {
    add_rows(tables, {*table});
  }
  finish_names(tables);
  const Result<std::string> bytes = make_image(tables);
  if (bytes && !Image::over(*bytes, "image")) std::abort();
  static_cast<void>(Image::over(content, "image"));
  return 0;
}
