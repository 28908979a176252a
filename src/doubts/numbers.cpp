// Finds counts of the same people in the same plight that differ. Door: add_number_conflicts. Test: tests/doubts.py.
#include "doubts/numbers.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "grammar/grammar.h"
#include "page/page.h"
#include "times/times.h"

namespace vedette {
namespace {

struct Count {
  std::string_view deed;   // lemma of the verb: "kill"
  std::string_view of;     // lemma of the noun: "person"
  long number;
  Span span;
  SentenceId sentence;
};

long number_of(std::string_view form) {
  std::string digits;
  for (const char c : form)
    if (c != ',') digits += c;
  long value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

// Nothing that makes the count vague ("at least") or one of a part ("of them", "other", "more").
bool exact(const Grammar& grammar, TokenId noun, TokenId number) {
  if (!grammar.children(number).empty()) return false;
  for (const TokenId child : grammar.children(noun)) {
    const Relation relation = base(grammar.tokens[child].relation);
    if (child != number && relation != Relation::punct && relation != Relation::case_) return false;
  }
  return true;
}

// A sentence with a day or place of its own may speak of another occasion.
bool has_own_day(const DoubtsInput& in, SentenceId sentence) {
  const Span span = in.grammar.sentences[sentence].span;
  return std::any_of(in.times.times.begin(), in.times.times.end(), [&](const Time& time) { return span.contains(time.span) && time.days; });
}

}  // namespace

void add_number_conflicts(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  const Grammar& grammar = in.grammar;
  std::vector<Count> counts;
  for (std::size_t i = 0; i < grammar.tokens.size(); ++i) {
    const TokenId number(i);
    if (base(grammar.tokens[number].relation) != Relation::nummod) continue;
    const long value = number_of(grammar.form(number));
    const TokenId noun = grammar.head(number);
    if (value < 2 || !noun || !exact(grammar, noun, number)) continue;
    const TokenId verb = grammar.head(noun);
    if (!verb || grammar.tokens[verb].upos != Upos::verb || grammar.tokens[noun].relation != Relation::nsubj_pass) continue;
    if (has_own_day(in, grammar.tokens[number].sentence)) continue;
    counts.push_back({grammar.lemma(verb), grammar.lemma(noun), value, grammar.span(number, TokenId(noun.value + 1)), grammar.tokens[number].sentence});
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t j = i + 1; j < counts.size(); ++j) {
      const Count& one = counts[i];
      const Count& other = counts[j];
      if (one.deed != other.deed || one.of != other.of || one.number == other.number || one.sentence == other.sentence) continue;
      doubts.push_back({"number-conflict",
                        {one.span, other.span},
                        fmt::format("The report gives two counts for the same: “{}” and “{}” ({}).", in.page.at(one.span), in.page.at(other.span), one.deed)});
      return;
    }
  }
}

}  // namespace vedette
