// Decides which place is meant. Door: choose_senses. Test: places_test.cpp.
#include "places/senses.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "base/utf8.h"

namespace vedette::where {
namespace {

constexpr std::size_t kMostCandidates = 60;

// Weights, in powers of ten of people: a town ten times as large is as good as 1. Set on GeoVirus.
constexpr double kOtherName = -1.5;
constexpr double kSeat = 0.5;
constexpr double kSpellings = 0.3;  // ten times as many of them
constexpr int kUsualSpellings = 40;  // of what the gazetteer does not count them for: states, divisions, regions, waters
constexpr double kCapital = 1.0;  // on top
constexpr double kCountry = 1.5;
constexpr double kUncounted = 7.0;  // regions, waters and mountains have no people counted
constexpr double kUncountedDivision = 5.8;
constexpr double kNounFits = 2.0;
constexpr double kSharpness = 1.6;  // of the first guess
constexpr double kVotes = 4.0;
constexpr double kCountryNamed = 0.5;
constexpr double kDivisionNamed = 2.0;
constexpr double kContained = 5.0;
constexpr double kListed = 2.0;
constexpr double kDateline = 3.0;  // as many votes

struct Candidate {
  PlaceRecord place;
  double prior = 0;
  double share = 0;  // of the first guess
};

// All mentions of one name.
struct Sense {
  std::string_view name;
  std::vector<Candidate> candidates;
  std::vector<std::size_t> toponyms;
  double votes = 0;  // how many it casts
};

double prior_of(const PlaceRecord& place, PlaceNoun noun) {
  double score = std::log10(static_cast<double>(place.population) + 10);
  const bool counted = place.kind == PlaceKind::city || place.kind == PlaceKind::admin || place.kind == PlaceKind::country;
  if (!counted || (place.kind == PlaceKind::admin && place.population == 0)) score = counted ? kUncountedDivision : kUncounted;
  if (place.kind == PlaceKind::country) score += kCountry;
  if (place.other_name && place.kind != PlaceKind::country) score += kOtherName;
  if (place.seat) score += kSeat;
  // Places that the world speaks of are spelled in many languages: Geneva is rather the Swiss one.
  score += kSpellings * std::log10(1 + (place.spellings ? place.spellings : kUsualSpellings));
  switch (noun) {
    case PlaceNoun::admin: score += place.kind == PlaceKind::admin || place.kind == PlaceKind::region ? kNounFits : 0; break;
    case PlaceNoun::city: score += place.kind == PlaceKind::city ? kNounFits : -kNounFits; break;
    case PlaceNoun::country: score += place.kind == PlaceKind::country ? kNounFits : 0; break;
    case PlaceNoun::water: score += place.kind == PlaceKind::water ? kNounFits : 0; break;
    case PlaceNoun::mountain: score += place.kind == PlaceKind::mountain ? kNounFits : 0; break;
    case PlaceNoun::site: score += place.kind == PlaceKind::site ? kNounFits : 0; break;
    case PlaceNoun::none: case PlaceNoun::direction: case PlaceNoun::no_place: case PlaceNoun::of_place: break;
  }
  return score;
}

bool contains(const PlaceRecord& outer, const PlaceRecord& inner) {
  if (outer.country != inner.country || outer.country.empty()) return false;
  if (outer.kind == PlaceKind::country) return inner.kind != PlaceKind::country;
  return outer.kind == PlaceKind::admin && inner.kind != PlaceKind::country && inner.admin1 == outer.name;
}

class Chooser {
 public:
  Chooser(const Page& page, const Grammar& grammar, const World& world, const std::vector<Toponym>& toponyms)
      : page_(page), grammar_(grammar), world_(world), toponyms_(toponyms), sense_of_(toponyms.size(), kNoSense) {}

  std::vector<std::optional<PlaceRecord>> run() {
    gather();
    vote();
    std::vector<std::optional<PlaceRecord>> out(toponyms_.size());
    for (std::size_t s = 0; s < senses_.size(); ++s) {
      for (const std::size_t t : senses_[s].toponyms) out[t] = best(s, t);
    }
    // Where containment parts two mentions of a name, the others follow the first that is so decided.
    for (const Sense& sense : senses_) {
      const auto decided = std::find_if(sense.toponyms.begin(), sense.toponyms.end(), [&](std::size_t t) { return partner_of(t).has_value(); });
      if (decided == sense.toponyms.end()) continue;
      for (const std::size_t t : sense.toponyms) {
        if (!partner_of(t)) out[t] = out[*decided];
      }
    }
    return out;
  }

