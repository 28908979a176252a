#include "report/json.h"

#include <limits>

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Json, WritesNestedValuesWithCommasInPlace) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.field("a", "x\"\\\n\x01");
  json.key("b");
  json.begin_array();
  json.number(1);
  json.begin_object();
  json.end_object();
  json.decimal(0.50, 2);
  json.decimal(-3, 1);
  json.decimal(std::numeric_limits<double>::quiet_NaN(), 1);
  json.end_array();
  json.field_or_null("c", "");
  json.end_object();
  EXPECT_EQ(out, R"({"a":"x\"\\\n\u0001","b":[1,{},0.5,-3,null],"c":null})");
}

TEST(Json, MendsInvalidUtf8) {
  std::string out;
  JsonWriter json(out);
  json.string("a\xFFz\xC3\xA9");
  EXPECT_EQ(out, "\"a\xEF\xBF\xBDz\xC3\xA9\"");
}

}  // namespace
}  // namespace vedette
