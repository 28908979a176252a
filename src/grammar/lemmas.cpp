// Lemmas. Doors: Lemmas, pack_lemmas, lemmatize. Test: lemmas_test.cpp. The table is learned by training/lemmas.py.

#include "grammar/lemmas.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::string_view kMagic = "VDLEMMA1";
constexpr std::size_t kHeader = 16;
constexpr std::size_t kSlotSize = 8;
constexpr std::size_t kLongestEnding = 6;

// The kinds of words that have rows of their own; training/lemmas.py draws the same lines.
enum class Kind : std::uint8_t {
  adj, adj_more, adj_most, adp, adv, adv_more, adv_most, aux, cconj, det, intj, modal, name, noun, noun_plural, num, other, part,
  pron, pron_poss, punct, verb, verb_ing, verb_past, verb_s, name_plural
};
constexpr auto kKindNames = std::to_array<std::string_view>(
    {"adj", "adj_more", "adj_most", "adp", "adv", "adv_more", "adv_most", "aux", "cconj", "det", "intj", "modal", "name", "noun",
     "noun_plural", "num", "other", "part", "pron", "pron_poss", "punct", "verb", "verb_ing", "verb_past", "verb_s"});

Kind kind_of(Upos upos, Xpos xpos) {
  switch (upos) {
    case Upos::verb:
      switch (xpos) {
        case Xpos::vbd:
        case Xpos::vbn: return Kind::verb_past;
        case Xpos::vbg: return Kind::verb_ing;
        case Xpos::vbz: return Kind::verb_s;
        default: return Kind::verb;
      }
    case Upos::noun: return xpos == Xpos::nns ? Kind::noun_plural : Kind::noun;
    case Upos::propn: return xpos == Xpos::nnps ? Kind::name_plural : Kind::name;
    case Upos::adj:
      if (xpos == Xpos::nnp || xpos == Xpos::nnps) return Kind::name;
      return xpos == Xpos::jjr ? Kind::adj_more : xpos == Xpos::jjs ? Kind::adj_most : Kind::adj;
    case Upos::adv:
      if (xpos == Xpos::nnp || xpos == Xpos::nnps) return Kind::name;
      return xpos == Xpos::rbr ? Kind::adv_more : xpos == Xpos::rbs ? Kind::adv_most : Kind::adv;
    case Upos::aux: return xpos == Xpos::md ? Kind::modal : Kind::aux;
    case Upos::pron: return xpos == Xpos::prps ? Kind::pron_poss : Kind::pron;
    case Upos::det: return Kind::det;
    case Upos::part: return Kind::part;
    case Upos::num: return Kind::num;
    case Upos::adp:
    case Upos::sconj: return Kind::adp;
    case Upos::cconj: return Kind::cconj;
    case Upos::intj: return Kind::intj;
    case Upos::punct: return Kind::punct;
    case Upos::sym:
    case Upos::x: return Kind::other;
  }
  return Kind::other;
}

bool inflected(Kind kind) {
  return kind == Kind::verb_past || kind == Kind::verb_ing || kind == Kind::verb_s || kind == Kind::noun_plural ||
         kind == Kind::adj_more || kind == Kind::adj_most || kind == Kind::adv_more || kind == Kind::adv_most;
}

// Endings are hashed from their last byte to their first; a whole word has one more byte, '^'.
std::uint64_t start_hash(Kind kind) { return (0xCBF29CE484222325ULL ^ static_cast<std::uint64_t>(kind)) * 0x100000001B3ULL; }
std::uint64_t step(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL; }
std::uint64_t finish(std::uint64_t hash) {
  hash *= 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 32);
}
std::uint32_t key_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1U; }  // never 0: that is an empty slot

template <class T>
T read(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

template <class T>
void write(std::string& out, std::size_t at, T value) {
  std::memcpy(out.data() + at, &value, sizeof value);
}

}  // namespace

