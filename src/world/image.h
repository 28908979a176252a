#pragma once
// The compiled world: one block of bytes that is used as it lies, mapped or in memory.
//
//   Header | section table (kSections times {offset, count}) | sections, each at a multiple of 8
//
// Numbers are little-endian, days count from 1970-01-01, texts are {offset, length} into the section of texts. Names are found through
// open-addressing tables: slots[hash64(text) & (slots - 1)] holds 1 + the entry, 0 where there is none, and goes on to the next slot.
// The digest is that of all that follows the header, by pieces: XXH3 of the XXH3 of every piece. Opening checks it, so that what is read
// later can be trusted.

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "world/tables.h"

namespace vedette {

static_assert(std::endian::native == std::endian::little, "the compiled world is little-endian");

inline constexpr std::uint64_t kWorldMagic = 0x31444C524F574456;  // "VDWORLD1"
inline constexpr std::uint32_t kWorldVersion = 7;                 // goes up with every change of a struct in this file
inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

enum class Section : std::uint32_t {
  texts, entities, texts_of_entities, named, roles, role_titles, title_uses, tenures, tenures_of, memberships, memberships_of_member,
  relations, codes, agents, places, place_uses, admin_names,
  // tables of names: entries and slots by turns
  name_entries, name_slots, key_entries, key_slots, first_word_entries, first_word_slots, title_entries, title_slots, agent_entries,
  agent_slots, given_entries, given_slots, family_entries, family_slots, order_entries, order_slots, discard_entries, discard_slots, place_entries, place_slots,
  first_place_word_entries, first_place_word_slots, count
};

struct ImageHeader {
  std::uint64_t magic;
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t size;    // of the whole
  std::uint64_t digest;  // of what follows this header
};

inline constexpr std::uint32_t kSlotEntryBits = 21;
inline constexpr std::uint32_t kSlotEntryMask = (1U << kSlotEntryBits) - 1;
constexpr std::uint32_t slot_tag(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U) & ~kSlotEntryMask; }

struct SectionPlace {
  std::uint64_t offset;
  std::uint64_t count;  // of items
};

struct ImageText {
  std::uint32_t at;
  std::uint32_t length;
};

struct ImageEntry {  // of a table of names: what `first` and `count` mean is the table's affair
  std::uint32_t text;
  std::uint16_t length;
  std::uint16_t count;
  std::uint32_t first;
};

struct ImageEntity {
  ImageText key, name, country, sectors, cameo, stands_for_role;
  double latitude, longitude;
  std::int32_t from, to;
  std::uint32_t stands_for;
  std::uint32_t other_names, other_names_count;  // into texts_of_entities
  std::uint8_t kind;
  char sex;
  std::uint16_t unused;
};

struct ImageRole {
  ImageText key, name, sectors;
  std::uint32_t titles, titles_count;  // into role_titles
  std::uint32_t only_of, only_of_count;  // into role_titles: keys of entities
  std::uint32_t rank;
  std::uint32_t unused;
};

struct ImageTitleUse {
  std::uint32_t role;
  std::uint32_t of;  // an entity, kNone for all
};

struct ImageTenure {
  std::uint32_t holder, of;
  ImageText role;
  std::int32_t from, to;
};

struct ImageMembership {
  std::uint32_t body, member;
  std::int32_t from, to;
};

struct ImageRelation {
  ImageText type;
  std::uint32_t from, to;
  std::int32_t since, until;
};

struct ImageCode {
  std::uint32_t entity;
  ImageText code;
  std::int32_t from, to;
};

struct ImageAgent {
  ImageText noun, sectors;
  std::uint32_t collective;
};

struct ImagePlace {
  ImageText name;
  float latitude, longitude;
  std::uint32_t population, geonames, entity;
  char country[4];
  std::uint16_t admin1;  // into admin_names; the first is empty
  std::uint8_t kind;
  std::uint8_t seat : 1;
  std::uint8_t spellings : 7;
};

// A place that a name means: the place's number, and the highest bit where it is another than its usual name.
using PlaceUseBits = std::uint32_t;
inline constexpr PlaceUseBits kOtherName = 0x80000000U;

// Places are looked up by this form of their folded names: "al-fashir" and "al fashir", "n'djamena" and "ndjamena" are one.
std::string place_form(std::string_view folded);

// The bytes for what the tables hold; the same for the same tables. Fails where a limit of the format is passed.
Result<std::string> make_image(const Tables& tables);

// The digest of bytes that come in pieces; every piece but the last has kPiece bytes.
class PieceDigest {
 public:
  static constexpr std::size_t kPiece = 256U << 10U;
  void add(std::string_view piece);
  std::uint64_t value() const;

 private:
  std::string hashes_;
};
std::uint64_t digest_of(std::string_view bytes);

// Looks into such bytes, which must live as long, at a multiple of 8.
class Image {
 public:
  // Checks header, sizes and digest; `what` names it in messages. `digest`: of what follows the header, where the caller has it already.
  static Result<Image> over(std::string_view bytes, const std::string& what, std::optional<std::uint64_t> digest = std::nullopt);

  template <class T>
  std::span<const T> section(Section which) const {
    const SectionPlace& place = places_[static_cast<std::size_t>(which)];
    return {reinterpret_cast<const T*>(bytes_.data() + place.offset), place.count};
  }
  std::string_view text(ImageText text) const { return {bytes_.data() + texts_ + text.at, text.length}; }
  std::string_view text(const ImageEntry& entry) const { return {bytes_.data() + texts_ + entry.text, entry.length}; }
  // `entries` is the section of the table's entries; its slots follow it.
  const ImageEntry* find(Section entries, std::string_view name) const;
  std::uint64_t digest() const { return reinterpret_cast<const ImageHeader*>(bytes_.data())->digest; }

 private:
  std::string_view bytes_;
  const SectionPlace* places_ = nullptr;
  std::uint64_t texts_ = 0;
};

}  // namespace vedette
