#pragma once
// The tags and words of a page, one after another, without what no reader sees. Linear in the page, whatever it holds.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vedette {

struct HtmlToken {
  enum class Kind { text, start, end, done };
  Kind kind = Kind::done;
  std::string_view text;  // as written, with its entities; of a start tag "title": its words
  std::string name;       // lower case
  // Those that tell what an element is, values as written.
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}

  const HtmlToken& next();
  // What <script type="application/ld+json"> held so far.
  std::vector<std::string> json_ld;

 private:
  bool tag();
  void read_attributes();
  void skip_content();
  void read_title();

  std::string_view page_;
  std::size_t at_ = 0;
  bool is_json_ld_ = false;
  HtmlToken token_;
  std::vector<std::string> unclosed_;  // names of elements that the rest of the page never closes
};

}  // namespace vedette
