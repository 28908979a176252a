// The protocol's messages one by one, over an API that repeats what it was asked.
#include "mcp/protocol.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace vedette {
namespace {

using nlohmann::json;

class ProtocolTest : public ::testing::Test {
 protected:
  ToolQuestion asked;
  ToolAnswer answer{R"({"items":[{"words":"x"}]})", false};
  AssistantProtocol protocol{[this](const ToolQuestion& question) {
    asked = question;
    return answer;
  }};

  json reply(std::string_view line) {
    const auto text = protocol.reply(line);
    return text ? json::parse(*text) : json();
  }
  json call(const json& parameters) { return reply(json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "tools/call"}, {"params", parameters}}.dump()); }
};

TEST_F(ProtocolTest, AnswersInTheRevisionThatTheClientSpeaks) {
  const char* kLine = R"({{"jsonrpc":"2.0","id":"a","method":"initialize","params":{{"protocolVersion":"{}","capabilities":{{}}}}}})";
  json said = reply(fmt::format(fmt::runtime(kLine), "2025-03-26"));
  EXPECT_EQ(said["id"], "a");
  EXPECT_EQ(said["result"]["protocolVersion"], "2025-03-26");
  EXPECT_TRUE(said["result"]["capabilities"].contains("tools"));
  EXPECT_EQ(reply(fmt::format(fmt::runtime(kLine), "1999-01-01"))["result"]["protocolVersion"], "2025-06-18");
}

TEST_F(ProtocolTest, NotificationsAndAnswersGetNoReply) {
  EXPECT_FALSE(protocol.reply(R"({"jsonrpc":"2.0","method":"notifications/initialized"})"));
  EXPECT_FALSE(protocol.reply(R"({"jsonrpc":"2.0","id":4,"result":{}})"));
}

TEST_F(ProtocolTest, EveryToolHasASchemaAndIsReadOnly) {
  const json tools = reply(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})")["result"]["tools"];
  ASSERT_EQ(tools.size(), assistant_tools().size());
  for (const json& tool : tools) {
    EXPECT_EQ(tool["inputSchema"]["type"], "object");
    EXPECT_TRUE(tool["annotations"]["readOnlyHint"].get<bool>());
    for (const json& name : tool["inputSchema"]["required"]) EXPECT_TRUE(tool["inputSchema"]["properties"].contains(name.get<std::string>()));
  }
}

TEST_F(ProtocolTest, ArgumentsBecomeAQuestion) {
  const json said = call({{"name", "search_events"}, {"arguments", {{"who", "state:RUS"}, {"limit", 5}, {"type", nullptr}}}});
  EXPECT_EQ(asked.path, std::vector<std::string>{"events"});
  const std::vector<std::pair<std::string, std::string>> expected = {{"limit", "5"}, {"who", "state:RUS"}};
  EXPECT_EQ(asked.query, expected);
  EXPECT_FALSE(said["result"]["isError"].get<bool>());
  EXPECT_EQ(said["result"]["structuredContent"]["items"][0]["words"], "x");
  EXPECT_EQ(json::parse(said["result"]["content"][0]["text"].get<std::string>()), said["result"]["structuredContent"]);

  call({{"name", "get_story"}, {"arguments", {{"story", 12}}}});
  const std::vector<std::string> path = {"stories", "12"};
  EXPECT_EQ(asked.path, path);
  EXPECT_TRUE(asked.query.empty());
}

TEST_F(ProtocolTest, AFaultOfTheApiIsTheToolsNotTheProtocols) {
  answer = {R"({"error":{"status":400}})", true};
  const json said = call({{"name", "search_events"}, {"arguments", {{"since", "yesterday"}}}});
  EXPECT_TRUE(said["result"]["isError"].get<bool>());
  EXPECT_FALSE(said["result"].contains("structuredContent"));
}

TEST_F(ProtocolTest, WrongMessagesAreSaid) {
  const struct {
    const char* line;
    int code;
  } kCases[] = {
      {"", -32700},
      {"{\"jsonrpc\":", -32700},
      {"[]", -32600},
      {R"({"jsonrpc":"2.0","id":{},"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","id":1})", -32600},
      {R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})", -32601},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"drop_everything"}})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_events","arguments":{"limit":"many"}}})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_events","arguments":{"path":"/etc"}}})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_article"}})", -32602},
  };
  for (const auto& [line, code] : kCases) EXPECT_EQ(reply(line)["error"]["code"], code) << line;
}

}  // namespace
}  // namespace vedette
