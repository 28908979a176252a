// Answers what was true when, from the mapped world and the user's rows on top of it. Door: World. Test: world_test.cpp.
#include "world/world.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "base/digest.h"
#include "world/image.h"
#include "world/names.h"
#include "world/petrarch.h"
#include "world/rows.h"
#include "world/tsv.h"

namespace vedette {
namespace {

// A file in memory as long as somebody holds it.
class Mapping {
 public:
  static Result<Mapping> of(const std::string& path) {
    const auto refuse = [&](const char* what) {
      return Error{fmt::format("{}: {} ({}); the build makes it (world.bin)", path, what, std::strerror(errno))};
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return refuse("cannot be opened");
    struct stat status {};
    if (::fstat(file, &status) != 0 || status.st_size <= 0) {
      ::close(file);
      return Error{fmt::format("{}: is cut: it is empty; build it anew", path)};
    }
    Mapping mapping;
    mapping.size_ = static_cast<std::size_t>(status.st_size);
    mapping.bytes_ = ::mmap(nullptr, mapping.size_, PROT_READ, MAP_PRIVATE, file, 0);
    mapping.digest_ = digest_of_file(file);
    ::close(file);
    if (mapping.bytes_ == MAP_FAILED) {
      mapping.bytes_ = nullptr;
      return refuse("cannot be mapped");
    }
    return mapping;
  }
  Mapping() = default;
  Mapping(Mapping&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)), size_(other.size_), digest_(other.digest_) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    std::swap(digest_, other.digest_);
    return *this;
  }
  ~Mapping() {
    if (bytes_) ::munmap(bytes_, size_);
  }
  std::string_view bytes() const { return {static_cast<const char*>(bytes_), size_}; }
  std::uint64_t digest() const { return digest_; }

 private:
  // Read rather than looked at through the mapping: that would bring every page of it into memory for good.
  static std::uint64_t digest_of_file(int file) {
    PieceDigest digest;
    std::string piece(PieceDigest::kPiece, '\0');
    for (off_t at = sizeof(ImageHeader);;) {
      std::size_t filled = 0;
      while (filled < piece.size()) {
        const ssize_t count = ::pread(file, piece.data() + filled, piece.size() - filled, at + static_cast<off_t>(filled));
        if (count <= 0) break;
        filled += static_cast<std::size_t>(count);
      }
      if (filled == 0) break;
      digest.add(std::string_view(piece).substr(0, filled));
      at += static_cast<off_t>(filled);
    }
    return digest.value();
  }

  void* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::uint64_t digest_ = 0;
};

std::optional<Day> day(std::int32_t number) {
  if (number == kNoDay) return std::nullopt;
  return Day{std::chrono::days{number}};
}

bool holds_on(std::int32_t from, std::int32_t to, std::optional<Day> on) {
  if (!on) return true;
  const auto number = static_cast<std::int32_t>(on->time_since_epoch().count());
  return (from == kNoDay || from <= number) && (to == kNoDay || number <= to);
}

// The world itself, or a user's file on top of it.
struct Layer {
  Image image;
  std::string owned;         // a user's layer lies here
  std::size_t first_id = 0;  // of its entities
  std::vector<RoleKind> roles;
  std::vector<Agent> agents;
};

void fill_views(Layer& layer) {
  const Image& image = layer.image;
  for (const ImageRole& role : image.section<ImageRole>(Section::roles)) {
    layer.roles.push_back({image.text(role.key), image.text(role.name), image.text(role.sectors), static_cast<std::uint8_t>(role.rank)});
  }
  for (const ImageAgent& agent : image.section<ImageAgent>(Section::agents)) {
    layer.agents.push_back({image.text(agent.noun), image.text(agent.sectors), agent.collective != 0});
  }
}

}  // namespace

struct World::Data {
  Mapping mapping;
  std::deque<Layer> layers;
  std::map<std::string, std::vector<Named>, std::less<>> merged_names;  // names that users' files add to
  std::string digest;

  const Layer& layer_of(EntityId id) const {
    std::size_t i = layers.size() - 1;
    while (layers[i].first_id > id.value) --i;
    return layers[i];
  }
  const ImageEntry* find(Section section, std::string_view name) const {
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
      if (const ImageEntry* entry = layer->image.find(section, name)) return entry;
    }
    return nullptr;
  }
  int longest(Section section, std::string_view word) const {
    std::uint32_t most = 0;
    for (const Layer& layer : layers) {
      if (const ImageEntry* entry = layer.image.find(section, word)) most = std::max(most, entry->first);
    }
    return static_cast<int>(most);
  }
};

