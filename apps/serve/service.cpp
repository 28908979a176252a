// From a request to an answer. Door: Service. Test: tests/serve.py.
#include "service.h"

#include <arpa/inet.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.h"
#include "vedette/version.h"

namespace vedette {
namespace {

constexpr std::size_t kCacheBytes = 64 << 20;
constexpr std::size_t kWorthPacking = 1'000;

struct Route {
  std::string_view path;  // behind /api/1; "*" is any part
  Handler handler;
};
constexpr Route kRoutes[] = {{"status", status_of},         {"overview", overview},       {"articles", list_articles},
                             {"articles/*", show_article},  {"articles/*/explain/*", explain_event},
                             {"stories", list_stories},     {"stories/*", show_story},    {"actors", list_actors},
                             {"actors/*", show_actor},      {"blocs", list_blocs},        {"blocs/*", show_bloc},
                             {"events", list_events},       {"places", list_places},      {"days", list_days},
                             {"quotes", list_quotes},       {"calendar", list_calendar},  {"commitments", list_commitments},
                             {"pairs", list_pairs},         {"tension", show_tension},    {"compare", compare},
                             {"sources", list_sources}};

bool fits(std::string_view route, const std::vector<std::string>& path) {
  std::size_t at = 2;
  while (true) {
    const std::string_view part = route.substr(0, route.find('/'));
    if (at >= path.size() || (part != "*" && part != path[at]) || path[at].empty()) return false;
    ++at;
    if (part.size() == route.size()) return at == path.size();
    route = route.substr(part.size() + 1);
  }
}

bool same_secret(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < b.size(); ++i) difference = static_cast<unsigned char>(difference | ((i < a.size() ? a[i] : 0) ^ b[i]));
  return difference == 0;
}

// "[::1]:80" to "::1", "localhost:80" to "localhost".
std::string host_name(std::string_view host) {
  if (host.starts_with("[")) return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

bool matches_etag(std::string_view asked, std::string_view etag) {
  if (asked == "*") return true;
  while (!asked.empty()) {
    std::string_view one = asked.substr(0, asked.find(','));
    asked = one.size() == asked.size() ? std::string_view() : asked.substr(one.size() + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == etag) return true;
  }
  return false;
}

// A connection to the archive for this thread; another when another file has come in its place.
Result<const Database*> database_here(const Keeper& keeper) {
  struct Here {
    const Keeper* keeper = nullptr;
    std::uint64_t generation = 0;
    std::optional<Database> database;
  };
  thread_local Here here;
  if (here.keeper != &keeper || here.generation != keeper.generation() || !here.database) {
    here.database.reset();
    Result<Database> opened = Database::open(keeper.path(), false, false);
    if (!opened) return opened.error();
    // A reader never waits long: a locked archive is said, not waited for.
    if (Outcome done = opened->run("PRAGMA busy_timeout = 250; PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824"); !done) return done.error();
    here.database = *std::move(opened);
    here.keeper = &keeper, here.generation = keeper.generation();
  }
  return &*here.database;
}

std::string_view type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".json", "application/json"},
      {".svg", "image/svg+xml"}, {".png", "image/png"}, {".woff2", "font/woff2"}, {".txt", "text/plain; charset=utf-8"}, {".webmanifest", "application/manifest+json"}};
  for (const auto& [ending, type] : kTypes)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

// One writing for the addresses that ask the same: parts and parameters decoded, the parameters sorted. Their lengths keep them apart.
std::string canonical(const Request& request) {
  std::string out;
  const auto put = [&](std::string_view text) { out += fmt::format("{}:{},", text.size(), text); };
  for (const std::string& part : request.path) put(part);
  std::vector<std::pair<std::string_view, std::string_view>> query(request.query.begin(), request.query.end());
  std::sort(query.begin(), query.end());
  out += '?';
  for (const auto& [name, value] : query) put(name), put(value);
  return out;
}

void pack(Answer& answer) {
  if (answer.body->size() < kWorthPacking || answer.packed) return;
  std::string packed = gzip(*answer.body, 1);
  if (!packed.empty()) answer.packed = std::make_shared<const std::string>(std::move(packed));
}

