// Finds figures by the phrases of lexicon/stories/figures.tsv. Door: figures_in. Test: figures_test.cpp.
#include "stories/figures.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "stories/tables.h"

namespace vedette {
namespace {

constexpr std::size_t kGapAfter = 5;    // words between a number and what it counts
constexpr std::size_t kGapBefore = 3;
constexpr int kLeadSentences = 3;
constexpr double kRound = 0.15;         // how far "about 30" reaches
constexpr double kFirstYear = 1900, kLastYear = 2100;

using Phrase = std::vector<std::string_view>;

Phrase split(std::string_view text) {
  Phrase words;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    words.push_back(text.substr(0, blank));
    if (blank == std::string_view::npos) break;
    text.remove_prefix(blank + 1);
  }
  return words;
}

struct NumberWord {
  double from, to;
  std::string_view kind;
};

struct Knowledge {
  std::unordered_map<std::string_view, std::vector<std::pair<Phrase, std::string_view>>> before, after;  // by the last, the first word
  std::unordered_map<std::string_view, std::string_view> nouns, whom, event;
  std::unordered_set<std::string_view> money, stop, subset, passive, tail, gap;
  std::unordered_map<std::string_view, NumberWord> numbers;
  std::vector<std::pair<Phrase, std::string_view>> hedges;  // the longest first

  Knowledge() {
    for (const auto& row : figure_rows()) {
      const auto [about, where, text] = std::tuple{row[0], row[1], row[2]};
      Phrase phrase = split(text);
      if (where == "before") before[phrase.back()].emplace_back(phrase, about);
      else if (where == "after") after[phrase.front()].emplace_back(phrase, about);
      else if (where == "noun") nouns[text] = about;
      else if (where == "whom") whom[text] = about;
      else if (where == "event") event[about] = text;
      else if (where == "money") money.insert(text);
      else if (where == "stop") stop.insert(text);
      else if (where == "subset") subset.insert(text);
      else if (where == "passive") passive.insert(text);
      else if (where == "tail") tail.insert(text);
      else if (where == "gap") gap.insert(text);
    }
    const auto longest_first = [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); };
    for (auto* table : {&before, &after})
      for (auto& [word, phrases] : *table) std::stable_sort(phrases.begin(), phrases.end(), longest_first);
    for (const auto& row : number_word_rows())
      numbers[row[0]] = {std::strtod(std::string(row[1]).c_str(), nullptr), std::strtod(std::string(row[2]).c_str(), nullptr), row[3]};
    for (const auto& row : hedge_rows()) hedges.emplace_back(split(row[0]), row[1]);
    std::stable_sort(hedges.begin(), hedges.end(), longest_first);
  }
};

const Knowledge& known() {
  static const Knowledge knowledge;
  return knowledge;
}

std::string plain(double value) {
  if (value == std::floor(value) && value < 1e15) return fmt::format("{:.0f}", value);
  return fmt::format("{:g}", value);
}

// "1,200" or "2.5"; none where the word is no number.
std::optional<double> digits(std::string_view word) {
  if (word.empty() || word[0] < '0' || word[0] > '9') return std::nullopt;
  std::string cleaned;
  for (const char c : word) {
    if (c == ',') continue;
    if ((c < '0' || c > '9') && c != '.') return std::nullopt;
    cleaned += c;
  }
  double value = 0;
  const auto read = std::from_chars(cleaned.data(), cleaned.data() + cleaned.size(), value);
  if (read.ec != std::errc() || read.ptr != cleaned.data() + cleaned.size()) return std::nullopt;
  return value;
}

struct Quantity {
  std::size_t begin = 0, end = 0;  // words, with what limits them
  std::size_t first = 0;           // word of the number itself
  std::string value;
  double number = 0;
  bool plain_digits = false;
};

class Finder {
 public:
  Finder(const std::vector<PlainWord>& words, std::string_view text) : words_(words), text_(text) {}

