#pragma once
// Reads a query's parameters, and keeps the first that is wrong with what was expected.

#include <initializer_list>
#include <optional>
#include <set>
#include <span>

#include "request.h"
#include "watch/days.h"

namespace vedette {

class Parameters {
 public:
  explicit Parameters(const Request& request);

  std::string text(std::string_view name, std::size_t most = 200);
  DayNumber day(std::string_view name);
  std::int64_t whole(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise);
  double real(std::string_view name, double least, double most, double otherwise);
  std::string one_of(std::string_view name, std::span<const std::string_view> allowed, std::string_view otherwise);
  // Several of a list with commas between, as bits by their place in it; letters' case is as in the list where `exact`.
  std::uint32_t some_of(std::string_view name, std::span<const std::string_view> allowed, bool exact = true);
  // "12.5,-3" as latitude and longitude.
  std::optional<std::pair<double, double>> point(std::string_view name);
  std::string require(std::string_view name, std::string_view expected, std::size_t most = 401);

  void wrong(std::string_view name, std::string_view expected, std::string_view message = {});
  // The refusal, also for parameters that nobody asked for; call it when all were read.
  std::optional<Answer> fault();

 private:
  const std::string* find(std::string_view name);
  const Request& request_;
  std::set<std::string, std::less<>> known_;
  std::optional<Answer> fault_;
};

}  // namespace vedette
