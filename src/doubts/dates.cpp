// Finds days that contradict each other. Door: add_date_conflicts. Test: tests/doubts.py.
#include "doubts/dates.h"

#include <algorithm>

#include <fmt/format.h>

#include "events/events.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "times/times.h"

namespace vedette {
namespace {

constexpr int kSteps = 6;

// "the summit to be held next week": the noun of an occasion that is given a day.
struct Dated {
  std::string_view noun;
  TokenId token;
  TimeId time;
};

bool is_finished(const Time& time) { return time.days && (time.kind == TimeKind::date || time.kind == TimeKind::range); }

// "at a summit to be held next week": parsers hang such an infinitive as readily on the verb or on a
// noun further up; the noun right before it is meant.
TokenId noun_before_infinitive(const Grammar& grammar, TokenId verb) {
  if (!grammar.child(verb, Relation::aux_pass)) return {};
  const TokenId mark = grammar.child(verb, Relation::mark);
  if (!mark || mark.value == 0 || grammar.tokens[mark].xpos != Xpos::to) return {};
  const TokenId before(mark.value - 1);
  return grammar.tokens[before].upos == Upos::noun && grammar.tokens[before].sentence == grammar.tokens[mark].sentence ? before : TokenId();
}

// The noun whose occasion a time dates: through the verb whose subject or object it is, or that describes it.
TokenId dated_noun(const Grammar& grammar, TokenId time) {
  TokenId at = grammar.tokens[time].head;
  for (int step = 0; step < kSteps && at; ++step) {
    const Token& token = grammar.tokens[at];
    if (token.upos == Upos::noun) return at;
    if (token.upos != Upos::verb) return {};
    if (const TokenId noun = noun_before_infinitive(grammar, at)) return noun;
    const Relation relation = base(token.relation);
    if (relation == Relation::acl) {
      at = token.head;
      continue;
    }
    const TokenId subject = grammar.child(at, Relation::nsubj);
    return subject && grammar.tokens[subject].relation == Relation::nsubj_pass ? subject : TokenId();
  }
  return {};
}

// Whether the two nouns can name one occasion: nothing that tells them apart hangs on either ("the first", "another").
bool told_apart(const Grammar& grammar, TokenId noun) {
  for (const TokenId child : grammar.children(noun)) {
    const std::string_view lemma = grammar.lemma(child);
    const Relation relation = base(grammar.tokens[child].relation);
    if (relation == Relation::det && lemma != "the" && lemma != "a" && lemma != "this" && lemma != "that") return true;
    if (relation == Relation::nummod || lemma == "previous" || lemma == "another" || lemma == "last" || lemma == "next") return true;
    if (relation == Relation::amod && grammar.tokens[child].xpos == Xpos::jj && (lemma == "first" || lemma == "second" || lemma == "third")) return true;
  }
  return grammar.tokens[noun].xpos == Xpos::nns;
}

void one_occasion_two_days(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  std::vector<Dated> dated;
  for (std::size_t i = 0; i < in.times.times.size(); ++i) {
    const Time& time = in.times.times[TimeId(i)];
    if (!is_finished(time)) continue;
    const auto [begin, end] = in.grammar.tokens_in(time.span);
    for (TokenId at = begin; at < end; at = TokenId(at.value + 1)) {
      const TokenId head = in.grammar.tokens[at].head;
      if (head && head >= begin && head < end) continue;
      const TokenId noun = dated_noun(in.grammar, at);
      if (noun && !told_apart(in.grammar, noun)) dated.push_back({in.grammar.lemma(noun), noun, TimeId(i)});
      break;
    }
  }
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.noun < b.noun; });
  for (std::size_t i = 0; i < dated.size(); ++i) {
    for (std::size_t j = i + 1; j < dated.size() && dated[j].noun == dated[i].noun; ++j) {
      const Time& one = in.times.times[dated[i].time];
      const Time& other = in.times.times[dated[j].time];
      // Only what lies ahead happens once for sure; "the attack on Monday" and "the attack on Friday" may be two.
      if (!in.page.published || one.days->first <= *in.page.published || other.days->first <= *in.page.published) continue;
      if (one.days->overlaps(*other.days)) continue;
      doubts.push_back({"date-conflict",
                        {one.span, other.span},
                        fmt::format("The {} is given two times that cannot both be right: “{}” ({}) and “{}” ({}).", dated[i].noun,
                                    in.page.at(one.span), one.value, in.page.at(other.span), other.value)});
      break;
    }
  }
}

bool same_target(const Event& a, const Event& b) {
  return std::any_of(a.target.begin(), a.target.end(), [&](ActorId x) { return std::find(b.target.begin(), b.target.end(), x) != b.target.end(); });
}

void wrong_order(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  const auto& events = in.events.events;
  const auto day = [&](const Event& event) -> const Time* {
    if (!event.time || event.status != Status::happened) return nullptr;
    const Time& time = in.times.times[event.time];
    return time.days && time.days->first == time.days->last ? &time : nullptr;
  };
  for (const Event& first : events) {
    const Time* one = day(first);
    if (one == nullptr || first.target.empty()) continue;
    for (const Event& then : events) {
      const Time* other = day(then);
      if (other == nullptr || other->days->last >= one->days->first || !same_target(first, then)) continue;
      if (!in.order.comes_before(in.grammar.lemma(first.trigger_begin), in.grammar.lemma(then.trigger_begin))) continue;
      doubts.push_back({"date-conflict",
                        {one->span, other->span},
                        fmt::format("“{}” is said to be on {}, before “{}” on {}; it cannot come first.",
                                    in.page.at(in.grammar.span(then.trigger_begin, then.trigger_end)), other->value,
                                    in.page.at(in.grammar.span(first.trigger_begin, first.trigger_end)), one->value)});
      return;
    }
  }
}

}  // namespace

void add_date_conflicts(const DoubtsInput& input, std::vector<Doubt>& doubts) {
  one_occasion_two_days(input, doubts);
  wrong_order(input, doubts);
}

}  // namespace vedette
