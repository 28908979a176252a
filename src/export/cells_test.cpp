#include "export/cells.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

const std::vector<std::string> kColumns = {"a", "b", "c"};

TEST(Cells, CodesStayTextAndNumbersAreNumbers) {
  EXPECT_EQ(row_line(kColumns, {"014", Cell::decimal(-9.5, 1), Cell()}, RowLayout::csv, false), "014,-9.5,\n");
  EXPECT_EQ(row_line(kColumns, {"014", Cell::decimal(-9.5, 1), Cell()}, RowLayout::jsonl, false), "{\"a\":\"014\",\"b\":-9.5,\"c\":null}\n");
}

TEST(Cells, DefusesWhatASpreadsheetWouldRun) {
  EXPECT_EQ(row_line(kColumns, {"=1+1", "@x", "\tx"}, RowLayout::csv, false), "'=1+1,'@x,'\tx\n");
  EXPECT_EQ(row_line(kColumns, {"-5", "+5", Cell::whole(-5)}, RowLayout::csv, false), "'-5,'+5,-5\n");
  EXPECT_EQ(row_line(kColumns, {"=1+1", "-5", "\rx"}, RowLayout::csv, true), "=1+1,-5,\"\rx\"\n");
}

TEST(Cells, QuotesAsRfc4180Has) {
  EXPECT_EQ(row_line(kColumns, {"a,b", "say \"no\"", "one\ntwo"}, RowLayout::csv, false), "\"a,b\",\"say \"\"no\"\"\",\"one\ntwo\"\n");
}

TEST(Cells, TabsNeverBreakATabSeparatedRow) {
  EXPECT_EQ(row_line(kColumns, {"a\tb", "c\r\nd", "\"e"}, RowLayout::bare, false), "a b\tc  d\t\"e\n");
  EXPECT_EQ(header_line(kColumns, RowLayout::bare), "");
  EXPECT_EQ(header_line(kColumns, RowLayout::tab), "a\tb\tc\n");
}

}  // namespace
}  // namespace vedette
