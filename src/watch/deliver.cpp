// Sends alerts out. Door: deliver. Test: tests/watch.py.
#include "watch/deliver.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "vedette/version.h"

namespace vedette {
namespace {

Outcome write_all(int file, std::string_view bytes, const std::string& what) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Error{fmt::format("{}: {}", what, std::strerror(errno))};
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return Done{};
}

// Whether standard output is a file that already holds the line, as after a crash between writing and noting it.
bool output_ends_with(std::string_view line) {
  struct stat found {};
  if (::fstat(STDOUT_FILENO, &found) != 0 || !S_ISREG(found.st_mode) || found.st_size < static_cast<off_t>(line.size())) return false;
  const int file = ::open("/proc/self/fd/1", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  std::string tail(line.size(), '\0');
  const ssize_t count = ::pread(file, tail.data(), tail.size(), found.st_size - static_cast<off_t>(line.size()));
  ::close(file);
  return count == static_cast<ssize_t>(line.size()) && tail == line;
}

Outcome to_output(const Alert& alert) {
  const std::string line = alert_json(alert) + "\n";
  if (output_ends_with(line)) return Done{};
  return write_all(STDOUT_FILENO, line, "standard output");
}

// A header's text: no line may be smuggled in. Anything but ASCII is an encoded word (RFC 2047), in pieces of whole characters.
std::string header_text(std::string_view text) {
  std::string clean;
  bool plain = true;
  for (const char c : text.substr(0, 400)) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7F ? ' ' : c;
    plain = plain && byte < 0x80;
  }
  if (plain) return clean.substr(0, 150);
  constexpr char kLetters[] = "0123456789ABCDEF";
  std::string out = "=?utf-8?Q?";
  std::size_t line = 10;
  for (std::size_t at = 0; at < clean.size();) {
    std::size_t end = at + 1;
    while (end < clean.size() && (static_cast<unsigned char>(clean[end]) & 0xC0) == 0x80) ++end;
    std::string piece;
    for (; at < end; ++at) {
      const auto byte = static_cast<unsigned char>(clean[at]);
      if (std::isalnum(byte) && byte < 0x80) piece += clean[at];
      else piece += '=', piece += kLetters[byte >> 4], piece += kLetters[byte & 15];
    }
    if (line + piece.size() > 70) out += "?=\r\n =?utf-8?Q?", line = 11;
    out += piece, line += piece.size();
  }
  return out + "?=";
}

// RFC 5322's date of "2023-06-29T12:00:00Z".
std::string mail_date(std::string_view iso) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (iso.size() < 19) return "Thu, 01 Jan 1970 00:00:00 +0000";
  const auto month = static_cast<std::size_t>((iso[5] - '0') * 10 + iso[6] - '0');
  return fmt::format("{} {} {} {} +0000", iso.substr(8, 2), kMonths.substr((month - 1) % 12 * 3, 3), iso.substr(0, 4), iso.substr(11, 8));
}

Outcome to_mail(const std::string& folder, const Alert& alert) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  const std::string path = fmt::format("{}/alert-{:08}.eml", folder, alert.number);
  std::string body = fmt::format("{}\n\n", alert.text);
  if (!alert.words.empty()) body += fmt::format("  \"{}\"\n\n", alert.words);
  body += fmt::format("Rule: {} ({})\nReport: {}\nArticle: {}, characters {} to {}\n", alert.rule, alert.kind, alert.title.empty() ? "(no title)" : alert.title, alert.article, alert.begin, alert.end);
  if (alert.story) body += fmt::format("Story: {}\n", alert.story);
  std::string lines;
  for (const char c : body) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  const std::string mail = fmt::format(
      "From: Vedette <vedette@localhost>\r\nTo: undisclosed-recipients:;\r\nDate: {}\r\nMessage-ID: <alert-{}-{}@vedette.invalid>\r\nSubject: {}\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
      mail_date(alert.raised), alert.number, alert.article.substr(0, 16), header_text("[Vedette] " + alert.rule + ": " + alert.text), lines);
  const std::string draft = path + ".part";
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return Error{fmt::format("{}: {}; check the folder of the mail files", draft, std::strerror(errno))};
  Outcome done = write_all(file, mail, draft);
  if (done && ::fsync(file) != 0) done = Error{fmt::format("{}: {}", draft, std::strerror(errno))};
  ::close(file);
  if (!done) return done;
  if (::rename(draft.c_str(), path.c_str()) != 0) return Error{fmt::format("{}: {}", path, std::strerror(errno))};
  return Done{};
}

