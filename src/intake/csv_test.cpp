#include "intake/csv.h"

#include <gtest/gtest.h>

#include "intake/articles.h"
#include "intake/readers.h"

namespace vedette {
namespace {

std::vector<std::string> read_all(std::string_view csv, const std::map<std::string, std::string>& columns = {}) {
  Result<std::unique_ptr<ArticleReader>> reader = reader_of(Bytes::of(csv, "a.csv"), columns);
  std::vector<std::string> found;
  while (std::optional<Result<Article>> article = (*reader)->next())
    found.push_back(*article ? (*article)->title + " | " + (*article)->text + " | " + (*article)->published
                             : "! " + article->error().message);
  return found;
}

TEST(Csv, RowsAsRfc4180HasThem) {
  EXPECT_EQ(read_all("\xEF\xBB\xBFheadline,body,date\r\nA,\"two\nlines, \"\"quoted\"\"\",2023-06-29\r\n\r\nB,b,\r\n"),
            (std::vector<std::string>{"A | two\nlines, \"quoted\" | 2023-06-29", "B | b | "}));
  EXPECT_EQ(read_all("title;text\nA;one, two\n"), (std::vector<std::string>{"A | one, two | "}));
  EXPECT_EQ(read_all("Titel,Artikel\nA,words\n", {{"Titel", "title"}, {"Artikel", "text"}}),
            (std::vector<std::string>{"A | words | "}));
}

TEST(Csv, SaysWhatIsWrong) {
  EXPECT_EQ(read_all("title,date\nA,2023\n"),
            (std::vector<std::string>{
                "! a.csv:1: no column holds the text; expected one called text, or a column map (found title, date)"}));
  EXPECT_EQ(read_all("title,text\nA\nB,b\n,\n\"C,c\n"),
            (std::vector<std::string>{"! a.csv:2: the row has 1 cells; expected 2 as in the header", "B | b | ",
                                      "! a.csv:4: the text is empty",
                                      "! a.csv:5: a quotation mark that opens in this row is never closed"}));
}

TEST(Csv, ColumnsFromTheCommandLine) {
  const auto columns = columns_of({"Titel=title", "a=b=text"});
  ASSERT_TRUE(columns);
  EXPECT_EQ(*columns, (std::map<std::string, std::string>{{"Titel", "title"}, {"a=b", "text"}}));
  EXPECT_FALSE(columns_of({"Titel"}));
  EXPECT_FALSE(columns_of({"Titel=heading"}));
}

}  // namespace
}  // namespace vedette
