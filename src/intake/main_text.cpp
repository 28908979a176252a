// Finds the article in a page. Door: main_text.h. Test: web_page_test.cpp; measured by ../shared/eval/extraction.py.
//
// The page is cut into blocks of running words. A block speaks for an article by its length where it looks like a paragraph, and
// against one where it is links or labels. The article is the element whose blocks sum up highest: the tree version of extraction
// by the best subsequence (Pasternack and Roth, WWW 2009), with features that Readability and boilerpipe (Kohlschütter et al.,
// WSDM 2010) found to tell.
#include "intake/main_text.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::array kBlockTags = std::to_array<std::string_view>(
    {"address", "article",  "aside",      "blockquote", "body",   "caption", "center", "dd",    "details", "dialog", "div", "dl",
     "dt",      "fieldset", "figcaption", "figure",     "footer", "form",    "h1",     "h2",    "h3",      "h4",     "h5",  "h6",
     "header",  "hgroup",   "hr",         "html",       "legend", "li",      "main",   "menu",  "nav",     "ol",     "p",   "pre",
     "section", "summary",  "table",      "tbody",      "td",     "tfoot",   "th",     "thead", "tr",      "ul"});
constexpr std::array kFrameTags = std::to_array<std::string_view>(
    {"aside", "button", "dialog", "footer", "form", "head", "input", "label", "legend", "menu", "nav"});
constexpr std::array kFrameRoles =
    std::to_array<std::string_view>({"alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu",
                                     "menubar", "navigation", "search", "toolbar", "tooltip"});
// Words in class and id that tell the page's frame, and those that tell the article.
constexpr std::array kFrameWords = std::to_array<std::string_view>({"ad",
                                                                    "ads",
                                                                    "adsense",
                                                                    "advert",
                                                                    "advertisement",
                                                                    "advertising",
                                                                    "aside",
                                                                    "authorbio",
                                                                    "banner",
                                                                    "bio",
                                                                    "breadcrumb",
                                                                    "breadcrumbs",
                                                                    "byline",
                                                                    "carousel",
                                                                    "comment",
                                                                    "comments",
                                                                    "commentlist",
                                                                    "community",
                                                                    "consent",
                                                                    "cookie",
                                                                    "cookies",
                                                                    "disclaimer",
                                                                    "disqus",
                                                                    "donate",
                                                                    "donation",
                                                                    "dropdown",
                                                                    "extra",
                                                                    "follow",
                                                                    "footer",
                                                                    "gdpr",
                                                                    "hidden",
                                                                    "inline-ad",
                                                                    "login",
                                                                    "masthead",
                                                                    "menu",
                                                                    "meta",
                                                                    "metadata",
                                                                    "modal",
                                                                    "more",
                                                                    "mostpopular",
                                                                    "mostread",
                                                                    "nav",
                                                                    "navbar",
                                                                    "navigation",
                                                                    "newsletter",
                                                                    "noprint",
                                                                    "outbrain",
                                                                    "overlay",
                                                                    "pager",
                                                                    "pagination",
                                                                    "paywall",
                                                                    "popular",
                                                                    "popup",
                                                                    "print",
                                                                    "promo",
                                                                    "promoted",
                                                                    "promotion",
                                                                    "rail",
                                                                    "read-more",
                                                                    "readmore",
                                                                    "recirc",
                                                                    "recirculation",
                                                                    "recommend",
                                                                    "recommendation",
                                                                    "recommendations",
                                                                    "recommended",
                                                                    "related",
                                                                    "relatedlinks",
                                                                    "remark",
                                                                    "replies",
                                                                    "reply",
                                                                    "respond",
                                                                    "rss",
                                                                    "search",
                                                                    "share",
                                                                    "sharebar",
                                                                    "sharing",
                                                                    "shoutbox",
                                                                    "sidebar",
                                                                    "signin",
                                                                    "signup",
                                                                    "skip",
                                                                    "skyscraper",
                                                                    "social",
                                                                    "sponsor",
                                                                    "sponsored",
                                                                    "subscribe",
                                                                    "subscription",
                                                                    "survey",
                                                                    "tag",
                                                                    "tags",
                                                                    "taboola",
                                                                    "teaser",
                                                                    "teasers",
                                                                    "timestamp",
                                                                    "toolbar",
                                                                    "tools",
                                                                    "topics",
                                                                    "trending",
                                                                    "upsell",
                                                                    "utility",
                                                                    "widget",
                                                                    "widgets",
                                                                    "yom"});
