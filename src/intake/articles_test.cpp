#include "intake/articles.h"

#include <fstream>

#include <gtest/gtest.h>

#include "intake/folder_for_tests.h"
#include "intake/packed_for_tests.h"

namespace vedette {
namespace {

// Texts and complaints, in order.
std::vector<std::string> read_all(const std::vector<std::string>& files) {
  Result<ArticleStream> stream = ArticleStream::open(files);
  if (!stream) return {"! " + stream.error().message};
  std::vector<std::string> found;
  while (std::optional<Result<Article>> article = stream->next())
    found.push_back(*article ? (*article)->text : "! " + article->error().message);
  return found;
}

TEST(Articles, TextIsOneArticleToTheLetter) {
  const TestFolder folder;
  const std::string text = "\xEF\xBB\xBF date 2023-06-29\r\nNATO\xFF assured.\n";
  EXPECT_EQ(read_all({folder.write("a.txt", text)}), std::vector<std::string>{text});
  EXPECT_EQ(read_all({folder.write("a.txt.gz", gzip(text))}), std::vector<std::string>{text});
}

TEST(Articles, TextInUtf16) {
  using namespace std::string_literals;
  const TestFolder folder;
  EXPECT_EQ(read_all({folder.write("a.txt", "\xFF\xFEh\0i\0"s)}), std::vector<std::string>{"hi"});
}

TEST(Articles, AJsonlFileGoesOnAfterABadLine) {
  const TestFolder folder;
  const std::string file =
      folder.write("news.jsonl", "\xEF\xBB\xBF{\"text\": \"one\"}\r\n\n{\"text\": \"cut\n{\"text\": 5}\n{\"text\": \"two\"}");
  const std::vector<std::string> found = read_all({file});
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0], "one");
  EXPECT_TRUE(found[1].starts_with("! " + file + ":3, column 14:")) << found[1];
  EXPECT_TRUE(found[2].starts_with("! " + file + ":4: \"text\" is a number")) << found[2];
  EXPECT_EQ(found[3], "two");
}

TEST(Articles, NothingIsLostBesideWhatIsWrong) {
  const TestFolder folder;
  const std::string first = folder.write("1.txt", "first");
  const std::string empty = folder.write("2.txt", "");
  const std::string blank = folder.write("3.txt", " \r\n\n");
  const std::string picture = folder.write("4.png", "\x89PNG\r\n");
  const std::string last = folder.write("5.txt", "last");
  const std::vector<std::string> found = read_all({first, empty, blank, picture, "/no/such/file", last});
  ASSERT_EQ(found.size(), 6u);
  EXPECT_EQ(found[0], "first");
  EXPECT_EQ(found[1], "! " + empty + ": it is empty; expected the text of a report, or JSONL with one article a line");
  EXPECT_EQ(found[2], "! " + blank + ": there is nothing but blanks in it; expected the text of a report");
  EXPECT_NE(found[3].find("this is no text"), std::string::npos);
  EXPECT_NE(found[4].find("no such file"), std::string::npos);
  EXPECT_EQ(found[5], "last");
}

TEST(Articles, ATextThatIsTooLargeIsNamed) {
  const TestFolder folder;
  const std::string file = folder.write("big.txt", std::string(kLargestArticle + 1, 'x'));
  const std::vector<std::string> found = read_all({file});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].find("larger than 32 MB"), std::string::npos);
}

// The most memory this process ever held, in kB.
std::size_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6));
  return 0;
}

TEST(Articles, AJsonlFileOfAnySizeTakesTheSameMemory) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer keeps what was freed";
#endif
  const TestFolder folder;
  const auto read = [&](std::size_t lines) {
    const std::string file = folder.write("many.jsonl", "");
    std::ofstream out(file);
    const std::string line = "{\"text\": \"" + std::string(20'000, 'x') + "\"}\n";
    for (std::size_t i = 0; i < lines; ++i) out << line;
    out.close();
    Result<ArticleStream> stream = ArticleStream::open({file});
    std::size_t count = 0;
    while (stream->next()) ++count;
    return count;
  };
  ASSERT_EQ(read(500), 500u);
  const std::size_t before = peak_memory();
  ASSERT_EQ(read(10'000), 10'000u) << "200 MB";
  EXPECT_LT(peak_memory(), before + 8'000);
}

}  // namespace
}  // namespace vedette
