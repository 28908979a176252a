// Articles in spreadsheets: a row each, columns known by their names. Door: csv.h, readers.h. Test: csv_test.cpp.
#include "intake/csv.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/utf8.h"
#include "intake/articles.h"
#include "intake/readers.h"

namespace vedette {

char separator_of(std::string_view header) {
  constexpr std::string_view kSeparators = ",;\t|";
  return *std::max_element(kSeparators.begin(), kSeparators.end(), [&](char a, char b) {
    return std::count(header.begin(), header.end(), a) < std::count(header.begin(), header.end(), b);
  });
}

CsvRows::Got CsvRows::next(std::vector<std::string>& cells, std::size_t most) {
  cells.clear();
  std::string line;
  std::string cell;
  bool quoted = false;
  bool cut = false;
  std::size_t size = 0;
  bool too_long = false;
  if (!bytes_.line(line, most, cut)) return Got::end;
  first_line_ = ++line_;
  for (;;) {
    too_long |= cut || (size += line.size()) > most;
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.ends_with('\r')) line.pop_back();
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      if (quoted) {
        if (c != '"')
          cell += c;
        else if (at + 1 < line.size() && line[at + 1] == '"')
          cell += line[at++];
        else
          quoted = false;
      } else if (c == '"' && cell.empty()) {
        quoted = true;
      } else if (c == separator_) {
        cells.push_back(std::move(cell));
        cell.clear();
      } else {
        cell += c;
      }
      if (too_long) cell.clear();
    }
    if (!quoted) break;
    cell += '\n';
    if (!bytes_.line(line, most, cut)) return Got::unclosed;
    ++line_;
  }
  cells.push_back(std::move(cell));
  return too_long ? Got::too_long : Got::row;
}

namespace {

// What columns are called elsewhere.
struct Column {
  std::string_view name;
  std::string Article::*field;
};
constexpr std::array kColumns = {Column{"id", &Article::id},
                                 Column{"text", &Article::text},
                                 Column{"body", &Article::text},
                                 Column{"content", &Article::text},
                                 Column{"article", &Article::text},
                                 Column{"story", &Article::text},
                                 Column{"full_text", &Article::text},
                                 Column{"title", &Article::title},
                                 Column{"headline", &Article::title},
                                 Column{"url", &Article::url},
                                 Column{"link", &Article::url},
                                 Column{"site", &Article::site},
                                 Column{"source", &Article::site},
                                 Column{"outlet", &Article::site},
                                 Column{"publisher", &Article::site},
                                 Column{"publication", &Article::site},
                                 Column{"published", &Article::published},
                                 Column{"date", &Article::published},
                                 Column{"datetime", &Article::published},
                                 Column{"pubdate", &Article::published},
                                 Column{"published_at", &Article::published},
                                 Column{"publish_date", &Article::published},
                                 Column{"author", &Article::author},
                                 Column{"byline", &Article::author},
                                 Column{"language", &Article::language},
                                 Column{"lang", &Article::language}};

class CsvReader : public ArticleReader {
 public:
  CsvReader(Bytes bytes, std::map<std::string, std::string> columns)
      : bytes_(std::move(bytes)), given_(std::move(columns)), rows_(bytes_, separator_of(first_line())) {}

  std::optional<Result<Article>> next() override {
    if (!std::exchange(opened_, true)) {
      rows_.next(cells_, kLargestArticle);
      for (const std::string& name : cells_) fields_.push_back(field_of(name));
      if (std::find(fields_.begin(), fields_.end(), &Article::text) == fields_.end()) {
        ended_ = true;
        return Error{fmt::format("{}:1: no column holds the text; expected one called text, or a column map (found {})",
                                 bytes_.name(), fmt::join(cells_, ", "))};
      }
    }
    while (!ended_) {
      const CsvRows::Got got = rows_.next(cells_, kLargestArticle);
      const std::string where = fmt::format("{}:{}", bytes_.name(), rows_.line());
      if (got == CsvRows::Got::end) break;
      if (got == CsvRows::Got::unclosed) {
        ended_ = true;
        return Error{fmt::format("{}: a quotation mark that opens in this row is never closed", where)};
      }
      if (got == CsvRows::Got::too_long)
        return Error{fmt::format("{}: the row is larger than {} MB", where, kLargestArticle >> 20)};
      if (cells_.size() == 1 && cells_[0].empty()) continue;
      if (cells_.size() != fields_.size())
        return Error{fmt::format("{}: the row has {} cells; expected {} as in the header", where, cells_.size(), fields_.size())};
      Article article;
      article.where = where;
      for (std::size_t i = 0; i < cells_.size(); ++i)
        if (fields_[i] && (article.*fields_[i]).empty()) article.*fields_[i] = std::move(cells_[i]);
      if (article.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{fmt::format("{}: the text is empty", where)};
      return article;
    }
    return std::nullopt;
  }

 private:
  std::string_view first_line() {
    const std::string_view held = bytes_.peek(4096);
    return held.substr(0, held.find('\n'));
  }

  std::string Article::*field_of(const std::string& name) const {
    const auto given = given_.find(name);
    const std::string wanted = given != given_.end() ? given->second : lower(name);
    for (const Column& column : kColumns)
      if (column.name == wanted) return column.field;
    return nullptr;
  }

  Bytes bytes_;
  std::map<std::string, std::string> given_;
  CsvRows rows_;
  std::vector<std::string> cells_;
  std::vector<std::string Article::*> fields_;
  bool opened_ = false;
  bool ended_ = false;
};

}  // namespace

Result<std::map<std::string, std::string>> columns_of(const std::vector<std::string>& given) {
  std::map<std::string, std::string> columns;
  for (const std::string& one : given) {
    const std::size_t equals = one.rfind('=');
    const std::string key = equals == std::string::npos ? std::string{} : one.substr(equals + 1);
    const bool known = std::any_of(kColumns.begin(), kColumns.end(), [&](const Column& column) { return column.name == key; });
    if (!known)
      return Error{
          fmt::format("'{}': expected NAME=KEY, the KEY being id, text, title, url, site, published, author or language", one)};
    columns[one.substr(0, equals)] = key;
  }
  return columns;
}

std::unique_ptr<ArticleReader> csv_reader(Bytes bytes, std::map<std::string, std::string> columns) {
  return std::make_unique<CsvReader>(std::move(bytes), std::move(columns));
}

}  // namespace vedette
