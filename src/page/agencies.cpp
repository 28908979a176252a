// News agencies that a report names: it credits those whose word it passes on. Door: agencies.h. Test: lay_out_test.cpp.
#include "page/agencies.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/known.h"
#include "world/world.h"

namespace vedette {
namespace {

// Sectors of a news agency name it as one beside the media.
bool is_agency(const Entity& entity, AgencyKinds kinds) {
  if (entity.kind != EntityKind::agency) return false;
  return kinds == AgencyKinds::all || entity.sectors.find("WIRE") != std::string_view::npos;
}

}  // namespace

std::vector<std::string> agencies_in(std::string_view text, Span span, const World& world, AgencyKinds kinds) {
  constexpr std::size_t kMostWords = 6;
  std::vector<std::string> found;
  const std::string_view stretch = span.of(text);
  const std::vector<Letters> runs = letters_of(stretch);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].first_upper) continue;
    std::size_t taken = 0;
    const auto longest = static_cast<std::size_t>(world.longest_name_from(fold(runs[i].span.of(stretch))));
    for (std::size_t words = std::min({kMostWords, longest, runs.size() - i}); words > 0 && taken == 0; --words) {
      const std::uint32_t begin = runs[i].span.begin;
      const std::uint32_t end = runs[i + words - 1].span.end;
      if (end - begin > 60) continue;
      const std::string_view name = stretch.substr(begin, end - begin);
      if (name.find_first_of(".,;:()\n\"") != std::string_view::npos) continue;
      for (const Named& named : world.named(fold(name))) {
        const Entity entity = world.entity(named.entity);
        if (!is_agency(entity, kinds)) continue;
        // Short names are told from words by their capitals: "AP", "EFE", but "Efe" too.
        const bool in_capitals =
            std::all_of(runs.begin() + static_cast<std::ptrdiff_t>(i), runs.begin() + static_cast<std::ptrdiff_t>(i + words),
                        [](const Letters& run) { return run.all_upper; });
        if (name.size() <= 3 && !in_capitals && name != entity.name) continue;
        taken = words;
        if (std::find(found.begin(), found.end(), entity.name) == found.end()) found.emplace_back(entity.name);
        break;
      }
    }
    if (taken > 1) i += taken - 1;
  }
  return found;
}

}  // namespace vedette
