// Fetches with libcurl. Door: Fetcher. Test: tests/fetch.py.
#include "fetch/fetcher.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "base/utf8.h"
#include "fetch/address.h"
#include "fetch/robots.h"
#include "vedette/version.h"

namespace vedette {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostHeaders = 256u << 10;
constexpr std::size_t kMostRobots = 500u << 10;
constexpr double kLongestDelay = 60;
constexpr const char* kProduct = "vedette";

struct Url {
  std::string whole, host, path;  // `path` with its query; `host` with scheme and port, for robots.txt and the delay
};

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, part == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

Result<Url> url_of(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  if ((!base.empty() && curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) ||
      curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_URLENCODE) != CURLUE_OK)
    return Error{fmt::format("'{}' is no address; expected one that begins with http:// or https://", reference)};
  const std::string scheme = lower(part_of(url.get(), CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") return Error{fmt::format("only http and https are fetched, and this leads to {}", scheme)};
  if (!part_of(url.get(), CURLUPART_USER).empty() || !part_of(url.get(), CURLUPART_PASSWORD).empty())
    return Error{"an address with a name or a password in it is not fetched"};
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  Url out;
  out.whole = part_of(url.get(), CURLUPART_URL);
  out.host = fmt::format("{}://{}:{}", scheme, lower(part_of(url.get(), CURLUPART_HOST)), part_of(url.get(), CURLUPART_PORT));
  out.path = part_of(url.get(), CURLUPART_PATH);
  if (const std::string query = part_of(url.get(), CURLUPART_QUERY); !query.empty()) out.path += "?" + query;
  return out;
}

// One request's answer as it comes in.
struct Answer {
  std::size_t most = 0;
  const FetchLimits* limits = nullptr;
  std::string body;
  std::size_t header_bytes = 0;
  bool too_large = false, too_many_headers = false;
  std::string refused;  // the last address that was not connected to
  Validators validators;
  long status = 0;
  std::string content_type, location;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  if (size > answer.most - answer.body.size()) {
    answer.too_large = true;
    return 0;
  }
  answer.body.append(bytes, size);
  return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  answer.header_bytes += size;
  if (answer.header_bytes > kMostHeaders) {
    answer.too_many_headers = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/")) answer.validators = {};
  if (colon == std::string_view::npos) return size;
  const std::string name = lower(line.substr(0, colon));
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  if (name == "etag") answer.validators.etag = value;
  if (name == "last-modified") answer.validators.last_modified = value;
  return size;
}

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& answer = *static_cast<Answer*>(context);
  const std::string text = shown(&address->addr);
  const auto& allowed = answer.limits->allowed_addresses;
  if (!answer.limits->allow_private && !is_public(&address->addr) && std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
    answer.refused = text;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string_view meaning_of(long status) {
  switch (status) {
    case 401: case 403: return " (it does not let us)";
    case 404: case 410: return " (there is no such page)";
    case 429: return " (too many requests; a longer --delay may help)";
    case 451: return " (withheld for legal reasons)";
    case 503: return " (it is overloaded or down)";
    default: return "";
  }
}

}  // namespace

struct Fetcher::State {
  struct CleanUp {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  struct Host {
    Clock::time_point last{};
    bool asked = false;
    bool robots_known = false;
    Robots robots;
    std::string why_not;  // robots.txt could not be had
  };

  FetchLimits limits;
  std::unique_ptr<CURL, CleanUp> curl;
  std::map<std::string, Host> hosts;

  void wait_for(Host& host) {
    const double delay = std::max(limits.delay, limits.delay > 0 ? std::min(host.robots.delay(), kLongestDelay) : 0);
    if (host.asked) std::this_thread::sleep_until(host.last + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(delay)));
    host.asked = true;
  }

  // One request without redirects.
  Outcome request(const Url& url, const Validators& known, Answer& answer) {
    Host& host = hosts[url.host];
    wait_for(host);
    CURL* c = curl.get();
    curl_easy_reset(c);
    char words[CURL_ERROR_SIZE] = "";
    const std::string agent = limits.user_agent.empty() ? fmt::format("{}/{}", kProduct, kVersion) : limits.user_agent;
    curl_slist* list = nullptr;
    if (!known.etag.empty()) list = curl_slist_append(list, ("If-None-Match: " + known.etag).c_str());
    if (!known.last_modified.empty()) list = curl_slist_append(list, ("If-Modified-Since: " + known.last_modified).c_str());
    const std::unique_ptr<curl_slist, FreeList> headers(list);
    curl_easy_setopt(c, CURLOPT_URL, url.whole.c_str());
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");  // through a proxy the address connected to would be the proxy's
    curl_easy_setopt(c, CURLOPT_USERAGENT, agent.c_str());
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(limits.seconds, 15.0) * 1000));
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.seconds * 1000));
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &answer);
    answer.limits = &limits;
    const CURLcode code = curl_easy_perform(c);
    host.last = Clock::now();
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer.status);
    const char* text = nullptr;
    if (curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text) answer.content_type = lower(text);
    if (curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text) answer.location = text;
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, nullptr);
    if (answer.too_large) return Error{fmt::format("the answer is larger than {} kB when unpacked; stopped there", answer.most >> 10)};
    if (answer.too_many_headers) return Error{fmt::format("the answer has more than {} kB of headers; stopped there", kMostHeaders >> 10)};
    if (code == CURLE_OPERATION_TIMEDOUT) return Error{fmt::format("there was no whole answer within {} seconds", limits.seconds)};
    if (code == CURLE_PARTIAL_FILE) return Error{"the answer is shorter than its Content-Length says; it was not taken"};
    if (code == CURLE_BAD_CONTENT_ENCODING || code == CURLE_WRITE_ERROR) return Error{"the answer cannot be unpacked; it is damaged"};
    if (code != CURLE_OK && !answer.refused.empty())
      return Error{fmt::format("the host's address {0} is not of the public internet; --allow-address {0} allows it", answer.refused)};
    if (code != CURLE_OK) return Error{*words ? words : curl_easy_strerror(code)};
    return Done{};
  }

  // Asks for robots.txt once a host: where there is none all is allowed, where the host is down nothing.
  const Host& asked_host(const Url& url) {
    if (Host& host = hosts[url.host]; host.robots_known) return host;
    Robots robots = Robots::nothing_allowed();
    std::string why_not;
    Result<Url> at = url_of(url.whole, "/robots.txt");
    for (int hop = 0; at && hop <= limits.redirects; ++hop) {
      Answer answer;
      answer.most = kMostRobots;
      const Outcome done = request(*at, {}, answer);
      if (!done && !answer.too_large) {
        why_not = done.error().message;
        break;
      }
      if (answer.status >= 300 && answer.status < 400 && !answer.location.empty()) {
        at = url_of(at->whole, answer.location);
        if (hop == limits.redirects) robots = Robots();  // RFC 9309, 2.3.1.2: more redirects count as no file
        continue;
      }
      if (answer.status >= 200 && answer.status < 300) robots = Robots::of(answer.body, kProduct);
      if (answer.status >= 400 && answer.status < 500) robots = Robots();
      if (answer.status >= 500) why_not = fmt::format("its robots.txt cannot be had (status {}), so nothing is fetched from it now", answer.status);
      break;
    }
    Host& host = hosts[url.host];
    host.robots_known = true;
    host.robots = std::move(robots);
    host.why_not = std::move(why_not);
    return host;
  }
};

