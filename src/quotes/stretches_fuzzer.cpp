// Any text: stretches stay inside their block, in order, and parents hold their children.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "page/page.h"
#include "quotes/stretches.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vedette;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Page page;
  for (std::size_t at = 0; at < bytes.size();) append_code_point(page.text, next_code_point(bytes, at));
  std::uint32_t from = 0;
  for (std::uint32_t at = 0; at <= page.text.size(); ++at) {
    if (at < page.text.size() && page.text[at] != '\n') continue;
    if (at > from) page.blocks.push_back({BlockKind::body, {from, at}});
    from = at + 1;
  }
  std::uint32_t last = 0;
  const auto stretches = find_stretches(page);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const Stretch& s = stretches[i];
    if (s.with_marks.begin < last || s.inside.empty() || !s.with_marks.contains(s.inside)) std::abort();
    if (!page.blocks[s.block.value].span.contains(s.with_marks)) std::abort();
    if (s.parent != Stretch::kNone && (s.parent >= i || !stretches[s.parent].inside.contains(s.with_marks))) std::abort();
    last = s.with_marks.begin;
  }
  return 0;
}
