// Gathers what does not fit together in a report. Door: find_doubts. Test: tests/doubts.py.
#include "doubts/doubts.h"

#include <algorithm>

#include <fmt/format.h>

#include "actors/actors.h"
#include "doubts/dates.h"
#include "doubts/numbers.h"
#include "doubts/roles.h"
#include "page/page.h"
#include "quotes/quotes.h"

namespace vedette {
namespace {

std::string names_of(const DoubtsInput& in, const std::vector<ActorId>& actors) {
  std::string text;
  for (const ActorId actor : actors) text += (text.empty() ? "" : " or ") + in.actors.actors[actor].name;
  return text;
}

void add_quote_doubts(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  for (const Span span : in.page.unbalanced_quotes)
    doubts.push_back({"unbalanced-quote", {span}, "A quotation mark here has no partner; where the quote begins or ends is not certain."});
  for (const Quote& quote : in.quotes.quotes) {
    if (!quote.doubtful) continue;
    const std::string candidates = names_of(in, quote.unclear);
    doubts.push_back({"unclear-speaker", {quote.span}, candidates.empty() ? "The text does not say who speaks here."
                                                                          : fmt::format("The text does not settle who speaks here: {}.", candidates)});
  }
}

void add_name_doubts(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  for (const NameVariant& variant : in.actors.name_variants)
    doubts.push_back({"name-variant", {variant.span}, fmt::format("“{}” is taken for {}.", in.page.at(variant.span), in.actors.actors[variant.actor].name)});
  for (const UnclearReference& reference : in.actors.unclear)
    doubts.push_back({"unclear-reference", {reference.span}, fmt::format("“{}” may mean {}.", in.page.at(reference.span), names_of(in, reference.candidates))});
}

}  // namespace

Doubts find_doubts(const DoubtsInput& input) {
  Doubts found;
  add_date_conflicts(input, found.doubts);
  add_number_conflicts(input, found.doubts);
  add_role_conflicts(input, found.doubts);
  add_quote_doubts(input, found.doubts);
  add_name_doubts(input, found.doubts);
  std::stable_sort(found.doubts.begin(), found.doubts.end(), [](const Doubt& a, const Doubt& b) { return a.spans.front() < b.spans.front(); });
  return found;
}

}  // namespace vedette