  // The quantity that begins at `at`, where one does.
  std::optional<Quantity> quantity(std::size_t at) const {
    Quantity found{at, at, at, {}, 0, false};
    std::string_view vague;
    bool any = false;
    while (found.end < words_.size() && (!any || !words_[found.end].mark_before)) {
      const std::string_view word = words_[found.end].lower;
      if (const auto value = digits(word)) {
        if (any) break;
        found.number = *value, found.plain_digits = true;
      } else if (const auto row = known().numbers.find(word); row != known().numbers.end()) {
        const NumberWord& number = row->second;
        if (number.kind == "vague") {
          if (any) break;
          vague = word, found.number = number.from;
        } else if (number.kind == "times") {
          if (!any && word != "dozen" && !(found.end > 0 && (words_[found.end - 1].lower == "a" || words_[found.end - 1].lower == "one"))) break;
          found.number = (any ? found.number : 1) * number.from, found.plain_digits = false;
        } else if (any) {
          const bool joins = tens_ && number.from < 10 && number.kind == "no";
          if (!joins) break;
          found.number += number.from;
        } else {
          found.number = number.from;
        }
        tens_ = number.kind == "tens";
      } else {
        break;
      }
      any = true;
      ++found.end;
      if (!vague.empty()) break;
    }
    tens_ = false;
    if (!any) return std::nullopt;
    found.value = vague.empty() ? plain(found.number) : std::string(vague);
    take_hedge(found, !vague.empty());
    return found;
  }

  // What a quantity counts; empty where nothing of the tables.
  std::string about(const Quantity& quantity) const {
    if (is_subset(quantity)) return {};
    std::string whom;
    std::size_t after = quantity.end;
    if (after < words_.size() && words_[after].lower == "of" && !words_[after].mark_before) ++after;
    if (const std::string_view sum = money(quantity); !sum.empty()) return std::string(sum);
    if (quantity.plain_digits && quantity.number >= kFirstYear && quantity.number <= kLastYear && text_of(quantity).find(',') == std::string_view::npos) return {};
    std::string_view counted = before(quantity);
    for (std::size_t i = after; i < words_.size() && i < after + 3 && !words_[i].mark_before; ++i) {
      const std::string_view word = words_[i].lower;
      if (i == quantity.end && known().stop.contains(word)) return {};
      if (known().stop.contains(word)) break;
      if (const auto noun = known().nouns.find(word); counted.empty() && noun != known().nouns.end() && i <= after + 1 && !counts_further(i)) return std::string(noun->second);
      if (const auto group = known().whom.find(word); group != known().whom.end()) {
        whom = group->second;
        break;
      }
    }
    if (counted.empty()) counted = after_phrase(after);
    if (counted.empty()) return {};
    return whom.empty() || whom == counted ? std::string(counted) : fmt::format("{} {}", counted, whom);
  }

 private:
  std::string_view text_of(const Quantity& quantity) const {
    return text_.substr(words_[quantity.first].begin, words_[quantity.end - 1].end - words_[quantity.first].begin);
  }

  bool stands(const Phrase& phrase, std::size_t at) const {
    if (at + phrase.size() > words_.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i)
      if (words_[at + i].lower != phrase[i] || (i > 0 && words_[at + i].mark_before)) return false;
    return true;
  }

  void take_hedge(Quantity& quantity, bool vague) const {
    for (const auto& [phrase, kind] : known().hedges) {
      if (phrase.size() > quantity.begin || words_[quantity.begin].mark_before || !stands(phrase, quantity.begin - phrase.size())) continue;
      quantity.begin -= phrase.size();
      if (!vague) quantity.value = (kind == "least" ? "at least " : kind == "most" ? "up to " : "about ") + quantity.value;
      return;
    }
  }

  bool is_subset(const Quantity& quantity) const {
    for (std::size_t back = 1; back <= 2 && back <= quantity.begin; ++back)
      if (known().subset.contains(words_[quantity.begin - back].lower)) return true;
    return false;
  }

  std::string_view money(const Quantity& quantity) const {
    const std::string_view before = text_.substr(0, words_[quantity.first].begin);
    const bool sign = before.ends_with("$") || before.ends_with("\u20AC") || before.ends_with("\u00A3");
    const bool named = quantity.end < words_.size() && known().money.contains(words_[quantity.end].lower) && !words_[quantity.end].mark_before;
    return sign || named ? "money" : "";
  }

  // Whether a phrase counts what the noun at `at` is: "protesters were killed" counts the dead.
  bool counts_further(std::size_t at) const { return !after_phrase(at + 1).empty(); }

