#pragma once
// Actors: who is meant. Names, titles, descriptions, nationalities, pronouns and metonyms, resolved against what was true on the day.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/span.h"
#include "world/world.h"

namespace vedette {

struct Page;
struct Grammar;

enum class ActorKind : std::uint8_t { state, government, body, person, armed_group, party, company, people, other };
enum class MentionForm : std::uint8_t { name, description, pronoun, metonym };
enum class RoleSource : std::uint8_t { text, world };

struct Mention {
  Span span;
  TokenId begin;   // tokens [begin, end)
  TokenId end;
  TokenId head;    // the word that the rest hangs from
  MentionForm form = MentionForm::name;
  bool adjective = false;       // "Turkish" in "Turkish airstrikes": belongs to what it modifies
  std::vector<ActorId> actors;  // one, or several for a plural ("the two presidents", "they"); never empty
};

struct Role {
  std::string role;             // "secretary general", as a person would say it
  ActorId of;                   // whose role: an actor of the report, or
  EntityId of_entity;           // an entity of the world; both none where the text does not say
  std::optional<Day> from;
  std::optional<Day> to;
  RoleSource source = RoleSource::text;
};

struct Actor {
  std::string name;             // the fullest usual name: "Jens Stoltenberg", "Armed Forces of Russia"
  ActorKind kind = ActorKind::other;
  EntityId entity;              // none for what the world does not know
  std::string country;          // alpha-3 or empty
  std::vector<std::string> sectors;
  std::string cameo;            // "LTUGOV"
  char sex = 0;                 // 'f', 'm' or 0
  std::vector<Role> roles;
  std::vector<std::uint32_t> mentions;  // into Actors::mentions, in order
};

// Something that a later room makes a doubt of.
struct NameVariant {
  Span span;                    // the damaged or unusual spelling
  ActorId actor;
};
struct UnclearReference {
  Span span;
  std::vector<ActorId> candidates;
};

struct Actors {
  IdVector<ActorId, Actor> actors;        // in order of first mention
  std::vector<Mention> mentions;          // in order of their spans; a nested one stands behind the one that holds it
  std::vector<std::uint32_t> of_head;     // for each token: 1 + the mention whose head it is, 0 for none
  std::vector<NameVariant> name_variants;
  std::vector<UnclearReference> unclear;

  // Whom the noun phrase with this head means; empty where it is no actor.
  std::span<const ActorId> meant_by(TokenId head) const {
    const std::uint32_t m = head ? of_head[head.value] : 0;
    return m ? std::span<const ActorId>(mentions[m - 1].actors) : std::span<const ActorId>();
  }
};

// Linear time in the text (pronouns look back a bounded number of mentions).
Actors find_actors(const Page& page, const Grammar& grammar, const World& world);

}  // namespace vedette
