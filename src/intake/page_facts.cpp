// Gathers what a web page says of itself. Door: page_facts.h. Test: page_facts_test.cpp.
// Structured data (schema.org as JSON-LD) come before OpenGraph, that before other names of <meta>, that before marks in the body:
// in this order publishers keep them with less care.
#include "intake/page_facts.h"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "base/day.h"
#include "base/utf8.h"

namespace vedette {
namespace {

namespace json = simdjson::dom;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string out;
  for (const char c : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin))
    if (!(std::string_view(" \t\r\n").find(c) != std::string_view::npos && !out.empty() && out.back() == ' ')) out += std::string_view("\t\r\n").find(c) != std::string_view::npos ? ' ' : c;
  return out;
}

// What stands in structured data is often escaped once more.
std::string plain(std::string_view text) {
  if (text.find('&') == std::string_view::npos && text.find('<') == std::string_view::npos) return trimmed(text);
  const Dom dom = dom_of(text);
  return words_of(dom, 0);
}

void set(std::string& into, std::string value) {
  if (into.empty()) into = std::move(value);
}

bool is_address(std::string_view text) { return text.starts_with("http") || text.starts_with("//") || text.starts_with("www."); }

std::string text_of(const json::element& value) {
  std::string_view text;
  return value.get(text) ? std::string{} : plain(text);
}

// "name" of a person or an organisation, or of several.
std::string names_of(const json::element& value, int deep = 0) {
  if (std::string text = text_of(value); !text.empty()) return is_address(text) ? "" : text;
  if (deep > 2) return {};
  json::object object;
  json::array array;
  json::element name;
  if (!value.get(object)) return object["name"].get(name) ? std::string{} : names_of(name, deep + 1);
  std::string all;
  if (!value.get(array))
    for (const json::element one : array) {
      const std::string found = names_of(one, deep + 1);
      if (!found.empty() && all.find(found) == std::string::npos) all += (all.empty() ? "" : ", ") + found;
    }
  return all;
}

bool has_type(const json::object& object, auto accept) {
  json::element type;
  if (object["@type"].get(type)) return false;
  std::string_view name;
  if (!type.get(name)) return accept(name);
  json::array several;
  if (type.get(several)) return false;
  for (const json::element one : several)
    if (!one.get(name) && accept(name)) return true;
  return false;
}

class StructuredData {
 public:
  explicit StructuredData(PageFacts& facts) : facts_(facts) {}

  void read(std::string written) {
    // Line ends inside of strings are common, and no JSON.
    std::replace_if(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    json::parser parser;
    json::element root;
    if (parser.parse(written).get(root)) return;
    walk(root, 0);
  }

 private:
  void walk(const json::element& value, int deep) {
    if (deep > 6) return;
    json::array array;
    json::object object;
    if (!value.get(array)) {
      for (const json::element one : array) walk(one, deep + 1);
    } else if (!value.get(object)) {
      const bool article = has_type(object, [](std::string_view type) {
        return type.ends_with("Article") || type.ends_with("Posting") || type.ends_with("Report");
      });
      if (article) take(object);
      for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"}) {
        json::element inner;
        if (!object[key].get(inner) && !(article && std::string_view(key) == "itemListElement")) walk(inner, deep + 1);
      }
    }
  }

  void take(const json::object& article) {
    const auto field = [&](const char* key) {
      json::element value;
      return article[key].get(value) ? std::string{} : text_of(value);
    };
    json::element value;
    set(facts_.title, field("headline"));
    set(facts_.title, field("name"));
    set(facts_.published, field("datePublished"));
    set(facts_.language, field("inLanguage"));
    set(facts_.body, field("articleBody"));
    if (!article["author"].get(value) || !article["creator"].get(value)) set(facts_.author, names_of(value));
    if (!article["publisher"].get(value)) set(facts_.site, names_of(value));
  }

  PageFacts& facts_;
};

