// Parses a page and lays its tree out flat. Door: dom.h. Test: dom_test.cpp.
#include "intake/dom.h"

#include <gumbo.h>

#include "base/utf8.h"
#include "intake/tame_html.h"

namespace vedette {
namespace {

class Flattener {
 public:
  explicit Flattener(Dom& dom) : dom_(dom) {}

  // Recursion is safe: tame_html bounds the depth.
  void add(const GumboNode& node, std::uint32_t parent, std::uint32_t depth) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      push(parent, depth).text = node.v.text.text;
      dom_.nodes.back().end = static_cast<std::uint32_t>(dom_.nodes.size());
      return;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    const auto self = static_cast<std::uint32_t>(dom_.nodes.size());
    DomNode& added = push(parent, depth);
    added.tag = gumbo_normalized_tagname(element.tag);
    if (added.tag.empty()) {
      GumboStringPiece name = element.original_tag;
      gumbo_tag_from_original_text(&name);
      added.tag = name.data ? lower(std::string_view(name.data, name.length)) : "unknown";
      if (added.tag.empty()) added.tag = "unknown";
    }
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      added.attributes.emplace_back(attribute->name, attribute->value);
    }
    for (unsigned i = 0; i < element.children.length; ++i) add(*static_cast<const GumboNode*>(element.children.data[i]), self, depth + 1);
    dom_.nodes[self].end = static_cast<std::uint32_t>(dom_.nodes.size());
  }

 private:
  DomNode& push(std::uint32_t parent, std::uint32_t depth) {
    DomNode& node = dom_.nodes.emplace_back();
    node.parent = parent;
    node.depth = depth;
    return node;
  }
  Dom& dom_;
};

}  // namespace

std::string_view DomNode::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

Dom dom_of(std::string_view html) {
  TameHtml tame = tame_html(html);
  Dom dom;
  dom.json_ld = std::move(tame.json_ld);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* parsed = gumbo_parse_with_options(&options, tame.html.data(), tame.html.size());
  Flattener(dom).add(*parsed->root, 0, 0);
  gumbo_destroy_output(&options, parsed);
  return dom;
}

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
      if (is_space(next_code_point(inside.text, at))) {
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
