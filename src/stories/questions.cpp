// Judges what sources claim of one thing. Doors: take, judge. Test: questions_test.cpp.
#include "stories/questions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "stories/figures.h"

namespace vedette {
namespace {

constexpr std::size_t kSourcesOfValue = 8;

bool agree(const std::string& kind, const std::string& a, const std::string& b) { return a == b || (kind == "number" && amounts_agree(a, b)); }

bool any_agree(const std::string& kind, const std::set<std::string>& a, const std::set<std::string>& b) {
  for (const std::string& one : a)
    for (const std::string& other : b)
      if (agree(kind, one, other)) return true;
  return false;
}

std::size_t take_out(Question& question, const std::string& value) {
  const auto rest = std::stable_partition(question.claims.begin(), question.claims.end(), [&](const Claim& claim) { return claim.value != value; });
  const auto many = static_cast<std::size_t>(question.claims.end() - rest);
  std::copy_if(rest, question.claims.end(), std::back_inserter(question.gone), [](const Claim& claim) { return claim.kept; });
  question.claims.erase(rest, question.claims.end());
  return many;
}

// Where there are too many values, the one goes that nobody has given for longest.
void make_room(Question& question) {
  std::map<std::string, std::pair<std::string, Number>> told;  // when each value was told last
  for (const Claim& claim : question.claims) {
    auto& last = told[claim.value];
    last = std::max(last, std::pair(claim.told, claim.article));
  }
  if (told.size() < kValuesOfQuestion) return;
  const auto oldest = std::min_element(told.begin(), told.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  question.left_out += static_cast<std::int64_t>(take_out(question, oldest->first));
}

void set_newer(Claim& claim, bool newer) {
  claim.changed |= claim.newer != newer;
  claim.newer = newer;
}

bool mark_corrections(Question& question, const std::string& kind) {
  std::map<std::string, std::vector<Claim*>> by_source;
  for (Claim& claim : question.claims) by_source[claim.source].push_back(&claim);
  bool corrected = false;
  for (const auto& [source, claims] : by_source)
    for (Claim* older : claims) {
      const bool newer = std::any_of(claims.begin(), claims.end(), [&](const Claim* other) {
        return other->article != older->article && std::tie(other->told, other->article) > std::tie(older->told, older->article) &&
               !agree(kind, older->value, other->value);
      });
      corrected |= newer;
      set_newer(*older, newer);
    }
  return corrected;
}

// Nothing that one source says agrees with anything that the other does. That a thing happened and that somebody denies it may stand in
// one report.
bool is_open(const Question& question, const std::string& kind) {
  std::map<std::string, std::set<std::string>> said;
  std::set<std::string> values;
  for (const Claim& claim : question.claims) {
    if (claim.newer) continue;
    said[claim.source].insert(claim.value);
    values.insert(claim.value);
  }
  if (kind == "status") return values.size() > 1;
  std::set<std::set<std::string>> different;
  for (const auto& [source, all] : said) different.insert(all);
  for (auto one = different.begin(); one != different.end(); ++one)
    for (auto other = std::next(one); other != different.end(); ++other)
      if (!any_agree(kind, *one, *other)) return true;
  return false;
}

}  // namespace

void take(Question& question, Claim claim) {
  std::size_t of_value = 0;
  bool of_source = false;
  for (const Claim& there : question.claims) {
    if (there.value == claim.value && there.source == claim.source) return;
    of_value += there.value == claim.value;
    of_source |= there.source == claim.source;
  }
  question.changed = true;
  // A source that corrects itself is heard in any case.
  if (of_value >= kSourcesOfValue && !of_source) return void(++question.left_out);
  if (of_value == 0) make_room(question);
  question.claims.push_back(std::move(claim));
}

void rename_source(Question& question, Number article, const std::string& source) {
  std::vector<Claim> again;
  for (auto claim = question.claims.begin(); claim != question.claims.end();) {
    if (claim->article != article || claim->source == source) {
      ++claim;
      continue;
    }
    if (claim->kept) question.gone.push_back(*claim);
    again.push_back(std::move(*claim));
    claim = question.claims.erase(claim);
  }
  for (Claim& claim : again) {
    claim.source = source;
    claim.kept = false;
    question.changed = true;
    take(question, std::move(claim));
  }
}

void judge(Question& question) {
  question.changed = false;
  question.open = question.corrected = false;
  if (question.claims.empty()) return;
  const std::string kind = question.claims.front().key.kind;
  const bool one_value = std::all_of(question.claims.begin(), question.claims.end(), [&](const Claim& claim) { return claim.value == question.claims.front().value; });
  if (one_value) {
    for (Claim& claim : question.claims) set_newer(claim, false);
    return;
  }
  question.corrected = mark_corrections(question, kind);
  question.open = is_open(question, kind);
}

}  // namespace vedette