World::World() : data_(std::make_unique<Data>()) {}
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

Result<World> World::open(const std::string& path) {
  Result<Mapping> mapping = Mapping::of(path);
  if (!mapping) return mapping.error();
  World world;
  world.data_->mapping = *std::move(mapping);
  Result<Image> image = Image::over(world.data_->mapping.bytes(), path, world.data_->mapping.digest());
  if (!image) return image.error();
  Layer& layer = world.data_->layers.emplace_back();
  layer.image = *image;
  fill_views(layer);
  world.data_->digest = fmt::format("{:016x}", layer.image.digest());
  return world;
}

Result<std::vector<std::string>> World::add_user_file(const std::string& path) {
  const Result<std::string> content = read_whole_file(path);
  if (!content) return content.error();
  Tables tables;
  tables.below = this;
  tables.first_id = entity_count();
  std::vector<std::string> messages;
  if (is_petrarch(*content)) {
    messages = add_petrarch(tables, path, *content);
  } else {
    const Result<TsvTable> table = parse_tsv(path, *content);
    if (!table) return table.error();
    messages = add_rows(tables, {*table});
  }
  finish_names(tables);
  Result<std::string> bytes = make_image(tables);
  if (!bytes) return Error{fmt::format("{}: {}", path, bytes.error().message)};
  Layer& layer = data_->layers.emplace_back();
  layer.owned = *std::move(bytes);
  layer.first_id = tables.first_id;
  Result<Image> image = Image::over(layer.owned, path);
  if (!image) {
    data_->layers.pop_back();
    return image.error();
  }
  layer.image = *image;
  fill_views(layer);
  for (const auto& [name, uses] : tables.names) {
    const std::span<const Named> before = named(name);
    std::vector<Named> all(before.begin(), before.end());
    for (const Named& use : uses) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const Named& old) { return old.entity == use.entity && old.use == use.use; });
      if (!known) all.push_back(use);
    }
    data_->merged_names[name] = std::move(all);
  }
  data_->digest = fmt::format("{:016x}", hash64(data_->digest + *content));
  return messages;
}

std::string_view World::digest() const { return data_->digest; }

std::span<const Named> World::named(std::string_view folded) const {
  if (data_->layers.size() > 1) {
    const auto merged = data_->merged_names.find(folded);
    if (merged != data_->merged_names.end()) return merged->second;
  }
  const Image& image = data_->layers.front().image;
  const ImageEntry* entry = image.find(Section::name_entries, folded);
  if (!entry) return {};
  return image.section<Named>(Section::named).subspan(entry->first, entry->count);
}

int World::longest_name_from(std::string_view folded_word) const { return data_->longest(Section::first_word_entries, folded_word); }

int World::longest_place_from(std::string_view folded_word) const {
  const std::string word = place_form(folded_word);
  const int longest = data_->longest(Section::first_place_word_entries, std::string_view(word).substr(0, word.find(' ')));
  return longest > 0 ? longest : data_->find(Section::place_entries, word) ? 1 : 0;
}

std::size_t World::entity_count() const {
  const Layer& last = data_->layers.back();
  return last.first_id + last.image.section<ImageEntity>(Section::entities).size();
}

Entity World::entity(EntityId id) const {
  const Layer& layer = data_->layer_of(id);
  const Image& image = layer.image;
  const ImageEntity& item = image.section<ImageEntity>(Section::entities)[id.value - layer.first_id];
  Entity out{};
  out.kind = static_cast<EntityKind>(item.kind);
  out.key = image.text(item.key);
  out.name = image.text(item.name);
  out.country = image.text(item.country);
  out.sectors = image.text(item.sectors);
  out.cameo = image.text(item.cameo);
  out.sex = item.sex;
  out.from = day(item.from);
  out.to = day(item.to);
  out.stands_for.value = item.stands_for;
  out.stands_for_role = image.text(item.stands_for_role);
  out.latitude = item.latitude;
  out.longitude = item.longitude;
  return out;
}

EntityId World::entity_of(std::string_view key) const {
  const ImageEntry* entry = data_->find(Section::key_entries, key);
  return entry ? EntityId(entry->first) : EntityId();
}

EntityId World::state(std::string_view alpha3) const { return entity_of("state:" + std::string(alpha3)); }

std::vector<std::string_view> World::other_names(EntityId id) const {
  const Layer& layer = data_->layer_of(id);
  const ImageEntity& item = layer.image.section<ImageEntity>(Section::entities)[id.value - layer.first_id];
  std::vector<std::string_view> names;
  for (const ImageText& text :
       layer.image.section<ImageText>(Section::texts_of_entities).subspan(item.other_names, item.other_names_count)) {
    names.push_back(layer.image.text(text));
  }
  return names;
}

