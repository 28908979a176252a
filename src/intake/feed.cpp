// RSS (0.9 to 2.0) and Atom feeds: each item an article. Door: readers.h. Test: feed_test.cpp. Fuzzer: source_fuzzer.cpp.
#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/utf8.h"
#include "intake/charset.h"
#include "intake/main_text.h"
#include "intake/page_facts.h"
#include "intake/readers.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestFeed = 32u << 20;

// Without the namespace's prefix, which every feed may choose.
std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children())
    if (local(one) == name) return one;
  return {};
}

// What is inside as HTML: text with its entities read, or elements written out.
std::string inside(const pugi::xml_node& node) {
  bool elements = false;
  for (const pugi::xml_node& one : node.children()) elements |= one.type() == pugi::node_element;
  if (!elements) return node.text().get();
  struct Writer : pugi::xml_writer {
    std::string out;
    void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
  } writer;
  for (const pugi::xml_node& one : node.children()) one.print(writer, "", pugi::format_raw);
  return writer.out;
}

std::string words(const pugi::xml_node& node) {
  const Dom dom = dom_of(inside(node));
  return words_of(dom, 0);
}

class FeedReader : public ArticleReader {
 public:
  explicit FeedReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    if (!std::exchange(opened_, true)) {
      if (std::optional<Error> error = open()) return *std::move(error);
    }
    if (items_.empty()) return std::nullopt;
    const pugi::xml_node item = items_.front();
    items_.pop_front();
    return read(item);
  }

 private:
  std::optional<Error> open() {
    bool cut = false;
    const std::string raw = bytes_.rest(kLargestFeed, cut);
    if (!bytes_.trouble().empty()) return Error{fmt::format("{}: {}", bytes_.name(), bytes_.trouble())};
    if (cut) return Error{fmt::format("{}: the feed is larger than {} MB", bytes_.name(), kLargestFeed >> 20)};
    const std::string text = utf8_of(raw, charset_in_page(raw));
    // Entities of a DTD are never expanded.
    const pugi::xml_parse_result parsed =
        document_.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    const pugi::xml_node root = document_.document_element();
    const pugi::xml_node channel = child(root, "channel") ? child(root, "channel") : root;
    site_ = words(child(channel, "title"));
    language_ = child(channel, "language") ? child(channel, "language").text().get() : root.attribute("xml:lang").value();
    collect(root);
    if (channel != root) collect(channel);
    if (!parsed) {
      const auto line =
          1 + std::count(text.begin(),
                         text.begin() + std::min<std::ptrdiff_t>(parsed.offset, static_cast<std::ptrdiff_t>(text.size())), '\n');
      return Error{fmt::format("{}:{}: the feed is no sound XML ({}); the {} items before were read", bytes_.name(), line,
                               parsed.description(), items_.size())};
    }
    if (items_.empty()) return Error{fmt::format("{}: the feed has no items; expected RSS or Atom with articles", bytes_.name())};
    return std::nullopt;
  }

  void collect(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children())
      if (local(node) == "item" || local(node) == "entry") items_.push_back(node);
  }

  Result<Article> read(const pugi::xml_node& item) {
    Article article;
    article.where = fmt::format("{}, item {}", bytes_.name(), ++number_);
    article.title = words(child(item, "title"));
    article.site = site_;
    article.language = language_;
    for (const pugi::xml_node& link : item.children()) {
      if (local(link) != "link") continue;
      const std::string_view rel = link.attribute("rel").value();
      if (!rel.empty() && rel != "alternate") continue;
      article.url = web_address(link.attribute("href") ? link.attribute("href").value() : link.text().get());
      break;
    }
    for (const char* name : {"guid", "id"})
      if (article.id.empty()) article.id = child(item, name).text().get();
    if (article.id.empty()) article.id = article.url;
    for (const char* name : {"pubDate", "published", "date", "issued", "updated", "modified"})
      if (article.published.empty()) article.published = child(item, name).text().get();
    const pugi::xml_node author = child(item, "author");
    article.author = child(author, "name")    ? child(author, "name").text().get()
                     : child(item, "creator") ? child(item, "creator").text().get()
                                              : author.text().get();
    std::string html;
    for (const char* name : {"encoded", "content", "description", "summary"}) {
      std::string found = inside(child(item, name));
      if (found.size() > html.size()) html = std::move(found);
    }
    article.text = all_text(dom_of(html));
    if (article.text.empty()) return Error{fmt::format("{}: the item has no text ({})", article.where, article.url)};
    return article;
  }

  Bytes bytes_;
  pugi::xml_document document_;
  std::deque<pugi::xml_node> items_;
  std::string site_;
  std::string language_;
  std::size_t number_ = 0;
  bool opened_ = false;
};

}  // namespace

std::unique_ptr<ArticleReader> feed_reader(Bytes bytes) { return std::make_unique<FeedReader>(std::move(bytes)); }

}  // namespace vedette
