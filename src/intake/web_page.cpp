// Takes the article out of a web page. Door: web_page.h. Test: web_page_test.cpp. Fuzzer: web_page_fuzzer.cpp.
#include "intake/web_page.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "intake/charset.h"
#include "intake/main_text.h"
#include "intake/page_facts.h"

namespace vedette {

Result<Article> article_of_bytes(std::string_view bytes, std::string_view charset, Article known) {
  const std::string named = charset.empty() ? charset_in_page(bytes) : std::string(charset);
  known.page_digest = sha256_hex(bytes);
  return article_of_page(utf8_of(bytes, named), std::move(known));
}

Result<Article> article_of_page(std::string_view html, Article known) {
  if (html.size() > kLargestPage) return Error{fmt::format("{}: the page is larger than {} MB", known.where, kLargestPage >> 20)};
  if (known.page_digest.empty()) known.page_digest = sha256_hex(html);
  const Dom dom = dom_of(html);
  PageFacts facts = page_facts(dom);
  known.text = main_text(dom, facts);
  const auto fill = [](std::string& into, std::string& from) {
    if (into.empty()) into = std::move(from);
  };
  fill(known.title, facts.title);
  fill(known.author, facts.author);
  fill(known.url, facts.url);
  fill(known.site, facts.site);
  fill(known.published, facts.published);
  fill(known.language, facts.language);
  if (known.text.empty())
    return Error{fmt::format("{}: no running text was found in the page; expected an article's page", known.where)};
  return known;
}

}  // namespace vedette
