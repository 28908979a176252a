// Reads the rules of the watch. Door: read_rules. Test: rules_test.cpp.
#include "watch/rules.h"

#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "watch/ledger.h"

namespace vedette {
namespace {

constexpr std::string_view kKinds[] = {"event", "tension", "due", "missed", "contradiction"};
constexpr std::string_view kChannels[] = {"output", "mail", "webhook"};

class Reader {
 public:
  explicit Reader(Rules& rules) : rules_(rules) {}

  void read(const toml::table& file) {
    for (const auto& [key, node] : file)
      if (key != "rule" && key != "deliver") fault(node, fmt::format("there is no '{}' here; expected [[rule]] or [[deliver]]", key.str()));
    each_table(file, "rule", [&](const toml::table& table) { rule(table); });
    each_table(file, "deliver", [&](const toml::table& table) { channel(table); });
  }

 private:
  void fault(const toml::node& node, std::string message) {
    const toml::source_position at = node.source().begin;
    rules_.faults.push_back({static_cast<int>(at.line), static_cast<int>(at.column), std::move(message)});
  }

  template <class Each>
  void each_table(const toml::table& file, std::string_view name, Each each) {
    const toml::node* node = file.get(name);
    if (!node) return;
    const toml::array* all = node->as_array();
    if (!all || !all->is_array_of_tables()) return fault(*node, fmt::format("'{0}' is to be written as [[{0}]]", name));
    for (const toml::node& one : *all) each(*one.as_table());
  }

  // Values by key; each key that is asked for is known, the others are faults.
  const toml::node* find(const toml::table& table, std::string_view key) {
    known_.emplace(key);
    return table.get(key);
  }
  std::string text(const toml::table& table, std::string_view key) {
    const toml::node* node = find(table, key);
    if (!node) return {};
    const auto value = node->value<std::string>();
    if (!value || value->empty() || value->size() > 200) return fault(*node, fmt::format("'{}' is to be words in quotation marks, 1 to 200 characters", key)), std::string();
    return *value;
  }
  double real(const toml::table& table, std::string_view key, double least, double most, double otherwise) {
    const toml::node* node = find(table, key);
    if (!node) return otherwise;
    const auto value = node->value<double>();
    if (!value || !(*value >= least && *value <= most)) return fault(*node, fmt::format("'{}' is to be a number from {} to {}", key, least, most)), otherwise;
    return *value;
  }
  bool truth(const toml::table& table, std::string_view key) {
    const toml::node* node = find(table, key);
    if (node && !node->is_boolean()) fault(*node, fmt::format("'{}' is to be true or false", key));
    return node && node->value_or(false);
  }
  template <std::size_t N>
  std::uint32_t bits(const toml::table& table, std::string_view key, const std::array<std::string_view, N>& allowed) {
    const toml::node* node = find(table, key);
    if (!node) return 0;
    std::uint32_t found = 0;
    const auto one = [&](const toml::node& item) {
      const auto value = item.value<std::string>();
      const auto at = value ? std::find(allowed.begin(), allowed.end(), *value) : allowed.end();
      if (at == allowed.end()) return fault(item, fmt::format("expected one of {}", fmt::join(allowed, ", ")));
      found |= 1U << (at - allowed.begin());
    };
    if (const toml::array* all = node->as_array()) {
      for (const toml::node& item : *all) one(item);
    } else {
      one(*node);
    }
    return found;
  }

  void unknown(const toml::table& table, std::string_view where) {
    for (const auto& [key, node] : table)
      if (!known_.contains(key.str())) fault(node, fmt::format("a {} has no '{}'; it has {}", where, key.str(), fmt::join(known_, ", ")));
  }

