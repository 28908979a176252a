// What those who listen are told. Doors: greeting, article_notices. Test: tests/serve.py.
#include "stream.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace vedette {
namespace {

constexpr std::size_t kMostMissed = 100;

std::int64_t last_row(const Ledger& ledger) { return ledger.articles.empty() ? 0 : ledger.articles.back()->row; }

}  // namespace

std::string stream_id(const Ledger& ledger, std::int64_t alert) { return fmt::format("{}-{}", last_row(ledger), alert); }

Notice state_notice(const Ledger& ledger) {
  std::string data;
  JsonWriter json(data);
  json.begin_object();
  json.field("state", ledger.state);
  json.key("articles"), json.number(ledger.by_day.size());
  json.end_object();
  return {{}, "state", data};
}

std::vector<Notice> article_notices(const Ledger& ledger, std::int64_t after, std::int64_t alert) {
  std::vector<Notice> notices;
  for (std::size_t at = ledger.articles.size(); at-- > 0 && ledger.articles[at]->row > after && notices.size() < kMostMissed;) {
    std::string data;
    JsonWriter json(data);
    Items(ledger, nullptr, json).article(static_cast<Index>(at));
    notices.push_back({fmt::format("{}-{}", ledger.articles[at]->row, alert), "article", data});
  }
  std::reverse(notices.begin(), notices.end());
  return notices;
}

std::vector<Notice> greeting(const Keeper& keeper, const WatchRoom& watch, const std::string& last_event_id) {
  const Result<std::shared_ptr<const Ledger>> ledger = keeper.now();
  if (!ledger) {
    std::string data;
    JsonWriter json(data);
    json.begin_object(), json.field("message", ledger.error().message), json.end_object();
    return {{{}, "fault", data}};
  }
  std::vector<Notice> notices = {state_notice(**ledger)};
  std::int64_t row = 0, alert = 0;
  const auto number = [](std::string_view text, std::int64_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0;
  };
  const std::string_view id = last_event_id;
  const std::size_t dash = id.find('-');
  if (dash == std::string_view::npos || !number(id.substr(0, dash), row) || !number(id.substr(dash + 1), alert)) {
    notices.front().id = stream_id(**ledger, watch.alert_count());  // what comes after this can be asked for again
    return notices;
  }
  for (Notice& notice : article_notices(**ledger, row, alert)) notices.push_back(std::move(notice));
  for (const auto& [at, json] : watch.since(alert)) notices.push_back({stream_id(**ledger, at), "alert", json});
  return notices;
}

}  // namespace vedette
