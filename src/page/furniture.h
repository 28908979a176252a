#pragma once
// Tells the lines around a report by their phrases: share lines, navigation, credits, bylines, lines that name agencies.

#include <string_view>
#include <vector>

#include "base/span.h"

namespace vedette {

class Words;
class World;

class Furniture {
 public:
  Furniture(std::string_view text, const World& world, const Words& words) : text_(text), world_(world), words_(words) {}

  bool is_share(Span line) const;          // "Share this: Facebook Twitter Google+"
  bool is_navigation(Span line) const;     // "See also: Mexico's drug war"
  bool is_agency(Span line) const;         // "With information from AFP and EFE", "Reporting by …; editing by …"
  bool is_agencies_only(Span line) const;  // "(AFP, Reuters)"
  bool is_byline(Span line) const;         // "By Jane Smith and Joe Bloggs in Cairo"
  bool is_person(Span line) const;         // "Jane Smith": a given name and one to three capital words
  bool is_credit(Span line) const;         // "Image: Wikimedia Commons / public domain."

  // Whether the inside of a bracket says whose a picture is. `sure`: by a phrase, an agency or a slash; else by capitals alone.
  bool credits_picture(Span inside, bool& sure) const;

  // Where a line begins that was glued to the end of a paragraph; the paragraph's end where there is none.
  std::uint32_t share_tail(Span paragraph) const;       // "… the airport. Share this: Facebook Twitter"
  std::uint32_t navigation_tail(Span paragraph) const;  // "… he said. READ ALSO: Lavrov arrives in Cairo"
  std::uint32_t agency_tail(Span paragraph) const;      // "… he said. – AFP", "… he said. (With inputs from agencies)"

  // "Image: World Economic Forum." from its first letter to its stop, where the text at `colon` is its colon; else empty.
  Span labelled_credit(Span paragraph, std::uint32_t colon) const;

 private:
  // The starts of what follows a sentence's end in the last bytes of a paragraph, in order.
  std::vector<std::uint32_t> tails(Span paragraph) const;
  // Every word belongs to a share line.
  bool all_share(std::string_view folded) const;
  // Capital words (and "and", "of", "van") alone, at most so many.
  bool all_capital_words(Span span, int most) const;

  std::string_view text_;
  const World& world_;
  const Words& words_;
};

}  // namespace vedette
