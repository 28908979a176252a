// Reads PETRARCH's dictionaries. Door: add_petrarch. Test: petrarch_test.cpp.
#include "world/petrarch.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "world/tsv.h"

namespace vedette {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// YYMMDD, YYYYMMDD, or a year (YY, YYYY) with the day in it (DDD). Two-digit years up to 30 are of this century, as PETRARCH has it.
std::optional<Day> petrarch_day(std::string_view text) {
  using namespace std::chrono;
  if (!is_number(text) || text.size() < 5 || text.size() > 8) return std::nullopt;
  const bool short_year = text.size() < 7;
  int y = number(text.substr(0, short_year ? 2 : 4));
  if (short_year) y += y > 30 ? 1900 : 2000;
  const std::string_view rest = text.substr(short_year ? 2 : 4);
  if (rest.size() == 3) {
    const int of_year = number(rest);
    if (of_year < 1 || of_year > 366) return std::nullopt;
    return Day{year{y} / 1 / 1} + days{of_year - 1};
  }
  const year_month_day date{year{y}, month{static_cast<unsigned>(number(rest.substr(0, 2)))}, day{static_cast<unsigned>(number(rest.substr(2)))}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

struct DatedCode {
  std::string code;
  std::optional<Day> from, to;
};

// The inside of "[IGOUNO 970101-061231]".
std::optional<DatedCode> dated_code(std::string_view text) {
  text = trim(text);
  DatedCode out;
  const std::size_t blank = text.find_first_of(" \t<>");
  out.code = text.substr(0, blank);
  const bool good = !out.code.empty() && std::all_of(out.code.begin(), out.code.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '~' || c == '_' || c == '/' || c == '+';
  });
  if (!good) return std::nullopt;
  if (blank == std::string_view::npos) return out;
  std::string dates;
  for (const char c : text.substr(blank)) {
    if (c != ' ' && c != '\t') dates += c;
  }
  if (dates.empty()) return out;
  const std::size_t dash = dates.find('-');
  if (dates[0] == '>' || dates[0] == '<') {
    const auto day = petrarch_day(std::string_view(dates).substr(1));
    if (!day) return std::nullopt;
    (dates[0] == '>' ? out.from : out.to) = day;
  } else if (dash != std::string::npos) {
    out.from = petrarch_day(std::string_view(dates).substr(0, dash));
    out.to = petrarch_day(std::string_view(dates).substr(dash + 1));
    if (!out.from || !out.to || *out.from > *out.to) return std::nullopt;
  } else {
    out.from = out.to = petrarch_day(dates);
    if (!out.from) return std::nullopt;
  }
  return out;
}

// "UNITED_NATIONS_" to "United Nations"-less folded form "united nations".
std::string dictionary_name(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '_', ' ');
  std::replace(plain.begin(), plain.end(), '+', ' ');
  return fold(plain);
}

struct Line {
  std::size_t number;
  std::string_view text;  // without remark and line end
};

std::vector<Line> lines_of(std::string_view content) {
  std::vector<Line> lines;
  std::size_t number = 0;
  bool remark = false;
  for (std::string_view text : split(content, '\n')) {
    ++number;
    if (trim(text).starts_with("<!--")) remark = true;
    const bool inside = remark;
    if (text.find("-->") != std::string_view::npos) remark = false;
    text = text.substr(0, text.find('#'));
    if (!inside && !trim(text).empty()) lines.push_back({number, text});
  }
  return lines;
}

enum class DictionaryKind { actors, agents, discards };

DictionaryKind kind_of(const std::vector<Line>& lines) {
  std::size_t codes = 0;
  std::size_t agents = 0;
  for (const Line& line : lines) {
    const std::size_t open = line.text.find('[');
    const std::size_t close = line.text.find(']');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) continue;
    ++codes;
    agents += line.text.substr(open, close - open).find('~') != std::string_view::npos ? 1 : 0;
  }
  if (codes * 10 < lines.size()) return DictionaryKind::discards;
  return agents * 2 > codes ? DictionaryKind::agents : DictionaryKind::actors;
}

// Sector codes of CAMEO behind the country or the class of a code: "LTUGOV" has GOV.
std::string sectors_of(std::string_view code, bool country_first) {
  std::string sectors;
  for (std::size_t at = country_first ? 3 : 0; at + 3 <= code.size(); at += 3) {
    if (!sectors.empty()) sectors += ' ';
    sectors += code.substr(at, 3);
  }
  return sectors;
}

