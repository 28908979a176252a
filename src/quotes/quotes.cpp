// Who said what: stretches between marks and reported clauses, made quotes. Door: find_quotes. Test: quotes_test.cpp.

#include "quotes/quotes.h"

#include <algorithm>

#include "base/utf8.h"
#include "places/places.h"
#include "quotes/attribute.h"
#include "quotes/indirect.h"
#include "quotes/judge.h"
#include "times/times.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestPhrase = 64;  // words of a phrase of place that are looked at
constexpr std::size_t kDeepest = 16;          // quotes inside each other that are told apart

class Maker {
 public:
  Maker(const Scene& scene, const Times& times, const Places& places) : scene_(scene), grammar_(scene.grammar), times_(times), literal_(grammar_.tokens.size()) {
    for (std::uint32_t p = 0; p < places.places.size(); ++p) {
      for (const PlaceMention& mention : places.places[PlaceId(p)].mentions) {
        if (mention.use != PlaceUse::literal) continue;
        for (TokenId id = mention.begin; id < mention.end; ++id.value) literal_[id.value] = PlaceId(p);
      }
    }
  }

  Quotes make() {
    const std::vector<Reported> reported = find_reported(scene_);
    std::vector<TokenId> said(grammar_.sentences.size());
    // "Smith demurred." Who speaks without words of his own there may have the next ones.
    for (TokenId id(std::size_t{0}); id.value < grammar_.tokens.size(); ++id.value) {
      if (!scene_.is_speech(id) || scene_.marked(id)) continue;
      const TokenId subject = grammar_.child(id, Relation::nsubj);
      if (subject && !scene_.marked(subject) && speaker_meant(scene_, subject).actor) said[scene_.at(id).sentence.value] = subject;
    }
    for (const Reported& r : reported) {
      if (!scene_.marked(r.cue) && !scene_.marked(r.subject)) said[scene_.at(r.cue).sentence.value] = r.subject;
    }
    const std::vector<Attribution> attributions = attribute(scene_, said);
    for (std::size_t i = 0; i < scene_.stretches.size(); ++i) marked(scene_.stretches[i], attributions[i]);
    for (const Reported& r : reported) unmarked(r);
    return arrange();
  }

 private:
  void marked(const Stretch& stretch, const Attribution& by) {
    const Judgement judgement = judge(scene_, stretch, by);
    if (!judgement.quote) return;
    Quote quote;
    quote.kind = judgement.direct ? QuoteKind::direct : QuoteKind::partial;
    quote.span = stretch.inside;
    fill(quote, by.cue, by.subject, by.speaker);
    if (!quote.speaker && !by.subject) {
      quote.doubtful = true;
      quote.unclear = {recent_.begin(), recent_.end()};
    }
    add(std::move(quote));
  }

  void unmarked(const Reported& r) {
    const auto [begin, end] = grammar_.tokens_in(r.span);
    std::size_t inside = 0;
    for (TokenId id = begin; id < end; ++id.value) inside += scene_.marked(id);
    const bool within = scene_.marked(r.cue);
    if (!within && inside * 10 >= std::size_t{end.value - begin.value} * 7) return;  // the marks have it
    // What begins with marked words and goes on behind the marks was cut wrongly.
    if (!within && begin < end && scene_.marked(begin) && inside * 10 >= std::size_t{end.value - begin.value} * 3) return;
    Quote quote;
    quote.kind = QuoteKind::indirect;
    quote.span = r.span;
    fill(quote, r.cue, r.subject, speaker_meant(scene_, r.subject));
    if (within && !quote.speaker) return;
    add(std::move(quote));
  }

  void fill(Quote& quote, TokenId cue, TokenId subject, const Speaker& speaker) {
    quote.cue = cue;
    quote.speaker = speaker.actor;
    if (speaker.unclear.size() > 1) {
      quote.doubtful = true;
      quote.unclear = speaker.unclear;
    } else if (!speaker.actor && subject && scene_.at(subject).upos == Upos::pron && scene_.at(subject).xpos == Xpos::prp) {
      quote.doubtful = true;
      quote.unclear = {recent_.begin(), recent_.end()};
    }
    if (cue) {
      quote.audience = audience_of(scene_, cue);
      when_and_where(quote, cue);
    }
    if (quote.speaker && std::find(recent_.begin(), recent_.end(), quote.speaker) == recent_.end()) {
      if (recent_.size() >= 3) recent_.erase(recent_.begin());
      recent_.push_back(quote.speaker);
    }
  }

  // When and where it was said: what hangs from the reporting word itself, outside the words that were said.
  void when_and_where(Quote& quote, TokenId cue) const {
    for (TokenId child : grammar_.children(cue)) {
      const Relation relation = base(scene_.at(child).relation);
      if (relation != Relation::obl && relation != Relation::advmod && relation != Relation::obl_unmarked && relation != Relation::nmod) continue;
      auto [begin, end] = scene_.subtree(child);
      if (const TokenId words = grammar_.tokens_in(quote.span).first; begin < words) end = std::min(end, words);
      const Span span = grammar_.span(begin, end);
      if (span.overlaps(quote.span)) continue;
      if (!quote.time) {
        const auto at = std::lower_bound(times_.times.begin(), times_.times.end(), span.begin, [](const Time& time, std::uint32_t from) { return time.span.end <= from; });
        if (at != times_.times.end() && at->span.overlaps(span) && at->kind != TimeKind::duration && at->kind != TimeKind::set) {
          quote.time = TimeId(static_cast<std::size_t>(at - times_.times.begin()));
        }
      }
      for (TokenId id = begin; id < end && !quote.place && id.value < begin.value + kLongestPhrase; ++id.value) quote.place = literal_[id.value];
    }
  }

  void add(Quote quote) { found_.push_back(std::move(quote)); }

  Quotes arrange() {
    std::stable_sort(found_.begin(), found_.end(), [](const Quote& a, const Quote& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end; });
    Quotes quotes;
    quotes.of_token.resize(grammar_.tokens.size());
    std::vector<QuoteId> open;
    for (Quote& quote : found_) {
      while (!open.empty() && quotes.quotes[open.back()].span.end <= quote.span.begin) open.pop_back();
      // What overlaps without lying inside hangs from nothing.
      for (auto outer = open.rbegin(); outer != open.rend() && outer < open.rbegin() + kDeepest; ++outer) {
        if (quotes.quotes[*outer].span.contains(quote.span)) {
          quote.inside = *outer;
          break;
        }
      }
      const Span span = quote.span;
      const QuoteId id = quotes.quotes.add(std::move(quote));
      open.push_back(id);
      const auto [begin, end] = grammar_.tokens_in(span);
      for (TokenId token = begin; token < end; ++token.value) quotes.of_token[token.value] = id;
    }
    return quotes;
  }

  const Scene& scene_;
  const Grammar& grammar_;
  const Times& times_;
  std::vector<PlaceId> literal_;   // of each token: the place that it is part of the literal name of
  std::vector<ActorId> recent_;    // who spoke last, the latest at the end
  std::vector<Quote> found_;
};

}  // namespace

Quotes find_quotes(const Page& page, const Grammar& grammar, const Actors& actors, const Times& times, const Places& places,
                   const Cues& cues) {
  const std::vector<Stretch> stretches = find_stretches(page);
  const Scene scene(page, grammar, actors, cues, stretches);
  return Maker(scene, times, places).make();
}

}  // namespace vedette
