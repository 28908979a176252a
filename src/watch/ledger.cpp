// Makes the next ledger from the last and the archive. Door: load_ledger. Test: tests/serve.py.
#include "watch/ledger.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "watch/ledger_rows.h"
#include "world/world.h"

namespace vedette {
namespace {

struct Counts {
  std::int64_t articles = 0, last = 0, removed = 0, rewritten = 0;
  std::string digest;  // of all articles and records
};

// `rewritten` counts the records that were replaced or taken out: after such a change everything is read again.
Result<Counts> counts_of(const Database& archive) {
  Result<Statement> asked = archive.prepare(
      "SELECT (SELECT count(*) FROM article), (SELECT coalesce(max(article), 0) FROM article), (SELECT count(*) FROM removed), "
      "(SELECT coalesce(max(value), '0') FROM manifest WHERE key = 'rewritten'), (SELECT max(value) FROM manifest WHERE key = 'digest')");
  if (!asked) return asked.error();
  const Result<bool> row = asked->step();
  if (!row) return row.error();
  return Counts{asked->integer(0), asked->integer(1), asked->integer(2), asked->integer(3), std::string(asked->text(4))};
}

// The world's name of an entity is the one that everybody knows; the reports' may be that of its government.
void name_by_world(const World& world, Ledger& ledger, std::size_t from) {
  for (std::size_t at = from; at < ledger.actors.size(); ++at) {
    LedgerActor& actor = ledger.actors[at];
    if (actor.entity.empty()) continue;
    const EntityId id = world.entity_of(actor.entity);
    if (!id) continue;
    actor.name = world.entity(id).name;
    actor.folded = fold(actor.name);
  }
}

std::string state_of(const Counts& counts, const Ledger& ledger) {
  std::uint64_t stories = ledger.stories.size();
  for (const LedgerStory& story : ledger.stories) stories = stories * 1'000'003 + story.reports * 31 + story.events * 7 + story.disagreements;
  return fmt::format("{:x}-{:x}-{:x}-{:x}-{:x}", counts.articles, counts.removed, counts.rewritten, stories, hash64(counts.digest));
}

}  // namespace

std::size_t Ledger::plans_to(DayNumber day) const {
  return static_cast<std::size_t>(std::lower_bound(last_announced.begin(), last_announced.end(), day) - last_announced.begin());
}

std::size_t Ledger::plans_behind(DayNumber day) const {
  return static_cast<std::size_t>(std::upper_bound(announcements.begin(), announcements.end(), day, [](DayNumber d, const Announcement& plan) { return d < plan.first; }) - announcements.begin());
}

Index Ledger::article_at(std::int64_t row, std::size_t from) const {
  const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(from);
  // Rows asked for one after another mostly stand one after another.
  auto end = begin;
  for (std::ptrdiff_t step = 1; end != rows.end() && *end < row; step *= 2) end += std::min(step, rows.end() - end);
  const auto at = std::lower_bound(begin, end, row);
  return at != rows.end() && *at == row ? static_cast<Index>(at - rows.begin()) : kNone;
}

Result<std::shared_ptr<const Ledger>> load_ledger(const Database& archive, const World* world, const std::shared_ptr<const Ledger>& before) {
  // One transaction: all tables are read as they were at one moment.
  if (Outcome done = archive.run("BEGIN"); !done) return done.error();
  struct Release {
    const Database& archive;
    ~Release() { static_cast<void>(archive.run("ROLLBACK")); }
  } release{archive};

  const Result<Counts> counts = counts_of(archive);
  if (!counts) return counts.error();
  const bool appended = before && before->removed == counts->removed && before->rewritten == counts->rewritten &&
                        std::ssize(before->articles) <= counts->articles;
  auto next = appended ? std::make_shared<Ledger>(static_cast<const LedgerLists&>(*before)) : std::make_shared<Ledger>();
  next->removed = counts->removed;
  next->rewritten = counts->rewritten;
  const auto first = static_cast<Index>(next->articles.size());
  const std::int64_t after = first == 0 ? 0 : next->rows.back();
  const std::size_t known_actors = next->actors.size();
  if (Outcome done = read_rows(archive, after, *next); !done) return done.error();
  if (std::ssize(next->articles) != counts->articles) return Error{"the archive changed in a way that was not seen; open it again"};
  if (world) name_by_world(*world, *next, known_actors);
  if (Outcome done = read_stories(archive, appended ? before.get() : nullptr, first, *next); !done) return done.error();
  next->state = state_of(*counts, *next);
  if (before && before->state == next->state) return before;
  sort_lists(*next);
  make_happenings(*next);
  make_postings(*next, appended ? before.get() : nullptr);
  follow_up(*next, world);
  return std::shared_ptr<const Ledger>(std::move(next));
}

}  // namespace vedette
