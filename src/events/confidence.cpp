// Confidence. Its only door: confidence(). Test: events_test.cpp.

#include "events/confidence.h"

#include <algorithm>
#include <cmath>

#include "events/arguments.h"
#include "events/public_life.h"

namespace vedette::what {

namespace {

// How a side came to be named.
struct Side {
  bool named = false, described = false, pronoun = false;  // by its mention
  bool implied = false;                                    // from elsewhere in the report
  bool owner = false;                                      // through what belongs to it
  bool far = false;                                        // not by a word of the trigger's own
};

Side side(const Reading& r, const Candidate& candidate, const std::vector<ActorId>& actors, const std::vector<TokenId>& tokens) {
  Side found;
  if (actors.empty()) return found;
  if (tokens.empty()) {
    found.implied = true;
    return found;
  }
  const TokenId token = tokens.front();
  if (const std::uint32_t mention = r.actors.of_head[token.value]) {
    const MentionForm form = r.actors.mentions[mention - 1].form;
    found.named = form == MentionForm::name;
    found.described = form == MentionForm::description;
    found.pronoun = form == MentionForm::pronoun;
  }
  const Relation relation = r.token(token).relation;
  found.owner = r.lexicon.frames()[candidate.frame].kind == WordKind::verb &&
                (relation == Relation::nmod_poss || relation == Relation::compound || r.relation(token) == Relation::amod);
  const TokenId head = r.grammar.head(token);
  found.far = head != candidate.trigger && head != candidate.light && r.relation(token) != Relation::conj;
  return found;
}

}  // namespace

ConfidenceFeatures features(const Reading& r, const Candidate& candidate) {
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  const Event& event = candidate.event;
  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  const auto all_known = [&](const std::vector<ActorId>& actors) {
    for (const ActorId actor : actors) {
      if (!r.actors.actors[actor].entity && r.actors.actors[actor].country.empty()) return false;
    }
    return !actors.empty();
  };
  const auto in_public = [&](const std::vector<ActorId>& actors) {
    return std::any_of(actors.begin(), actors.end(), [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
  };
  const bool source_public = in_public(event.source), target_public = in_public(event.target);
  const bool deed = r.lexicon.type(frame.type).implied;
  const Side source = side(r, candidate, event.source, candidate.source_tokens);
  const Side target = side(r, candidate, event.target, candidate.target_tokens);
  const Token& trigger = r.token(candidate.trigger);
  const EventType& type = r.lexicon.type(frame.type);
  const bool verbal = type.quad % 2 == 1;
  const bool headline = sentence.block && r.page.blocks[sentence.block.value].kind == BlockKind::title;
  ConfidenceFeatures all = {
      {type.name, 1},
      {type.name_alone, event.target.empty()},
      {type.name_undone, event.source.empty()},
      {"always", 1},
      {"lead", static_cast<double>(event.sentence.value < 2)},
      {"private", !source_public && !target_public},
      {"source_public", source_public},
      {"target_public", target_public},
      {"deed_without_doer", deed && event.source.empty()},
      {"deed_without_victim", deed && event.target.empty()},
      {"target_thing", event.target.empty() && candidate.target_filled && !candidate.target_open},
      {"source_thing", event.source.empty() && candidate.source_filled},
      {"source_named", source.named},
      {"source_described", source.described},
      {"source_pronoun", source.pronoun},
      {"source_implied", source.implied},
      {"source_owner", source.owner},
      {"source_far", source.far},
      {"target_named", target.named},
      {"target_described", target.described},
      {"target_pronoun", target.pronoun},
      {"target_implied", target.implied},
      {"target_owner", target.owner},
      {"target_far", target.far},
      {"verbal_without_target", verbal && event.target.empty()},
      {"private_talk", verbal && !(source_public && (target_public || event.target.empty()))},
      {"leisure", std::min(1.0, 25 * r.leisure)},
      {"business", std::min(1.0, 25 * r.business)},
      {"many_persons", std::min(1.0, r.persons / 12.0)},
      {"reported", event.said_by || event.quote},
      {"headline", headline},
      {"root", trigger.relation == Relation::root},
      {"relative", trigger.relation == Relation::acl_relcl},
      {"participle", trigger.relation == Relation::acl || trigger.relation == Relation::advcl},
      {"joined", trigger.relation == Relation::conj},
      {"light_verb", candidate.light && frame.kind == WordKind::noun},
      {"judicial", static_cast<double>(static_cast<bool>(r.classes(candidate.trigger) & r.bits.blaming))},
      {"coerce", frame.kind == WordKind::verb && event.quad == 4 && !deed},
      {"promise", r.lexicon.type(frame.type).covers},
      {"several", event.source.size() + event.target.size() > 2},
      {"source", !event.source.empty()},
      {"target", !event.target.empty()},
      {"source_unknown", candidate.source_open},
      {"target_unknown", candidate.target_open},
      {"source_known", all_known(event.source)},
      {"target_known", all_known(event.target)},
      {"noun", frame.kind == WordKind::noun && !candidate.light},
      {"conditions", std::min(3.0, static_cast<double>(candidate.matched.size()) - 1)},
      {"happened", event.status == Status::happened},
      {"hypothetical", event.status == Status::hypothetical || event.status == Status::conditional},
      {"told_again", event.other_mentions.empty() ? 0.0 : 1.0},
      {"long_sentence", static_cast<double>(sentence.end.value - sentence.begin.value) > 40},
      {"dated", event.time && !event.date_evidence.empty()},
      {"spoken", static_cast<double>(event.quote && r.quotes.quotes[event.quote].kind == QuoteKind::direct)},
      {"material", event.quad % 2 == 0 ? 1.0 : 0.0},
      {"conflict", event.quad > 2 ? 1.0 : 0.0},
      {"present",
       static_cast<double>(r.token(candidate.trigger).xpos == Xpos::vbz || r.token(candidate.trigger).xpos == Xpos::vbp)},
      {"passive", static_cast<double>(candidate.passive)},
      {"ahead", static_cast<double>(event.status == Status::scheduled || event.status == Status::pledged ||
                                    event.status == Status::called_for)},
  };
  std::erase_if(all, [](const auto& feature) { return feature.second == 0; });
  return all;
}

double confidence(const Lexicon& lexicon, const ConfidenceFeatures& features) {
  double sum = 0;
  for (const auto& [name, value] : features) sum += value * lexicon.weight(name);
  const double p = 1 / (1 + std::exp(-sum));
  return std::round(p * 100) / 100;
}

}  // namespace vedette::what
