#pragma once
// What an assistant may ask an archive: the tools of `vedette mcp`, each a question to the JSON API.

#include <span>
#include <string_view>

namespace vedette {

struct ToolParameter {
  std::string_view name;         // as the API calls it
  std::string_view type;         // "string", "integer" or "number"
  std::string_view description;
  bool required = false;
  bool in_path = false;          // it stands behind the tool's path, not in the query
};

struct Tool {
  std::string_view name, title, description;
  std::string_view path;         // behind /api/1/
  std::span<const ToolParameter> parameters;
};

std::span<const Tool> assistant_tools();

}  // namespace vedette