constexpr std::array kLayerWords = std::to_array<std::string_view>(
    {"dropdown", "hidden", "modal", "more", "overlay", "popup", "print", "rail", "widget", "widgets"});
constexpr std::array kArticleWords =
    std::to_array<std::string_view>({"article", "articlebody", "articletext", "body", "content", "entry", "hentry", "main",
                                     "post", "story", "storybody", "storytext", "text"});

template <class List>
bool is_in(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

static_assert(std::is_sorted(kBlockTags.begin(), kBlockTags.end()) && std::is_sorted(kFrameTags.begin(), kFrameTags.end()));

// The words of class and id: "relatedArticles-list" is related, articles, list.
template <class Each>
void words_of_names(const DomNode& node, Each each) {
  for (const char* key : {"class", "id", "data-testid"}) {
    std::string word;
    const std::string_view value = node.attribute(key);
    for (std::size_t i = 0; i <= value.size(); ++i) {
      const char c = i < value.size() ? value[i] : ' ';
      const bool upper = c >= 'A' && c <= 'Z';
      const bool letter = (c >= 'a' && c <= 'z') || upper;
      const bool camel = upper && i > 0 && value[i - 1] >= 'a' && value[i - 1] <= 'z';
      if ((!letter || camel) && !word.empty()) {
        each(std::string_view(word));
        word.clear();
      }
      if (letter) word += static_cast<char>(c | 0x20);
    }
  }
}

constexpr std::size_t kLongestTeaser = 400;  // bytes

struct Weights {
  std::uint32_t letters = 0;       // bytes of words inside
  std::uint32_t link_letters = 0;  // of these in links
  std::uint32_t paragraphs = 0;    // bytes of words in <p> of some length
};

struct TextBlock {
  std::uint32_t node = 0;  // the element that holds it
  std::string words;
  std::uint32_t link_letters = 0;
  std::uint32_t begin = 0;  // of its nodes in the page
  bool heading = false;
  bool item = false;  // in a list or table
  bool framed = false;
  bool teaser = false;  // a paragraph that leads to another article
};

class Extractor {
 public:
  explicit Extractor(const Dom& dom) : nodes_(dom.nodes) {}

  std::string run() {
    weigh();
    mark_frame();
    cut_blocks();
    mark_teasers();
    const std::uint32_t article = best_element();
    return text_of(article);
  }

  std::string everything() {
    in_link_.resize(nodes_.size());
    framed_.resize(nodes_.size());
    cut_blocks();
    std::string text;
    for (const TextBlock& block : blocks_) text += (text.empty() ? "" : "\n\n") + block.words;
    return text;
  }

 private:
  void weigh() {
    weights_.resize(nodes_.size());
    in_link_.resize(nodes_.size());
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) in_link_[i] = in_link_[nodes_[i].parent] || nodes_[i].tag == "a";
    for (std::uint32_t i = static_cast<std::uint32_t>(nodes_.size()); i-- > 1;) {
      const DomNode& node = nodes_[i];
      if (node.is_text()) {
        const auto letters = static_cast<std::uint32_t>(
            std::count_if(node.text.begin(), node.text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
        weights_[i].letters = letters;
        weights_[i].link_letters = in_link_[i] ? letters : 0;
      }
      if (node.tag == "p" && weights_[i].letters >= 60 && weights_[i].link_letters * 2 < weights_[i].letters)
        weights_[i].paragraphs = weights_[i].letters;
      Weights& parent = weights_[node.parent];
      parent.letters += weights_[i].letters;
      parent.link_letters += weights_[i].link_letters;
      parent.paragraphs += weights_[i].paragraphs;
    }
  }

  bool is_hidden(const DomNode& node) const {
    if (!node.attribute("style").empty()) {
      std::string style = lower(node.attribute("style"));
      style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
      if (style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos) return true;
    }
    for (const auto& [key, value] : node.attributes)
      if (key == "hidden" ||
          (key == "aria-hidden" && value == "true" && node.attribute("class").find("fallback") == std::string_view::npos))
        return true;
    return false;
  }

  bool is_frame(std::uint32_t i) const {
    const DomNode& node = nodes_[i];
    if (node.tag == "body" || node.tag == "html" || node.tag == "article" || node.tag == "main") return false;
    // Whatever it is called: what holds most of the page's paragraphs is no frame.
    const Weights& all = weights_[0];
    const bool large = all.paragraphs > 0 ? weights_[i].paragraphs * 2 > all.paragraphs : weights_[i].letters * 2 > all.letters;
    if (large) return false;
    if (is_hidden(node)) return true;
    // A layer over the page may hold the article itself.
    const bool runs_on = weights_[i].paragraphs >= 800;
    if (runs_on && (node.attribute("role") == "dialog" || node.tag == "dialog")) return false;
    if (is_in(kFrameTags, node.tag) || is_in(kFrameRoles, node.attribute("role"))) return true;
    if (node.tag == "header") return weights_[i].paragraphs < 400;
    bool frame = false;
    bool article = false;
    words_of_names(node, [&](std::string_view word) {
      frame |= is_in(kFrameWords, word) && !(runs_on && is_in(kLayerWords, word));
      article |= word == "articlebody" || word == "storybody";
    });
    return frame && !article && node.tag != "a" && node.tag != "p";
  }

  void mark_frame() {
    framed_.resize(nodes_.size());
    for (std::uint32_t i = 1; i < nodes_.size(); ++i)
      framed_[i] = framed_[nodes_[i].parent] || (!nodes_[i].is_text() && is_frame(i));
  }

  bool is_block(const DomNode& node) const { return is_in(kBlockTags, node.tag); }

  // Runs of words that no block element parts; two <br> part as well.
  void cut_blocks() {
    TextBlock block;
    bool blank = false;
    int breaks = 0;
    const auto finish = [&] {
      if (!block.words.empty()) blocks_.push_back(std::move(block));
      block = {};
      blank = false;
      breaks = 0;
    };
    std::vector<std::uint32_t> ends;  // where the open block elements end
    std::vector<std::uint32_t> holders = {0};
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
      while (!ends.empty() && ends.back() <= i) {
        finish();
        ends.pop_back();
        holders.pop_back();
      }
      const DomNode& node = nodes_[i];
      if (node.tag == "head") {
        i = node.end - 1;
        continue;
      }
      if (is_block(node)) {
        finish();
        ends.push_back(node.end);
        holders.push_back(i);
        continue;
      }
      if (node.tag == "br") {
        if (++breaks >= 2)
          finish();
        else if (!block.words.empty())
          block.words += '\n';
        blank = false;
        continue;
      }
      if (!node.is_text()) continue;
      for (std::size_t at = 0; at < node.text.size();) {
        const std::size_t start = at;
        const char32_t c = next_code_point(node.text, at);
        if (c <= ' ' || (c >= 0x80 && is_space(c))) {
          blank = true;
          continue;
        }
        if (block.words.empty()) {
          block.node = holders.back();
          block.begin = i;
          block.framed = framed_[i];
        } else if (blank && block.words.back() != '\n') {
          block.words += ' ';
        }
        blank = false;
        breaks = 0;
        block.words.append(node.text, start, at - start);
        block.link_letters += in_link_[i] ? static_cast<std::uint32_t>(at - start) : 0;
      }
    }
    finish();
    for (TextBlock& one : blocks_) {
      while (!one.words.empty() && one.words.back() == '\n') one.words.pop_back();
      const std::string& tag = nodes_[one.node].tag;
      one.heading = tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
      one.item = tag == "li" || tag == "td" || tag == "th" || tag == "dt" || tag == "dd";
    }
  }

  static double links_of(const TextBlock& block) {
    return block.link_letters / std::max(1.0, static_cast<double>(block.words.size()));
  }

  // A linked headline, one paragraph, and then something else: a list of other articles goes on so.
  void mark_teasers() {
    const auto is_paragraph = [&](std::size_t i) {
      return i < blocks_.size() && !blocks_[i].framed && !blocks_[i].heading && blocks_[i].words.size() >= 60 &&
             links_of(blocks_[i]) < 0.5;
    };
    for (std::size_t i = 1; i < blocks_.size(); ++i) {
      if (!is_paragraph(i) || is_paragraph(i + 1) || blocks_[i].words.size() > kLongestTeaser) continue;
      std::size_t above = i - 1;
      while (above > 0 && above + 3 > i && blocks_[above].words.size() < 40 && links_of(blocks_[above]) < 0.8)
        --above;  // a label between
      blocks_[i].teaser = links_of(blocks_[above]) > 0.8 && blocks_[above].words.size() >= 20 && !blocks_[above].item;
    }
  }

  static bool ends_sentence(const TextBlock& block) {
    std::string_view words = block.words;
    for (const std::string_view quote : {"”", "\"", "’", "'", ")", "»"})
      if (words.ends_with(quote)) words.remove_suffix(quote.size());
    return words.ends_with('.') || words.ends_with('!') || words.ends_with('?') || words.ends_with("…") || words.ends_with(':') ||
           words.ends_with("。");
  }

  // For an article, or against one.
  double vote(const TextBlock& block) const {
    const auto size = static_cast<double>(block.words.size());
    const double links = block.link_letters / std::max(1.0, size);
    if (block.framed) return -0.3 * std::min(size, 300.0);
    if (block.heading) return links_of(block) > 0.8 ? -10 : 0;
    if (block.teaser) return -0.3 * std::min(size, 400.0);
    const bool sentence = ends_sentence(block);
    if (links > 0.5) return -std::min(size, 200.0) - 10;
    if (size >= 80 || (sentence && size >= 25)) return size * (1 - links) * (sentence ? 1 : 0.7) * (block.item ? 0.5 : 1);
    return -size * 0.5 - 8;
  }

  std::uint32_t best_element() const {
    std::vector<double> sums(nodes_.size(), 0);
    for (const TextBlock& block : blocks_) sums[block.node] += vote(block);
    for (std::uint32_t i = static_cast<std::uint32_t>(nodes_.size()); i-- > 1;) sums[nodes_[i].parent] += sums[i];
    std::uint32_t best = 0;
    double most = 0;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].is_text() || framed_[i]) continue;
      double sum = sums[i];
      bool named = nodes_[i].tag == "article" || nodes_[i].attribute("itemprop") == "articleBody";
      words_of_names(nodes_[i], [&](std::string_view word) { named |= is_in(kArticleWords, word); });
      if (named) sum *= 1.05;
      if (sum > most || (sum >= most * 0.97 && i < nodes_[best].end && i > best)) most = std::max(most, sum), best = i;
    }
    return best;
  }

  // Links alone, or a label: what stands in the article without being of it.
  bool is_stray(const TextBlock& block) const {
    const auto size = static_cast<double>(block.words.size());
    const double links = block.link_letters / std::max(1.0, size);
    if (block.framed) return true;
    if (links > 0.8 && size < 300) return true;
    if (links > 0.5 && !ends_sentence(block)) return true;
    return false;
  }

  std::string text_of(std::uint32_t article) {
    const std::uint32_t begin = article;
    const std::uint32_t end = nodes_[article].end;
    std::vector<TextBlock*> inside;
    for (TextBlock& block : blocks_)
      if (block.begin >= begin && block.begin < end && !is_stray(block)) inside.push_back(&block);
    // Labels before the first paragraph and behind the last are the page's.
    std::size_t first = 0;
    std::size_t last = inside.size();
    const auto is_paragraph = [&](const TextBlock& block) { return !block.heading && vote(block) > 0; };
    while (first < last && !is_paragraph(*inside[first])) ++first;
    while (last > first && (!is_paragraph(*inside[last - 1]))) --last;
    std::string text;
    for (std::size_t i = first; i < last; ++i) {
      if (inside[i]->heading && nodes_[inside[i]->node].tag == "h1") continue;
      if (!text.empty()) text += "\n\n";
      text += inside[i]->words;
    }
    return text;
  }

  const std::vector<DomNode>& nodes_;
  std::vector<Weights> weights_;
  std::vector<bool> in_link_;
  std::vector<bool> framed_;
  std::vector<TextBlock> blocks_;
};

}  // namespace

std::string all_text(const Dom& dom) { return dom.nodes.empty() ? std::string{} : Extractor(dom).everything(); }

std::string main_text(const Dom& dom, const PageFacts& facts) {
  std::string text = dom.nodes.empty() ? std::string{} : Extractor(dom).run();
  // Where the page builds its text with scripts, the structured data may hold it.
  if (text.size() * 2 < facts.body.size()) text = facts.body;
  return text;
}

}  // namespace vedette
