// Pages of lists, and their exports. Door: Listing. Test: tests/serve.py.
#include "listing.h"

#include <charconv>

#include <fmt/format.h>
#include <simdjson.h>

#include "report/csv.h"

namespace vedette {
namespace {

// Actors and places by their names, evidence by its words, lists with semicolons.
std::string cell_of(const simdjson::dom::element& value) {
  using simdjson::dom::element_type;
  switch (value.type()) {
    case element_type::STRING: return std::string(value.get_string().value_unsafe());
    case element_type::NULL_VALUE: return {};
    case element_type::ARRAY: {
      std::string joined;
      simdjson::dom::array all;
      if (value.get(all) != simdjson::SUCCESS) return {};
      for (const simdjson::dom::element item : all) joined += (joined.empty() ? "" : "; ") + cell_of(item);
      return joined;
    }
    case element_type::OBJECT:
      for (const char* key : {"name", "words", "value"}) {
        simdjson::dom::element inner;
        if (value[key].get(inner) == simdjson::SUCCESS) return cell_of(inner);
      }
      return {};
    default: return simdjson::minify(value);
  }
}

template <class Each>
void each_column(std::string_view columns, Each each) {
  while (!columns.empty()) {
    const std::size_t blank = columns.find(' ');
    each(columns.substr(0, blank));
    columns = blank == std::string_view::npos ? std::string_view() : columns.substr(blank + 1);
  }
}

std::optional<PageMark> cursor_of(std::string_view text) {
  PageMark cursor{};
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    const std::size_t point = text.find('.');
    const std::string_view number = text.substr(0, point);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), cursor[i]);
    if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
    if ((point == std::string_view::npos) != (i + 1 == cursor.size())) return std::nullopt;
    text = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  }
  return cursor;
}

}  // namespace

Listing::Listing(Parameters& parameters, std::string_view name, std::string_view columns) : name_(name), columns_(columns) {
  constexpr std::string_view kFormats[] = {"json", "jsonl", "csv"};
  format_ = parameters.one_of("format", kFormats, "json");
  limit_ = parameters.whole("limit", 1, format_ == "json" ? 1'000 : 10'000, 50);
  const std::string after = parameters.text("after");
  if (after.empty()) return;
  after_ = cursor_of(after);
  if (!after_) parameters.wrong("after", "what `next` of the page before said");
}

void Listing::put(const PageMark& at) {
  last_ = at;
  if (format_ == "csv") {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element item;
    if (count_ == 0) {
      each_column(columns_, [&](std::string_view column) { out_ += (out_.empty() ? "" : ",") + std::string(column); });
      out_ += "\r\n";
    }
    if (parser.parse(item_).get(item) == simdjson::SUCCESS) {
      bool first = true;
      each_column(columns_, [&](std::string_view column) {
        simdjson::dom::element value;
        if (!first) out_ += ',';
        first = false;
        if (item[column].get(value) == simdjson::SUCCESS) out_ += csv_cell(cell_of(value));
      });
      out_ += "\r\n";
    }
  } else if (format_ == "jsonl") {
    out_ += item_ + '\n';
  } else {
    if (count_) out_ += ',';
    out_ += item_;
  }
  ++count_;
}

Answer Listing::finish(std::string_view as_of) {
  Answer answer;
  if (format_ == "json") {
    std::string tail;
    JsonWriter json(tail);
    json.begin_object();
    json.field_or_null("next", more_ ? fmt::format("{}.{}.{}", last_[0], last_[1], last_[2]) : std::string());
    json.field_or_null("as_of", as_of);
    json.end_object();
    answer.body = std::make_shared<const std::string>("{\"items\":[" + out_ + "]," + tail.substr(1) + '\n');
    return answer;
  }
  if (format_ == "csv" && count_ == 0) {
    each_column(columns_, [&](std::string_view column) { out_ += (out_.empty() ? "" : ",") + std::string(column); });
    out_ += "\r\n";
  }
  answer.type = format_ == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
  answer.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name_, format_));
  if (more_) answer.headers.emplace_back("Vedette-Next", fmt::format("{}.{}.{}", last_[0], last_[1], last_[2]));
  answer.body = std::make_shared<const std::string>(std::move(out_));
  return answer;
}

}  // namespace vedette