const Route* route_of(const std::vector<std::string>& path) {
  const Route* const route = std::find_if(std::begin(kRoutes), std::end(kRoutes), [&](const Route& r) { return fits(r.path, path); });
  return route == std::end(kRoutes) ? nullptr : route;
}

}  // namespace

Answer ask_api(Asked& asked) {
  const Route* const route = route_of(asked.request.path);
  return route ? route->handler(asked) : refusal(404, "there is nothing at this address; /api/1/openapi.json describes the API");
}

std::shared_ptr<const Answer> AnswerCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(key);
  if (found == known_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->second;
}

void AnswerCache::put(const std::string& key, std::shared_ptr<const Answer> answer) {
  const std::size_t size = answer->body->size() + (answer->packed ? answer->packed->size() : 0);
  if (size > kCacheBytes / 8) return;
  const std::lock_guard lock(mutex_);
  if (known_.contains(key)) return;
  entries_.emplace_front(key, std::move(answer));
  known_.emplace(key, entries_.begin());
  bytes_ += size + key.size();
  while (bytes_ > kCacheBytes && entries_.size() > 1) {
    const Entry& last = entries_.back();
    bytes_ -= last.second->body->size() + (last.second->packed ? last.second->packed->size() : 0) + last.first.size();
    known_.erase(last.first);
    entries_.pop_back();
  }
}

Service::Service(const ServeOptions& options, Keeper& keeper, WatchRoom& watch, std::string token)
    : options_(options), keeper_(keeper), watch_(watch), token_(std::move(token)), policy_(policy_of(page_html())) {
  for (const PageFile& file : page_files()) {
    Answer answer;
    answer.body = std::make_shared<const std::string>(file.bytes);
    answer.packed = std::make_shared<const std::string>(gzip(file.bytes, 9));
    answer.etag = fmt::format("\"{:016x}\"", hash64(file.bytes));
    answer.type = type_of(file.path);
    // Files of the build bear a digest of their bytes in their names.
    if (file.path.starts_with("assets/")) answer.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    files_.push_back(std::move(answer));
  }
}

