// Reads one JSON object as an article. Door: json_articles.h. Test: json_articles_test.cpp. Fuzzer: json_articles_fuzzer.cpp.
#include "intake/json_articles.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "intake/articles.h"
#include "intake/web_page.h"

namespace vedette {
namespace {

namespace dom = simdjson::dom;

// simdjson takes UTF-8 only. A byte that is none travels as a character of the last private plane, and back.
constexpr char32_t kByteInDisguise = 0x10FF00;

std::string disguised(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(bytes, at);
    if (c == U'\uFFFD' && at == start + 1)
      append_code_point(out, kByteInDisguise + static_cast<unsigned char>(bytes[start]));
    else
      out.append(bytes, start, at - start);
  }
  return out;
}

std::string undisguised(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c >= kByteInDisguise && c < kByteInDisguise + 0x100)
      out += static_cast<char>(c - kByteInDisguise);
    else
      out.append(text, start, at - start);
  }
  return out;
}

std::string_view type_name(dom::element_type type) {
  switch (type) {
    case dom::element_type::ARRAY:
      return "an array";
    case dom::element_type::OBJECT:
      return "an object";
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
      return "a number";
    case dom::element_type::STRING:
      return "a string";
    case dom::element_type::BOOL:
      return "true or false";
    case dom::element_type::NULL_VALUE:
      return "null";
  }
  return "something else";
}

std::string_view what_is_wrong(simdjson::error_code code) {
  switch (code) {
    case simdjson::UNCLOSED_STRING:
      return "a string is not closed; the line may be cut short";
    case simdjson::STRING_ERROR:
      return "a string holds an escape that JSON does not know or half of a surrogate pair";
    case simdjson::UNESCAPED_CHARS:
      return "a string holds a control character that is not escaped";
    case simdjson::DEPTH_ERROR:
      return "brackets are nested too deep";
    case simdjson::NUMBER_ERROR:
      return "a number is not one of JSON's";
    case simdjson::EMPTY:
      return "there is nothing in it";
    case simdjson::TAPE_ERROR:
      return "a comma, colon, quotation mark or bracket is missing or too many; the line may be cut short";
    default:
      return "this is not JSON";
  }
}

// Bytes to code points, counted from 1 as editors do.
std::size_t column_of(std::string_view object, std::size_t byte) { return CodePointIndex(object.substr(0, byte)).size() + 1; }

// Where the reading stops making sense: the first byte at which brackets or strings no longer fit, or the end.
std::size_t fault_in(std::string_view object) {
  std::string open;
  bool in_string = false;
  for (std::size_t at = 0; at < object.size(); ++at) {
    const char c = object[at];
    if (in_string) {
      if (c == '\\')
        ++at;
      else if (c == '"')
        in_string = false;
      else if (static_cast<unsigned char>(c) < 0x20)
        return at;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      open += c == '{' ? '}' : ']';
    } else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != c) return at;
      open.pop_back();
      if (open.empty() && object.find_first_not_of(" \t\r\n", at + 1) != std::string_view::npos)
        return object.find_first_not_of(" \t\r\n", at + 1);
    }
  }
  return object.size();
}

// What IPTC's ninjs calls an article's parts, in its versions 1 ("body_xhtml", "headline") and 2 ("bodies", "headlines").
void read_ninjs(const dom::object& item, Article& article, std::string& html, auto text_of) {
  const auto string_at = [&](const dom::object& object, const char* key) {
    std::string_view value;
    return object[key].get(value) ? std::string{} : text_of(value);
  };
  const auto fill = [](std::string& into, std::string value) {
    if (into.empty()) into = std::move(value);
  };
  // The first of a list of objects that has `value`, or one of the content type that is wanted.
  const auto from_list = [&](const char* list, std::string_view type) {
    dom::array entries;
    dom::object entry;
    if (item[list].get(entries)) return std::string{};
    for (const dom::element one : entries) {
      if (one.get(entry)) continue;
      const std::string content_type = string_at(entry, "contenttype");
      if (type.empty() || content_type.find(type) != std::string::npos || (type == "plain" && content_type.empty()))
        if (std::string value = string_at(entry, "value"); !value.empty()) return value;
    }
    return std::string{};
  };
  fill(article.text, string_at(item, "body_text"));
  fill(article.text, from_list("bodies", "plain"));
  for (const char* key : {"body_html", "body_xhtml"}) fill(html, string_at(item, key));
  fill(html, from_list("bodies", "html"));
  fill(article.title, string_at(item, "headline"));
  fill(article.title, from_list("headlines", ""));
  fill(article.id, string_at(item, "uri"));
  fill(article.author, string_at(item, "byline"));
  for (const char* key : {"firstcreated", "contentcreated", "versioncreated"}) fill(article.published, string_at(item, key));
}

}  // namespace

struct JsonArticles::State {
  dom::parser parser;
};

JsonArticles::JsonArticles() : state_(std::make_unique<State>()) {}
JsonArticles::JsonArticles(JsonArticles&&) noexcept = default;
JsonArticles::~JsonArticles() = default;

Result<Article> JsonArticles::read(std::string_view given, const std::string& where) {
  const bool sound = is_valid_utf8(given);
  const std::string mended = sound ? std::string{} : disguised(given);
  const std::string_view object = sound ? given : std::string_view(mended);
  const auto text_of = [&](std::string_view value) { return sound ? std::string(value) : undisguised(value); };

  dom::element root;
  if (const auto error = state_->parser.parse(object.data(), object.size()).get(root)) {
    return Error{fmt::format("{}, column {}: {}; expected one JSON object on the line", where,
                             column_of(object, fault_in(object)), what_is_wrong(error))};
  }
  dom::object fields;
  if (root.get(fields))
    return Error{fmt::format("{}: expected a JSON object with \"text\" or \"html\", found {}", where, type_name(root.type()))};

  Article article;
  article.where = where;
  std::string html;
  const std::pair<std::string_view, std::string*> keys[] = {{"id", &article.id},
                                                            {"text", &article.text},
                                                            {"html", &html},
                                                            {"title", &article.title},
                                                            {"url", &article.url},
                                                            {"site", &article.site},
                                                            {"published", &article.published},
                                                            {"language", &article.language},
                                                            {"author", &article.author},
                                                            {"page_digest", &article.page_digest}};
  for (const auto& [key, into] : keys) {
    dom::element value;
    if (fields[key].get(value)) continue;
    std::string_view words;
    if (value.is_null()) continue;
    if (!value.get(words)) {
      *into = text_of(words);
    } else if (key == "id" && (value.is<std::int64_t>() || value.is<std::uint64_t>())) {
      *into = simdjson::minify(value);
    } else {
      return Error{fmt::format("{}: \"{}\" is {}; expected a string", where, key, type_name(value.type()))};
    }
  }
  if (article.text.empty() && html.empty()) read_ninjs(fields, article, html, text_of);
  if (std::max(article.text.size(), html.size()) > kLargestArticle)
    return Error{fmt::format("{}: the article is larger than {} MB; split it", where, kLargestArticle >> 20)};
  if (!article.text.empty()) return article;
  if (!html.empty()) return article_of_page(html, std::move(article));
  const bool had_text = !fields["text"].error() || !fields["html"].error();
  return Error{fmt::format("{}: {}; expected \"text\" or \"html\" with the words of the report", where,
                           had_text ? "the text is empty" : "there is neither \"text\" nor \"html\"")};
}

}  // namespace vedette
