#pragma once
// An article as a message: the JSON object that JSONL holds; a large one as a reference to its parts.

#include <string>
#include <string_view>
#include <variant>

#include "intake/json_articles.h"
#include "vedette/article.h"
#include "work/nats.h"

namespace vedette {

// The JSON object; bytes of the text that are no UTF-8 travel as they are, so that the article's digest stays its own.
std::string article_message(const Article& article);

// Publishes an article, in parts where it is larger than the server takes: first {subject}.parts.{digest}.{number}, then, in the
// place of the article, {"parts": number, "digest": SHA-256 of the whole message}.
Outcome publish_article(const Nats& nats, const std::string& subject, const Article& article);

// The message's article. What is wrong with a message is an Error; parts that are not there, too.
class ArticleMessages {
 public:
  ArticleMessages(const Nats& nats, std::string subject) : nats_(nats), subject_(std::move(subject)) {}
  Result<Article> read(std::string_view message, const std::string& where);
  // Takes the parts of a message that is done with off the server.
  void forget_parts(std::string_view message) const;

 private:
  const Nats& nats_;
  std::string subject_;
  JsonArticles articles_;
};

// The streams that articles of a subject stand in: of the articles, of the parts, of the dead letters.
Outcome make_article_streams(const Nats& nats, const std::string& subject, const std::string& stream, int replicas);
std::string parts_subject(const std::string& subject);
std::string dead_subject(const std::string& subject);

}  // namespace vedette
