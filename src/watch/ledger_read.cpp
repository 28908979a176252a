// Reads an archive's rows into a ledger's lists. Door: read_rows. Test: tests/serve.py.
#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

// Steps through a query; `each` sees the statement at every row.
template <class Each>
Outcome for_each_row(const Database& archive, const char* sql, std::int64_t after, Each each) {
  Result<Statement> asked = archive.prepare(sql);
  if (!asked) return asked.error();
  asked->bind(1, after);
  while (true) {
    const Result<bool> row = asked->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    each(*asked);
  }
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) return fold(text);
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

template <std::size_t N>
std::uint8_t at_of(const std::array<std::string_view, N>& all, std::string_view text) {
  const auto found = std::find(all.begin(), all.end(), text);
  return static_cast<std::uint8_t>(found == all.end() ? 0 : found - all.begin());
}

bool is_word_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto letter = [&](std::size_t i) { return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || static_cast<unsigned char>(text[i]) >= 0x80); };
  return (at == 0 || !letter(at - 1)) && !letter(at + length);
}

bool names(std::string_view text, std::string_view name) {
  if (name.size() < 2) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
    if (is_word_at(text, at, name.size())) return true;
  return false;
}

// What an article calls its actors and places: their numbers in it lead to the ledger's.
struct Local {
  std::vector<Index> starts;  // by article, from the first new one
  std::vector<Index> items;
  Index operator()(Index article, Index first, std::int64_t number) const {
    if (number < 1 || article < first || article - first + 1 >= starts.size()) return kNone;
    const Index at = starts[article - first] + static_cast<Index>(number) - 1;
    return at < starts[article - first + 1] ? items[at] : kNone;
  }
};

class Reader {
 public:
  Reader(const Database& archive, std::int64_t after, Ledger& ledger)
      : archive_(archive), after_(after), ledger_(ledger), first_(static_cast<Index>(ledger.articles.size())) {}

  Outcome read() {
    if (Outcome done = articles(); !done) return done;
    if (Outcome done = ended(actors(), local_actors_); !done) return done;
    if (Outcome done = ended(places(), local_places_); !done) return done;
    if (Outcome done = quotes(); !done) return done;
    if (Outcome done = events(); !done) return done;
    if (Outcome done = commitments(); !done) return done;
    find_whom_quotes_mean();
    return Done{};
  }

 private:
  Index article_at(std::int64_t row) const { return ledger_.article_at(row, first_); }
  // Rows come in the order of their articles: the next is mostly the one before.
  Index next_article(std::int64_t row) {
    if (last_ != kNone && ledger_.articles[last_]->row == row) return last_;
    if (last_ != kNone && last_ + 1 < ledger_.articles.size() && ledger_.articles[last_ + 1]->row == row) return ++last_;
    return last_ = article_at(row);
  }

  Outcome articles() {
    const char* sql = "SELECT article, id, title, url, site, published, language, characters, added, replaced_by, json_extract(given, '$.author'), "
                      "(SELECT count(*) FROM doubt d WHERE d.article = a.article) FROM article a WHERE article > ? ORDER BY article";
    std::vector<std::pair<Index, std::int64_t>> replaced;
    Outcome done = for_each_row(archive_, sql, after_, [&](const Statement& row) {
      auto article = std::make_shared<LedgerArticle>();
      article->row = row.integer(0);
      article->id = row.text(1), article->title = row.text(2), article->url = row.text(3);
      if (!row.is_null(4)) article->site = ledger_.sites.add(row.text(4));
      article->published = row.text(5), article->language = row.text(6), article->added = row.text(8);
      article->characters = row.integer(7);
      article->author = row.text(10);
      article->doubts = static_cast<std::uint32_t>(row.integer(11));
      article->day = day_number(article->published);
      if (!row.is_null(9)) replaced.emplace_back(static_cast<Index>(ledger_.articles.size()), row.integer(9));
      ledger_.rows.push_back(article->row);
      ledger_.articles.push_back(std::move(article));
      ledger_.replaced_by.push_back(kNone);
    });
    if (!done) return done;
    ledger_.article_quotes.resize(ledger_.articles.size());
    ledger_.article_commitments.resize(ledger_.articles.size());
    for (const auto& [at, row] : replaced) ledger_.replaced_by[at] = article_at(row);
    return first_ == 0 ? Outcome(Done{}) : replaced_before();
  }

  // Articles read earlier whose address has a newer text by now.
  Outcome replaced_before() {
    std::unordered_map<std::string_view, Index> newest;
    for (std::size_t at = first_; at < ledger_.articles.size(); ++at)
      if (!ledger_.articles[at]->url.empty()) newest[ledger_.articles[at]->url] = static_cast<Index>(at);
    if (newest.empty()) return Done{};
    for (Index at = 0; at < first_; ++at)
      if (ledger_.replaced_by[at] == kNone)
        if (const auto found = newest.find(ledger_.articles[at]->url); found != newest.end()) ledger_.replaced_by[at] = found->second;
    return Done{};
  }

