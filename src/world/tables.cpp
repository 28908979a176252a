// Keeps keys and names of the world under construction. Door: Tables. Test: rows_test.cpp.
#include "world/tables.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette {

EntityId Tables::find(std::string_view key) const {
  const auto found = by_key.find(std::string(key));
  if (found != by_key.end()) return found->second;
  return below ? below->entity_of(key) : EntityId();
}

EntityId Tables::find_state(std::string_view code) const { return find("state:" + std::string(code)); }

EntityId Tables::add(EntityDraft draft) {
  const EntityId id(first_id + entities.size());
  by_key.emplace(draft.key, id);
  entities.push_back(std::move(draft));
  return id;
}

EntityDraft* Tables::draft(EntityId id) {
  return id && id.value >= first_id ? &entities[id.value - first_id] : nullptr;
}

bool Tables::has_role(std::string_view key) const {
  return std::any_of(roles.begin(), roles.end(), [&](const RoleDraft& role) { return role.key == key; }) ||
         (below && below->role_of_key(key) != nullptr);
}

bool is_written_in_capitals(std::string_view written) {
  bool any = false;
  for (std::size_t at = 0; at < written.size();) {
    const char32_t c = next_code_point(written, at);
    if (is_lower(c)) return false;
    any = any || is_upper(c);
  }
  return any;
}

std::string key_part(std::string_view name) {
  std::string key;
  const std::string folded = fold(name);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) || is_digit(c)) {
      append_code_point(key, c);
    } else if (c != U'\'' && c != U'.' && !key.empty() && key.back() != '-') {
      key += '-';
    }
  }
  while (key.ends_with('-')) key.pop_back();
  return key;
}

void Tables::add_folded(EntityId entity, const std::string& folded, NameUse use, bool capitals, bool guessed) {
  if (folded.empty()) return;
  std::vector<Named>& list = names[folded];
  for (Named& named : list) {
    if (named.entity != entity || named.use != use) continue;
    named.capitals = named.capitals && capitals;
    named.guessed = named.guessed && guessed;
    return;
  }
  list.push_back({entity, use, capitals, guessed});
}

void Tables::add_name(EntityId entity, std::string_view written, NameUse use) {
  const std::string folded = fold(written);
  const bool capitals = is_written_in_capitals(written);
  const bool acronym = capitals && folded.size() <= 6 && folded.find(' ') == std::string::npos;
  if (use == NameUse::name && acronym) use = NameUse::short_name;
  add_folded(entity, folded, use, capitals && folded.size() <= 6);
  if (folded.starts_with("the ")) add_folded(entity, folded.substr(4), use);
  // "UN" is also written "U.N.", and the other way round.
  if (acronym && std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
    std::string dotted;
    for (const char c : folded) (dotted += c) += '.';
    add_folded(entity, dotted, use, true);
  } else if (acronym && folded.find('.') != std::string::npos) {
    std::string plain = folded;
    std::erase(plain, '.');
    add_folded(entity, plain, use, true);
  }
}

}  // namespace vedette
