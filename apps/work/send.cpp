// vedette send FILES --to nats://…: puts articles into a stream. Test: tests/work.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "in_order.h"
#include "intake/articles.h"
#include "work/article_message.h"

namespace vedette {
namespace {

struct SendOptions {
  std::vector<std::string> files;
  std::string to, credentials, stream;
  int replicas = 1;
  std::vector<std::string> columns;
};

// How many articles are under way at once: the stream's answer, not its speed, is what one waits for.
constexpr int kUnderWay = 16;

int send_all(const SendOptions& options) {
  const Result<NatsAddress> address = nats_address(options.to);
  if (!address) return complain(address.error().message, kWrongUse);
  const Result<std::map<std::string, std::string>> columns = columns_of(options.columns);
  if (!columns) return complain(columns.error().message, kWrongUse);
  const Result<Nats> nats = Nats::open(*address, options.credentials);
  if (!nats) return complain(nats.error().message, kWrongUse);
  const std::string stream = options.stream.empty() ? stream_of(address->subject) : options.stream;
  if (Outcome made = make_article_streams(*nats, address->subject, stream, options.replicas); !made) return complain(made.error().message, kWrongUse);
  Result<ArticleStream> articles = ArticleStream::open(options.files, *columns);
  if (!articles) return complain(articles.error().message, kWrongUse);

  int status = kAllRead;
  std::size_t sent = 0;
  in_order(
      kUnderWay, [&] { return articles->next(); },
      [&](const Result<Article>& article) -> Outcome {
        if (!article) return article.error();
        return publish_article(*nats, address->subject, *article);
      },
      [&](const Outcome& done) {
        if (done) ++sent;
        else status = complain(done.error().message, kSomeFailed);
      });
  fmt::print(stderr, "{} articles are in the stream {}\n", sent, stream);
  return status;
}

}  // namespace

void add_send_command(CLI::App& app, int& status) {
  auto options = std::make_shared<SendOptions>();
  CLI::App* command = app.add_subcommand("send", "Put articles into a NATS stream, for workers to read");
  command->add_option("files", options->files, "Files, folders, globs; - is standard input")->type_name("FILE");
  command->add_option("--to", options->to, "Servers and subject: nats://HOST:PORT,HOST:PORT/articles")->required()->type_name("NATS");
  command->add_option("--stream", options->stream, "Name of the stream; by default the subject's, in capitals");
  command->add_option("--replicas", options->replicas, "Servers that hold each message, where the stream is made")->check(CLI::Range(1, 5))->capture_default_str();
  command->add_option("--credentials", options->credentials, "A NATS credentials file")->check(CLI::ExistingFile)->type_name("FILE");
  command->add_option("--column", options->columns, "Of a CSV: which column holds what, as Leitartikel=text")->type_name("NAME=KEY")->allow_extra_args(false);
  command->callback([options, &status] { status = send_all(*options); });
}

}  // namespace vedette