Lemmas::Lemmas(std::string_view packed) {
  if (packed.size() < kHeader || !packed.starts_with(kMagic)) return;
  const auto slots = read<std::uint32_t>(packed.data() + 8);
  const auto pool = read<std::uint32_t>(packed.data() + 12);
  if (!std::has_single_bit(slots) || packed.size() != kHeader + std::size_t{slots} * kSlotSize + pool) return;
  slots_ = slots;
  slot_bytes_ = packed.data() + kHeader;
  pool_ = packed.substr(kHeader + std::size_t{slots} * kSlotSize);
}

Lemmas::Edit Lemmas::find(std::uint64_t hash) const {
  hash = finish(hash);
  const std::uint32_t key = key_of(hash);
  for (std::uint32_t probe = 0; probe < slots_; ++probe) {
    const char* slot = slot_bytes_ + ((hash + probe) & (slots_ - 1)) * kSlotSize;
    const auto found = read<std::uint32_t>(slot);
    if (found == 0) return {};
    if (found != key) continue;
    const auto size = read<std::uint8_t>(slot + 5);
    const auto offset = read<std::uint16_t>(slot + 6);
    if (std::size_t{offset} + size > pool_.size()) return {};
    return {true, read<std::uint8_t>(slot + 4), pool_.substr(offset, size)};
  }
  return {};
}

void Lemmas::append(std::string_view form, Upos upos, Xpos xpos, bool opens, std::string& out) const {
  Kind kind = kind_of(upos, xpos);
  const bool keeps_case = kind == Kind::name || kind == Kind::name_plural || kind == Kind::other;
  const bool plural_name = kind == Kind::name_plural;
  if (plural_name) kind = Kind::noun_plural;
  const std::size_t from = out.size();
  bool ascii = true, upper = false, all_upper = true;
  for (char c : form) {
    ascii &= static_cast<unsigned char>(c) < 0x80;
    upper |= c >= 'A' && c <= 'Z';
    all_upper &= c >= 'A' && c <= 'Z';
  }
  if (ascii) {
    out.append(form);
    for (std::size_t i = from; i < out.size(); ++i) out[i] = out[i] >= 'A' && out[i] <= 'Z' ? static_cast<char>(out[i] - 'A' + 'a') : out[i];
  } else {
    out += lower(form);
  }
  const std::size_t size = out.size() - from;
  Edit edit;
  if (slots_ > 0 && size <= 64) {
    const bool endings = inflected(kind);
    std::uint64_t hash = start_hash(kind);
    if (endings) edit = find(hash);
    for (std::size_t k = 1; k <= size; ++k) {
      hash = step(hash, out[out.size() - k]);
      if (endings && k <= kLongestEnding && k < size) {
        if (const Edit longer = find(hash); longer.found) edit = longer;
      }
    }
    if (const Edit whole = find(step(hash, '^')); whole.found && !(keeps_case && !all_upper && !plural_name)) edit = whole;
  }
  if (keeps_case || (!edit.found && upper && !opens && kind == Kind::adj) || (!edit.found && all_upper && !opens && kind == Kind::noun && size > 1)) {
    if (!edit.found || !all_upper || plural_name) out.replace(from, size, form);
  }
  if (edit.found && edit.strip <= out.size() - from) {
    out.resize(out.size() - edit.strip);
    out += edit.add;
  }
}