 private:
  static constexpr std::size_t kNoSense = static_cast<std::size_t>(-1);

  void gather() {
    std::map<std::string_view, std::size_t> known;
    for (std::size_t t = 0; t < toponyms_.size(); ++t) {
      const Toponym& toponym = toponyms_[t];
      if (toponym.of) {
        add_adjective(toponym);
        continue;
      }
      if (!toponym.known) continue;
      const auto [found, fresh] = known.try_emplace(toponym.name, senses_.size());
      if (fresh) {
        Sense& sense = senses_.emplace_back();
        sense.name = toponym.name;
        for (PlaceRecord& place : world_.places(toponym.name)) {
          if (sense.candidates.size() == kMostCandidates) break;
          sense.candidates.push_back({place, 0, 0});
        }
      }
      Sense& sense = senses_[found->second];
      sense.toponyms.push_back(t);
      sense_of_[t] = found->second;
      const bool dateline = page_.dateline_place.overlaps(grammar_.span(toponym.begin, toponym.end));
      sense.votes += dateline ? kDateline : sense.toponyms.size() == 1 ? 1 : 0.3;
    }
  }

  void add_adjective(const Toponym& toponym) {
    const std::string_view country = world_.entity(toponym.of).country;
    if (country.empty()) return;
    named_countries_[country] += 1;
    extra_votes_[country] += 0.4;
  }

  void vote() {
    for (Sense& sense : senses_) {
      double most = -1e9;
      const PlaceNoun noun = toponyms_[sense.toponyms.front()].noun;
      const EntityId capital = world_.capital_of(sense.name);
      for (Candidate& candidate : sense.candidates) {
        candidate.prior = prior_of(candidate.place, noun);
        if (candidate.place.seat && capital && world_.entity(capital).country == candidate.place.country) candidate.prior += kCapital;
        most = std::max(most, candidate.prior);
      }
      double sum = 0;
      for (Candidate& candidate : sense.candidates) sum += candidate.share = std::exp(kSharpness * (candidate.prior - most));
      for (Candidate& candidate : sense.candidates) {
        candidate.share /= sum;
        countries_[candidate.place.country] += sense.votes * candidate.share;
        if (candidate.place.kind == PlaceKind::country && candidate.share > 0.5) named_countries_[candidate.place.country] += 1;
        if (candidate.place.kind == PlaceKind::admin && candidate.share > 0.2) divisions_.emplace_back(candidate.place.country, candidate.place.name);
      }
      total_ += sense.votes;
    }
    for (const auto& [country, votes] : extra_votes_) {
      countries_[country] += votes;
      total_ += votes;
    }
    std::sort(divisions_.begin(), divisions_.end());
  }

  // The toponym that stands right behind (or before) this one as what holds it: "Paris, Texas", "the city of X in Y", "X (Y)".
  std::optional<std::size_t> partner_of(std::size_t t) const {
    if (t + 1 < toponyms_.size() && beside(t, t + 1) && sense_of_[t + 1] != kNoSense && sense_of_[t + 1] != sense_of_[t] && holds(t + 1, t)) return t + 1;
    if (t > 0 && beside(t - 1, t) && sense_of_[t - 1] != kNoSense && sense_of_[t - 1] != sense_of_[t] && holds(t, t - 1)) return t - 1;
    return std::nullopt;
  }

  bool beside(std::size_t left, std::size_t right) const {
    const TokenId from = toponyms_[left].end;
    const TokenId to = toponyms_[right].begin;
    if (to.value < from.value || to.value - from.value > 2 || grammar_.tokens[from].sentence != grammar_.tokens[to].sentence) return false;
    if (from == to) return false;
    for (TokenId id = from; id < to; id = TokenId(id.value + 1)) {
      const std::string_view form = grammar_.form(id);
      if (form != "," && form != "in" && form != "(" && form != "of" && form != "the") return false;
    }
    return true;
  }

