// Reported clauses. Door: find_reported. Test: quotes_test.cpp.

#include "quotes/indirect.h"

#include <algorithm>
#include <tuple>

#include "quotes/speakers.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestClause = 200;  // words: a longer one was never said in one breath, the tree is wrong

class Finder {
 public:
  explicit Finder(const Scene& scene) : scene_(scene), grammar_(scene.grammar) {}

  std::vector<Reported> run() {
    for (TokenId id(std::size_t{0}); id.value < grammar_.tokens.size(); ++id.value) {
      if (scene_.is_speech(id)) verb(id);
      else if (scene_.cue[id.value] == CueKind::according) according(id);
      else if (scene_.cue[id.value] == CueKind::noun) noun(id);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Reported& a, const Reported& b) { return a.span.begin < b.span.begin; });
    return std::move(out_);
  }

 private:
  void add(TokenId cue, TokenId subject, TokenId begin, TokenId end) {
    // Without marks, commas and "that" at the edges.
    while (begin < end && edge(begin, true)) ++begin.value;
    while (end > begin && edge(TokenId(end.value - 1), false)) --end.value;
    if (end.value >= begin.value + 2 && end.value - begin.value <= kLongestClause) out_.push_back({cue, subject, grammar_.span(begin, end)});
  }

  bool edge(TokenId id, bool front) const {
    if (front && scene_.at(id).relation == Relation::mark && grammar_.lemma(id) == "that") return true;
    const std::string_view form = grammar_.form(id);
    return scene_.at(id).upos == Upos::punct && form != "(" && form != ")" && form != "[" && form != "]" && form != "$";
  }

  void verb(TokenId id) {
    const TokenId subject = subject_of(scene_, id);
    if (!subject) return;
    const TokenId clause = grammar_.child(id, Relation::ccomp);
    if (clause && !(clause > id && set_apart(id, subject))) {
      const auto [begin, end] = scene_.subtree(clause);
      if (clause > id && begin > id) return add(id, subject, begin, to_the_end(id, end));
      if (clause < id && end.value <= id.value) return add(id, subject, begin, end);
      if (begin < id) return around(id, subject, begin, end, id);
    }
    if (between_commas(id, subject)) return;
    if (const TokenId clause = clause_behind(id)) {
      const auto [begin, end] = scene_.subtree(clause);
      if (clause > id) return add(id, subject, std::max(begin, TokenId(id.value + 1)), to_the_end(id, end));
    }
    // "The army had withdrawn, the minister said": the speech hangs from what was said.
    const TokenId head = grammar_.head(id);
    if (head && scene_.at(id).relation == Relation::parataxis && subject != head) {
      const auto [begin, end] = scene_.subtree(head);
      around(id, subject, begin, end, id);
    }
  }

  // What the tree hangs from the verb behind the reported clause is mostly the clause's own: all up to the next conjunct.
  TokenId to_the_end(TokenId verb, TokenId end) const {
    TokenId reach = end;
    for (TokenId child : grammar_.children(verb)) {
      if (child < end) continue;
      const Relation relation = base(scene_.at(child).relation);
      if (relation != Relation::advcl && relation != Relation::obl && relation != Relation::advmod && relation != Relation::punct) break;
      reach = std::max(reach, scene_.subtree(child).second);
    }
    return reach;
  }

  // "The army, the minister said, had withdrawn": a comma on either side of the speech, and words of the sentence before it.
  bool set_apart(TokenId verb, TokenId subject) const {
    const Sentence& s = grammar_.sentences[scene_.at(verb).sentence];
    const TokenId opens = std::min(scene_.subtree(subject).first, verb);
    const TokenId closes(std::max(verb.value, subject.value) + 1);
    return opens.value > s.begin.value + 1 && closes.value + 2 < s.end.value && grammar_.form(TokenId(opens.value - 1)) == "," && grammar_.form(closes) == "," &&
           verb.value + 6 > subject.value && subject.value + 6 > verb.value;
  }
  bool between_commas(TokenId verb, TokenId subject) {
    if (!set_apart(verb, subject)) return false;
    const Sentence& s = grammar_.sentences[scene_.at(verb).sentence];
    add(verb, subject, s.begin, s.end);
    return true;
  }

  // A clause with its own subject right behind the verb that the tree calls by another name than a complement.
  TokenId clause_behind(TokenId verb) const {
    // "told the parliament on Tuesday that …", where the tree hangs the clause from the noun before it.
    for (TokenId child : grammar_.children(verb)) {
      const Relation relation = base(scene_.at(child).relation);
      if (child < verb || (relation != Relation::obl && relation != Relation::obj && relation != Relation::iobj)) continue;
      for (TokenId below : grammar_.children(child)) {
        if (below < child || base(scene_.at(below).relation) != Relation::acl) continue;
        const TokenId mark = grammar_.child(below, Relation::mark);
        if (mark && grammar_.lemma(mark) == "that" && grammar_.child(below, Relation::nsubj) && scene_.cue[child.value] != CueKind::noun) return below;
      }
    }
    const CueKind kind = scene_.cue[verb.value];
    if (kind != CueKind::said && kind != CueKind::added) return {};
    for (TokenId child : grammar_.children(verb)) {
      const Relation relation = base(scene_.at(child).relation);
      if (child < verb || (relation != Relation::parataxis && relation != Relation::dep && relation != Relation::advcl && relation != Relation::xcomp &&
                           relation != Relation::obj)) {
        continue;
      }
      if (!grammar_.child(child, Relation::nsubj)) continue;
      if (relation == Relation::advcl && grammar_.child(child, Relation::mark) && grammar_.lemma(grammar_.child(child, Relation::mark)) != "that") continue;
      if (scene_.subtree(child).first.value <= verb.value + 2) return child;
    }
    return {};
  }

  // [begin, end) without the words under `cut`, which stands at one end, or in between and then stays.
  void around(TokenId cue, TokenId subject, TokenId begin, TokenId end, TokenId cut) {
    const auto [from, to] = scene_.subtree(cut);
    TokenId left = std::min(from, cut), right = std::max(to, TokenId(cut.value + 1));
    if (subject < cut && subject.value + 8 > cut.value) left = std::min(left, scene_.subtree(subject).first);
    if (left <= begin) add(cue, subject, right, end);
    else if (right.value + 2 >= end.value) add(cue, subject, begin, left);
    else add(cue, subject, begin, end);
  }

  void according(TokenId id) {
    const TokenId source = subject_of(scene_, id);
    if (!source) return;
    // The phrase: from "according" (or its case) to the end of the source; the clause is what the phrase hangs from.
    TokenId phrase = scene_.at(id).relation == Relation::case_ ? source : id;
    TokenId clause = grammar_.head(phrase);
    for (int step = 0; clause && step < 4; ++step) {
      const Upos upos = scene_.at(clause).upos;
      if (upos == Upos::verb || upos == Upos::aux || !grammar_.head(clause) || grammar_.child(clause, Relation::cop)) break;
      clause = grammar_.head(clause);
    }
    if (!clause) return;
    auto [begin, end] = scene_.subtree(clause);
    const auto [from, to] = scene_.subtree(phrase);
    const TokenId left = std::min(from, id);
    // At either end of its sentence the phrase is meant for all of it.
    const Sentence& s = grammar_.sentences[scene_.at(id).sentence];
    if (left == s.begin || to.value + 1 >= s.end.value) std::tie(begin, end) = std::pair(s.begin, s.end);
    if (left.value <= begin.value + 1) add(id, source, to, end);
    else if (to.value + 2 >= end.value) add(id, source, begin, left);
    else add(id, source, begin, end);
  }

  // "the claim that …", "a statement that …"
  void noun(TokenId id) {
    for (TokenId child : grammar_.children(id)) {
      const Relation relation = scene_.at(child).relation;
      if (child < id || (relation != Relation::acl && relation != Relation::ccomp)) continue;
      const TokenId mark = grammar_.child(child, Relation::mark);
      if (!mark || grammar_.lemma(mark) != "that") continue;
      const TokenId subject = subject_of(scene_, id);
      if (!subject) continue;
      const auto [begin, end] = scene_.subtree(child);
      return add(id, subject, begin, end);
    }
  }

  const Scene& scene_;
  const Grammar& grammar_;
  std::vector<Reported> out_;
};

}  // namespace

std::vector<Reported> find_reported(const Scene& scene) { return Finder(scene).run(); }

}  // namespace vedette
