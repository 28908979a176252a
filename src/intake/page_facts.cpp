// Gathers what a web page says of itself. Door: page_facts.h. Test: web_page_test.cpp, eval/metadata.py.
// Structured data (schema.org as JSON-LD) come before OpenGraph, that before other names of <meta>, that before marks in the
// body: in this order publishers keep them with less care.
#include "intake/page_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <simdjson.h>

#include "base/day.h"
#include "base/utf8.h"
#include "intake/byline.h"

namespace vedette {
namespace {

namespace json = simdjson::dom;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string out;
  for (const char c : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin))
    if (!(std::string_view(" \t\r\n").find(c) != std::string_view::npos && !out.empty() && out.back() == ' '))
      out += std::string_view("\t\r\n").find(c) != std::string_view::npos ? ' ' : c;
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

int count_words(std::string_view text) {
  int words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
  return words;
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
    std::replace_if(
        written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    // Some wrap it in a comment or a CDATA section.
    const std::size_t begin = written.find_first_of("{[");
    const std::size_t end = written.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) return;
    const std::size_t cdata = written.find("[CDATA[");
    const std::size_t from = cdata != std::string::npos && cdata <= begin ? written.find_first_of("{[", cdata + 7) : begin;
    if (from == std::string::npos || from > end) return;
    const std::size_t last = cdata != std::string::npos ? written.rfind("]]>") : std::string::npos;
    written =
        written.substr(from, (last != std::string::npos && last > from ? written.find_last_of("}]", last - 1) : end) + 1 - from);
    json::parser parser;
    json::element root;
    if (parser.parse(written).get(root)) return;
    collect_names(root, 0);
    walk(root, 0);
  }

 private:
  // Persons and organisations that an article only points to stand elsewhere, under the same "@id".
  void collect_names(const json::element& value, int deep) {
    json::array array;
    json::object object;
    if (deep > 6) return;
    if (!value.get(array)) {
      for (const json::element one : array) collect_names(one, deep + 1);
    } else if (!value.get(object)) {
      std::string_view id;
      json::element name;
      if (!object["@id"].get(id) && !object["name"].get(name)) names_.try_emplace(std::string(id), text_of(name));
      for (const auto field : object) collect_names(field.value, deep + 1);
    }
  }

  std::string people_of(const json::element& value) const {
    json::array array;
    json::object object;
    std::string_view id;
    if (!value.get(array)) {
      std::string all;
      for (const json::element one : array)
        if (const std::string name = people_of(one); !name.empty() && all.find(name) == std::string::npos) all += (all.empty() ? "" : ", ") + name;
      return all;
    }
    if (std::string name = names_of(value); !name.empty()) return name;
    if (value.get(object) || object["@id"].get(id)) return {};
    const auto found = names_.find(std::string(id));
    return found == names_.end() || is_address(found->second) ? std::string{} : found->second;
  }

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
    if (!article["author"].get(value) || !article["creator"].get(value)) set(facts_.author, people_of(value));
    if (!article["publisher"].get(value)) set(facts_.site, people_of(value));
  }

  PageFacts& facts_;
  std::map<std::string, std::string> names_;  // by "@id"
};

// Names of <meta>, the surest first.
constexpr std::array kTitles = {"og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "title"};
constexpr std::array kAuthors = {"author",          "authors", "dc.creator",      "dcterms.creator", "parsely-author", "sailthru.author",
                                 "article:author_name", "byl",     "citation_author"};
// OpenGraph means a profile by these; pages put the column's owner or an account there. A byline that is marked as one is surer.
constexpr std::array kProfiles = {"article:author", "og:article:author", "article.author"};
constexpr std::array kSites = {"og:site_name", "application-name", "dc.publisher", "copyright-holder", "publisher"};
constexpr std::array kDates = {"article:published_time",
                               "og:article:published_time",
                               "og:published_time",
                               "datepublished",
                               "date",
                               "dc.date",
                               "dc.date.issued",
                               "dcterms.created",
                               "dcterms.date",
                               "pubdate",
                               "publishdate",
                               "publish-date",
                               "publish_date",
                               "publication_date",
                               "published-date",
                               "published_time",
                               "parsely-pub-date",
                               "sailthru.date",
                               "article.published",
                               "originalpublicationdate",
                               "displaydate",
                               "ptime",
                               "dat",
                               "datecreated",
                               "cxenseparse:recs:publishtime",
                               "citation_publication_date",
                               "weibo:article:create_at",
                               "last-modified"};
constexpr std::array kLanguages = {"og:locale", "content-language", "dc.language", "inlanguage"};

class Head {
 public:
  Head(const Dom& dom, PageFacts& facts) : facts_(facts) {
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
        set(facts_.url, web_address(node.attribute("href")));
      }
    }
  }

  void read() {
    for (const char* name : kTitles)
      if (std::string title = meta(name); !title.empty()) titles.push_back(std::move(title));
    for (const char* name : kAuthors) set(facts_.author, people(name));
    // Yoast's pair of a label and what it labels.
    for (const auto& [label, value] : {std::pair("twitter:label1", "twitter:data1"), std::pair("twitter:label2", "twitter:data2")})
      if (labels_author(meta(label))) set(facts_.author, meta(value));
    for (const char* name : kProfiles)
      if (const std::string author = meta(name); !author.empty() && !is_address(author)) set(profile, author);
    for (const char* name : kSites) set(facts_.site, meta(name));
    for (const char* name : kDates)
      if (const std::string date = meta(name); std::any_of(date.begin(), date.end(), [](char c) { return c >= '0' && c <= '9'; }))
        set(facts_.published, date);
    for (const char* name : kLanguages) set(facts_.language, meta(name));
    set(facts_.url, web_address(meta("og:url")));
  }

  std::vector<std::string> titles;  // the surest first
  std::string profile;               // an author of less weight than a byline in the page

 private:
  // All that are named so: a page gives each author a <meta>.
  std::string people(std::string_view name) const {
    std::string all;
    for (const auto& [key, content] : metas_)
      if (key == name && !is_address(content) && all.find(content) == std::string::npos) all += (all.empty() ? "" : ", ") + content;
    return all;
  }

  std::string meta(std::string_view name) const {
    for (const auto& [key, content] : metas_)
      if (key == name) return content;
    return {};
  }

  PageFacts& facts_;
  std::vector<std::pair<std::string, std::string>> metas_;
};