class Reader {
 public:
  Reader(Tables& tables, const std::string& file) : tables_(tables), file_(file) {
    if (!tables.below) return;
    for (std::size_t i = 0; i < tables.below->entity_count(); ++i) {
      const Entity entity = tables.below->entity(EntityId(i));
      if (entity.kind == EntityKind::state && !entity.cameo.empty()) states_.emplace(std::string(entity.cameo), EntityId(i));
    }
  }

  std::vector<std::string> actors(const std::vector<Line>& lines) {
    for (const Line& line : lines) {
      const std::string_view start = trim(line.text);
      const bool only_codes = start.front() == '[';
      if (!only_codes && start.front() != '+') put_actor();
      std::size_t open = line.text.find('[');
      const std::string_view name = line.text.substr(0, open);
      bool good = open == std::string_view::npos || read_codes(line.text.substr(open));
      if (!only_codes) {
        const std::string folded = dictionary_name(name.substr(0, name.find_first_of(";{")));
        if (folded.empty()) good = false;
        if (good) names_.push_back(folded);
      } else if (names_.empty()) {
        good = false;
      }
      if (!good) refuse(line, only_codes ? "codes that do not parse, or that follow no name" : "is no name with codes like [USAGOV >010120]");
    }
    put_actor();
    return std::move(messages_);
  }

  std::vector<std::string> agents(const std::vector<Line>& lines) {
    std::map<std::string, std::vector<std::string>> substitutes;  // "!MINISTER!" to what it stands for
    for (const Line& line : lines) {
      const std::string_view text = trim(line.text);
      const std::size_t equals = text.find('=');
      if (text.front() == '!' && equals != std::string_view::npos) {
        auto& list = substitutes[std::string(trim(text.substr(0, equals)))];
        for (const std::string_view item : split(text.substr(equals + 1), ',')) list.emplace_back(trim(item));
      }
    }
    for (const Line& line : lines) {
      const std::string_view text = trim(line.text);
      if (text.front() == '!' && text.find('=') != std::string_view::npos) continue;
      const std::size_t open = text.find('[');
      const std::size_t close = text.find(']');
      const auto code = open == std::string_view::npos || close == std::string_view::npos || close < open
                            ? std::nullopt
                            : dated_code(text.substr(open + 1, close - open - 1));
      const std::size_t brace = text.find('{');
      const std::string name(trim(text.substr(0, std::min(open, brace))));
      if (!code || name.empty() || code->code.find('~') == std::string::npos) {
        refuse(line, "is no agent like POLICE_OFFICER [~COP]");
        continue;
      }
      std::string plain = code->code;
      std::erase(plain, '~');
      const AgentDraft agent{sectors_of(plain, false), false};
      std::string plural;
      if (brace != std::string::npos && text.find('}') != std::string_view::npos && text.find('}') > brace) {
        plural = trim(text.substr(brace + 1, text.find('}') - brace - 1));
      }
      for (const std::string& given : {name, plural}) {
        for (const std::string& spelled : expand(given, substitutes)) {
          const std::string folded = dictionary_name(spelled);
          if (!folded.empty()) tables_.agents[folded] = agent;
        }
      }
    }
    return std::move(messages_);
  }

  std::vector<std::string> discards(const std::vector<Line>& lines) {
    for (const Line& line : lines) {
      const std::string folded = dictionary_name(line.text.substr(0, line.text.find(';')));
      if (folded.empty() || folded.find('[') != std::string::npos) {
        refuse(line, "is no phrase to discard");
      } else {
        tables_.discards[folded] = 1;
      }
    }
    return std::move(messages_);
  }

 private:
  void refuse(const Line& line, std::string_view why) {
    messages_.push_back(fmt::format("{}:{}: '{}' {}; the line is skipped", file_, line.number, trim(line.text).substr(0, 60), why));
  }

  bool read_codes(std::string_view text) {
    std::vector<DatedCode> codes;
    while (true) {
      const std::size_t open = text.find('[');
      if (open == std::string_view::npos) break;
      const std::size_t close = text.find(']', open);
      if (close == std::string_view::npos) return false;
      // A text may hold a remark behind a semicolon or between codes; only the brackets count.
      auto code = dated_code(text.substr(open + 1, close - open - 1));
      if (!code) return false;
      codes.push_back(*std::move(code));
      text.remove_prefix(close + 1);
    }
    for (DatedCode& code : codes) codes_.push_back(std::move(code));
    return true;
  }

