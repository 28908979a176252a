// The words that the record uses for kinds and states. Door: name_of in record.h. Test: tests/record_check.py (against the schema).
#include <array>

#include "report/record.h"

namespace vedette {
namespace {

template <std::size_t n>
std::string_view pick(const std::array<std::string_view, n>& names, auto value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view name_of(BlockKind kind) {
  static constexpr std::array<std::string_view, 10> names = {"title",  "dateline", "byline", "body",       "caption",
                                                             "credit", "agency",   "share",  "navigation", "other"};
  return pick(names, kind);
}

std::string_view name_of(RepairKind kind) {
  static constexpr std::array<std::string_view, 8> names = {"missing-space", "stray-space", "quote-mark",   "mojibake",
                                                            "entity",        "hyphenation", "invalid-byte", "control"};
  return pick(names, kind);
}

std::string_view name_of(ActorKind kind) {
  static constexpr std::array<std::string_view, 9> names = {"state", "government", "body",   "person", "armed-group",
                                                            "party", "company",    "people", "other"};
  return pick(names, kind);
}

std::string_view name_of(MentionForm form) {
  static constexpr std::array<std::string_view, 4> names = {"name", "description", "pronoun", "metonym"};
  return pick(names, form);
}

std::string_view name_of(PlaceKind kind) {
  static constexpr std::array<std::string_view, 7> names = {"country", "admin", "city", "site", "region", "water", "mountain"};
  return pick(names, kind);
}

std::string_view name_of(TimeKind kind) {
  static constexpr std::array<std::string_view, 5> names = {"date", "time", "range", "duration", "set"};
  return pick(names, kind);
}

std::string_view name_of(QuoteKind kind) {
  static constexpr std::array<std::string_view, 3> names = {"direct", "partial", "indirect"};
  return pick(names, kind);
}

std::string_view name_of(Status status) {
  static constexpr std::array<std::string_view, 8> names = {"happened",   "ongoing",     "scheduled", "pledged",
                                                            "called-for", "conditional", "denied",    "hypothetical"};
  return pick(names, status);
}

}  // namespace vedette