  void rule(const toml::table& table) {
    known_.clear();
    Rule rule;
    const std::size_t before = rules_.faults.size();
    rule.name = text(table, "name");
    const toml::node* kind = find(table, "kind");
    const std::string kind_text = kind ? kind->value_or(std::string()) : std::string("event");
    const auto kind_at = std::find(std::begin(kKinds), std::end(kKinds), kind_text);
    if (kind_at == std::end(kKinds)) return fault(*kind, fmt::format("'kind' is to be one of {}", fmt::join(kKinds, ", ")));
    rule.kind = static_cast<RuleKind>(kind_at - std::begin(kKinds));
    rule.any = text(table, "actor");
    const std::string bloc = text(table, "bloc");
    if (!bloc.empty()) {
      if (!rule.any.empty()) fault(*table.get("bloc"), "a rule has an actor or a bloc, not both");
      rule.any = "bloc:" + bloc;
    }
    if (const toml::node* pair = find(table, "pair")) {
      const toml::array* sides = pair->as_array();
      const auto left = sides && sides->size() == 2 ? (*sides)[0].value<std::string>() : std::nullopt;
      const auto right = sides && sides->size() == 2 ? (*sides)[1].value<std::string>() : std::nullopt;
      if (!left || !right || left->empty() || right->empty()) {
        fault(*pair, "'pair' is to be two sides: [\"SRB\", \"XKX\"]");
      } else {
        rule.left = *left, rule.right = *right;
      }
    }
    rule.days = static_cast<int>(real(table, "days", 1, 3660, rule.kind == RuleKind::due ? 7 : 30));
    switch (rule.kind) {
      case RuleKind::event:
        rule.who = text(table, "who"), rule.to_whom = text(table, "to_whom");
        rule.country = text(table, "country"), rule.place = text(table, "place");
        if (const toml::node* near = find(table, "near")) {
          const toml::array* at = near->as_array();
          const auto latitude = at && at->size() == 2 ? (*at)[0].value<double>() : std::nullopt;
          const auto longitude = at && at->size() == 2 ? (*at)[1].value<double>() : std::nullopt;
          if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
            fault(*near, "'near' is to be latitude and longitude in degrees: [42.67, 21.17]");
          } else {
            rule.near = true, rule.latitude = *latitude, rule.longitude = *longitude;
          }
        }
        rule.radius = real(table, "radius", 0.001, 20'100, 50);
        rule.types = bits(table, "type", kEventTypes);
        rule.statuses = bits(table, "status", kStatuses);
        rule.confidence = real(table, "confidence", 0, 1, 0);
        rule.sources = static_cast<int>(real(table, "sources", 1, 1000, 1));
        if (rule.any.empty() && rule.left.empty() && rule.who.empty() && rule.to_whom.empty() && rule.country.empty() && rule.place.empty() && !rule.near && !rule.types &&
            rules_.faults.size() == before)
          fault(table, "the rule says of nothing what it is about; give it an actor, a pair, a bloc, a place or a type");
        break;
      case RuleKind::tension:
        rule.has_above = table.contains("above");
        rule.above = real(table, "above", -1000, 1000, 0);
        rule.rising = truth(table, "rising");
        if (rule.left.empty() && rules_.faults.size() == before) fault(table, "a rule on tension needs a pair: [\"SRB\", \"XKX\"]");
        if (!rule.has_above && !rule.rising) fault(table, "a rule on tension needs 'above = NUMBER' or 'rising = true'");
        break;
      case RuleKind::due: case RuleKind::missed: case RuleKind::contradiction: break;
    }
    unknown(table, fmt::format("rule of kind '{}'", kind_text));
    if (rule.name.empty() && rules_.faults.size() == before) fault(table, "the rule has no name");
    for (const Rule& other : rules_.rules)
      if (other.name == rule.name) fault(*table.get("name"), fmt::format("another rule is called '{}' too", rule.name));
    rule.summary = summary(rule);
    rules_.rules.push_back(std::move(rule));
  }

  static std::string summary(const Rule& rule) {
    std::string about;
    const auto add = [&](std::string_view before, std::string_view what) {
      if (!what.empty()) about += fmt::format("{}{} {}", about.empty() ? "" : ", ", before, what);
    };
    add("source", rule.who), add("target", rule.to_whom), add("with", rule.any), add("between", rule.left.empty() ? "" : rule.left + " and " + rule.right);
    add("in", rule.country), add("at", rule.place);
    if (rule.near) add("within", fmt::format("{} km of {}, {}", rule.radius, rule.latitude, rule.longitude));
    for (std::size_t type = 0; type < kEventTypes.size(); ++type)
      if (rule.types >> type & 1) add("of type", kEventTypes[type]);
    switch (rule.kind) {
      case RuleKind::event: return "events " + about;
      case RuleKind::tension: return "tension " + about + (rule.has_above ? fmt::format(" above {}", rule.above) : "") + (rule.rising ? " rising" : "");
      case RuleKind::due: return fmt::format("commitments due within {} days {}", rule.days, about);
      case RuleKind::missed: return "announced events that did not come " + about;
      case RuleKind::contradiction: return "contradictions in a story " + about;
    }
    return about;
  }

  void channel(const toml::table& table) {
    known_.clear();
    Channel channel;
    const toml::node* to = find(table, "to");
    const std::string kind = to ? to->value_or(std::string()) : std::string();
    const auto at = std::find(std::begin(kChannels), std::end(kChannels), kind);
    if (at == std::end(kChannels)) return fault(to ? *to : static_cast<const toml::node&>(table), fmt::format("'to' is to be one of {}", fmt::join(kChannels, ", ")));
    channel.kind = static_cast<ChannelKind>(at - std::begin(kChannels));
    if (channel.kind == ChannelKind::mail) {
      channel.to = text(table, "folder");
      if (channel.to.empty()) fault(table, "mail needs a 'folder' for its files");
    } else if (channel.kind == ChannelKind::webhook) {
      channel.to = text(table, "url");
      channel.to_private = truth(table, "private");
      if (!channel.to.starts_with("http://") && !channel.to.starts_with("https://")) fault(table, "a webhook needs a 'url' that begins with https:// or http://");
    }
    unknown(table, fmt::format("delivery to {}", kind));
    rules_.channels.push_back(std::move(channel));
  }

  Rules& rules_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace

std::string_view kind_name(RuleKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string Channel::key() const { return std::string(kChannels[static_cast<std::size_t>(kind)]) + (to.empty() ? "" : ":") + to; }

Rules read_rules(std::string_view text) {
  Rules rules;
  try {
    Reader(rules).read(toml::parse(text));
  } catch (const toml::parse_error& error) {
    rules.faults.push_back({static_cast<int>(error.source().begin.line), static_cast<int>(error.source().begin.column), std::string(error.description())});
  }
  std::stable_sort(rules.faults.begin(), rules.faults.end(), [](const RuleFault& a, const RuleFault& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
  return rules;
}

}  // namespace vedette
