#pragma once

namespace vedette {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace vedette