  std::string_view before(const Quantity& quantity) const {
    std::size_t at = quantity.begin;
    if (at == 0 || words_[at].mark_before) return {};
    for (std::size_t gap = 0; gap <= kGapBefore && at > 0; ++gap) {
      --at;
      if (const auto found = known().before.find(words_[at].lower); found != known().before.end())
        for (const auto& [phrase, about] : found->second)
          if (at + 1 >= phrase.size() && stands(phrase, at + 1 - phrase.size())) return about;
      if (!known().gap.contains(words_[at].lower) || words_[at].mark_before) return {};
    }
    return {};
  }

  std::string_view after_phrase(std::size_t from) const {
    bool passive = from > 0 && known().passive.contains(words_[from - 1].lower);
    for (std::size_t at = from; at < words_.size() && at <= from + kGapAfter; ++at) {
      const PlainWord& word = words_[at];
      if (word.mark_before && at > from) {
        // ", including three children," is stepped over.
        if (!known().subset.contains(word.lower)) return {};
        std::size_t close = at + 1;
        while (close < words_.size() && !words_[close].mark_before && close < at + 8) ++close;
        return close < words_.size() && words_[close].mark_before && !words_[close].first ? after_phrase(close) : std::string_view();
      }
      if (word.mark_before && at == from && word.first) return {};
      if (const auto found = known().after.find(word.lower); found != known().after.end())
        for (const auto& [phrase, about] : found->second) {
          if (!stands(phrase, at)) continue;
          const std::size_t next = at + phrase.size();
          const bool ends = next >= words_.size() || words_[next].mark_before || words_[next].first || known().tail.contains(words_[next].lower);
          if (passive || ends) return about;
        }
      if (known().stop.contains(word.lower) || digits(word.lower) || known().numbers.contains(word.lower)) return {};
      passive |= known().passive.contains(word.lower);
    }
    return {};
  }

  const std::vector<PlainWord>& words_;
  std::string_view text_;
  mutable bool tens_ = false;
};

}  // namespace

std::vector<Figure> figures_in(const Told& told, std::string_view text, const BlockWords& words_of_blocks) {
  std::vector<Figure> figures;
  const CodePointIndex code_points(text);
  int sentence = 0;
  for (std::size_t i = 0; i < told.blocks.size(); ++i) {
    const ToldBlock& block = told.blocks[i];
    const std::vector<PlainWord>& words = words_of_blocks[i];
    const Finder finder(words, text);
    for (std::size_t at = 0; at < words.size();) {
      if (words[at].first && !words[at].opens_block) ++sentence;
      const auto quantity = finder.quantity(at);
      if (!quantity) {
        ++at;
        continue;
      }
      std::string about = finder.about(*quantity);
      if (!about.empty())
        figures.push_back({std::move(about), quantity->value,
                           {code_points.at_byte(static_cast<std::uint32_t>(words[quantity->begin].begin)), code_points.at_byte(static_cast<std::uint32_t>(words[quantity->end - 1].end))},
                           block.title || sentence < kLeadSentences});
      for (std::size_t passed = at + 1; passed < quantity->end; ++passed)
        if (words[passed].first) ++sentence;
      at = quantity->end;
    }
    if (!block.title) ++sentence;
  }
  return figures;
}

std::string_view event_of_figure(std::string_view about) {
  const auto found = known().event.find(about.substr(0, about.find(' ')));
  return found == known().event.end() ? std::string_view() : found->second;
}

Amount amount_of(std::string_view value) {
  constexpr std::pair<std::string_view, char> kBounds[] = {{"at least ", '>'}, {"up to ", '<'}, {"about ", '~'}};
  char bound = '=';
  for (const auto& [words, sign] : kBounds)
    if (value.starts_with(words)) bound = sign, value.remove_prefix(words.size());
  if (const auto word = known().numbers.find(value); word != known().numbers.end()) return {word->second.from, word->second.to, '~'};
  const double number = std::strtod(std::string(value).c_str(), nullptr);
  constexpr double kNone = std::numeric_limits<double>::infinity();
  if (bound == '>') return {number, kNone, bound};
  if (bound == '<') return {0, number, bound};
  if (bound == '~') return {number * (1 - kRound), number * (1 + kRound), bound};
  return {number, number, bound};
}

bool amounts_agree(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const Amount one = amount_of(a);
  const Amount other = amount_of(b);
  if (one.bound == other.bound && (one.bound == '>' || one.bound == '<')) return false;
  return one.least <= other.most && other.least <= one.most;
}

}  // namespace vedette