std::optional<Answer> Service::refuse(const Request& request) const {
  // A name that an attacker's DNS leads here is not one of ours.
  const std::string host = host_name(request.host);
  const bool known_host = host == request.local_address || (is_loopback(request.local_address) && (host == "localhost" || is_loopback(host))) ||
                          std::find(options_.hosts.begin(), options_.hosts.end(), host) != options_.hosts.end();
  if (!known_host) return refusal(421, "this server is not '" + host + "'; start it with --host NAME if it is to answer to that name", "Host", "this server's address");
  const bool is_api = !request.path.empty() && request.path[0] == "api";
  const bool unsafe = request.method != "GET" && request.method != "HEAD";
  if (is_api && request.fetch_site != "" && request.fetch_site != "same-origin" && request.fetch_site != "none")
    return refusal(403, "another page may not ask this server", "Sec-Fetch-Site", "same-origin");
  if (unsafe && !request.origin.empty() && request.origin != "http://" + request.host && request.origin != "https://" + request.host)
    return refusal(403, "another page may not change anything here", "Origin", "this server's own");
  if (token_.empty()) return std::nullopt;
  if (request.authorization.starts_with("Bearer ") && same_secret(std::string_view(request.authorization).substr(7), token_)) return std::nullopt;
  std::string_view cookies = request.cookie;
  while (!cookies.empty()) {
    std::string_view one = cookies.substr(0, cookies.find(';'));
    cookies = one.size() == cookies.size() ? std::string_view() : cookies.substr(one.size() + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with("vedette=") && same_secret(one.substr(8), token_)) return std::nullopt;
  }
  if (request.path.empty() && !unsafe)
    for (const auto& [name, value] : request.query)
      if (name == "token" && same_secret(value, token_)) {
        Answer answer;
        answer.status = 303;
        answer.headers = {{"Location", "/"}, {"Set-Cookie", "vedette=" + token_ + "; Path=/; HttpOnly; SameSite=Strict"}};
        return answer;
      }
  Answer answer = refusal(401, "a token is needed: open /?token=TOKEN once, or send Authorization: Bearer TOKEN", "Authorization", "Bearer TOKEN");
  answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

Answer Service::page(const Request& request) const {
  std::string path;
  for (const std::string& part : request.path) path += (path.empty() ? "" : "/") + part;
  const Answer* found = nullptr;
  for (std::size_t at = 0; at < files_.size(); ++at)
    if (page_files()[at].path == path || (!found && page_files()[at].path == "index.html")) found = &files_[at];
  // Views have addresses of their own, which the page reads; a file of the build is there or not.
  if (!found || (path.starts_with("assets/") && found->type.starts_with("text/html")) || path == "favicon.ico" || path == "robots.txt")
    return refusal(404, "there is nothing here");
  Answer answer = *found;
  if (matches_etag(request.if_none_match, answer.etag)) answer.status = 304, answer.body = std::make_shared<const std::string>(), answer.packed = nullptr;
  return answer;
}

Answer Service::answer(const Request& request) {
  if (auto refused = refuse(request)) return *refused;
  Answer answer = route(request);
  if (answer.status == 200 && request.takes_gzip) pack(answer);
  return answer;
}

Answer Service::route(const Request& request) {
  const std::vector<std::string>& path = request.path;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const auto not_allowed = [](std::string_view allowed) {
    Answer answer = refusal(405, "this cannot be done here", "method", allowed);
    answer.headers.emplace_back("Allow", allowed);
    return answer;
  };
  const bool is_api = !path.empty() && path[0] == "api";
  if (!is_api) {
    if (!reads) return not_allowed("GET, HEAD");
    return page(request);
  }
  if (path.size() < 3 || path[1] != "1") return refusal(404, "the API is at /api/1; /api/1/openapi.json describes it");
  if (path.size() == 3 && path[2] == "rules") {
    if (request.method == "PUT") {
      Answer answer = watch_.write_rules(request);
      if (answer.status == 200 && rules_written) rules_written();
      return answer;
    }
    if (!reads) return not_allowed("GET, HEAD, PUT");
    if (!request.query.empty()) return *Parameters(request).fault();
    Answer answer = watch_.rules();
    if (answer.status == 200 && matches_etag(request.if_none_match, answer.etag)) answer.status = 304, answer.body = std::make_shared<const std::string>();
    return answer;
  }
  if (!reads) return not_allowed("GET, HEAD");
  if (path.size() == 3 && path[2] == "openapi.json") {
    Answer answer;
    answer.body = std::make_shared<const std::string>(openapi_json());
    answer.etag = fmt::format("\"{:016x}\"", hash64(*answer.body));
    if (matches_etag(request.if_none_match, answer.etag)) answer.status = 304, answer.body = std::make_shared<const std::string>();
    return answer;
  }
  const bool alerts = path.size() == 3 && path[2] == "alerts";
  const Route* const route = route_of(path);
  if (!alerts && !route) return refusal(404, "there is nothing at this address; /api/1/openapi.json describes the API");

  const Result<std::shared_ptr<const Ledger>> ledger = keeper_.now();
  if (!ledger) return unavailable(ledger.error().message);
  // What an answer depends on: the archive's state, and for some the rules and alerts.
  const bool watched = alerts || route->handler == status_of;
  const std::string key = std::string(kVersion) + ' ' + (*ledger)->state + (watched ? watch_.etag() : std::string()) + ' ' + canonical(request);
  const std::string etag = fmt::format("\"{:016x}\"", hash64(key, 1));
  if (matches_etag(request.if_none_match, etag)) {
    Answer answer;
    answer.status = 304, answer.etag = etag;
    return answer;
  }
  if (const auto kept = cache_.find(key)) return *kept;
  Answer answer;
  if (alerts) {
    answer = watch_.alerts(request, day_text((*ledger)->as_of));
  } else {
    const Result<const Database*> database = database_here(keeper_);
    if (!database) return unavailable(database.error().message);
    Asked asked(request, *ledger, **database, options_);
    if (watched) asked.alerts = watch_.alert_count(), asked.rules_writable = watch_.writable();
    answer = ask_api(asked);
  }
  if (answer.status == 200) {
    answer.etag = etag;
    pack(answer);
    cache_.put(key, std::make_shared<const Answer>(answer));
  }
  return answer;
}

}  // namespace vedette