  Outcome actors() {
    last_ = kNone;
    starts(local_actors_);
    return for_each_row(archive_, "SELECT article, actor, name, kind, entity, country, mentions, sectors FROM actor WHERE article > ? ORDER BY article, actor", after_,
                        [&](const Statement& row) {
      const Index article = next_article(row.integer(0));
      if (article == kNone) return;
      const std::string_view name = row.text(2), kind = row.text(3), entity = row.text(4), country = row.text(5);
      const Index actor = ledger_.actor_keys.add(entity.empty() ? std::string(name) + '\n' + std::string(country) : std::string(entity));
      if (actor == ledger_.actors.size()) {
        ledger_.actors.push_back({std::string(name), std::string(entity), std::string(country), std::string(kind), fold(name), 0, false});
      } else if (kind == "state" && ledger_.actors[actor].kind == "government") {
        ledger_.actors[actor].name = name, ledger_.actors[actor].kind = kind, ledger_.actors[actor].folded = fold(name);
        ledger_.names = {};
      }
      ledger_.actors[actor].mentions += static_cast<std::uint32_t>(row.integer(6));
      const std::string_view sectors = row.text(7);
      if (kind == "state" || kind == "government" || sectors.find("GOV") != std::string_view::npos || sectors.find("MIL") != std::string_view::npos) ledger_.actors[actor].official = true;
      ledger_.actor_articles.emplace_back(actor, article);
      put(local_actors_, article, actor);
    });
  }

