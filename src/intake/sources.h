#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace vedette {

// The files that a list of files, folders and globs stands for, in order; "-" stays. A name that leads to nothing is an Error.
std::vector<Result<std::string>> sources_of(const std::vector<std::string>& names);

}  // namespace vedette