std::string_view World::cameo_on(EntityId id, std::optional<Day> on) const {
  for (auto layer = data_->layers.rbegin(); layer != data_->layers.rend(); ++layer) {
    const auto codes = layer->image.section<ImageCode>(Section::codes);
    const auto range = std::ranges::equal_range(codes, id.value, {}, &ImageCode::entity);
    const ImageCode* undated = nullptr;
    for (const ImageCode& code : range) {
      const bool dated = code.from != kNoDay || code.to != kNoDay;
      if (dated && on && holds_on(code.from, code.to, on)) return layer->image.text(code.code);
      if (!dated) undated = &code;
    }
    if (undated) return layer->image.text(undated->code);
  }
  return entity(id).cameo;
}

std::vector<Tenure> World::tenures_of(EntityId holder) const {
  std::vector<Tenure> out;
  for (const Layer& layer : data_->layers) {
    const auto range = std::ranges::equal_range(layer.image.section<ImageTenure>(Section::tenures), holder.value, {}, &ImageTenure::holder);
    for (const ImageTenure& t : range) {
      out.push_back({EntityId(t.holder), EntityId(t.of), layer.image.text(t.role), day(t.from), day(t.to)});
    }
  }
  if (data_->layers.size() > 1) std::ranges::stable_sort(out, {}, &Tenure::from);
  return out;
}

std::vector<Tenure> World::offices_of(EntityId of, std::optional<Day> on) const {
  std::vector<Tenure> out;
  for (const Layer& layer : data_->layers) {
    const auto tenures = layer.image.section<ImageTenure>(Section::tenures);
    const auto range = std::ranges::equal_range(layer.image.section<std::uint32_t>(Section::tenures_of), of.value, {},
                                                [&](std::uint32_t i) { return tenures[i].of; });
    for (const std::uint32_t i : range) {
      const ImageTenure& t = tenures[i];
      if (holds_on(t.from, t.to, on)) out.push_back({EntityId(t.holder), EntityId(t.of), layer.image.text(t.role), day(t.from), day(t.to)});
    }
  }
  return out;
}

std::vector<Tenure> World::holders(EntityId of, std::string_view role, std::optional<Day> on) const {
  std::vector<Tenure> out = offices_of(of, on);
  std::erase_if(out, [&](const Tenure& tenure) { return tenure.role != role; });
  return out;
}

const RoleKind* World::role(std::string_view folded_title, EntityId of) const {
  std::string state_key;
  EntityId state_of;
  if (of) {
    const std::string_view country = entity(of).country;
    if (!country.empty()) state_of = state(country);
  }
  for (const bool plain : {false, true}) {
    std::string title(folded_title);
    if (plain) std::replace(title.begin(), title.end(), '-', ' ');
    for (auto layer = data_->layers.rbegin(); layer != data_->layers.rend(); ++layer) {
      const ImageEntry* entry = layer->image.find(Section::title_entries, title);
      if (!entry) continue;
      const auto uses = layer->image.section<ImageTitleUse>(Section::title_uses).subspan(entry->first, entry->count);
      const ImageTitleUse* general = nullptr;
      for (const ImageTitleUse& use : uses) {
        if (use.of == EntityId::kNone) {
          general = &use;
        } else if (of && (use.of == of.value || use.of == state_of.value)) {
          return &layer->roles[use.role];
        }
      }
      if (!general && !of) general = &uses.front();
      if (general) return &layer->roles[general->role];
    }
  }
  return nullptr;
}

const RoleKind* World::role_of_key(std::string_view key) const {
  for (const Layer& layer : data_->layers) {
    for (const RoleKind& role : layer.roles) {
      if (role.key == key) return &role;
    }
  }
  return nullptr;
}

std::string_view World::title(std::string_view role_key, EntityId of) const {
  std::string_view general;
  for (const Layer& layer : data_->layers) {
    const auto roles = layer.image.section<ImageRole>(Section::roles);
    const auto texts = layer.image.section<ImageText>(Section::role_titles);
    for (const ImageRole& role : roles) {
      if (layer.image.text(role.key) != role_key) continue;
      if (role.only_of_count == 0 || general.empty()) general = layer.image.text(role.name);
      for (const ImageText& text : texts.subspan(role.only_of, role.only_of_count)) {
        const std::string_view code = layer.image.text(text);
        if (of && (entity_of(code) == of || state(code) == of)) return layer.image.text(role.name);
      }
    }
  }
  return general;
}