// `weak` names an author of less weight than a byline in the page.
void read_body(const Dom& dom, const std::string& weak, PageFacts& facts) {
  std::string time;
  for (const DomNode& node : dom.nodes) {
    if (node.is_text()) continue;
    if (has_word(node.attribute("itemprop"), "datepublished"))
      set(facts.published, trimmed(node.attribute("datetime").empty() ? node.attribute("content") : node.attribute("datetime")));
    if (node.tag == "time" && time.empty() && day_of(node.attribute("datetime"))) time = node.attribute("datetime");
  }
  set(facts.published, time);
  if (!facts.author.empty()) return;
  const Byline byline = byline_in(dom);
  if (byline.marked) set(facts.author, byline.names);
  set(facts.author, weak);
  set(facts.author, byline.names);
}

// The share of the words of `title` that stand in `whole`, too.
double shared_words(const std::string& title, const std::string& whole) {
  const std::string folded = ' ' + fold(whole) + ' ';
  const std::string wanted = fold(title);
  int all = 0;
  int found = 0;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    ++all;
    found += folded.find(' ' + wanted.substr(at, end - at) + ' ') != std::string::npos;
    at = end + 1;
  }
  return all ? static_cast<double>(found) / all : 0;
}

// "… | BBC News": the site behind a bar or a dash, where it is known or the last of several parts.
std::string without_site(std::string title, const std::string& site) {
  for (const std::string_view bar : {" | ", " – ", " — ", " - ", " :: ", " » ", " • "}) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string::npos || at < 10) continue;
    const std::string last = fold(std::string_view(title).substr(at + bar.size()));
    const std::string known = fold(site);
    const bool names_site = !known.empty() && (last == known || last.starts_with(known) || known.starts_with(last) ||
                                               last.find(known) != std::string::npos);
    if (names_site) title.resize(at);
  }
  return title;
}

// The page's titles, the surest first, and what <title> holds: the first that agrees with it.
std::string best_title(const Dom& dom, std::vector<std::string> titles, const std::string& site) {
  std::string whole;
  std::vector<std::string> headings;
  for (std::uint32_t i = 0; i < dom.nodes.size(); ++i) {
    if (dom.nodes[i].tag == "title" && whole.empty()) whole = words_of(dom, i);
    if (dom.nodes[i].tag == "h1" && headings.size() < 5) headings.push_back(words_of(dom, i));
  }
  constexpr double kAgrees = 0.75;
  for (const std::string& title : titles)
    if (whole.empty() || shared_words(title, whole) >= kAgrees) return title;
  if (!titles.empty()) return titles[0];
  constexpr int kEnoughWords = 5;
  for (const std::string& heading : headings)
    if (whole.empty() || (shared_words(heading, whole) >= kAgrees && count_words(heading) >= kEnoughWords)) return heading;
  const std::string shorter = without_site(whole, site);
  return count_words(shorter) >= kEnoughWords ? shorter : whole;
}

}  // namespace

std::string web_address(std::string_view written) {
  std::string address = trimmed(written);
  const std::size_t end = address.find_first_of(":/?#");
  if (end == std::string::npos || address[end] != ':') return address;
  const std::string scheme = lower(std::string_view(address).substr(0, end));
  return scheme == "http" || scheme == "https" ? address : std::string();
}

PageFacts page_facts(const Dom& dom) {
  PageFacts facts;
  StructuredData data(facts);
  for (const std::string& written : dom.json_ld) data.read(written);
  Head head(dom, facts);
  if (is_weak_author(facts.author, facts.site)) head.profile = std::exchange(facts.author, {});
  head.read();
  if (is_weak_author(facts.author, facts.site)) head.profile = std::exchange(facts.author, {});
  if (!facts.title.empty()) head.titles.insert(head.titles.begin(), std::exchange(facts.title, {}));
  facts.title = best_title(dom, std::move(head.titles), facts.site);
  for (const DomNode& node : dom.nodes) {
    if (node.tag != "html") continue;
    // What the page's root says comes before OpenGraph's locale.
    const std::string_view declared = node.attribute("lang").empty() ? node.attribute("xml:lang") : node.attribute("lang");
    if (!declared.empty()) facts.language = declared;
    break;
  }
  facts.author = author_names(facts.author);
  read_body(dom, author_names(head.profile), facts);
  std::replace(facts.language.begin(), facts.language.end(), '_', '-');
  return facts;
}

}  // namespace vedette
