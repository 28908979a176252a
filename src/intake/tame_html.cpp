// Goes through a page tag by tag before it is parsed. Door: tame_html.h. Test: tame_html_test.cpp.
// A parser of HTML5 rebuilds formatting elements in every paragraph and recurses into its tree, so that a page of a few kilobytes can
// make it use gigabytes or all of the stack. What is let through here cannot.
#include "intake/tame_html.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kDeepest = 300;
constexpr std::size_t kMostElements = 150'000;
constexpr std::size_t kMostAttributes = 40;
constexpr std::size_t kLongestAttribute = 2'000;
constexpr std::size_t kFarthestClose = 100;  // open elements that an end tag may close at once

// Sorted, for binary search.
constexpr std::array kDropped = std::to_array<std::string_view>(
    {"b", "big", "code", "em", "font", "i", "kbd", "mark", "nobr", "s", "samp", "small", "strike", "strong", "tt", "u", "wbr"});
constexpr std::array kDroppedWhole = std::to_array<std::string_view>(
    {"applet", "audio", "canvas", "datalist", "embed", "iframe", "map", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video", "xmp"});
constexpr std::array kVoid = std::to_array<std::string_view>(
    {"area", "base", "basefont", "bgsound", "br", "col", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track"});
// Their end tags may be left out, and the parser then closes them by itself: they do not nest without others between them.
constexpr std::array kSelfClosing = std::to_array<std::string_view>(
    {"body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"});
constexpr std::array kAttributes = std::to_array<std::string_view>(
    {"aria-hidden", "charset", "class", "content", "data-testid", "datetime", "hidden", "href", "http-equiv", "id", "itemprop", "itemtype", "lang", "name", "property", "pubdate", "rel", "role", "style", "type", "xml:lang"});

template <class List>
bool is_in(const List& list, std::string_view name) { return std::binary_search(list.begin(), list.end(), name); }

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Tamer {
 public:
  explicit Tamer(std::string_view page) : page_(page) { out_.html.reserve(page.size() / 2); }

  TameHtml run() {
    while (at_ < page_.size()) {
      const std::size_t open = std::min(page_.find('<', at_), page_.size());
      copy_text(at_, open);
      at_ = open;
      if (at_ < page_.size()) tag();
    }
    return std::move(out_);
  }

 private:
  void copy_text(std::size_t begin, std::size_t end) {
    // NUL is an error to every parser, and nothing to a reader.
    for (std::size_t at = begin; at < end; ++at)
      if (page_[at] != '\0') out_.html += page_[at];
  }

  void tag() {
    if (page_.substr(at_).starts_with("<!--")) {
      const std::size_t end = page_.find("-->", at_ + 2);
      at_ = end == std::string_view::npos ? page_.size() : end + 3;
      return;
    }
    const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : '\0';
    if (next == '!' || next == '?') {
      const std::size_t end = page_.find('>', at_);
      at_ = end == std::string_view::npos ? page_.size() : end + 1;
      return;
    }
    const bool closes = next == '/';
    std::size_t name_begin = at_ + (closes ? 2 : 1);
    if (name_begin >= page_.size() || !letter(page_[name_begin])) {
      out_.html += closes ? "" : "&lt;";
      at_ += 1;
      return;
    }
    std::size_t name_end = name_begin;
    while (name_end < page_.size() && !space(page_[name_end]) && page_[name_end] != '>' && page_[name_end] != '/' && name_end - name_begin < 40) ++name_end;
    const std::string name = lower(page_.substr(name_begin, name_end - name_begin));
    attributes_.clear();
    at_ = name_end;
    const bool empty = read_attributes();
    closes ? end_tag(name) : start_tag(name, empty);
  }

  // Leaves those that are kept in attributes_; gives whether the tag ended with "/>".
  bool read_attributes() {
    bool slash = false;
    std::size_t count = 0;
    is_json_ld_ = false;
    while (at_ < page_.size() && page_[at_] != '>') {
      if (space(page_[at_]) || page_[at_] == '/') {
        slash = page_[at_] == '/';
        ++at_;
        continue;
      }
      slash = false;
      const std::size_t name_begin = at_;
      while (at_ < page_.size() && !space(page_[at_]) && page_[at_] != '=' && page_[at_] != '>' && page_[at_] != '/') ++at_;
      if (at_ == name_begin) ++at_;  // "=" without a name
      const std::size_t name_end = at_;
      while (at_ < page_.size() && space(page_[at_])) ++at_;
      std::string_view value;
      char quote = '"';
      if (at_ < page_.size() && page_[at_] == '=') {
        ++at_;
        while (at_ < page_.size() && space(page_[at_])) ++at_;
        if (at_ < page_.size() && (page_[at_] == '"' || page_[at_] == '\'')) {
          quote = page_[at_];
          const std::size_t end = std::min(page_.find(quote, at_ + 1), page_.size());
          value = page_.substr(at_ + 1, end - at_ - 1);
          at_ = std::min(end + 1, page_.size());
        } else {
          const std::size_t begin = at_;
          while (at_ < page_.size() && !space(page_[at_]) && page_[at_] != '>') ++at_;
          value = page_.substr(begin, at_ - begin);
          if (value.find('"') != std::string_view::npos) quote = '\'';
        }
      }
      if (name_end - name_begin > 20 || ++count > kMostAttributes) continue;
      const std::string name = lower(page_.substr(name_begin, name_end - name_begin));
      if (!is_in(kAttributes, name)) continue;
      if (name == "type" && value.find("ld+json") != std::string_view::npos) is_json_ld_ = true;
      value = value.substr(0, kLongestAttribute);
      if (value.find(quote) != std::string_view::npos || value.find('\0') != std::string_view::npos) value = {};
      attributes_ += ' ';
      attributes_ += name;
      attributes_ += '=';
      attributes_ += quote;
      attributes_ += value;
      attributes_ += quote;
    }
    if (at_ < page_.size()) ++at_;
    return slash;
  }

  void start_tag(const std::string& name, bool empty) {
    if (is_in(kDroppedWhole, name)) {
      if (!empty || name == "script" || name == "style" || name == "textarea" || name == "iframe") skip_content(name);
      return;
    }
    // What marks words by more than their looks stays, as what it amounts to.
    const bool dropped = is_in(kDropped, name);
    if ((dropped || name == "span") && attributes_.empty()) return;
    if (++elements_ > kMostElements) {
      out_.too_many_elements = true;
      out_.html += ' ';
      return;
    }
    if (name == "title") return title();
    const bool counted = !is_in(kVoid, name) && !is_in(kSelfClosing, name);
    const bool kept = !counted || depth_ < kDeepest;
    if (counted) {
      open_.push_back({name, kept});
      depth_ += kept;
    }
    if (!kept) return;
    out_.html += '<';
    out_.html += dropped ? "span" : name;
    out_.html += attributes_;
    out_.html += '>';
  }

  void end_tag(const std::string& name) {
    if (is_in(kDroppedWhole, name) || elements_ > kMostElements) return;
    // A span or a formatting element without attributes was dropped; its end tag must not close another.
    if ((is_in(kDropped, name) || name == "span") && (open_.empty() || open_.back().name != name)) return;
    bool kept = is_in(kSelfClosing, name);
    if (!kept) {
      const std::size_t far = open_.size() > kFarthestClose ? open_.size() - kFarthestClose : 0;
      std::size_t i = open_.size();
      while (i > far && open_[i - 1].name != name) --i;
      if (i == far) return;  // closes nothing
      while (open_.size() >= i) {
        depth_ -= open_.back().kept;
        kept = open_.back().kept;
        open_.pop_back();
      }
    }
    if (!kept) return;
    out_.html += "</";
    out_.html += is_in(kDropped, name) ? "span" : name;
    out_.html += '>';
  }

  // Of elements whose inside is no HTML, or not the page's words. One that is never closed is let be: only its tag goes.
  void skip_content(const std::string& name) {
    if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return;
    const bool nests = name == "svg" || name == "object" || name == "video" || name == "audio";
    int depth = 1;
    for (std::size_t open = page_.find('<', at_); open != std::string_view::npos; open = page_.find('<', open + 1)) {
      const bool closes = open + 1 < page_.size() && page_[open + 1] == '/';
      const std::size_t word = open + 1 + closes;
      if (word + name.size() > page_.size() || !same_letters(page_.substr(word, name.size()), name)) continue;
      if (word + name.size() < page_.size() && letter(page_[word + name.size()])) continue;
      const std::size_t end = page_.find('>', word);
      if (!closes) {
        depth += nests && (end == std::string_view::npos || page_[end - 1] != '/');
        continue;
      }
      if (--depth > 0) continue;
      if (name == "script" && is_json_ld_ && out_.json_ld.size() < 20) out_.json_ld.emplace_back(page_.substr(at_, open - at_));
      at_ = end == std::string_view::npos ? page_.size() : end + 1;
      return;
    }
    unclosed_.push_back(name);
  }

  static bool same_letters(std::string_view text, std::string_view low) {
    return std::equal(text.begin(), text.end(), low.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  }

  // Its inside is words only.
  void title() {
    const std::size_t begin = at_;
    const std::string_view near = page_.substr(begin, kLongestAttribute);
    std::size_t end = near.find("</");
    while (end != std::string_view::npos && lower(near.substr(end + 2, 5)) != "title") end = near.find("</", end + 2);
    if (end == std::string_view::npos) return;  // never closed: its words are the page's
    end += begin;
    out_.html += "<title>";
    copy_text(begin, end);
    out_.html += "</title>";
    at_ = std::min(page_.find('>', end), page_.size() - 1) + 1;
  }

  struct Open {
    std::string name;
    bool kept;
  };
  std::string_view page_;
  std::size_t at_ = 0;
  std::string attributes_;
  bool is_json_ld_ = false;
  std::vector<Open> open_;
  std::vector<std::string> unclosed_;  // names of elements that the rest of the page never closes
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
  TameHtml out_;
};

}  // namespace

TameHtml tame_html(std::string_view page) { return Tamer(page).run(); }

}  // namespace vedette
