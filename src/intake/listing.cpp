// Reads what feeds and sitemaps list. Door: listing.h. Test: listing_test.cpp. Fuzzer: listing_fuzzer.cpp.
#include "intake/listing.h"

#include <algorithm>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "intake/charset.h"
#include "intake/dom.h"

namespace vedette {
namespace {

// Without the namespace's prefix, which every document may choose.
std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children())
    if (local(one) == name) return one;
  return {};
}

std::string text(const pugi::xml_node& node) {
  const std::string_view value = node.text().get();
  const std::size_t begin = value.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(value.substr(begin, value.find_last_not_of(" \t\r\n") + 1 - begin));
}

// Titles may hold markup, and scripts with it: only their words are taken.
std::string words(const pugi::xml_node& node) {
  const std::string value = text(node);
  return value.find_first_of("<&") == std::string::npos ? value : words_of(dom_of(value), 0);
}

Listed of_sitemap(const pugi::xml_node& url) {
  Listed listed;
  listed.url = text(child(url, "loc"));
  const pugi::xml_node news = child(url, "news");
  listed.title = words(child(news, "title"));
  listed.published = text(child(news, "publication_date"));
  if (listed.published.empty()) listed.published = text(child(url, "lastmod"));
  const pugi::xml_node publication = child(news, "publication");
  listed.site = words(child(publication, "name"));
  listed.language = text(child(publication, "language"));
  return listed;
}

Listed of_item(const pugi::xml_node& item) {
  Listed listed;
  for (const pugi::xml_node& link : item.children()) {
    if (local(link) != "link") continue;
    const std::string_view rel = link.attribute("rel").value();
    if (!rel.empty() && rel != "alternate") continue;
    listed.url = link.attribute("href") ? link.attribute("href").value() : text(link);
    break;
  }
  if (listed.url.empty())
    if (const pugi::xml_node guid = child(item, "guid"); guid.attribute("isPermaLink").as_bool(true)) listed.url = text(guid);
  listed.title = words(child(item, "title"));
  for (const char* name : {"pubDate", "published", "date", "issued", "updated", "modified"})
    if (listed.published.empty()) listed.published = text(child(item, name));
  return listed;
}

}  // namespace

Result<AddressList> listing_of(std::string_view bytes, const std::string& name) {
  if (bytes.size() > kLargestListing) return Error{fmt::format("{}: the list is larger than {} MB", name, kLargestListing >> 20)};
  const std::string content = utf8_of(bytes, charset_in_page(bytes));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(content.data(), content.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  AddressList listing;
  const auto keep = [&](Listed listed) {
    if (!listed.url.empty() && listing.articles.size() < kMostListed) listing.articles.push_back(std::move(listed));
  };
  if (local(root) == "urlset") {
    for (const pugi::xml_node& url : root.children())
      if (local(url) == "url") keep(of_sitemap(url));
  } else if (local(root) == "sitemapindex") {
    for (const pugi::xml_node& sitemap : root.children())
      if (local(sitemap) == "sitemap" && listing.sitemaps.size() < kMostListed)
        if (std::string url = text(child(sitemap, "loc")); !url.empty()) listing.sitemaps.push_back(std::move(url));
  } else if (local(root) == "rss" || local(root) == "feed" || local(root) == "RDF") {
    const pugi::xml_node channel = child(root, "channel") ? child(root, "channel") : root;
    const std::string site = words(child(channel, "title"));
    const std::string language = child(channel, "language") ? text(child(channel, "language")) : root.attribute("xml:lang").value();
    for (const pugi::xml_node& parent : {root, channel}) {
      for (const pugi::xml_node& item : parent.children()) {
        if (local(item) != "item" && local(item) != "entry") continue;
        Listed listed = of_item(item);
        listed.site = site;
        listed.language = language;
        keep(std::move(listed));
      }
      if (channel == root) break;
    }
  } else {
    return Error{fmt::format("{}: this is no feed and no sitemap; expected RSS, Atom, a sitemap or an index of sitemaps", name)};
  }
  if (!parsed) {
    const auto end = content.begin() + std::min<std::ptrdiff_t>(parsed.offset, static_cast<std::ptrdiff_t>(content.size()));
    listing.trouble = fmt::format("{}:{}: this is no sound XML ({}); what stood before was read", name, 1 + std::count(content.begin(), end, '\n'),
                                  parsed.description());
  }
  return listing;
}

}  // namespace vedette