// Names of <meta>, the surest first.
constexpr std::array kTitles = {"og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "title"};
constexpr std::array kAuthors = {"author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article.author", "citation_author"};
constexpr std::array kSites = {"og:site_name", "application-name", "dc.publisher", "copyright-holder", "publisher"};
constexpr std::array kDates = {"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date",
                               "publish_date", "publication_date", "published-date", "published_time", "parsely-pub-date", "sailthru.date", "article.published", "originalpublicationdate", "displaydate", "ptime", "dat", "datecreated", "cxenseparse:recs:publishtime", "citation_publication_date", "weibo:article:create_at", "last-modified"};
constexpr std::array kLanguages = {"og:locale", "content-language", "dc.language", "inlanguage"};

class Head {
 public:
  Head(const Dom& dom, PageFacts& facts) : dom_(dom), facts_(facts) {
    for (const DomNode& node : dom.nodes) {
      if (node.tag == "meta") {
        for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
          // Several properties may stand in one attribute.
          std::string names = lower(node.attribute(key));
          for (std::size_t at = 0; at < names.size();) {
            const std::size_t end = std::min(names.find(' ', at), names.size());
            std::string content = trimmed(node.attribute("content"));
            if (end > at && !content.empty()) metas_.emplace_back(names.substr(at, end - at), std::move(content));
            at = end + 1;
          }
        }
      } else if (node.tag == "link" && lower(node.attribute("rel")) == "canonical") {
        set(facts_.url, trimmed(node.attribute("href")));
      }
    }
  }

  void read() {
    for (const char* name : kTitles) set(facts_.title, meta(name));
    for (const char* name : kAuthors)
      if (const std::string author = meta(name); !author.empty() && !is_address(author)) set(facts_.author, author);
    for (const char* name : kSites) set(facts_.site, meta(name));
    for (const char* name : kDates)
      if (const std::string date = meta(name); std::any_of(date.begin(), date.end(), [](char c) { return c >= '0' && c <= '9'; })) set(facts_.published, date);
    for (const char* name : kLanguages) set(facts_.language, meta(name));
    set(facts_.url, meta("og:url"));
  }

 private:
  std::string meta(std::string_view name) const {
    for (const auto& [key, content] : metas_)
      if (key == name) return content;
    return {};
  }

  const Dom& dom_;
  PageFacts& facts_;
  std::vector<std::pair<std::string, std::string>> metas_;
};

bool has_word(std::string_view attribute, std::string_view word) {
  const std::string low = lower(attribute);
  for (std::size_t at = low.find(word); at != std::string::npos; at = low.find(word, at + 1)) {
    const auto inside = [&](std::size_t i) { return i < low.size() && low[i] >= 'a' && low[i] <= 'z'; };
    if (!(at > 0 && inside(at - 1)) && !inside(at + word.size())) return true;
  }
  return false;
}

// "By Jane Smith" to "Jane Smith"; nothing where it can be no byline.
std::string as_author(std::string text) {
  constexpr std::size_t kLongest = 100;
  for (const std::string_view by : {"By ", "by ", "BY ", "Par ", "Von ", "Por ", "Written by "})
    if (text.starts_with(by)) text.erase(0, by.size());
  return text.size() <= kLongest && text.size() >= 3 ? text : std::string{};
}

void read_body(const Dom& dom, PageFacts& facts) {
  std::string heading;
  int headings = 0;
  std::string time;
  std::string author;
  for (std::uint32_t i = 0; i < dom.nodes.size(); ++i) {
    const DomNode& node = dom.nodes[i];
    if (node.is_text()) continue;
    if (node.tag == "html") set(facts.language, std::string(node.attribute("lang").empty() ? node.attribute("xml:lang") : node.attribute("lang")));
    if (node.tag == "h1" && headings++ == 0) heading = words_of(dom, i);
    const std::string_view property = node.attribute("itemprop");
    if (has_word(property, "datepublished")) set(facts.published, trimmed(node.attribute("datetime").empty() ? node.attribute("content") : node.attribute("datetime")));
    if (node.tag == "time" && time.empty() && day_of(node.attribute("datetime"))) time = node.attribute("datetime");
    if (!author.empty() || node.tag == "meta" || node.tag == "link") continue;
    const std::string_view name = node.attribute("class");
    const bool marked = node.attribute("rel") == "author" || has_word(property, "author") || has_word(name, "byline") || has_word(node.attribute("id"), "byline") ||
                        (has_word(name, "author") && node.end - i < 30) || has_word(name, "p-author");
    if (marked) author = as_author(words_of(dom, i));
  }
  set(facts.title, heading);
  set(facts.author, author);
  set(facts.published, time);
}

// "… | BBC News": the site behind a bar or a dash, where it is known or the last of several parts.
std::string without_site(std::string title, const std::string& site) {
  for (const std::string_view bar : {" | ", " – ", " — ", " - ", " :: ", " » ", " • "}) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string::npos || at < 10) continue;
    const std::string last = fold(std::string_view(title).substr(at + bar.size()));
    const std::string known = fold(site);
    const bool names_site = !known.empty() && (last == known || last.starts_with(known) || known.starts_with(last) || last.find(known) != std::string::npos);
    if (names_site) title.resize(at);
  }
  return title;
}

}  // namespace

PageFacts page_facts(const Dom& dom) {
  PageFacts facts;
  StructuredData data(facts);
  for (const std::string& written : dom.json_ld) data.read(written);
  Head(dom, facts).read();
  std::string declared;
  for (const DomNode& node : dom.nodes)
    if (node.tag == "html" && declared.empty()) declared = node.attribute("lang");
  if (!declared.empty()) facts.language = declared;
  read_body(dom, facts);
  for (std::uint32_t i = 0; i < dom.nodes.size() && facts.title.empty(); ++i)
    if (dom.nodes[i].tag == "title") facts.title = words_of(dom, i);
  facts.title = without_site(facts.title, facts.site);
  facts.author = as_author(facts.author);
  std::replace(facts.language.begin(), facts.language.end(), '_', '-');
  return facts;
}

}  // namespace vedette
