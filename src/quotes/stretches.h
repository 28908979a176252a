#pragma once
// What stands between quotation marks, of every style, before anyone asks whether it is a quote.

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "base/span.h"

namespace vedette {

struct Page;

//   He said: “We told them ‘no’ twice.”
//            ( [                     ] )     [] inside, () with_marks; ‘no’ is a stretch of its own with the outer one as parent
struct Stretch {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  Span inside;       // without the marks and without white space at its edges
  Span with_marks;
  BlockId block;
  bool single = false;      // single marks
  bool unclosed = false;    // runs to the end of its paragraph: the next one goes on, or a mark was lost
  std::uint32_t parent = kNone;
};

// In order of their beginnings; those in single marks inside double ones follow their parent. Linear in the text.
std::vector<Stretch> find_stretches(const Page& page);

}  // namespace vedette
