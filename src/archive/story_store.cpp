// Reads and writes the rows by which articles find their stories. Door: StoryStore. Test: tests/stories.py.
#include "archive/story_store.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <utility>

#include "archive/gathered.h"

namespace vedette {
namespace {

// What is kept of what was read, before it is read again.
constexpr std::size_t kCountsKept = 500'000;
constexpr std::size_t kEventsKept = 45'000;
constexpr std::size_t kStatesKept = 5'000;

template <class T>
void append(std::string& out, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

// Little endian: a term in four bytes, its weight in four.
std::string packed(const TermVector& terms) {
  std::string out;
  out.reserve(terms.size() * 8);
  for (const Term& term : terms) append(out, term.term), append(out, term.weight);
  return out;
}

TermVector unpacked(std::string_view bytes) {
  TermVector terms(bytes.size() / 8);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    std::memcpy(&terms[i].term, bytes.data() + 8 * i, 4);
    std::memcpy(&terms[i].weight, bytes.data() + 8 * i + 4, 4);
  }
  return terms;
}

std::string packed(const Signature& signature) {
  std::string out;
  for (const std::uint16_t hash : signature) append(out, hash);
  return out;
}

}  // namespace

Statement* StoryStore::statement(const char* sql) {
  if (fault_) return nullptr;
  auto& statements = reads_beside_ ? statements_beside_ : statements_;
  const auto found = statements.find(sql);
  if (found != statements.end()) return &found->second;
  Result<Statement> prepared = (reads_beside_ ? *beside_ : database_).prepare(sql);
  if (!prepared) {
    fault_ = prepared.error();
    return nullptr;
  }
  return &statements.emplace(sql, *std::move(prepared)).first->second;
}

bool StoryStore::read_beside() {
  if (fault_ || database_.dialect() != Dialect::sqlite) return false;
  if (!beside_) {
    // In other modes than WAL a reader and a writer wait for each other.
    Result<Statement> mode = database_.prepare("PRAGMA journal_mode");
    if (!mode) return false;
    const Result<bool> row = mode->step();
    if (!row || !*row || mode->text(0) != "wal") return false;
    Result<Database> opened = Database::open(database_.path(), false, false);
    if (!opened) return false;
    // What it has read is dropped with each transaction, whatever there is room for.
    if (Outcome done = opened->run("PRAGMA cache_size = -8192"); !done) return false;
    beside_ = *std::move(opened);
  }
  reads_beside_ = static_cast<bool>(beside_->run("BEGIN"));
  return reads_beside_;
}

// A checkpoint goes further where nobody reads an older state.
void StoryStore::end_reading_beside() {
  if (!std::exchange(reads_beside_, false)) return;
  for (auto& [sql, statement] : statements_beside_) statement.reset();
  if (Outcome done = beside_->run("COMMIT"); !done && !fault_) fault_ = done.error();
}

bool StoryStore::next(Statement& statement) {
  if (fault_) return false;
  const Result<bool> row = statement.step();
  if (!row) fault_ = row.error();
  return row && *row;
}

void StoryStore::run(Statement& statement) {
  if (fault_) return;
  if (Outcome done = statement.run(); !done) fault_ = done.error();
}

bool StoryStore::changes(Statement& statement) {
  if (fault_) return false;
  const Result<std::int64_t> rows = statement.change();
  if (!rows) fault_ = rows.error();
  return rows && *rows > 0;
}

// What was read stays true while no other program writes: each transaction that changes stories counts itself.
void StoryStore::refresh() {
  if (checked_) return;
  checked_ = true;
  std::uint64_t written = 0, seen = 0;
  sorted_ = 0, has_dayless_ = false;
  Number opened = 0;
  Statement* found = statement("SELECT key, value FROM manifest WHERE key IN ('stories_seen', 'stories_opened', 'stories_written', 'stories_sorted', 'stories_dayless')");
  if (!found) return;
  while (next(*found)) {
    const std::int64_t value = std::strtoll(std::string(found->text(1)).c_str(), nullptr, 10);
    if (found->text(0) == "stories_seen") seen = static_cast<std::uint64_t>(value);
    else if (found->text(0) == "stories_opened") opened = value;
    else if (found->text(0) == "stories_dayless") has_dayless_ = value != 0;
    else if (found->text(0) == "stories_sorted") sorted_ = static_cast<std::uint64_t>(value);
    else written = static_cast<std::uint64_t>(value);
  }
  found->reset();
  if (written != written_ || seen != seen_ || opened != last_story_) drop_what_was_read();
  written_ = written, seen_ = seen, last_story_ = opened;
}

void StoryStore::drop_what_was_read() { counts_.clear(), states_.clear(), files_.clear(), term_lists_.clear(), band_filter_.clear(); }

std::uint64_t StoryStore::seen() {
  refresh();
  return seen_;
}

std::vector<std::uint32_t> StoryStore::counts(const std::vector<Term>& terms) {
  refresh();
  std::vector<std::uint32_t> with;
  with.reserve(terms.size());
  Statement* found = statement("SELECT articles FROM story_term WHERE term = ?");
  for (const Term& term : terms) {
    const auto [kept, fresh] = counts_.try_emplace(term.term);
    if (fresh && found) {
      found->bind(1, static_cast<std::int64_t>(term.term));
      if (next(*found)) kept->second.articles = static_cast<std::uint32_t>(found->integer(0));
      found->reset();
    }
    with.push_back(kept->second.articles);
  }
  return with;
}

void StoryStore::count(const std::vector<Term>& terms, std::uint32_t by) {
  refresh();
  ++seen_;
  counters_changed_ = true;
  if (by == 0) return;
  counts(terms);
  for (const Term& term : terms) {
    Count& count = counts_[term.term];
    count.articles += by;
    count.changed = true;
  }
}

std::vector<Number> StoryStore::with_band(std::uint64_t band, std::size_t limit) {
  std::vector<Number> articles;
  refresh();
  if (!band_filter_.is_made() && band_filter_.asked(kBands * seen_)) make_band_filter();
  const bool may_be_there = !band_filter_.is_made() || band_filter_.may_have(band);
  for (const char* sql : {"SELECT article FROM story_band WHERE band = ? ORDER BY article", "SELECT article FROM story_band_new WHERE band = ? ORDER BY article"})
    if (Statement* found = may_be_there && articles.size() < limit ? statement(sql) : nullptr) {
      found->bind(1, static_cast<std::int64_t>(band));
      while (articles.size() < limit && next(*found)) articles.push_back(found->integer(0));
      found->reset();
    }
  if (const auto fresh = bands_.find(band); fresh != bands_.end())
    for (const Number article : fresh->second)
      if (articles.size() < limit) articles.push_back(article);
  return articles;
}

std::optional<StoryMember> StoryStore::member(Number article) {
  if (const auto fresh = members_.find(article); fresh != members_.end()) return fresh->second;
  Statement* found = statement("SELECT story, copy_of, outlet, source, signature, terms FROM story_article WHERE article = ?");
  if (!found) return std::nullopt;
  found->bind(1, article);
  std::optional<StoryMember> member;
  if (next(*found)) {
    member = StoryMember{article, found->integer(0), found->integer(1), std::string(found->text(2)), std::string(found->text(3)), {}, false, unpacked(found->text(5))};
    const std::string_view signature = found->text(4);
    member->has_signature = signature.size() == sizeof(Signature);
    if (member->has_signature) std::memcpy(member->signature.data(), signature.data(), signature.size());
  }
  found->reset();
  if (const auto given = sources_.find(article); member && given != sources_.end()) std::tie(member->outlet, member->source) = given->second;
  return member;
}

Signature StoryStore::signature(Number article) {
  const auto found = member(article);
  return found ? found->signature : Signature{};
}

Number StoryStore::story_of(Number article) {
  const auto found = member(article);
  return found ? found->story : 0;
}

std::vector<Number> StoryStore::with_term(std::uint32_t term, int first_day, int last_day, std::size_t limit) {
  std::vector<std::pair<int, Number>> found;
  refresh();
  if (last_day < 0 && !has_dayless_) return {};
  bool known = term_lists_.find(term, first_day, last_day, limit, found);
  if (const std::size_t most = known ? 0 : term_lists_.asked(term)) {
    remember(term, most);
    known = term_lists_.find(term, first_day, last_day, limit, found);
  }
  for (const char* sql : {"SELECT day, story FROM story_key WHERE term = ? AND day BETWEEN ? AND ? ORDER BY day DESC, story DESC",
                          "SELECT day, story FROM story_key_new WHERE term = ? AND day BETWEEN ? AND ? ORDER BY day DESC, story DESC"})
    if (Statement* rows = known ? nullptr : statement(sql)) {
      rows->bind(1, static_cast<std::int64_t>(term)).bind(2, std::int64_t{first_day}).bind(3, std::int64_t{last_day});
      for (std::size_t many = 0; many < limit && next(*rows); ++many) found.emplace_back(static_cast<int>(rows->integer(0)), rows->integer(1));
      rows->reset();
    }
  const std::size_t old = found.size();
  if (const auto fresh = keys_.find(term); fresh != keys_.end())
    for (auto key = fresh->second.lower_bound({first_day, 0}); key != fresh->second.end() && key->first <= last_day; ++key) found.push_back(*key);
  if (!known || found.size() > old) {
    std::sort(found.rbegin(), found.rend());  // the latest first
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  std::vector<Number> stories;
  for (const auto& [day, story] : found)
    if (stories.size() < limit) stories.push_back(story);
  return stories;
}

void StoryStore::remember(std::uint32_t term, std::size_t most) {
  std::vector<TermLists::Key> keys;
  for (const char* sql : {"SELECT day, story FROM story_key WHERE term = ? ORDER BY day, story LIMIT ?", "SELECT day, story FROM story_key_new WHERE term = ? ORDER BY day, story LIMIT ?"})
    if (Statement* rows = keys.size() <= most ? statement(sql) : nullptr) {
      rows->bind(1, static_cast<std::int64_t>(term)).bind(2, static_cast<std::int64_t>(most) + 1);
      while (next(*rows)) keys.push_back({static_cast<std::int32_t>(rows->integer(0)), static_cast<std::uint32_t>(rows->integer(1))});
      rows->reset();
    }
  if (fault_ || keys.size() > most) return;
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  term_lists_.remember(term, std::move(keys));
}

void StoryStore::make_band_filter() {
  band_filter_.make(kBands * seen_);
  for (const char* sql : {"SELECT band FROM story_band", "SELECT band FROM story_band_new"})
    if (Statement* rows = statement(sql)) {
      while (next(*rows)) band_filter_.add(static_cast<std::uint64_t>(rows->integer(0)));
      rows->reset();
    }
  if (fault_) band_filter_.clear();
}

StoryState StoryStore::state(Number story) {
  refresh();
  const auto [kept, fresh] = states_.try_emplace(story);
  if (!fresh) return kept->second.state;
  if (Statement* found = statement("SELECT s.first_day, s.last_day, c.terms FROM story s JOIN story_centre c ON c.story = s.story WHERE s.story = ?")) {
    found->bind(1, story);
    if (next(*found)) {
      kept->second.state.first = day_of(found->text(0));
      kept->second.state.last = day_of(found->text(1));
      kept->second.state.centre = unpacked(found->text(2));
    }
    found->reset();
  }
  return kept->second.state;
}

Number StoryStore::open_story() {
  refresh();
  counters_changed_ = true;
  ++last_story_;
  states_[last_story_] = {{}, true, true};
  files_[last_story_].touched = files_[last_story_].bare = true;
  return last_story_;
}

void StoryStore::put_state(Number story, const StoryState& state) {
  KeptState& kept = states_[story];
  kept.state = state;
  kept.changed = true;
}

void StoryStore::put_article(Number article, Number story, Number copy_of, const Fingerprint& print, const TermVector& vector) {
  members_[article] = {article, story, copy_of, {}, {}, print.signature, print.has_signature, vector};
}

void StoryStore::set_sources(Number article, const std::string& outlet, const std::string& source) {
  if (const auto found = members_.find(article); found != members_.end()) {
    found->second.outlet = outlet;
    found->second.source = source;
  } else {
    sources_[article] = {outlet, source};
  }
}

void StoryStore::put_bands(Number article, const Signature& signature) {
  for (const std::uint64_t band : bands_of(signature)) bands_[band].push_back(article);
}

void StoryStore::put_key(std::uint32_t term, int day, Number story) {
  has_dayless_ |= day < 0;
  keys_[term].emplace(day, story);
}

std::vector<Number> StoryStore::members(Number story) {
  std::vector<Number> articles;
  if (Statement* found = statement("SELECT article FROM story_article WHERE story = ? ORDER BY article")) {
    found->bind(1, story);
    while (next(*found)) articles.push_back(found->integer(0));
    found->reset();
  }
  for (const auto& [article, member] : members_)
    if (member.story == story) articles.push_back(article);
  return articles;
}

std::vector<Number> StoryStore::copies_of(Number article) {
  std::vector<Number> articles;
  if (Statement* found = statement("SELECT article FROM story_article WHERE copy_of = ? ORDER BY article")) {
    found->bind(1, article);
    while (next(*found)) articles.push_back(found->integer(0));
    found->reset();
  }
  for (const auto& [number, member] : members_)
    if (member.copy_of == article) articles.push_back(number);
  return articles;
}

std::vector<EventMention> StoryStore::mentions(Number article) {
  std::vector<EventMention> found;
  if (const auto file = files_.find(story_of(article)); file != files_.end())
    for (const EventMention& mention : file->second.mentions)
      if (mention.article == article) found.push_back(mention);
  if (!found.empty()) return found;
  if (Statement* rows = statement("SELECT event, story_event FROM story_event_mention WHERE article = ?")) {
    rows->bind(1, article);
    while (next(*rows)) found.push_back({article, rows->integer(0), rows->integer(1)});
    rows->reset();
  }
  return found;
}

bool StoryStore::is_replaced(Number article) {
  bool replaced = false;
  if (Statement* found = statement("SELECT 1 FROM article a JOIN story_article n ON n.article = a.replaced_by WHERE a.article = ?")) {
    found->bind(1, article);
    replaced = next(*found);
    found->reset();
  }
  return replaced;
}

void StoryStore::forget() {
  checked_ = counters_changed_ = false;
  drop_what_was_read();
  bands_.clear(), keys_.clear(), members_.clear(), sources_.clear();
  fault_.reset();
}

Outcome StoryStore::flush() {
  for (auto& [story, file] : files_)
    if (file.touched) answer_questions(file), count_sources(story, file);
  std::set<Number> changed;
  for (const auto& [story, kept] : states_)
    if (kept.changed) changed.insert(story);
  for (const auto& [story, file] : files_)
    if (file.touched) changed.insert(story);
  for (const Number story : changed) write_story(story);
  write_members();
  for (auto& [story, file] : files_)
    if (file.touched) write_file(story, file);
  write_keys();
  if (counters_changed_)
    if (Statement* put = statement("INSERT INTO manifest(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")) {
      run(put->bind(1, std::string_view("stories_seen")).bind(2, std::to_string(seen_)));
      run(put->bind(1, std::string_view("stories_opened")).bind(2, std::to_string(last_story_)));
      run(put->bind(1, std::string_view("stories_written")).bind(2, std::to_string(++written_)));
      run(put->bind(1, std::string_view("stories_dayless")).bind(2, std::string_view(has_dayless_ ? "1" : "0")));
      run(put->bind(1, std::string_view("stories_sorted")).bind(2, std::to_string(sorted_)));
    }
  counters_changed_ = false;
  bands_.clear(), keys_.clear(), members_.clear(), sources_.clear();
  make_room();
  return outcome();
}

// Those stay that this transaction touched, where there is room for them.
void StoryStore::make_room() {
  const auto events = [&] {
    std::size_t many = 0;
    for (const auto& [story, file] : files_) many += file.book.events.size() + 4;
    return many;
  };
  if (events() > kEventsKept) std::erase_if(files_, [](const auto& one) { return !one.second.touched; });
  if (events() > kEventsKept) files_.clear();
  for (auto& [story, file] : files_) file.touched = false;
  if (counts_.size() > kCountsKept) counts_.clear();
  if (states_.size() > kStatesKept) states_.clear();
  if (term_lists_.is_full()) term_lists_.clear();
}

void StoryStore::put(const char* table, std::initializer_list<Cell> cells) {
  if (fault_) return;
  if (Outcome done = database_.put(table, cells); !done) fault_ = done.error();
}

void StoryStore::write_members() {
  for (const auto& [article, member] : members_) {
    const std::string signature = member.has_signature ? packed(member.signature) : std::string();
    const std::string terms = packed(member.vector);
    put("story_article", {article, member.story, or_null(member.copy_of), member.outlet, member.source, Blob{signature}, Blob{terms}});
  }
  for (const auto& [article, given] : sources_)
    if (Statement* update = statement("UPDATE story_article SET outlet = ?, source = ? WHERE article = ?")) run(update->bind(1, given.first).bind(2, given.second).bind(3, article));
}

// In the order of the rows, so that neighbours are written together.
void StoryStore::write_keys() {
  std::vector<std::pair<std::uint64_t, Number>> bands;
  for (const auto& [band, articles] : bands_)
    for (const Number article : articles) bands.emplace_back(band, article);
  std::sort(bands.begin(), bands.end());
  for (const auto& [band, article] : bands) {
    put("story_band_new", {static_cast<std::int64_t>(band), article});
    band_filter_.add(band);
  }
  std::vector<std::tuple<std::uint32_t, int, Number>> all;
  for (const auto& [term, keys] : keys_)
    for (const auto& [day, story] : keys) all.emplace_back(term, day, story);
  for (const auto& [term, keys] : keys_) {
    std::vector<TermLists::Key> sorted;
    for (const auto& [day, story] : keys) sorted.push_back({day, static_cast<std::uint32_t>(story)});
    term_lists_.written(term, sorted);
  }
  std::sort(all.begin(), all.end());
  if (Statement* insert = statement("INSERT INTO story_key_new(term, day, story) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"))
    for (const auto& [term, day, story] : all) run(insert->bind(1, static_cast<std::int64_t>(term)).bind(2, std::int64_t{day}).bind(3, story));
  if (is_time_to_sort(seen_ - sorted_, seen_) && !fault_) {
    sorted_ = seen_;
    if (Outcome done = sort_gathered(database_); !done) fault_ = done.error();
  }
  std::map<std::uint32_t, std::uint32_t> changed;
  for (auto& [term, count] : counts_)
    if (count.changed) changed[term] = count.articles, count.changed = false;
  if (Statement* put = statement("INSERT INTO story_term(term, articles) VALUES(?, ?) ON CONFLICT(term) DO UPDATE SET articles = excluded.articles"))
    for (const auto& [term, articles] : changed) run(put->bind(1, static_cast<std::int64_t>(term)).bind(2, std::int64_t{articles}));
}

// The story itself stands before its articles.
void StoryStore::write_story(Number story) {
  KeptState none;
  const auto there = states_.find(story);
  KeptState& kept = there == states_.end() ? none : there->second;
  const StoryState& state = kept.state;
  const std::string first = state.first ? iso(*state.first) : std::string();
  const std::string last = state.last ? iso(*state.last) : std::string();
  const auto found = files_.find(story);
  const StoryFile* file = found == files_.end() ? nullptr : &found->second;
  const std::string terms = packed(state.centre);
  std::string compared;
  if (file)
    for (const MergedEvent& event : file->book.events) append(compared, static_cast<std::uint32_t>(event.number));
  if (kept.opened && file) {
    put("story", {story, or_null(file->title), or_null(first), or_null(last), file->reports, file->sources, file->disagreements, file->book.numbered});
    put("story_centre", {story, Blob{terms}, Blob{compared}});
  } else {
    if (kept.changed) {
      if (Statement* update = statement("UPDATE story SET first_day = ?, last_day = ? WHERE story = ?"))
        run(update->bind_or_null(1, first).bind_or_null(2, last).bind(3, story));
      if (Statement* update = statement("UPDATE story_centre SET terms = ? WHERE story = ?")) run(update->bind_blob(1, terms).bind(2, story));
    }
    if (file && file->touched) {
      if (Statement* update = statement("UPDATE story SET title = ?, reports = ?, sources = ?, disagreements = ?, events = ? WHERE story = ?"))
        run(update->bind_or_null(1, file->title).bind(2, file->reports).bind(3, file->sources).bind(4, file->disagreements).bind(5, file->book.numbered).bind(6, story));
      if (Statement* update = statement("UPDATE story_centre SET compared = ? WHERE story = ?")) run(update->bind_blob(1, compared).bind(2, story));
    }
  }
  kept.changed = kept.opened = false;
}

}  // namespace vedette
