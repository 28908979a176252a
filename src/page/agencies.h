#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace vedette {

class World;

enum class AgencyKinds { news_agencies, all };  // all: papers and stations, too

// The news agencies that are named in a stretch of text, by their usual names, in order, each once.
std::vector<std::string> agencies_in(std::string_view text, Span span, const World& world, AgencyKinds kinds);

}  // namespace vedette
