// Builds the tree of a page. Door: dom.h. Test: dom_test.cpp.
//
// Not a browser's tree to the last misnested tag, but one of bounded cost: a parser of HTML5 rebuilds formatting elements in
// every paragraph and recurses into its tree, so that a page of a few kilobytes can make it use gigabytes or all of the stack.
// Here tags that only change how words look are dropped, end tags that may be left out are supplied as HTML has it, and what
// nests deeper than kDeepest is read flat.
#include "intake/dom.h"

#include <algorithm>
#include <array>

#include "base/entities.h"
#include "base/utf8.h"
#include "intake/html_tokens.h"

namespace vedette {
namespace {

constexpr std::size_t kDeepest = 300;
constexpr std::size_t kMostNodes = 400'000;

// Sorted, for binary search.
constexpr std::array kLooks = std::to_array<std::string_view>({"b", "big", "code", "em", "font", "i", "kbd", "mark", "nobr", "s",
                                                               "samp", "small", "span", "strike", "strong", "tt", "u", "wbr"});
constexpr std::array kVoid =
    std::to_array<std::string_view>({"area", "base", "basefont", "bgsound", "br", "col", "frame", "hr", "img", "input", "keygen",
                                     "link", "meta", "param", "source", "track", "wbr"});
constexpr std::array kInHead = std::to_array<std::string_view>({"base", "basefont", "bgsound", "link", "meta", "title"});
constexpr std::array kClosesParagraph = std::to_array<std::string_view>(
    {"address", "article",  "aside",      "blockquote", "center",  "details", "dialog", "dir",  "div",
     "dl",      "fieldset", "figcaption", "figure",     "footer",  "form",    "h1",     "h2",   "h3",
     "h4",      "h5",       "h6",         "header",     "hgroup",  "hr",      "li",     "main", "menu",
     "nav",     "ol",       "p",          "pre",        "section", "summary", "table",  "ul"});
static_assert(std::is_sorted(kLooks.begin(), kLooks.end()) && std::is_sorted(kVoid.begin(), kVoid.end()) &&
              std::is_sorted(kClosesParagraph.begin(), kClosesParagraph.end()));

template <class List>
bool is_in(const List& list, std::string_view name) {
  return std::binary_search(list.begin(), list.end(), name);
}

// What an element's start tag closes first, if that is open no further out than the boundary.
struct Implied {
  std::string_view start;
  std::array<std::string_view, 3> closes;
  std::array<std::string_view, 4> boundary;
};
constexpr std::array kImplied = {
    Implied{"li", {"li"}, {"ul", "ol", "menu"}},
    Implied{"dd", {"dd", "dt"}, {"dl"}},
    Implied{"dt", {"dd", "dt"}, {"dl"}},
    Implied{"td", {"td", "th"}, {"tr", "table"}},
    Implied{"th", {"td", "th"}, {"tr", "table"}},
    Implied{"tr", {"tr"}, {"table"}},
    Implied{"tbody", {"tbody", "thead", "tfoot"}, {"table"}},
    Implied{"thead", {"tbody", "thead", "tfoot"}, {"table"}},
    Implied{"tfoot", {"tbody", "thead", "tfoot"}, {"table"}},
    Implied{"a", {"a"}, {"table", "td", "th", "li"}},
};

class Builder {
 public:
  explicit Builder(std::string_view page) : tokens_(page) {
    add("", 0);
    dom_.nodes[0].tag = "#root";
    open_.push_back(0);
  }

  Dom run() {
    for (;;) {
      const HtmlToken& token = tokens_.next();
      if (token.kind == HtmlToken::Kind::done || dom_.nodes.size() > kMostNodes) break;
      if (token.kind == HtmlToken::Kind::text)
        text(token.text);
      else if (token.kind == HtmlToken::Kind::start)
        start(token);
      else
        end(token.name);
    }
    close_to(0);
    dom_.nodes[0].end = static_cast<std::uint32_t>(dom_.nodes.size());
    dom_.json_ld = std::move(tokens_.json_ld);
    return std::move(dom_);
  }

 private:
  std::string_view name_at(std::size_t level) const { return dom_.nodes[open_[level]].tag; }

  std::uint32_t add(std::string_view name, std::uint32_t parent) {
    DomNode& node = dom_.nodes.emplace_back();
    node.tag = name;
    node.parent = parent;
    node.depth = static_cast<std::uint32_t>(open_.size());
    node.end = static_cast<std::uint32_t>(dom_.nodes.size());
    return node.end - 1;
  }