  // Whether some place of the outer name holds some place of the inner name.
  bool holds(std::size_t outer, std::size_t inner) const {
    if (sense_of_[outer] == kNoSense || sense_of_[inner] == kNoSense) return false;
    for (const Candidate& a : senses_[sense_of_[outer]].candidates) {
      for (const Candidate& b : senses_[sense_of_[inner]].candidates) {
        if (contains(a.place, b.place)) return true;
      }
    }
    return false;
  }

  std::optional<PlaceRecord> best(std::size_t s, std::size_t t) const {
    const Sense& sense = senses_[s];
    const auto partner = partner_of(t);
    const Candidate* best = nullptr;
    double most = -1e9;
    for (const Candidate& candidate : sense.candidates) {
      double score = candidate.prior + context(sense, candidate);
      if (partner) score += containment(candidate, *partner);
      if (!partner) score += std::max(t > 0 ? company(candidate, t - 1, t, t - 1) : 0, t + 1 < toponyms_.size() ? company(candidate, t, t + 1, t + 1) : 0);
      if (score > most) {
        most = score;
        best = &candidate;
      }
    }
    if (!best) return std::nullopt;
    return best->place;
  }

  double context(const Sense& sense, const Candidate& candidate) const {
    const std::string_view country = candidate.place.country;
    if (country.empty()) return 0;
    // The others' votes: its own are taken out again.
    double own = 0;
    for (const Candidate& other : sense.candidates) own += other.place.country == country ? sense.votes * other.share : 0;
    const auto votes = countries_.find(country);
    double score = kVotes * (votes->second - own) / (total_ - sense.votes + 1.5);
    if (named_countries_.contains(country) && candidate.place.kind != PlaceKind::country) score += kCountryNamed;
    if (!candidate.place.admin1.empty() &&
        std::binary_search(divisions_.begin(), divisions_.end(), std::pair(country, candidate.place.admin1)) && fold(candidate.place.admin1) != sense.name) {
      score += kDivisionNamed;
    }
    return score;
  }

  // "Oregon, Washington and Wisconsin": the members of a list are of a kind.
  double company(const Candidate& candidate, std::size_t left, std::size_t right, std::size_t other) const {
    if (sense_of_[other] == kNoSense || senses_[sense_of_[other]].candidates.empty()) return 0;
    const TokenId from = toponyms_[left].end;
    const TokenId to = toponyms_[right].begin;
    if (from >= to || to.value - from.value > 2 || grammar_.tokens[from].sentence != grammar_.tokens[to].sentence) return 0;
    for (TokenId id = from; id < to; id = TokenId(id.value + 1)) {
      if (grammar_.form(id) != "," && grammar_.tokens[id].upos != Upos::cconj) return 0;
    }
    const auto& others = senses_[sense_of_[other]].candidates;
    const Candidate& usual = *std::max_element(others.begin(), others.end(), [](const Candidate& a, const Candidate& b) { return a.share < b.share; });
    if (usual.place.kind == PlaceKind::city || usual.place.kind != candidate.place.kind) return 0;
    return usual.place.kind == PlaceKind::country || usual.place.country == candidate.place.country ? kListed : 0;
  }

  double containment(const Candidate& candidate, std::size_t partner) const {
    double most = 0;
    for (const Candidate& other : senses_[sense_of_[partner]].candidates) {
      if (contains(candidate.place, other.place) || contains(other.place, candidate.place)) most = std::max(most, kContained + std::min(0.0, std::log10(other.share + 1e-6)) / 2);
    }
    return most;
  }

  const Page& page_;
  const Grammar& grammar_;
  const World& world_;
  const std::vector<Toponym>& toponyms_;
  std::vector<std::size_t> sense_of_;
  std::vector<Sense> senses_;
  std::map<std::string_view, double> countries_, extra_votes_;
  std::map<std::string_view, int> named_countries_;
  std::vector<std::pair<std::string_view, std::string_view>> divisions_;
  double total_ = 0;
};

}  // namespace

std::vector<std::optional<PlaceRecord>> choose_senses(const Page& page, const Grammar& grammar, const World& world,
                                                      const std::vector<Toponym>& toponyms) {
  return Chooser(page, grammar, world, toponyms).run();
}

}  // namespace vedette::where
