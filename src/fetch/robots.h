#pragma once
// robots.txt, as RFC 9309 has it.

#include <string>
#include <string_view>
#include <vector>

namespace vedette {

class Robots {
 public:
  Robots() = default;  // everything is allowed
  static Robots nothing_allowed();
  // The rules for `product` ("vedette"), else those for *. Of the file the first 500 KiB count.
  static Robots of(std::string_view file, std::string_view product);

  // `path` with its query. The longest rule that matches decides; of two as long, the one that allows.
  bool allows(std::string_view path) const;
  double delay() const { return delay_; }  // seconds that the site asks for between requests ("Crawl-delay"); 0 where it does not

 private:
  struct Rule {
    bool allow;
    std::string pattern;
  };
  std::vector<Rule> rules_;
  double delay_ = 0;
};

}  // namespace vedette