std::vector<Membership> World::members(EntityId body, std::optional<Day> on) const {
  std::vector<Membership> out;
  for (const Layer& layer : data_->layers) {
    const auto range =
        std::ranges::equal_range(layer.image.section<ImageMembership>(Section::memberships), body.value, {}, &ImageMembership::body);
    for (const ImageMembership& m : range) {
      if (holds_on(m.from, m.to, on)) out.push_back({EntityId(m.body), EntityId(m.member), day(m.from), day(m.to)});
    }
  }
  return out;
}

std::vector<Membership> World::memberships(EntityId member, std::optional<Day> on) const {
  std::vector<Membership> out;
  for (const Layer& layer : data_->layers) {
    const auto all = layer.image.section<ImageMembership>(Section::memberships);
    const auto range = std::ranges::equal_range(layer.image.section<std::uint32_t>(Section::memberships_of_member), member.value, {},
                                                [&](std::uint32_t i) { return all[i].member; });
    for (const std::uint32_t i : range) {
      const ImageMembership& m = all[i];
      if (holds_on(m.from, m.to, on)) out.push_back({EntityId(m.body), EntityId(m.member), day(m.from), day(m.to)});
    }
  }
  return out;
}

bool World::is_member(EntityId member, EntityId body, std::optional<Day> on) const {
  const auto all = memberships(member, on);
  return std::any_of(all.begin(), all.end(), [&](const Membership& m) { return m.body == body; });
}

std::vector<StateRelation> World::relations(EntityId from) const {
  std::vector<StateRelation> out;
  for (const Layer& layer : data_->layers) {
    const auto range = std::ranges::equal_range(layer.image.section<ImageRelation>(Section::relations), from.value, {}, &ImageRelation::from);
    for (const ImageRelation& r : range) {
      out.push_back({layer.image.text(r.type), EntityId(r.from), EntityId(r.to), day(r.since), day(r.until)});
    }
  }
  return out;
}

EntityId World::capital_of(std::string_view folded_city) const {
  for (const Named& use : named(folded_city)) {
    if (use.use == NameUse::capital) return use.entity;
  }
  return {};
}

const Agent* World::agent(std::string_view folded_lemma) const {
  for (auto layer = data_->layers.rbegin(); layer != data_->layers.rend(); ++layer) {
    if (const ImageEntry* entry = layer->image.find(Section::agent_entries, folded_lemma)) return &layer->agents[entry->first];
  }
  return nullptr;
}

bool World::is_discarded(std::string_view folded_name) const { return data_->find(Section::discard_entries, folded_name) != nullptr; }

char World::given_name(std::string_view folded) const {
  const ImageEntry* entry = data_->find(Section::given_entries, folded);
  return entry ? static_cast<char>(entry->first) : char{0};
}

bool World::is_family_name(std::string_view folded) const { return data_->find(Section::family_entries, folded) != nullptr; }

bool World::family_name_first(std::string_view alpha3) const {
  return data_->find(Section::order_entries, alpha3) != nullptr;
}

std::vector<PlaceRecord> World::places(std::string_view folded) const {
  std::vector<PlaceRecord> out;
  const std::string form = place_form(folded);
  for (const Layer& layer : data_->layers) {
    const Image& image = layer.image;
    const ImageEntry* entry = image.find(Section::place_entries, form);
    if (!entry) continue;
    const auto all = image.section<ImagePlace>(Section::places);
    const auto admins = image.section<ImageText>(Section::admin_names);
    for (const PlaceUseBits bits : image.section<PlaceUseBits>(Section::place_uses).subspan(entry->first, entry->count)) {
      const ImagePlace& place = all[bits & ~kOtherName];
      PlaceRecord record{};
      record.kind = static_cast<PlaceKind>(place.kind);
      record.name = image.text(place.name);
      record.country = std::string_view(place.country, ::strnlen(place.country, 3));
      record.admin1 = image.text(admins[place.admin1]);
      record.latitude = place.latitude;
      record.longitude = place.longitude;
      record.population = place.population;
      record.geonames = place.geonames;
      record.entity.value = place.entity;
      record.other_name = (bits & kOtherName) != 0;
      record.seat = place.seat != 0;
      record.spellings = place.spellings;
      out.push_back(record);
    }
  }
  if (data_->layers.size() > 1) std::ranges::stable_sort(out, std::greater<>(), &PlaceRecord::population);
  return out;
}

bool World::is_place(std::string_view folded) const { return data_->find(Section::place_entries, place_form(folded)) != nullptr; }

}  // namespace vedette
