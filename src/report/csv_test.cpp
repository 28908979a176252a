#include "report/csv.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(CsvTest, FormulasAreDefusedNumbersAreNot) {
  const struct {
    const char* text;
    const char* cell;
  } kCases[] = {{"", ""},       {"talks", "talks"}, {"=1+1", "'=1+1"},     {"@sum", "'@sum"},         {"-", "'-"},          {"-2.5", "-2.5"},
                {"+7", "+7"},   {"-2-3", "'-2-3"},  {"-x", "'-x"},         {"2023-06-29", "2023-06-29"}, {"014", "014"},    {"a,b", "\"a,b\""},
                {"\tx", "'\tx"}, {"a\nb", "\"a\nb\""}, {"=\"a\"", "\"'=\"\"a\"\"\""}};
  for (const auto& [text, cell] : kCases) EXPECT_EQ(csv_cell(text), cell) << text;
}

}  // namespace
}  // namespace vedette