  static std::vector<std::string> expand(const std::string& name, const std::map<std::string, std::vector<std::string>>& substitutes) {
    const std::size_t open = name.find('!');
    const std::size_t close = open == std::string::npos ? open : name.find('!', open + 1);
    if (close == std::string::npos) return {name};
    const auto found = substitutes.find(name.substr(open, close - open + 1));
    if (found == substitutes.end()) return {};
    std::vector<std::string> out;
    for (const std::string& item : found->second) out.push_back(name.substr(0, open) + item + name.substr(close + 1));
    return out;
  }

  // What the world calls by this name already.
  EntityId known(const std::string& folded) const {
    const auto here = own_.find(folded);
    if (here != own_.end()) return here->second;
    if (!tables_.below) return {};
    for (const Named& use : tables_.below->named(folded)) {
      if (use.use == NameUse::name && !use.guessed) return use.entity;
    }
    return {};
  }

  static EntityKind kind_of_code(std::string_view sectors, bool dated) {
    const auto has = [&](std::string_view sector) { return sectors.find(sector) != std::string_view::npos; };
    for (const std::string_view sector : {"IGO", "NGO", "NGM", "IMG"}) {
      if (sectors.starts_with(sector)) return EntityKind::body;
    }
    if (has("MNC") || has("BUS")) return EntityKind::company;
    if (has("MED")) return EntityKind::agency;
    if (!dated && (has("REB") || has("SEP") || has("UAF") || has("INS"))) return EntityKind::armed_group;
    if (!dated && (has("PTY") || has("OPP"))) return EntityKind::party;
    return EntityKind::person;
  }

  void put_actor() {
    if (!names_.empty() && !codes_.empty()) {
      EntityId id = known(names_.front());
      const std::string& first = codes_.front().code;
      const auto state = states_.find(first.substr(0, 3));
      const bool of_state = state != states_.end();
      if (!id && of_state && first.size() == 3 && codes_.size() == 1) id = state->second;
      const bool dated = std::any_of(codes_.begin(), codes_.end(), [](const DatedCode& c) { return c.from || c.to; });
      if (!id) {
        EntityDraft draft;
        draft.sectors = sectors_of(first, of_state);
        draft.kind = kind_of_code(of_state ? draft.sectors : std::string_view(first), dated);
        draft.key = "user:" + key_part(names_.front());
        draft.name = title_case(names_.front());
        if (of_state) draft.country = tables_.below->entity(state->second).country;
        id = tables_.find(draft.key);
        if (!id) id = tables_.add(std::move(draft));
      }
      const bool is_state = of_state && id == state->second && first.size() == 3;
      for (const std::string& name : names_) {
        const EntityId other = known(name);
        if (!other || other == id || !is_state) tables_.add_folded(id, name, NameUse::name);
        own_.emplace(name, id);
      }
      if (!is_state) {
        for (const DatedCode& code : codes_) tables_.codes.push_back({id, code.code, code.from, code.to});
      }
    }
    names_.clear();
    codes_.clear();
  }

  static std::string title_case(const std::string& folded) {
    std::string out;
    bool start = true;
    for (std::size_t at = 0; at < folded.size();) {
      const char32_t c = next_code_point(folded, at);
      append_code_point(out, start ? upper(c) : c);
      start = c == U' ' || c == U'-';
    }
    return out;
  }

  Tables& tables_;
  std::string file_;
  std::vector<std::string> messages_;
  std::vector<std::string> names_;
  std::vector<DatedCode> codes_;
  std::map<std::string, EntityId> states_;  // by CAMEO code
  std::map<std::string, EntityId> own_;
};

}  // namespace

bool is_petrarch(std::string_view content) {
  for (const std::string_view line : split(content, '\n')) {
    if (trim(line).empty() || line.starts_with('#')) continue;
    // A table's header names its columns in lower case, several of them or one of a known few.
    const bool header = std::none_of(line.begin(), line.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return !header || line.find('\t') == std::string_view::npos ? trim(line) != "name" : false;
  }
  return false;
}

std::vector<std::string> add_petrarch(Tables& tables, const std::string& file, std::string_view content) {
  const std::vector<Line> lines = lines_of(content);
  Reader reader(tables, file);
  switch (kind_of(lines)) {
    case DictionaryKind::actors: return reader.actors(lines);
    case DictionaryKind::agents: return reader.agents(lines);
    case DictionaryKind::discards: break;
  }
  return reader.discards(lines);
}

}  // namespace vedette
