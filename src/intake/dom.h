#pragma once
// A web page as a list of nodes in the order of the page; a node's inside are the nodes up to its `end`.
//
//   <div> <p> one <br> two </p> </div>        0 div [0,5)  1 p [1,5)  2 "one"  3 br  4 "two"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vedette {

struct DomNode {
  std::string tag;                                                   // lower case; empty for text
  std::string text;                                                  // of text nodes
  std::vector<std::pair<std::string_view, std::string>> attributes;  // names live as long as the program
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  // one after the last node inside
  std::uint32_t depth = 0;

  bool is_text() const { return tag.empty(); }
  std::string_view attribute(std::string_view name) const;
};

struct Dom {
  std::vector<DomNode> nodes;        // nodes[0] is the root
  std::vector<std::string> json_ld;  // structured data, as written
};

Dom dom_of(std::string_view utf8_html);

// The words inside a node, runs of white space as one blank.
std::string words_of(const Dom& dom, std::uint32_t node);

}  // namespace vedette