  // Closes all open elements above this many.
  void close_to(std::size_t level) {
    while (open_.size() > level) {
      dom_.nodes[open_.back()].end = static_cast<std::uint32_t>(dom_.nodes.size());
      open_.pop_back();
    }
  }

  // The innermost open element of one of these names, searched outwards to a boundary; 0 where there is none.
  template <class Names, class Boundary>
  std::size_t open_level(const Names& names, const Boundary& boundary) const {
    for (std::size_t level = open_.size(); level-- > 1;) {
      const std::string_view name = name_at(level);
      if (std::find(names.begin(), names.end(), name) != names.end()) return level;
      if (std::find(boundary.begin(), boundary.end(), name) != boundary.end()) return 0;
    }
    return 0;
  }

  void leave_head() {
    if (name_at(open_.size() - 1) == "head") close_to(open_.size() - 1);
  }

  void text(std::string_view written) {
    const bool blank = std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    if (!blank) leave_head();
    std::string words = blank ? std::string(1, ' ') : without_entities(written);
    DomNode& last = dom_.nodes.back();
    if (last.is_text() && last.parent == open_.back())
      last.text += words;  // a dropped tag stood between
    else
      dom_.nodes[add("", open_.back())].text = std::move(words);
  }

  void start(const HtmlToken& token) {
    const std::string& name = token.name;
    if (is_in(kLooks, name) && token.attributes.empty()) return;
    if (name == "html" || name == "body" || name == "head") {
      if (name == "body") leave_head();
      for (std::size_t level = 1; level < open_.size(); ++level)
        if (name_at(level) == name) return;
    } else if (!is_in(kInHead, name)) {
      leave_head();
    }
    constexpr std::array kParagraph = {std::string_view("p")};
    constexpr std::array kParagraphBoundary = {std::string_view("table"), std::string_view("td"), std::string_view("th"),
                                               std::string_view("button"), std::string_view("caption")};
    if (is_in(kClosesParagraph, name))
      if (const std::size_t level = open_level(kParagraph, kParagraphBoundary)) close_to(level);
    for (const Implied& implied : kImplied)
      if (implied.start == name)
        if (const std::size_t level = open_level(implied.closes, implied.boundary)) close_to(level);

    const std::uint32_t node = add(is_in(kLooks, name) ? "span" : std::string_view(name), open_.back());
    for (const auto& [key, value] : token.attributes) dom_.nodes[node].attributes.emplace_back(key, without_entities(value));
    if (name == "title") {
      dom_.nodes[add("", node)].text = without_entities(token.text);
      dom_.nodes[node].end = static_cast<std::uint32_t>(dom_.nodes.size());
      return;
    }
    if (!is_in(kVoid, name) && open_.size() < kDeepest) open_.push_back(node);
  }

  void end(const std::string& name) {
    if (name == "title" || is_in(kVoid, name)) return;
    const std::string_view tag = is_in(kLooks, name) ? std::string_view("span") : std::string_view(name);
    // A formatting element without attributes was dropped; its end tag must not close another.
    if (tag == "span" && name_at(open_.size() - 1) != tag) return;
    const bool of_table = tag == "table" || tag == "tr" || tag == "td" || tag == "th" || tag == "tbody" || tag == "thead" ||
                          tag == "tfoot" || tag == "body" || tag == "html";
    for (std::size_t level = open_.size(); level-- > 1;) {
      if (name_at(level) == tag) return close_to(level);
      if (!of_table && (name_at(level) == "td" || name_at(level) == "th")) return;  // closes nothing in this cell
    }
  }

  HtmlTokens tokens_;
  Dom dom_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::string_view DomNode::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

Dom dom_of(std::string_view html) { return Builder(html).run(); }

std::string words_of(const Dom& dom, std::uint32_t node) {
  std::string out;
  bool blank = false;
  for (std::uint32_t i = node; i < dom.nodes[node].end; ++i) {
    const DomNode& inside = dom.nodes[i];
    if (!inside.is_text()) {
      blank |= inside.tag != "a" && inside.tag != "span" && i != node;
      continue;
    }
    for (std::size_t at = 0; at < inside.text.size();) {
      const std::size_t start = at;
      const char32_t c = next_code_point(inside.text, at);
      if (c <= ' ' || (c >= 0x80 && is_space(c))) {
        blank = true;
        continue;
      }
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out.append(inside.text, start, at - start);
    }
  }
  return out;
}

}  // namespace vedette
