// To whom a thing belongs, whom a noun is aimed at, whose a place is. Its doors: owners.h. Test: events_test.cpp.

#include "events/owners.h"

#include <algorithm>
#include <string_view>

#include "events/arguments.h"
#include "events/slots.h"

namespace vedette::what {

void add(std::vector<ActorId>& into, std::span<const ActorId> more) {
  for (const ActorId actor : more) {
    if (std::find(into.begin(), into.end(), actor) == into.end()) into.push_back(actor);
  }
}

// "a police station" belongs to the police that the report speaks of, the last before it or else the first.
ActorId body_by_noun(const Reading& r, TokenId noun) {
  const auto found = r.mentions_by_word.find(r.word(noun));
  if (found == r.mentions_by_word.end()) return {};
  const std::vector<std::uint32_t>& mentions = found->second;
  const auto after = std::lower_bound(mentions.begin(), mentions.end(), noun,
                                      [&](std::uint32_t m, TokenId at) { return r.actors.mentions[m].head < at; });
  return r.actors.mentions[after == mentions.begin() ? *after : *(after - 1)].actors.front();
}

bool only_linked(const Reading& r, TokenId name) {
  TokenId end = r.grammar.subtree(name).second;
  const TokenId stop = r.grammar.sentences[r.token(name).sentence].end;
  if (end < stop && r.grammar.form(end) == "-") end = TokenId(end.value + 1);
  return end < stop && r.grammar.form(TokenId(end.value - 1)) == "-" && (r.classes(end) & r.bits.linking);
}

// To whom a thing belongs: its possessor, an adjective of nationality, a compound, "of" somebody.
void add_owners(const Reading& r, TokenId head, std::vector<ActorId>& into, TokenId& owner) {
  if (r.classes(head) & r.bits.kin) return;  // "the president's wife" is not the president
  std::vector<ActorId> by_modifier;
  TokenId modifier;
  for (const TokenId child : r.grammar.children(head)) {
    const Relation relation = r.token(child).relation;
    if (relation == Relation::nmod_poss) {
      const std::span<const ActorId> own = r.actors.meant_by(child);
      if (!own.empty()) return owner = child, add(into, own);
      add_owners(r, child, into, owner);
      if (!into.empty()) return;
    }
    if ((relation == Relation::amod || relation == Relation::compound || relation == Relation::flat) && !only_linked(r, child)) {
      add(by_modifier, r.actors.meant_by(child));
      if (const ActorId body = by_modifier.empty() && relation == Relation::compound ? body_by_noun(r, child) : ActorId()) {
        by_modifier.push_back(body);
      }
      if (!by_modifier.empty() && !modifier) modifier = child;
      if (by_modifier.empty()) {
        for (const TokenId below : r.grammar.children(child)) {
          const Relation under = r.relation(below);
          if (under == Relation::compound || under == Relation::obl || under == Relation::nsubj || under == Relation::nmod ||
              under == Relation::conj) {
            if (only_linked(r, below)) continue;
            add(by_modifier, r.actors.meant_by(below));
            if (!by_modifier.empty() && !modifier) modifier = below;
          }
        }
      }
    }
  }
  if (!by_modifier.empty()) return owner = modifier, add(into, by_modifier);
  for (const TokenId child : r.grammar.children(head)) {
    if (r.token(child).relation != Relation::acl) continue;
    if (r.classes(child) & r.bits.carrying) {  // "a bus carrying pilgrims"
      if (const TokenId object = child_of(r, child, {Relation::obj})) add(into, r.actors.meant_by(meaning_of(r, object)));
      if (!into.empty()) return void(owner = child);
    } else if (r.classes(child) & r.bits.shooting_from) {  // "missiles fired from a US drone"
      for (const TokenId below : r.grammar.children(child)) {
        const TokenId by = r.relation(below) == Relation::obl ? preposition(r, below) : TokenId();
        if (!by || !(r.classes(by) & (r.bits.owning | r.bits.agentive | r.bits.origin))) continue;
        add(into, r.actors.meant_by(below));
        if (into.empty()) add_owners(r, below, into, owner);
        if (!into.empty()) return void(owner = below);
      }
    }
  }
  const Classes owning = r.bits.owning;
  for (const TokenId child : r.grammar.children(head)) {
    if (r.relation(child) != Relation::nmod) continue;
    const TokenId of = preposition(r, child);
    if (!of || !(r.classes(of) & owning)) continue;
    const TokenId thing = meaning_of(r, child);
    add(into, r.actors.meant_by(thing));
    if (into.empty() && r.token(thing).upos == Upos::noun && !(r.classes(thing) & r.bits.people)) {  // "exports of French poultry"
      for (const TokenId below : r.grammar.children(thing)) {
        if (r.relation(below) == Relation::amod) add(into, r.actors.meant_by(below));
      }
      std::erase_if(into, [&](ActorId id) { return r.actors.actors[id].kind != ActorKind::state; });
    }
    if (!into.empty() && !owner) owner = child;
  }
}

// "an anti-Taliban offensive": against the Taliban, where the report names them.
void add_opposed(const Reading& r, TokenId noun, std::vector<ActorId>& into) {
  for (const TokenId child : r.grammar.children(noun)) {
    const Relation relation = r.relation(child);
    if (relation != Relation::amod && relation != Relation::compound) continue;
    const std::string_view form = r.grammar.form(child);
    const std::size_t dash = form.find('-');
    if (dash == std::string_view::npos || !(r.lexicon.classes(r.lexicon.word(form.substr(0, dash))) & r.bits.opposing)) continue;
    for (const Mention& mention : r.actors.mentions) {
      if (mention.actors.size() != 1 || r.grammar.form(mention.head) != form.substr(dash + 1)) continue;
      return add(into, mention.actors);
    }
  }
}

// A place that is no actor itself stands for its state, where the report speaks of that: "shelled Kharkiv".
void add_at_place(const Reading& r, TokenId head, std::vector<ActorId>& into) {
  if (r.classes(head) & r.bits.people) return;
  add(into, state_at(r, head));
  if (!into.empty() || r.token(head).upos != Upos::noun) return;
  const bool ground = static_cast<bool>(r.classes(head) & (r.bits.territory | r.bits.military_target));
  for (const TokenId child : r.grammar.children(head)) {
    const Relation relation = r.relation(child);
    if (into.empty() &&
        ((ground && relation == Relation::compound) || relation == Relation::nmod || relation == Relation::appos)) {
      const TokenId of = preposition(r, child);
      if (!of || (r.classes(of) & r.bits.placing)) add(into, state_at(r, child));
      if (into.empty() && of && (r.classes(of) & r.bits.placing) && (r.classes(child) & r.bits.territory)) {  // "targets in Ecuadorean territory"
        for (const TokenId below : r.grammar.children(child)) {
          const auto whose = r.relation(below) == Relation::amod ? r.actors.meant_by(below) : std::span<const ActorId>();
          if (whose.size() == 1 && r.actors.actors[whose.front()].kind == ActorKind::state) add(into, whose);
        }
      }
    }
  }
}

}  // namespace vedette::what
