// Words that lost the blank between them. Door: glued_words in repair.h. Test: repair_test.cpp.
//
// Letters that are no word and no name as a whole are parted where both sides are known. What a side must show depends on the
// seam:
//
//   theMexican      small|Capital    a common word, then a name (or, after the commonest words, any capital word)
//   Nausedawarned   Capital|small    a name, then a common word that seldom ends longer ones ("-and" does in Poland, "-warned"
//   never) LohannisLith…   Capital|Capital  a name of the world in two words, or a person's name and another name: YouTube is
//   neither saidthat        small|small      two common words of which one forms no compounds NATOwarned      CAPS|small       a
//   known abbreviation, then a common word
//
// How readily a word begins or ends others is counted over the word list when that is compiled.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "page/repair.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr std::size_t kLongest = 60;  // bytes: what is longer is no two words
constexpr int kCommonest = 10;        // SCOWL's first level, some 4,000 words
constexpr int kMoreCommon = 20;
constexpr int kCommon = 35;
constexpr int kUsual = 50;

enum class Shape { small, capital, caps, mixed };

Shape shape_of(std::string_view piece) {
  std::size_t at = 0;
  int uppers = 0;
  int letters = 0;
  bool first = false;
  while (at < piece.size()) {
    const bool upper = is_upper(next_code_point(piece, at));
    if (letters == 0) first = upper;
    uppers += upper;
    ++letters;
  }
  if (uppers == 0) return Shape::small;
  if (uppers == letters && letters > 1) return Shape::caps;
  return uppers == 1 && first ? Shape::capital : Shape::mixed;
}

class Splitter {
 public:
  Splitter(std::string_view text, const Known& known) : text_(text), known_(known) {}

