#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace vedette {

struct HttpResponse {
  int status = 0;
  std::string content_type;  // lower case, without parameters
  std::string charset;
  std::string body;  // after chunks were joined and the packing was undone
};

// A response as a crawler kept it. A body over `most` bytes, or packed in a way that is not read, is an Error.
Result<HttpResponse> http_response(std::string_view message, std::size_t most);

}  // namespace vedette