Fetcher::Fetcher(FetchLimits limits) : state_(std::make_unique<State>()) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  state_->limits = std::move(limits);
  state_->curl.reset(curl_easy_init());
}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

Result<Fetched> Fetcher::get(const std::string& wanted, const Validators& known) {
  Result<Url> url = url_of({}, wanted);
  if (!url) return url.error();
  for (int hop = 0; hop <= state_->limits.redirects; ++hop) {
    const std::string seen_from = hop == 0 ? std::string() : fmt::format("redirected to {}: ", url->whole);
    const State::Host& host = state_->asked_host(*url);
    if (!host.robots.allows(url->path)) return Error{seen_from + (host.why_not.empty() ? "the site's robots.txt does not allow it" : host.why_not)};
    Answer answer;
    answer.most = state_->limits.bytes;
    if (Outcome done = state_->request(*url, known, answer); !done) return Error{seen_from + done.error().message};
    if (answer.status >= 300 && answer.status < 400 && answer.status != 304) {
      if (answer.location.empty()) return Error{fmt::format("{}the server answered {} and names no other address", seen_from, answer.status)};
      url = url_of(url->whole, answer.location);
      if (!url) return Error{fmt::format("redirected: {}", url.error().message)};
      continue;
    }
    if (answer.status == 304) return Fetched{true, url->whole, {}, {}, {}, known};
    if (answer.status != 200) return Error{fmt::format("{}the server answered {}{}", seen_from, answer.status, meaning_of(answer.status))};
    Fetched fetched;
    fetched.url = url->whole;
    fetched.body = std::move(answer.body);
    fetched.validators = std::move(answer.validators);
    const std::string& type = answer.content_type;
    fetched.content_type = type.substr(0, type.find_first_of("; "));
    if (const std::size_t charset = type.find("charset="); charset != std::string::npos) {
      fetched.charset = type.substr(charset + 8, type.find(';', charset) - charset - 8);
      std::erase(fetched.charset, '"');
    }
    return fetched;
  }
  return Error{fmt::format("it is redirected more than {} times", state_->limits.redirects)};
}

Result<std::string> resolved(const std::string& base, const std::string& reference) {
  const Result<Url> url = url_of(base, reference);
  if (!url) return url.error();
  return url->whole;
}

std::string host_of(const std::string& url) {
  const Result<Url> parts = url_of({}, url);
  if (!parts) return {};
  const std::size_t begin = parts->host.find("://") + 3;
  return parts->host.substr(begin, parts->host.rfind(':') - begin);
}

}  // namespace vedette