bool is_private(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const std::uint32_t ip = ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr);
    const auto in = [&](std::uint32_t net, int bits) { return (ip >> (32 - bits)) == (net >> (32 - bits)); };
    return in(0x7F000000, 8) || in(0x0A000000, 8) || in(0xAC100000, 12) || in(0xC0A80000, 16) || in(0xA9FE0000, 16) || in(0x64400000, 10) || in(0, 8) || in(0xE0000000, 3);
  }
  if (address.sa_family == AF_INET6) {
    const in6_addr& ip = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&ip)) {
      sockaddr_in inner{};
      inner.sin_family = AF_INET;
      std::memcpy(&inner.sin_addr, ip.s6_addr + 12, 4);
      return is_private(reinterpret_cast<const sockaddr&>(inner));
    }
    return IN6_IS_ADDR_LOOPBACK(&ip) || IN6_IS_ADDR_UNSPECIFIED(&ip) || IN6_IS_ADDR_LINKLOCAL(&ip) || IN6_IS_ADDR_MULTICAST(&ip) || (ip.s6_addr[0] & 0xFE) == 0xFC;
  }
  return true;
}

struct Reach {
  bool to_private = false, refused = false;
};

// Looked at when the name has become an address: a name cannot lead inside behind the check's back.
curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  Reach& reach = *static_cast<Reach*>(data);
  if (!reach.to_private && is_private(address->addr)) return reach.refused = true, CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

Outcome to_webhook(const Channel& channel, const Alert& alert) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) return Error{channel.to + ": no memory for a request"};
  const std::string body = alert_json(alert);
  const std::string key = fmt::format("Idempotency-Key: \"{}-{}\"", alert.number, alert.article.substr(0, 16));
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
  list = curl_slist_append(list, key.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
  Reach reach{channel.to_private, false};
  char message[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, channel.to.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, (std::string("vedette/") + kVersion).c_str());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 10'000L);
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl.get(), CURLOPT_OPENSOCKETDATA, &reach);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, discard);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, message);
  const CURLcode code = curl_easy_perform(curl.get());
  if (reach.refused) return Error{channel.to + ": leads to this machine or a private network; write `private = true` beside the url if that is meant"};
  if (code != CURLE_OK) return Error{fmt::format("{}: {}", channel.to, message[0] ? message : curl_easy_strerror(code))};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299) return Error{fmt::format("{}: answered {}; the alert is sent again later", channel.to, status)};
  return Done{};
}

}  // namespace

std::vector<std::string> deliver(const std::vector<Channel>& channels, Outbox& outbox) {
  std::vector<std::string> faults;
  for (const Channel& channel : channels) {
    while (true) {
      const Result<std::vector<Alert>> waiting = outbox.waiting(channel.key(), 100);
      if (!waiting) {
        faults.push_back(waiting.error().message);
        break;
      }
      bool failed = false;
      for (const Alert& alert : *waiting) {
        Outcome done = channel.kind == ChannelKind::output ? to_output(alert) : channel.kind == ChannelKind::mail ? to_mail(channel.to, alert) : to_webhook(channel, alert);
        if (done) done = outbox.sent(channel.key(), alert.number);
        if (!done) {
          faults.push_back(done.error().message);
          failed = true;
          break;
        }
      }
      if (failed || waiting->empty()) break;
    }
  }
  return faults;
}

}  // namespace vedette
