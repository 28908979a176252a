// Finds who wrote a page. Door: byline.h. Test: byline_test.cpp, eval/metadata.py.
#include "intake/byline.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/utf8.h"

namespace vedette {
namespace {

#include "intake/byline_tables.inc"

using Words = std::vector<std::string>;

Words split(std::string_view text, char at = ' ') {
  Words parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

struct Knowledge {
  std::vector<Words> before, after;  // the longest first
  std::set<std::string, std::less<>> office, month, account, label;

  Knowledge() {
    bool header = true;
    for (const std::string& row : split(k_byline_words, '\n')) {
      if (row.starts_with('#') || std::exchange(header, header && row.starts_with('#'))) continue;
      const std::size_t tab = row.find('\t');
      const std::string words = row.substr(0, tab);
      const std::string_view kind = std::string_view(row).substr(tab + 1);
      if (kind == "before") before.push_back(split(words));
      else if (kind == "after") after.push_back(split(words));
      else (kind == "office" ? office : kind == "month" ? month : kind == "account" ? account : label).insert(words);
    }
    for (std::vector<Words>* phrases : {&before, &after})
      std::stable_sort(phrases->begin(), phrases->end(), [](const Words& a, const Words& b) { return a.size() > b.size(); });
  }
};

const Knowledge& known() {
  static const Knowledge knowledge;
  return knowledge;
}

// A word as the table has it: folded, without the marks at its end.
std::string bare(std::string_view word) {
  std::string folded = lower(word);
  while (!folded.empty() && std::string_view(".,:;").find(folded.back()) != std::string_view::npos) folded.pop_back();
  return folded;
}

bool stands_at(const Words& phrase, const Words& words, std::size_t at) {
  if (at + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i)
    if (bare(words[at + i]) != phrase[i]) return false;
  return true;
}

bool has_digit(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }

bool is_office(std::string_view part) {
  const Words words = split(part);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return known().office.contains(bare(word)); });
}

std::string joined(const Words& words, std::size_t begin, std::size_t end) {
  std::string all;
  for (std::size_t i = begin; i < end; ++i) all += (all.empty() ? "" : " ") + words[i];
  return all;
}

// Names and what follows each after a comma: up to the first part that is an office, or too long for a name.
std::string without_offices(const std::string& text) {
  constexpr std::size_t kLongestName = 4;  // words, and "and" beside them
  std::size_t end = text.find(", ");
  while (end != std::string::npos) {
    const std::size_t next = std::min(text.find(", ", end + 2), text.size());
    const std::string_view part = std::string_view(text).substr(end + 2, next - end - 2);
    if (is_office(part) || (split(part).size() > kLongestName && part.find(" and ") == std::string_view::npos)) return text.substr(0, end);
    end = next == text.size() ? std::string::npos : next;
  }
  return text;
}

// How much an element's marks say that it names the author.
int author_marks(const DomNode& node, std::size_t inside) {
  constexpr std::size_t kNoByline = 200;  // nodes
  if (inside > kNoByline) return 0;
  constexpr std::size_t kSmall = 30;  // nodes: a box about the author is more than a byline
  if (has_word(node.attribute("rel"), "author") || has_word(node.attribute("itemprop"), "author")) return 3;
  int marks = 0;
  for (const char* where : {"class", "id", "data-testid"}) {
    const std::string_view name = node.attribute(where);
    if (has_word(name, "byline") || has_word(name, "bylines") || has_word(name, "p-author") || has_word(name, "author-name") || has_word(name, "authorname")) return 2;
    if ((has_word(name, "author") || has_word(name, "authors")) && inside < kSmall) marks = 1;
  }
  return marks;
}

// Adds a name, unless one that is there holds it or is held by it.
void add_name(Words& names, const std::string& name) {
  if (name.empty()) return;
  const std::string folded = fold(name);
  for (const std::string& there : names) {
    const std::string other = fold(there);
    if (other.find(folded) != std::string::npos || folded.find(other) != std::string::npos) return;
  }
  names.push_back(name);
}

std::string names_of(const Words& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

// Of a byline with links or marked names, these; else its words.
std::string names_in(const Dom& dom, std::uint32_t byline) {
  constexpr std::size_t kMostNames = 8;
  for (const auto wanted : {0, 1}) {
    Words names;
    for (std::uint32_t i = byline + 1; i < dom.nodes[byline].end && names.size() < kMostNames; ++i) {
      const DomNode& node = dom.nodes[i];
      if (node.is_text()) continue;
      const bool named = has_word(node.attribute("rel"), "author") || has_word(node.attribute("itemprop"), "name") || has_word(node.attribute("class"), "name");
      if (wanted == 0 ? !named : node.tag != "a" || node.attribute("href").find("author") == std::string_view::npos) continue;
      add_name(names, author_names(node.tag == "meta" ? std::string(node.attribute("content")) : words_of(dom, i)));
    }
    if (!names.empty()) return names_of(names);
  }
  return author_names(words_of(dom, byline));
}

// Authors are often marked one by one: those beside the first belong to it.
std::string with_those_beside(const Dom& dom, std::uint32_t first, std::string names) {
  constexpr std::size_t kSmall = 40;  // nodes
  std::uint32_t around = dom.nodes[first].parent;
  // A list has each name in an item of its own.
  if (dom.nodes[around].tag == "li" || dom.nodes[around].tag == "span") around = dom.nodes[around].parent;
  if (dom.nodes[around].end - around > kSmall) return names;
  Words all = {std::move(names)};
  for (std::uint32_t i = dom.nodes[first].end; i < dom.nodes[around].end; ++i) {
    const DomNode& node = dom.nodes[i];
    if (node.is_text() || author_marks(node, node.end - i) < 3) continue;
    add_name(all, names_in(dom, i));
    i = node.end - 1;
  }
  return names_of(all);
}

// "By Jane Smith" as a line of its own, soon after the heading; its words must look like names.
std::string line_under_heading(const Dom& dom) {
  constexpr std::uint32_t kSoon = 60;  // nodes
  constexpr std::size_t kLongestLine = 80;
  std::uint32_t heading = 0;
  for (std::uint32_t i = 0; i < dom.nodes.size() && heading == 0; ++i)
    if (dom.nodes[i].tag == "h1") heading = dom.nodes[i].end;
  if (heading == 0) return {};
  for (std::uint32_t i = heading; i < std::min<std::size_t>(heading + kSoon, dom.nodes.size()); ++i) {
    const DomNode& node = dom.nodes[i];
    if (node.is_text() || (node.tag != "p" && node.tag != "div" && node.tag != "span" && node.tag != "li")) continue;
    const std::string line = words_of(dom, i);
    if (line.size() > kLongestLine || !(line.starts_with("By ") || line.starts_with("BY "))) continue;
    const std::string names = author_names(line);
    const Words words = split(names);
    const bool look_like_names = words.size() >= 2 && words.size() <= 8 && std::all_of(words.begin(), words.end(), [](const std::string& word) {
      std::size_t at = 0;
      return word == "and" || word == "de" || word == "van" || word == "von" || word == "al" || word == "bin" || is_upper(next_code_point(word, at));
    });
    if (look_like_names) return names;
  }
  return {};
}

}  // namespace

bool has_word(std::string_view attribute, std::string_view word) {
  const auto is_lower_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_upper_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string low = lower(attribute);
  if (low.size() != attribute.size()) return false;
  for (std::size_t at = low.find(word); at != std::string::npos; at = low.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    // A capital after a small letter begins another word.
    const bool begins = at == 0 || !is_lower_letter(low[at - 1]) || (is_upper_letter(attribute[at]) && is_lower_letter(attribute[at - 1]));
    const bool ends = end == low.size() || !is_lower_letter(low[end]) || (is_upper_letter(attribute[end]) && is_lower_letter(attribute[end - 1]));
    if (begins && ends) return true;
  }
  return false;
}

std::string author_names(std::string_view written) {
  constexpr std::size_t kLongest = 160;
  std::string text(written);
  for (const std::string_view bar : {" @", " | ", " • ", " · ", " — ", " – ", " - ", " / "}) text.resize(std::min(text.size(), text.find(bar)));
  Words words = split(text);
  std::size_t begin = 0;
  for (bool found = true; found && begin < words.size();) {
    found = false;
    for (const Words& phrase : known().before) {
      if (!stands_at(phrase, words, begin) || begin + phrase.size() >= words.size()) continue;
      // "Von der Leyen" and "Di Stefano" are names.
      std::size_t at = 0;
      const std::size_t left = words.size() - begin - phrase.size();
      if (phrase.back() != "by" && (left < 2 || !is_upper(next_code_point(words[begin + phrase.size()], at)))) continue;
      begin += phrase.size(), found = true;
      break;
    }
  }
  std::size_t end = begin;
  for (; end < words.size(); ++end) {
    if (has_digit(words[end]) && end > begin) {
      if (known().month.contains(bare(words[end - 1])) && end > begin + 1) --end;
      break;
    }
    const auto stands_here = [&](const Words& phrase) { return stands_at(phrase, words, end); };
    // In small letters it is no part of a name; "Updated" begins what follows.
    if (end > begin && std::any_of(known().after.begin(), known().after.end(), stands_here)) {
      std::size_t at = 0;
      if (is_lower(next_code_point(words[end], at)) || words[end].size() > 3) break;
    }
  }
  text = without_offices(joined(words, begin, end));
  while (!text.empty() && std::string_view(" ,;:.").find(text.back()) != std::string_view::npos && !(text.back() == '.' && text.size() > 2 && text[text.size() - 2] < 'a'))
    text.pop_back();
  return text.size() <= kLongest && text.size() >= 3 ? text : std::string{};
}

bool is_weak_author(std::string_view author, std::string_view site) {
  if (author.find(' ') == std::string_view::npos && (has_digit(author) || known().account.contains(bare(author)))) return true;
  return !site.empty() && fold(author) == fold(site);
}

bool labels_author(std::string_view label) { return known().label.contains(bare(label)); }

Byline byline_in(const Dom& dom) {
  constexpr int kMarkedAsByline = 4;
  std::string names;
  int best = 0;
  bool after_heading = false;
  for (std::uint32_t i = 0; i < dom.nodes.size(); ++i) {
    const DomNode& node = dom.nodes[i];
    if (node.is_text()) continue;
    after_heading |= node.tag == "h1";
    if (node.tag == "meta" || node.tag == "link") continue;
    const int marks = author_marks(node, node.end - i);
    if (marks == 0 || marks * 2 + after_heading <= best) continue;
    std::string found = names_in(dom, i);
    if (found.empty()) continue;
    names = marks == 3 ? with_those_beside(dom, i, std::move(found)) : std::move(found);
    best = marks * 2 + after_heading;
  }
  if (best < kMarkedAsByline)
    if (std::string line = line_under_heading(dom); !line.empty()) return {std::move(line), true};
  return {std::move(names), best >= kMarkedAsByline};
}

}  // namespace vedette