  Outcome places() {
    last_ = kNone;
    starts(local_places_);
    return for_each_row(archive_, "SELECT article, place, name, kind, country, latitude, longitude, geonames FROM place WHERE article > ? ORDER BY article, place", after_,
                        [&](const Statement& row) {
      const Index article = next_article(row.integer(0));
      if (article == kNone) return;
      std::string key = std::string(row.text(2)) + '\n' + std::string(row.text(4)) + '\n' + std::string(row.text(3));
      if (!row.is_null(7)) key = std::to_string(row.integer(7));
      const Index place = ledger_.place_keys.add(key);
      if (place == ledger_.places.size())
        ledger_.places.push_back({std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)), fold(row.text(2)), row.real(5), row.real(6),
                                  !row.is_null(5) && !row.is_null(6), row.integer(7)});
      put(local_places_, article, place);
    });
  }

  Outcome quotes() {
    last_ = kNone;
    first_quote_ = ledger_.quotes.size();
    return for_each_row(archive_, "SELECT article, quote, kind, speaker, begin, \"end\", words FROM quote WHERE article > ? ORDER BY article, quote", after_,
                        [&](const Statement& row) {
      const Index article = next_article(row.integer(0));
      if (article == kNone) return;
      LedgerQuote quote;
      quote.article = article;
      quote.number = static_cast<std::uint16_t>(row.integer(1));
      quote.kind = at_of(kQuoteKinds, row.text(2));
      quote.speaker = local_actors_(article, first_, row.integer(3));
      quote.begin = static_cast<std::uint32_t>(row.integer(4)), quote.end = static_cast<std::uint32_t>(row.integer(5));
      quote.words = std::make_shared<const std::string>(folded(row.text(6)));
      ledger_.quotes.push_back(std::move(quote));
      ++ledger_.article_quotes[article];
    });
  }

  Outcome events() {
    last_ = kNone;
    first_event_ = ledger_.events.size();
    Result<Statement> sides = archive_.prepare("SELECT article, event, side = 'target', actor FROM event_actor WHERE article > ? ORDER BY article, event, side, actor");
    if (!sides) return sides.error();
    sides->bind(1, after_);
    Result<bool> side = sides->step();
    if (!side) return side.error();
    Outcome fault = Done{};
    Outcome done = for_each_row(archive_, "SELECT article, event, type, mode, cameo, goldstein, quad, status, date, place, said_by, confidence, trigger_begin, trigger_end, "
                                          "sentence_begin, sentence_end FROM event WHERE article > ? ORDER BY article, event", after_, [&](const Statement& row) {
      LedgerEvent event;
      event.actors = static_cast<Index>(ledger_.event_actors.size());
      const std::int64_t number = row.integer(0);
      const Index article = next_article(number);
      while (side && *side && std::pair(sides->integer(0), sides->integer(1)) <= std::pair(number, row.integer(1))) {
        const Index actor = article == kNone ? kNone : local_actors_(article, first_, sides->integer(3));
        if (std::pair(sides->integer(0), sides->integer(1)) == std::pair(number, row.integer(1)) && actor != kNone && event.sources + event.targets < 250) {
          ledger_.event_actors.push_back(actor);
          sides->integer(2) ? ++event.targets : ++event.sources;
        }
        side = sides->step();
      }
      if (!side) fault = side.error();
      if (article == kNone) return;
      event.article = article;
      event.number = static_cast<std::uint16_t>(row.integer(1));
      event.type = at_of(kEventTypes, row.text(2));
      event.mode = static_cast<std::uint16_t>(ledger_.codes.add(row.text(3)));
      event.cameo = static_cast<std::uint16_t>(ledger_.codes.add(row.text(4)));
      event.goldstein = static_cast<float>(row.real(5)), event.confidence = static_cast<float>(row.real(11));
      event.quad = static_cast<std::uint8_t>(std::clamp<std::int64_t>(row.integer(6), 1, 4));
      event.status = static_cast<Status>(at_of(kStatuses, row.text(7)));
      event.date = ledger_.words.add(row.text(8));
      const DaySpan days = days_covered(row.text(8));
      event.first = days.first, event.last = days.last;
      event.place = local_places_(article, first_, row.integer(9));
      event.said_by = local_actors_(article, first_, row.integer(10));
      event.trigger_begin = static_cast<std::uint32_t>(row.integer(12)), event.trigger_end = static_cast<std::uint32_t>(row.integer(13));
      event.begin = static_cast<std::uint32_t>(row.integer(14)), event.end = static_cast<std::uint32_t>(row.integer(15));
      ledger_.events.push_back(event);
    });
    return done ? std::move(fault) : std::move(done);
  }

  Outcome commitments() {
    last_ = kNone;
    return for_each_row(archive_, "SELECT article, commitment, by_actor, due, event, begin, \"end\" FROM commitment WHERE article > ? ORDER BY article, commitment", after_,
                        [&](const Statement& row) {
      const Index article = next_article(row.integer(0));
      if (article == kNone) return;
      LedgerCommitment promise;
      promise.article = article;
      promise.number = static_cast<std::uint16_t>(row.integer(1));
      promise.by = local_actors_(article, first_, row.integer(2));
      if (!row.is_null(3)) promise.due = ledger_.words.add(row.text(3));
      const DaySpan days = days_covered(row.text(3));
      promise.due_first = days.first, promise.due_last = days.last;
      promise.event_number = static_cast<std::uint16_t>(row.integer(4));
      promise.begin = static_cast<std::uint32_t>(row.integer(5)), promise.end = static_cast<std::uint32_t>(row.integer(6));
      ledger_.commitments.push_back(promise);
      ++ledger_.article_commitments[article];
    });
  }

  // Whom a quote means: who acts in the events told in it, and whom its words name.
  void find_whom_quotes_mean() {
    std::size_t event = first_event_;
    for (std::size_t at = first_quote_; at < ledger_.quotes.size(); ++at) {
      LedgerQuote& quote = ledger_.quotes[at];
      std::vector<Index> found;
      while (event < ledger_.events.size() && ledger_.events[event].article < quote.article) ++event;
      for (std::size_t i = event; i < ledger_.events.size() && ledger_.events[i].article == quote.article; ++i) {
        const LedgerEvent& e = ledger_.events[i];
        if (e.trigger_begin < quote.begin || e.trigger_end > quote.end) continue;
        found.insert(found.end(), ledger_.sources_begin(e), ledger_.targets_end(e));
      }
      const Index from = local_actors_.starts[quote.article - first_], to = local_actors_.starts[quote.article - first_ + 1];
      for (Index i = from; i < to; ++i) {
        const LedgerActor& actor = ledger_.actors[local_actors_.items[i]];
        const std::string_view name = actor.folded;
        const std::size_t blank = name.rfind(' ');
        const bool last_name = actor.kind == "person" && !actor.entity.empty() && blank != std::string_view::npos && name.size() - blank > 3;
        if (names(*quote.words, name) || (last_name && names(*quote.words, name.substr(blank + 1)))) found.push_back(local_actors_.items[i]);
      }
      std::sort(found.begin(), found.end());
      found.erase(std::unique(found.begin(), found.end()), found.end());
      std::erase(found, quote.speaker);
      if (found.size() > 250) found.resize(250);
      quote.about = static_cast<Index>(ledger_.quote_about.size());
      quote.abouts = static_cast<std::uint8_t>(found.size());
      ledger_.quote_about.insert(ledger_.quote_about.end(), found.begin(), found.end());
    }
  }

  // Rows come by article: each is counted first, and `ended` makes the counts the starts.
  void starts(Local& local) const { local.starts.assign(ledger_.articles.size() - first_ + 1, 0); }
  void put(Local& local, Index article, Index item) const {
    local.items.push_back(item);
    ++local.starts[article - first_ + 1];
  }
  static Outcome ended(Outcome done, Local& local) {
    for (std::size_t at = 1; at < local.starts.size(); ++at) local.starts[at] += local.starts[at - 1];
    return done;
  }

  const Database& archive_;
  std::int64_t after_;
  Ledger& ledger_;
  Index first_;
  Index last_ = kNone;
  std::size_t first_quote_ = 0, first_event_ = 0;
  Local local_actors_, local_places_;
};

}  // namespace

Outcome read_rows(const Database& archive, std::int64_t after, Ledger& ledger) { return Reader(archive, after, ledger).read(); }

}  // namespace vedette
