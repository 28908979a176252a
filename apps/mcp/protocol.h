#pragma once
// The Model Context Protocol over lines of JSON-RPC 2.0: one message in, at most one out. It knows no archive: tools are asked through a function.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcp/tools.h"

namespace vedette {

// A question to the API: the path behind /api/1/ and the query, neither of them escaped.
struct ToolQuestion {
  std::vector<std::string> path;
  std::vector<std::pair<std::string, std::string>> query;
};

// The API's answer, a JSON object; `failed` where it is an error's.
struct ToolAnswer {
  std::string json;
  bool failed = false;
};

class AssistantProtocol {
 public:
  using Ask = std::function<ToolAnswer(const ToolQuestion&)>;
  explicit AssistantProtocol(Ask ask) : ask_(std::move(ask)) {}

  // The reply to a line, without its end; none to a notification. Never fails: what is wrong with the line is in the reply.
  std::optional<std::string> reply(std::string_view line) const;

 private:
  Ask ask_;
};

}  // namespace vedette
