// Looks into the compiled world. Door: Image. Test: image_test.cpp.
#include "world/image.h"

#include <array>

#include <fmt/format.h>

#include "base/digest.h"

namespace vedette {
namespace {

constexpr std::size_t kCount = static_cast<std::size_t>(Section::count);

constexpr std::array<std::size_t, kCount> kItemSizes = [] {
  std::array<std::size_t, kCount> sizes{};
  for (std::size_t i = static_cast<std::size_t>(Section::name_entries); i < kCount; i += 2) {
    sizes[i] = sizeof(ImageEntry);
    sizes[i + 1] = sizeof(std::uint32_t);
  }
  const auto set = [&](Section section, std::size_t size) { sizes[static_cast<std::size_t>(section)] = size; };
  set(Section::texts, 1);
  set(Section::entities, sizeof(ImageEntity));
  set(Section::texts_of_entities, sizeof(ImageText));
  set(Section::named, sizeof(Named));
  set(Section::roles, sizeof(ImageRole));
  set(Section::role_titles, sizeof(ImageText));
  set(Section::title_uses, sizeof(ImageTitleUse));
  set(Section::tenures, sizeof(ImageTenure));
  set(Section::tenures_of, sizeof(std::uint32_t));
  set(Section::memberships, sizeof(ImageMembership));
  set(Section::memberships_of_member, sizeof(std::uint32_t));
  set(Section::relations, sizeof(ImageRelation));
  set(Section::codes, sizeof(ImageCode));
  set(Section::agents, sizeof(ImageAgent));
  set(Section::places, sizeof(ImagePlace));
  set(Section::place_uses, sizeof(PlaceUseBits));
  set(Section::admin_names, sizeof(ImageText));
  return sizes;
}();

}  // namespace

Result<Image> Image::over(std::string_view bytes, const std::string& what, std::optional<std::uint64_t> digest) {
  const auto refuse = [&](const std::string& why) { return Error{fmt::format("{}: {}; build it anew", what, why)}; };
  if (bytes.size() < sizeof(ImageHeader)) return refuse("is cut: it is shorter than its header");
  const auto* header = reinterpret_cast<const ImageHeader*>(bytes.data());
  if (header->magic != kWorldMagic) return refuse("is no compiled world");
  if (header->version != kWorldVersion) {
    return refuse(fmt::format("is of version {}, and this program reads version {}", header->version, kWorldVersion));
  }
  if (header->size != bytes.size()) return refuse(fmt::format("is cut or padded: {} bytes instead of {}", bytes.size(), header->size));
  const std::size_t table = sizeof(ImageHeader) + kCount * sizeof(SectionPlace);
  if (header->sections != kCount || bytes.size() < table) return refuse("is damaged: its table of sections is wrong");
  if ((digest ? *digest : digest_of(bytes.substr(sizeof(ImageHeader)))) != header->digest) return refuse("is damaged: its digest does not fit its bytes");
  Image image;
  image.bytes_ = bytes;
  image.places_ = reinterpret_cast<const SectionPlace*>(bytes.data() + sizeof(ImageHeader));
  for (std::size_t i = 0; i < kCount; ++i) {
    const SectionPlace& place = image.places_[i];
    if (place.offset % 8 != 0 || place.offset < table || place.offset > bytes.size() ||
        place.count > (bytes.size() - place.offset) / kItemSizes[i]) {
      return refuse(fmt::format("is damaged: section {} lies outside of it", i));
    }
    const bool slots = i >= static_cast<std::size_t>(Section::name_entries) && kItemSizes[i] == sizeof(std::uint32_t);
    if (slots && !std::has_single_bit(place.count)) return refuse(fmt::format("is damaged: section {} has a wrong size", i));
  }
  image.texts_ = image.places_[static_cast<std::size_t>(Section::texts)].offset;
  return image;
}

void PieceDigest::add(std::string_view piece) {
  const std::uint64_t hash = hash64(piece);
  hashes_.append(reinterpret_cast<const char*>(&hash), sizeof(hash));
}

std::uint64_t PieceDigest::value() const { return hash64(hashes_); }

std::uint64_t digest_of(std::string_view bytes) {
  PieceDigest digest;
  for (std::size_t at = 0; at < bytes.size(); at += PieceDigest::kPiece) digest.add(bytes.substr(at, PieceDigest::kPiece));
  return digest.value();
}

std::string place_form(std::string_view folded) {
  std::string out(folded);
  for (char& c : out) c = c == '-' ? ' ' : c;
  std::erase(out, '\'');
  return out;
}

const ImageEntry* Image::find(Section entries, std::string_view name) const {
  const auto items = section<ImageEntry>(entries);
  const auto slots = section<std::uint32_t>(static_cast<Section>(static_cast<std::uint32_t>(entries) + 1));
  const std::size_t mask = slots.size() - 1;
  const std::uint64_t hash = hash64(name);
  const std::uint32_t tag = slot_tag(hash);
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const std::uint32_t slot = slots[at];
    if (slot == 0) return nullptr;
    if ((slot & ~kSlotEntryMask) != tag) continue;
    const ImageEntry& entry = items[(slot & kSlotEntryMask) - 1];
    if (text(entry) == name) return &entry;
  }
}

}  // namespace vedette
