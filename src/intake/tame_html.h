#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

// A page made fit for a parser of bounded cost: without scripts, styles, comments, vector graphics and the tags that only change how
// words look; nested no deeper than browsers allow; with the attributes that tell what an element is. Linear in the page.
struct TameHtml {
  std::string html;
  std::vector<std::string> json_ld;  // what <script type="application/ld+json"> held
  bool too_many_elements = false;    // tags beyond the bound were dropped, their words kept
};

TameHtml tame_html(std::string_view page);

}  // namespace vedette