  std::vector<Edit> run() {
    const auto& runs = known_.letters();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Letters& run = runs[i];
      if (run.span.size() < 4 || run.span.size() > kLongest || run.all_upper) continue;
      const std::string_view token = run.span.of(text_);
      before_ = previous_words(i);
      if ((known_.is_known(token) && !is_variant(token)) || !may_split(run)) continue;
      begins_sentence_ = begins_sentence(run.span.begin);
      cuts_.clear();
      if (!split(token, run.span.begin, true)) continue;
      if (known_.seen(token) > 1 && !starts_small(token)) continue;  // written so again and again: a name
      for (const std::uint32_t cut : cuts_) edits_.push_back({RepairKind::missing_space, {cut, cut}, " "});
    }
    return std::move(edits_);
  }

 private:
  bool may_split(const Letters& run) const {
    const Span chunk = chunk_around(text_, run.span.begin);
    const std::string_view around = chunk.of(text_);
    if (is_address(around)) return false;
    const auto digit_at = [&](std::uint32_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
    if (digit_at(run.span.end) || (run.span.begin > 0 && digit_at(run.span.begin - 1))) return false;
    if (run.span.begin > 0 && (text_[run.span.begin - 1] == '-' || text_[run.span.begin - 1] == '\'')) return false;
    return !(run.span.end + 1 < text_.size() && text_[run.span.end] == '.' && text_[run.span.end + 1] >= 'a' &&
             text_[run.span.end + 1] <= 'z');
  }

  static bool starts_small(std::string_view token) {
    std::size_t at = 0;
    return !is_upper(next_code_point(token, at));
  }

  bool begins_sentence(std::uint32_t at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '"' || static_cast<unsigned char>(text_[at - 1]) >= 0x80)) --at;
    return at == 0 || std::string_view(".!?:\n").find(text_[at - 1]) != std::string_view::npos;
  }

  // The one or two capital words just before, folded, each with a blank after it: "andrzej ".
  std::array<std::string, 2> previous_words(std::size_t i) const {
    std::array<std::string, 2> found;
    const auto& runs = known_.letters();
    std::string words;
    for (std::size_t back = 0; back < 2 && i > back; ++back) {
      const Letters& word = runs[i - back - 1];
      if (!word.first_upper || text_[word.span.end] != ' ' || word.span.end + 1 != runs[i - back].span.begin) break;
      words = fold(word.span.of(text_)) + ' ' + words;
      found[back] = words;
    }
    return found;
  }

  // A way to write a name that the world gives in two words: its entity's usual name is the parted one.
  bool is_variant(std::string_view token) const {
    for (std::size_t cut = 2; cut + 2 < token.size(); ++cut) {
      if (token[cut] < 'A' || token[cut] > 'Z' || token[cut - 1] < 'a') continue;
      const std::string parted = fold(token.substr(0, cut)) + ' ' + fold(token.substr(cut));
      for (const Named& named : known_.world.named(parted))
        if ((' ' + fold(known_.world.entity(named.entity).name)).ends_with(' ' + parted)) return true;
    }
    return false;
  }

  bool named(const std::string& folded) const { return !known_.world.named(folded).empty(); }

  // With the words before it, a name of the world in several words.
  bool ends_name(std::string_view piece) const {
    const std::string folded = fold(piece);
    return std::any_of(before_.begin(), before_.end(),
                       [&](const std::string& words) { return !words.empty() && named(words + folded); });
  }
  bool after_given_name() const {
    return !before_[0].empty() && known_.world.given_name(std::string_view(before_[0]).substr(0, before_[0].size() - 1)) != 0;
  }
  bool is_person_name(std::string_view piece) const {
    const std::string folded = fold(piece);
    if (known_.world.given_name(folded) != 0 || known_.world.is_family_name(folded)) return true;
    for (const Named& named : known_.world.named(folded))
      if (known_.world.entity(named.entity).kind == EntityKind::person) return true;
    return false;
  }
  bool is_common_capital(std::string_view piece) const {
    const int rarity = known_.words.capital_rarity(piece);
    return rarity != 0 && rarity <= 40;
  }
  bool is_office_holder(std::string_view piece) const {
    for (const Named& named : known_.world.named(fold(piece)))
      if (known_.world.entity(named.entity).kind == EntityKind::person && known_.world.tenures_of(named.entity).size() > 0)
        return true;
    return false;
  }
  bool is_of(std::string_view piece, std::initializer_list<EntityKind> kinds) const {
    for (const Named& named : known_.world.named(fold(piece)))
      if (std::find(kinds.begin(), kinds.end(), known_.world.entity(named.entity).kind) != kinds.end()) return true;
    return false;
  }
  bool is_state_or_body(std::string_view piece) const {
    return is_of(piece, {EntityKind::state, EntityKind::body, EntityKind::region, EntityKind::armed_group});
  }
  bool is_person_or_place(std::string_view piece) const { return is_person_name(piece) || is_of(piece, {EntityKind::state}); }
  // "Union", "Government": nouns whose endings begin no second part.
  static bool is_derived(std::string_view piece) {
    constexpr std::array<std::string_view, 6> kEndings = {"ion", "ment", "ity", "ship", "ence", "ance"};
    return piece.size() >= 5 &&
           std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return piece.ends_with(ending); });
  }
  bool is_world_name(std::string_view piece) const { return named(fold(piece)); }

  // 0 not known, 1 a word with a capital, 2 a name, 3 a name that the world or the article vouches for here.
  int name_strength(std::string_view piece) const {
    if (piece.size() < 2) return 0;
    if (ends_name(piece)) return 3;
    if (piece.size() >= 4 &&
        (known_.seen(piece) > 0 || is_of(piece, {EntityKind::state}) || (piece.size() >= 5 && is_state_or_body(piece))))
      return 3;
    if (piece.size() >= 6 && is_office_holder(piece)) return 3;
    if (piece.size() >= 4 && known_.is_name(piece)) return 2;
    const int rarity = known_.rarity(piece);
    return piece.size() >= 4 && rarity != 0 && rarity <= kCommon ? 1 : 0;
  }

  bool split(std::string_view token, std::uint32_t begin, bool three) {
    const std::size_t kept = cuts_.size();
    std::size_t best = 0;
    int best_score = 0;
    for (std::size_t cut = 1; cut < token.size(); ++cut) {
      if ((static_cast<unsigned char>(token[cut]) & 0xC0) == 0x80) continue;
      const int score = seam(token.substr(0, cut), token.substr(cut));
      if (score > best_score) best_score = score, best = cut;
    }
    if (best != 0) {
      cuts_.push_back(begin + static_cast<std::uint32_t>(best));
      return true;
    }
    if (!three) return false;
    // Three words: a seam whose one side is two words that part in their turn. Seams at capitals only, they are the sure ones.
    for (std::size_t cut = 1; cut < token.size(); ++cut) {
      if ((static_cast<unsigned char>(token[cut]) & 0xC0) == 0x80) continue;
      std::size_t at = cut;
      if (!is_upper(next_code_point(token, at))) continue;
      const std::string_view left = token.substr(0, cut);
      const std::string_view right = token.substr(cut);
      const auto here = begin + static_cast<std::uint32_t>(cut);
      if (!known_.is_known(left) && known_.is_known(right) && right.size() >= 3 && split(left, begin, false)) {
        cuts_.push_back(here);
        return true;
      }
      cuts_.resize(kept);
      if (shape_of(left) == Shape::small && left.size() >= 2 && known_.rarity(left) == kCommonest && !known_.is_known(right)) {
        cuts_.push_back(here);
        if (split(right, here, false)) return true;
      }
      cuts_.resize(kept);
    }
    return false;
  }

  // How sure the two sides are two words; 0: they are not.
  int seam(std::string_view left, std::string_view right) const {
    const Shape left_shape = shape_of(left);
    const Shape right_shape = shape_of(right);
    if (right.size() < 2) return 0;
    if (left_shape == Shape::small) {
      if (right_shape == Shape::capital || right_shape == Shape::caps) return small_capital(left, right, right_shape);
      return right_shape == Shape::small ? small_small(left, right) : 0;
    }
    if (left_shape == Shape::capital && right_shape == Shape::small) return capital_small(left, right);
    if (left_shape == Shape::capital && right_shape == Shape::capital) return capital_capital(left, right);
    if (left_shape == Shape::caps && right_shape == Shape::small) return caps_small(left, right);
    return 0;
  }

  int small_capital(std::string_view left, std::string_view right, Shape right_shape) const {
    if (left.size() < 2) return 0;
    const int rarity = known_.words.rarity(left);
    if (rarity == 0 || rarity > kUsual) return 0;
    const bool name = known_.is_name(right);
    if (rarity == kCommonest) {
      if (name || known_.rarity(right) != 0) return right.size() >= 2 ? 60 : 0;
      return right.size() >= (right_shape == Shape::caps ? 2u : 4u) ? 50 : 0;
    }
    // A common word with a capital is no name here: wikiLove.
    const int as_word = known_.rarity(right);
    return name && (as_word == 0 || as_word > kUsual) && right.size() >= 4 && left.size() >= 3 ? 40 : 0;
  }

  int capital_small(std::string_view left, std::string_view right) const {
    const int rarity = known_.words.rarity(right);
    if (rarity == 0 || rarity > kCommon) return 0;
    const int danger = known_.words.ends_others(right);
    // Past tenses end other words as seldom as the words of the list do.
    const bool running = known_.words.is_running(right) || (right.size() >= 5 && right.ends_with("ed") && danger <= 1);
    const int length = static_cast<int>(right.size());
    if (ends_name(left)) return 100 + static_cast<int>(left.size()) + (running ? 10 : 0);
    // States, their adjectives, days and months: common, and hardly ever the first part of another name.
    const bool common_name = (left.size() >= 5 && is_state_or_body(left)) || (left.size() >= 6 && is_common_capital(left));
    if (common_name && (running || (length >= 4 && danger <= 4))) return (running ? 40 : 15) + length - danger;
    if (rarity > kMoreCommon) return 0;
    const int strength = name_strength(left);
    if (running) {
      if (is_sentence_start(left, right)) return 25 + length - danger;
      if (strength == 3 && (length >= 3 || left.size() >= 6 ? danger <= 7 : danger <= 5)) return 40 + length - danger;
      // Behind a given name it is a family name that begins like another one: Austin Croshere.
      const int allowed = after_given_name() ? 1 : left.size() >= 5 ? 3 : 2;
      if (strength == 2 && length >= 3 && danger <= allowed) return 35 + length - danger;
      if (strength == 1 && length >= 3 && (danger <= 4 || is_derived(left))) return 30 + length - danger;
      if (strength == 1 && left.size() >= 5 && danger <= 4) return 25 - danger;  // "Secretaryof"
      if (strength == 0 && left.size() >= 4 && after_given_name() && length >= 4 && danger <= 1) return 20 + length - danger;
      return 0;
    }
    // "Leyvadrug-trafficking": any common word may follow a person's or a place's name, if it is no usual ending of names.
    if (left.size() < 5 || length < 4 || danger > 2 || strength < 2 || after_given_name() || !is_person_or_place(left)) return 0;
    return 15 + length - danger;
  }

  // "Becauseof", "Whilethe": function words that begin a sentence.
  bool is_sentence_start(std::string_view left, std::string_view right) const {
    const std::string low = lower(left);
    return begins_sentence_ && left.size() + right.size() >= 5 && known_.words.is_running(low) &&
           known_.words.begins_others(low) + known_.words.ends_others(right) <= 6;
  }

  int capital_capital(std::string_view left, std::string_view right) const {
    const std::string both = fold(left) + ' ' + fold(right);
    const bool with_before = std::any_of(before_.begin(), before_.end(),
                                         [&](const std::string& words) { return !words.empty() && named(words + both); });
    if (with_before || named(both) || known_.world.role(both) != nullptr) return 90;
    if (left.size() >= 3 && right.size() >= 5 && known_.world.is_place(both)) return 80;
    if (left.size() < 4 || right.size() < 3) return 0;
    const std::string low = lower(left);
    if (begins_sentence_ && known_.words.is_running(low) && known_.words.begins_others(low) <= 4 && known_.is_known(right))
      return 55;
    const std::string given = fold(left);
    const std::string family = fold(right);
    if (known_.world.given_name(given) != 0 && known_.world.is_family_name(family) && known_.world.given_name(family) == 0 &&
        right.size() >= 4)
      return 50;
    const bool name_after = is_person_name(right) || is_world_name(right);
    if (!name_after) return 0;
    if (after_given_name() || ends_name(left)) return 50;
    if (known_.seen(left) > 0 && known_.seen(right) > 0 && is_person_name(left)) return 45;
    if (known_.world.role(fold(left)) != nullptr && is_person_name(right)) return 45;
    return 0;
  }

  int caps_small(std::string_view left, std::string_view right) const {
    const int rarity = known_.words.rarity(right);
    if (right.size() < 3 || rarity == 0 || rarity > kCommon) return 0;
    return known_.seen(left) > 0 || is_world_name(left) ? 30 : 0;
  }

  int small_small(std::string_view left, std::string_view right) const {
    const int a = known_.words.rarity(left);
    const int b = known_.words.rarity(right);
    if (a == 0 || b == 0 || a > kCommon || b > kCommon || left.size() < 2 || right.size() < 2) return 0;
    const std::size_t shorter = std::min(left.size(), right.size());
    const std::size_t longer = std::max(left.size(), right.size());
    if (left.size() + right.size() < 5) return 0;
    const bool both = known_.words.is_running(left) && known_.words.is_running(right);
    if (!known_.words.is_running(left) && !known_.words.is_running(right)) return 0;
    const int danger = known_.words.begins_others(left) + known_.words.ends_others(right);
    const int allowed = both ? 6 : shorter >= 3 ? (longer >= 5 ? 5 : 3) : (longer >= 5 ? 4 : 2);
    return danger <= allowed && a + b <= 45 ? 20 - danger : 0;
  }

  std::string_view text_;
  const Known& known_;
  std::array<std::string, 2> before_;
  bool begins_sentence_ = false;
  std::vector<std::uint32_t> cuts_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> glued_words(std::string_view text, const Known& known) { return Splitter(text, known).run(); }

}  // namespace vedette
