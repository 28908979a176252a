// Cuts a page into tags and words. Door: html_tokens.h. Test: dom_test.cpp.
#include "intake/html_tokens.h"

#include <algorithm>
#include <array>

namespace vedette {
namespace {

constexpr std::size_t kMostAttributes = 40;
constexpr std::size_t kLongestAttribute = 2'000;
constexpr std::size_t kMostJsonLd = 20;

// Sorted, for binary search. Elements whose inside is no HTML, or not the page's words:
constexpr std::array kDroppedWhole = std::to_array<std::string_view>(
    {"applet",   "audio",  "canvas", "datalist", "embed", "iframe", "map",      "math",     "noembed", "noframes",
     "noscript", "object", "script", "select",   "style", "svg",    "template", "textarea", "video",   "xmp"});
constexpr std::array kAttributes =
    std::to_array<std::string_view>({"aria-hidden", "charset",    "class", "content",  "data-testid", "datetime", "hidden",
                                     "href",        "http-equiv", "id",    "itemprop", "itemtype",    "lang",     "name",
                                     "property",    "pubdate",    "rel",   "role",     "style",       "type",     "xml:lang"});
static_assert(std::is_sorted(kDroppedWhole.begin(), kDroppedWhole.end()) &&
              std::is_sorted(kAttributes.begin(), kAttributes.end()));

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char low(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool same_letters(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) { return low(a) == b; });
}

// The attribute of this name that is kept, whatever its capitals; empty if it is not.
std::string_view kept_attribute(std::string_view name) {
  char buffer[16];
  if (name.empty() || name.size() > sizeof buffer) return {};
  std::transform(name.begin(), name.end(), buffer, low);
  const auto found = std::lower_bound(kAttributes.begin(), kAttributes.end(), std::string_view(buffer, name.size()));
  return found != kAttributes.end() && *found == std::string_view(buffer, name.size()) ? *found : std::string_view{};
}

}  // namespace

const HtmlToken& HtmlTokens::next() {
  while (at_ < page_.size()) {
    const std::size_t open = std::min(page_.find('<', at_), page_.size());
    if (open > at_) {
      token_.kind = HtmlToken::Kind::text;
      token_.text = page_.substr(at_, open - at_);
      at_ = open;
      return token_;
    }
    if (tag()) return token_;
  }
  token_.kind = HtmlToken::Kind::done;
  return token_;
}

// At a "<": whether a token came of it.
bool HtmlTokens::tag() {
  if (page_.substr(at_).starts_with("<!--")) {
    const std::size_t end = page_.find("-->", at_ + 2);
    at_ = end == std::string_view::npos ? page_.size() : end + 3;
    return false;
  }
  const char next = at_ + 1 < page_.size() ? page_[at_ + 1] : '\0';
  if (next == '!' || next == '?') {
    const std::size_t end = page_.find('>', at_);
    at_ = end == std::string_view::npos ? page_.size() : end + 1;
    return false;
  }
  const bool closes = next == '/';
  const std::size_t begin = at_ + (closes ? 2 : 1);
  if (begin >= page_.size() || !letter(page_[begin])) {
    token_.kind = HtmlToken::Kind::text;
    token_.text = page_.substr(at_, 1);
    ++at_;
    return true;
  }
  constexpr std::size_t kLongestName = 40;
  at_ = begin;
  token_.name.clear();
  while (at_ < page_.size() && !space(page_[at_]) && page_[at_] != '>' && page_[at_] != '/' && token_.name.size() < kLongestName)
    token_.name += low(page_[at_++]);
  token_.attributes.clear();
  read_attributes();
  token_.kind = closes ? HtmlToken::Kind::end : HtmlToken::Kind::start;
  const bool dropped = std::binary_search(kDroppedWhole.begin(), kDroppedWhole.end(), token_.name);
  if (dropped && !closes) skip_content();
  if (!closes && token_.name == "title") read_title();
  return !dropped;
}

void HtmlTokens::read_attributes() {
  std::size_t count = 0;
  is_json_ld_ = false;
  while (at_ < page_.size() && page_[at_] != '>') {
    if (space(page_[at_]) || page_[at_] == '/') {
      ++at_;
      continue;
    }
    const std::size_t name_begin = at_;
    while (at_ < page_.size() && !space(page_[at_]) && page_[at_] != '=' && page_[at_] != '>' && page_[at_] != '/') ++at_;
    if (at_ == name_begin) ++at_;  // "=" without a name
    const std::string_view name = page_.substr(name_begin, at_ - name_begin);
    while (at_ < page_.size() && space(page_[at_])) ++at_;
    std::string_view value;
    if (at_ < page_.size() && page_[at_] == '=') {
      ++at_;
      while (at_ < page_.size() && space(page_[at_])) ++at_;
      if (at_ < page_.size() && (page_[at_] == '"' || page_[at_] == '\'')) {
        const std::size_t end = std::min(page_.find(page_[at_], at_ + 1), page_.size());
        value = page_.substr(at_ + 1, end - at_ - 1);
        at_ = std::min(end + 1, page_.size());
      } else {
        const std::size_t begin = at_;
        while (at_ < page_.size() && !space(page_[at_]) && page_[at_] != '>') ++at_;
        value = page_.substr(begin, at_ - begin);
      }
    }
    const std::string_view kept = ++count <= kMostAttributes ? kept_attribute(name) : std::string_view{};
    if (kept.empty()) continue;
    if (kept == "type" && value.find("ld+json") != std::string_view::npos) is_json_ld_ = true;
    token_.attributes.emplace_back(kept, value.substr(0, kLongestAttribute));
  }
  if (at_ < page_.size()) ++at_;
}

// One that is never closed is let be: only its tag goes.
void HtmlTokens::skip_content() {
  const std::string& name = token_.name;
  if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return;
  if (name == "embed") return;  // void
  const bool nests = name == "svg" || name == "object" || name == "video" || name == "audio";
  int depth = page_[at_ - 1] == '>' && at_ >= 2 && page_[at_ - 2] == '/' && nests ? 0 : 1;
  if (depth == 0) return;
  for (std::size_t open = page_.find('<', at_); open != std::string_view::npos; open = page_.find('<', open + 1)) {
    const bool closes = open + 1 < page_.size() && page_[open + 1] == '/';
    const std::size_t word = open + 1 + closes;
    if (!same_letters(page_.substr(word, name.size()), name)) continue;
    if (word + name.size() < page_.size() && letter(page_[word + name.size()])) continue;
    const std::size_t end = page_.find('>', word);
    if (!closes) {
      depth += nests && (end == std::string_view::npos || page_[end - 1] != '/');
      continue;
    }
    if (--depth > 0) continue;
    if (name == "script" && is_json_ld_ && json_ld.size() < kMostJsonLd) json_ld.emplace_back(page_.substr(at_, open - at_));
    at_ = end == std::string_view::npos ? page_.size() : end + 1;
    return;
  }
  unclosed_.push_back(name);
}

// Its inside is words only. Where it is never closed, its words are the page's.
void HtmlTokens::read_title() {
  const std::string_view near = page_.substr(at_, kLongestAttribute);
  std::size_t end = near.find("</");
  while (end != std::string_view::npos && !same_letters(near.substr(end + 2, 5), "title")) end = near.find("</", end + 2);
  token_.text = end == std::string_view::npos ? std::string_view{} : near.substr(0, end);
  if (end == std::string_view::npos) return;
  const std::size_t close = page_.find('>', at_ + end);
  at_ = close == std::string_view::npos ? page_.size() : close + 1;
}

}  // namespace vedette
