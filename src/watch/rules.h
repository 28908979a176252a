#pragma once
// The rules of the watch, a TOML file: what to look for, and where to send what was found. docs/watch.md describes it.

#include <string>
#include <string_view>
#include <vector>

#include <cstdint>

namespace vedette {

enum class RuleKind : std::uint8_t { event, tension, due, missed, contradiction };

struct Rule {
  std::string name;
  RuleKind kind = RuleKind::event;
  std::string who, to_whom, any, left, right;  // as the API takes sides; a bloc is "bloc:body:NATO"
  std::string country, place;
  bool near = false;
  double latitude = 0, longitude = 0, radius = 50;
  std::uint32_t types = 0, statuses = 0;       // bits
  double confidence = 0;
  int sources = 1;                             // independent ones that must tell it
  double above = 0;                            // tension
  bool has_above = false, rising = false;
  int days = 30;                               // how old a report may be; of `due` how near the day must be
  std::string summary;                         // in a sentence
};

enum class ChannelKind : std::uint8_t { output, mail, webhook };

struct Channel {
  ChannelKind kind = ChannelKind::output;
  std::string to;                              // folder or address
  bool to_private = false;                     // a webhook may go to this machine or a private network
  std::string key() const;                     // tells it from others
};

struct RuleFault {
  int line = 1, column = 1;
  std::string message;
};

struct Rules {
  std::vector<Rule> rules;
  std::vector<Channel> channels;
  std::vector<RuleFault> faults;               // where there are any, nothing is in force
};

Rules read_rules(std::string_view toml);
std::string_view kind_name(RuleKind kind);

}  // namespace vedette
