// Goes through the sources and takes their articles one by one. Door: articles.h. Test: articles_test.cpp.
#include "intake/articles.h"

#include <deque>

#include <fmt/format.h>

#include "intake/bytes.h"
#include "intake/kind.h"
#include "intake/readers.h"
#include "intake/sources.h"

namespace vedette {

struct ArticleStream::State {
  std::deque<Result<std::string>> sources;
  std::map<std::string, std::string> columns;
  std::unique_ptr<ArticleReader> reader;
};

ArticleStream::ArticleStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArticleStream::ArticleStream(ArticleStream&&) noexcept = default;
ArticleStream& ArticleStream::operator=(ArticleStream&&) noexcept = default;
ArticleStream::~ArticleStream() = default;

Result<ArticleStream> ArticleStream::open(std::vector<std::string> files, std::map<std::string, std::string> columns) {
  if (files.empty()) files.emplace_back("-");
  auto state = std::make_unique<State>();
  state->columns = std::move(columns);
  for (Result<std::string>& source : sources_of(files)) state->sources.push_back(std::move(source));
  return ArticleStream(std::move(state));
}

std::optional<Result<Article>> ArticleStream::next() {
  for (;;) {
    if (state_->reader) {
      if (std::optional<Result<Article>> article = state_->reader->next()) return article;
      state_->reader.reset();
    }
    if (state_->sources.empty()) return std::nullopt;
    const Result<std::string> source = std::move(state_->sources.front());
    state_->sources.pop_front();
    if (!source) return Result<Article>(source.error());
    Result<Bytes> bytes = Bytes::open(*source);
    if (!bytes) return Result<Article>(bytes.error());
    Result<std::unique_ptr<ArticleReader>> reader = reader_of(*std::move(bytes), state_->columns);
    if (!reader) return Result<Article>(reader.error());
    state_->reader = *std::move(reader);
  }
}

}  // namespace vedette
