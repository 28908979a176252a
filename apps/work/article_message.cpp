// Articles to messages and back. Door: article_message.h. Test: tests/work.py.
#include "work/article_message.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "base/digest.h"

namespace vedette {
namespace {

// Room for the subject, the headers and the id beside the body.
constexpr std::int64_t kAroundBody = 4096;

void append_field(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += fmt::format("{}\"{}\":\"", out.size() > 1 ? "," : "", key);
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\', out += c;
    else if (byte < 0x20) out += fmt::format("\\u{:04x}", byte);
    else out += c;
  }
  out += '"';
}

struct Reference {
  std::int64_t parts = 0;
  std::string digest;
};

// What a message refers to; no parts where it is an article itself.
Reference reference_of(std::string_view message) {
  constexpr std::size_t kLongest = 200;
  if (message.size() > kLongest || message.find("\"parts\"") == std::string_view::npos) return {};
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  Reference reference;
  std::string_view digest;
  const bool is_one = parser.parse(message.data(), message.size()).get(fields) == simdjson::SUCCESS &&
                      fields["parts"].get(reference.parts) == simdjson::SUCCESS && fields["digest"].get(digest) == simdjson::SUCCESS;
  const bool sound = digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!is_one || !sound || reference.parts < 1) return {};
  reference.digest = digest;
  return reference;
}

}  // namespace

std::string parts_subject(const std::string& subject) { return subject + ".parts"; }
std::string dead_subject(const std::string& subject) { return subject + ".dead"; }

Outcome make_article_streams(const Nats& nats, const std::string& subject, const std::string& stream, int replicas) {
  const StreamPlan plans[] = {{subject, stream, replicas, 0},
                              {parts_subject(subject) + ".>", stream_of(parts_subject(subject)), replicas, 1},
                              {dead_subject(subject), stream_of(dead_subject(subject)), replicas, 0}};
  for (const StreamPlan& plan : plans)
    if (Outcome made = nats.make_stream(plan); !made) return made;
  return Done{};
}

std::string article_message(const Article& article) {
  std::string out = "{";
  append_field(out, "id", article.id);
  append_field(out, "url", article.url);
  append_field(out, "title", article.title);
  append_field(out, "site", article.site);
  append_field(out, "published", article.published);
  append_field(out, "author", article.author);
  append_field(out, "language", article.language);
  append_field(out, "page_digest", article.page_digest);
  append_field(out, "text", article.text);
  return out + '}';
}

Outcome publish_article(const Nats& nats, const std::string& subject, const Article& article) {
  const std::string message = article_message(article);
  const std::string digest = sha256_hex(message);
  const auto most = static_cast<std::size_t>(std::max<std::int64_t>(nats.largest_message() - kAroundBody, 1024));
  if (message.size() <= most) return nats.publish(subject, message, digest);
  std::size_t parts = 0;
  for (std::size_t at = 0; at < message.size(); at += most, ++parts) {
    const std::string name = fmt::format("{}.{}.{}", parts_subject(subject), digest, parts);
    if (Outcome done = nats.publish(name, std::string_view(message).substr(at, most), fmt::format("{}-{}", digest, parts)); !done) return done;
  }
  return nats.publish(subject, fmt::format(R"({{"parts":{},"digest":"{}"}})", parts, digest), digest);
}

Result<Article> ArticleMessages::read(std::string_view message, const std::string& where) {
  const Reference reference = reference_of(message);
  if (reference.parts == 0) return articles_.read(message, where);
  std::string whole;
  for (std::int64_t part = 0; part < reference.parts; ++part) {
    const Result<NatsMessage> held = nats_.latest(stream_of(parts_subject(subject_)), fmt::format("{}.{}.{}", parts_subject(subject_), reference.digest, part));
    if (!held) return Error{fmt::format("{}: part {} of {}: {}", where, part + 1, reference.parts, held.error().message)};
    whole.append(natsMsg_GetData(held->get()), static_cast<std::size_t>(natsMsg_GetDataLength(held->get())));
  }
  if (sha256_hex(whole) != reference.digest) return Error{fmt::format("{}: the parts do not give the article of the reference; send it again", where)};
  return articles_.read(whole, where);
}

void ArticleMessages::forget_parts(std::string_view message) const {
  const Reference reference = reference_of(message);
  if (reference.parts == 0) return;
  jsOptions options;
  jsOptions_Init(&options);
  const std::string subject = fmt::format("{}.{}.>", parts_subject(subject_), reference.digest);
  options.Stream.Purge.Subject = subject.c_str();
  js_PurgeStream(nats_.stream(), stream_of(parts_subject(subject_)).c_str(), &options, nullptr);
}

}  // namespace vedette
