#include "intake/dom.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

// "p(one br two)": the tree in brackets.
std::string shape(const Dom& dom, std::uint32_t node = 0) {
  const DomNode& here = dom.nodes[node];
  if (here.is_text()) return here.text;
  std::string inside;
  for (std::uint32_t i = node + 1; i < here.end; i = dom.nodes[i].end) inside += (inside.empty() ? "" : " ") + shape(dom, i);
  return node == 0 ? inside : here.tag + (inside.empty() ? "" : "(" + inside + ")");
}
std::string shape(std::string_view html) { return shape(dom_of(html)); }

TEST(Dom, SuppliesEndTags) {
  EXPECT_EQ(shape("<ul><li>a<li>b<ul><li>c</ul></ul>d"), "ul(li(a) li(b ul(li(c)))) d");
  EXPECT_EQ(shape("<p>a<p>b<div>c</div>d"), "p(a) p(b) div(c) d");
  EXPECT_EQ(shape("<table><tr><td>a<td>b<tr><td><p>c</table>d"), "table(tr(td(a) td(b)) tr(td(p(c)))) d");
  EXPECT_EQ(shape("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(a) dd(b) dt(c))");
  EXPECT_EQ(shape("<head><meta name=a><title>t &amp; <b></title>x<p>y"), "head(meta title(t & <b>)) x p(y)");
}

TEST(Dom, DropsWhatNoReaderSees) {
  EXPECT_EQ(shape("<p><b>a</b> <em class=byline>b</em><!-- c --><script>d</script><style>e</style> <img src=x>f&amp;g <3"),
            "p(a  span(b)   img f&g <3)");
  EXPECT_EQ(shape("<noscript>one two"), "one two") << "never closed";
  EXPECT_EQ(dom_of("<script type='application/ld+json'>{\"a\": \"</b>\"}</script>x").json_ld,
            std::vector<std::string>{"{\"a\": \"</b>\"}"});
}

TEST(Dom, EndTagsThatCloseNothing) {
  EXPECT_EQ(shape("<div>a</span></b></p></i>b</div></div>c"), "div(ab) c");
  EXPECT_EQ(shape("<div><table><tr><td>a</div>b</table>c"), "div(table(tr(td(ab))) c)");
}

TEST(Dom, IsNoDeeperThanItsBound) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<div>";
  const Dom dom = dom_of(deep + "words");
  EXPECT_LE(dom.nodes.back().depth, 300u);
  EXPECT_EQ(words_of(dom, 0), "words");
}

TEST(Dom, Attributes) {
  const Dom dom = dom_of("<A HREF='x?a&amp;b' Class=c onclick=\"d>e\" data-x>f</A>");
  EXPECT_EQ(dom.nodes[1].tag, "a");
  EXPECT_EQ(dom.nodes[1].attribute("href"), "x?a&b");
  EXPECT_EQ(dom.nodes[1].attribute("class"), "c");
  EXPECT_EQ(dom.nodes[1].attributes.size(), 2u);
  EXPECT_EQ(words_of(dom, 0), "f");
}

}  // namespace
}  // namespace vedette
