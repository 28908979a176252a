#pragma once
// Lexicon: what the events room knows, read from lexicon/*.tsv. Frames (which words make which event, who is source and target),
// word classes for their guards, the status table, contexts, CAMEO codes, types and the weights of the confidence.
//
// A frame's pattern is one or more words, their part of speech, and conditions, parted by blanks:
//
//   launch|mount/v obj=@attack !obj=@campaign        a verb with an object of the class `attack`
//   call/v prt=off obj=strike|protest neg            ... with a particle; and negated
//   attack/n !on=@abstract                           a noun
//
// Conditions: SLOT=WORDS (a filler of the slot is one of the words or classes), SLOT (there is a filler), !SLOT and !SLOT=WORDS,
// neg (the words say that it is not so), passive, support (a noun that is what a light verb does: "launched an attack"), future,
// duty (the complement says must or should), reciprocal (both sides do it: several without a target are shared out).
// Slots: subj obj iobj poss mod prt comp (the verb of a complement), inf (the same, after "to"), pred (what the verb says of its object:
// "called it a cowardly crime", "described it as illegal"), text (any word of the sentence),
// any preposition (on, against). WORDS: lemma|lemma|@class, where @actor is anybody who is an actor, @public one who acts in
// public life, @politician a person of them who bears no arms, @place a place of the world and @NAME a class of classes.tsv. Roles (columns source and target) are slots parted
// by blanks, the first that names an actor wins: beside those above `agent` (of a noun: poss, by, mod, then the subject of its
// light verb), `comp` (whom the complement's own event is done to), `compsubj`.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "events/events.h"

namespace vedette {

using WordId = std::uint32_t;  // a word that the lexicon knows; 0 for every other

// Which classes of classes.tsv a word is of, a bit each.
struct Classes {
  std::array<std::uint64_t, 3> bits = {};
  explicit operator bool() const { return bits[0] | bits[1] | bits[2]; }
  friend Classes operator&(const Classes& a, const Classes& b) {
    return {{a.bits[0] & b.bits[0], a.bits[1] & b.bits[1], a.bits[2] & b.bits[2]}};
  }
  friend Classes operator|(const Classes& a, const Classes& b) {
    return {{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1], a.bits[2] | b.bits[2]}};
  }
};

enum class WordKind : std::uint8_t { verb, noun, adjective };
enum class Slot : std::uint8_t { subj, obj, iobj, poss, mod, particle, comp, infinitive, comp_subj, predicate, text, agent, prep };

struct SlotName {
  Slot slot;
  WordId prep = 0;
  bool operator==(const SlotName&) const = default;
};

struct Condition {
  SlotName slot;
  bool must_not = false;
  bool actor = false;      // @actor is among the words
  bool place = false;      // @place is
  bool in_public = false;  // @public is
  bool politician = false;  // @politician is
  Classes classes;
  std::vector<WordId> words;
  bool any() const { return !actor && !place && !in_public && !politician && !classes && words.empty(); }
};

struct EventType {
  std::string name;
  std::string name_alone;     // "AGREE_alone": such an event without a target, for the confidence
  std::string name_undone;    // "ASSAULT_undone": without a source
  int quad = 0;
  std::string future;         // the type that the same event is while it lies ahead; empty: it stays
  bool needs_source = false;  // there is none without a source
  bool needs_target = false;  // there is none without a target
  bool in_public = false;     // only what somebody in public life says or does
  bool implied = false;       // who does it and to whom may stand elsewhere in the report
  std::string stays;          // the mode in which it keeps its type while it lies ahead: nobody agrees to resign
  std::string of_place;       // the mode in which what is in a state is said of it: "criticised the elections in Belarus"; any
  bool answers = false;       // done to whoever asked for something, offered or accused just before
  bool answered = false;      // such an asking
  bool covers = false;        // the event in its complement is what it is about, not one of its own
  bool is_done_there() const { return quad % 2 == 0 || of_place == "any"; }  // to whoever is at the place that it is done to
};

struct Frame {
  std::uint32_t type = 0;
  std::string mode;
  std::string cameo;
  std::vector<std::string> contexts;
  std::string pattern;  // as written
  std::vector<WordId> triggers;
  WordKind kind = WordKind::verb;
  std::vector<Condition> conditions;
  std::vector<SlotName> source;
  std::vector<SlotName> target;
  bool negated = false;  // `neg`
  bool passive = false;
  bool needs_support = false;
  bool future = false;      // `future`: the clause speaks of what lies ahead
  bool duty = false;        // `duty`: the complement says must or should
  bool reciprocal = false;  // source and target do it together: several without a target are shared out
  std::string file;
  std::size_t line = 0;
  std::string test;
  std::string expect_source;
  std::string expect_target;
  std::string expect_status;
};

struct Code {
  std::string name;
  double goldstein = 0;
};

enum class Effect : std::uint8_t {
  none,
  happened,
  ongoing,
  scheduled,
  pledged,
  called_for,
  conditional,
  denied,
  hypothetical,
  reports,      // says what another did: no change of status, but its subject is who says so
  light,        // has no meaning of its own beside the noun: "launch (an attack)"
  occurs,       // "(an attack) took place"
  transparent,  // the noun before `of` is not what is meant: "a series of (attacks)"
  habitual      // no single event: "usually"
};

struct Refinement {  // an outer and an inner type give the code: AGREE + CONSULT is 036
  std::string cameo;
  std::string mode;
};

struct UsualRole {  // who does it where the text names nobody: "two men were arrested"
  std::uint32_t type = 0;
  std::string mode;
  bool source = true;  // else the target
  Classes words;       // the heads of mentions that it can be
  bool acts = false;   // only whom the text shows at work, not who is merely named
  bool holds = false;  // who does it holds the target, or did until then
  bool held = false;   // ... and may be told by another event that holds: whoever lets him go had kidnapped him
};

class Lexicon {
 public:
  // Reads every *.tsv of the folder whose header line is one of ours, then a user's own files, which add to what stands. Refuses
  // with file and line: an unknown type, column, class or slot, a frame without a test, a pattern that matches everything.
  static Result<Lexicon> load(const std::string& folder, const std::vector<std::string>& own = {});
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  std::string_view digest() const;  // of what is in force, hex

  const std::vector<Frame>& frames() const;
  // Frames that the word may set off, the most particular first.
  const std::vector<std::uint32_t>& frames_of(WordId word, WordKind kind) const;
  const EventType& type(std::uint32_t id) const;
  const EventType* type_named(std::string_view name, std::uint32_t* id = nullptr) const;
  const Code* code(std::string_view cameo) const;
  WordId word(std::string_view lower_case_lemma) const;  // 0 where the lexicon does not know it
  Classes classes(WordId word) const;
  Classes class_bit(std::string_view name) const;  // none where there is no such class
  bool has(WordId word, WordKind kind, Effect effect) const;
  Effect status_effect(WordId word, WordKind kind) const;  // the one of happened to hypothetical; none where there is none
  bool adverb_has(WordId word, Effect effect) const;
  Effect adverb_status(WordId word) const;
  const std::vector<std::string_view>& contexts(WordId word) const;
  const Refinement* refinement(std::string_view outer, std::string_view inner) const;
  const std::vector<UsualRole>& usual_roles() const;
  double weight(std::string_view feature) const;  // of confidence.tsv; 0 where there is none

 private:
  Lexicon();
  struct Data;
  std::unique_ptr<Data> data_;
  friend struct LexiconReader;
};

}  // namespace vedette