Result<std::string> pack_lemmas(std::string_view tsv) {
  struct Row {
    std::uint64_t hash;
    std::uint8_t strip;
    std::string_view add;
  };
  std::vector<Row> rows;
  std::size_t number = 0;
  while (!tsv.empty()) {
    const std::string_view line = tsv.substr(0, tsv.find('\n'));
    tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
    if (++number == 1) {
      if (line != "kind\tfrom\tto") return Error{fmt::format("line 1: expected the header \"kind<tab>from<tab>to\", found \"{}\"", line)};
      continue;
    }
    const std::size_t first = line.find('\t'), second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos) return Error{fmt::format("line {}: expected three columns, kind, from and to", number)};
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), line.substr(0, first));
    if (kind == kKindNames.end()) return Error{fmt::format("line {}: no such kind of word: \"{}\"", number, line.substr(0, first))};
    std::string_view ending = line.substr(first + 1, second - first - 1), now = line.substr(second + 1);
    if (ending.empty() || (ending[0] != '-' && ending[0] != '^')) {
      return Error{fmt::format("line {}: \"from\" must begin with - (an ending) or ^ (a whole word), found \"{}\"", number, ending)};
    }
    const bool whole = ending[0] == '^';
    ending.remove_prefix(1);
    if (!whole) {
      if (!now.starts_with('-') || ending.size() > kLongestEnding) return Error{fmt::format("line {}: an ending of up to {} letters and \"to\" must both begin with -", number, kLongestEnding)};
      now.remove_prefix(1);
    }
    std::size_t same = 0;
    while (same < ending.size() && same < now.size() && ending[same] == now[same]) ++same;
    while (same > 0 && same < ending.size() && (static_cast<unsigned char>(ending[same]) & 0xC0) == 0x80) --same;
    if (ending.size() - same > 255 || now.size() - same > 255) return Error{fmt::format("line {}: a word of over 255 letters", number)};
    std::uint64_t hash = start_hash(static_cast<Kind>(kind - kKindNames.begin()));
    for (std::size_t k = ending.size(); k > 0; --k) hash = step(hash, ending[k - 1]);
    rows.push_back({finish(whole ? step(hash, '^') : hash), static_cast<std::uint8_t>(ending.size() - same), now.substr(same)});
  }
  if (rows.empty()) return Error{"no row"};
  const std::size_t slots = std::bit_ceil(rows.size() * 2);
  std::string pool, out(kHeader + slots * kSlotSize, '\0');
  for (const Row& row : rows) {
    std::size_t at = pool.find(row.add);
    if (at == std::string::npos) {
      at = pool.size();
      pool += row.add;
    }
    if (at > 0xFFFF) return Error{"the replacements make more than 64 KB"};
    std::size_t slot = row.hash & (slots - 1);
    const std::uint32_t key = key_of(row.hash);
    while (true) {
      const auto taken = read<std::uint32_t>(out.data() + kHeader + slot * kSlotSize);
      if (taken == 0) break;
      if (taken == key) return Error{fmt::format("two rows share a key; the later one ends in \"{}\": leave one out", row.add)};
      slot = (slot + 1) & (slots - 1);
    }
    const std::size_t byte = kHeader + slot * kSlotSize;
    write(out, byte, key);
    write(out, byte + 4, row.strip);
    write(out, byte + 5, static_cast<std::uint8_t>(row.add.size()));
    write(out, byte + 6, static_cast<std::uint16_t>(at));
  }
  std::memcpy(out.data(), kMagic.data(), kMagic.size());
  write(out, 8, static_cast<std::uint32_t>(slots));
  write(out, 12, static_cast<std::uint32_t>(pool.size()));
  return out + pool;
}

void lemmatize(Grammar& grammar, const Lemmas& lemmas) {
  for (const Sentence& sentence : grammar.sentences) {
    std::size_t small = 0, words = 0;
    for (TokenId id = sentence.begin; id < sentence.end; ++id.value) {
      const std::string_view form = grammar.form(id);
      words += form.size() > 2;
      small += form.size() > 2 && std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    }
    const bool shouts = small * 4 < words;
    bool opens = true;
    for (TokenId id = sentence.begin; id < sentence.end; ++id.value) {
      Token& token = grammar.tokens[id];
      token.lemma_begin = static_cast<std::uint32_t>(grammar.lemmas.size());
      lemmas.append(grammar.form(id), token.upos, token.xpos, opens || shouts, grammar.lemmas);
      token.lemma_end = static_cast<std::uint32_t>(grammar.lemmas.size());
      opens = opens && token.upos == Upos::punct;
    }
  }
}

}  // namespace vedette
