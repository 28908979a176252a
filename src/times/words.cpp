// Tells the words and figures that make up times. Door: time_word. Test: times_test.cpp.
#include "times/words.h"

#include <array>
#include <charconv>
#include <unordered_map>

#include "base/day.h"

namespace vedette {
namespace {

constexpr std::size_t kLongest = 16;

const std::unordered_map<std::string_view, TimeWord>& table() {
  using enum TimeClass;
  const auto unit_of = [](Unit which, bool plural) { return TimeWord{TimeClass::unit, static_cast<int>(which), plural}; };
  static const std::unordered_map<std::string_view, TimeWord> words = [&] {
    std::unordered_map<std::string_view, TimeWord> w;
    constexpr std::string_view months[] = {"january", "february", "march",     "april",   "may",      "june",
                                           "july",    "august",   "september", "october", "november", "december"};
    constexpr std::string_view short_months[] = {"jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    constexpr std::string_view dotted_months[] = {"jan.", "feb.", "mar.", "apr.", "", "jun.", "jul.", "aug.", "sep.", "oct.", "nov.", "dec."};
    for (int i = 0; i < 12; ++i) {
      w[months[i]] = {month, i + 1};
      if (!short_months[i].empty()) w[short_months[i]] = w[dotted_months[i]] = {month, i + 1};
    }
    w["sept"] = w["sept."] = {month, 9};
    constexpr std::string_view days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    constexpr std::string_view many_days[] = {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
    constexpr std::string_view short_days[] = {"mon.", "tues.", "wed.", "thurs.", "fri.", "sat.", "sun."};
    for (int i = 0; i < 7; ++i) {
      w[days[i]] = w[short_days[i]] = {weekday, i + 1};
      w[many_days[i]] = {weekday, i + 1, true};
    }
    constexpr std::string_view numbers[] = {"zero",    "one",     "two",       "three",    "four",     "five",    "six",
                                            "seven",   "eight",   "nine",      "ten",      "eleven",   "twelve",  "thirteen",
                                            "fourteen", "fifteen", "sixteen",  "seventeen", "eighteen", "nineteen", "twenty"};
    for (int i = 1; i <= 20; ++i) w[numbers[i]] = {number, i};
    w["thirty"] = {number, 30}, w["forty"] = {number, 40}, w["fifty"] = {number, 50}, w["sixty"] = {number, 60};
    w["seventy"] = {number, 70}, w["eighty"] = {number, 80}, w["ninety"] = {number, 90}, w["hundred"] = {number, 100};
    constexpr std::string_view ordinals[] = {"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
    for (int i = 1; i <= 10; ++i) w[ordinals[i]] = {ordinal, i};
    w["eighteenth"] = {ordinal, 18}, w["nineteenth"] = {ordinal, 19}, w["twentieth"] = {ordinal, 20};
    w["final"] = {ordinal, -1};
    for (const std::string_view v : {"several", "few", "many", "some", "couple", "dozens", "numerous"}) w[v] = {vague_number};
    const std::pair<std::string_view, Unit> units[] = {
        {"minute", Unit::minute}, {"hour", Unit::hour}, {"day", Unit::day}, {"week", Unit::week}, {"weekend", Unit::weekend},
        {"fortnight", Unit::fortnight}, {"month", Unit::month}, {"quarter", Unit::quarter}, {"year", Unit::year}, {"decade", Unit::decade},
        {"century", Unit::century}};
    for (const auto& [name, which] : units) w[name] = unit_of(which, false);
    const std::pair<std::string_view, Unit> plurals[] = {
        {"seconds", Unit::second}, {"minutes", Unit::minute}, {"hours", Unit::hour}, {"days", Unit::day}, {"weeks", Unit::week},
        {"weekends", Unit::weekend}, {"fortnights", Unit::fortnight}, {"months", Unit::month}, {"quarters", Unit::quarter},
        {"years", Unit::year}, {"decades", Unit::decade}, {"centuries", Unit::century}, {"hrs", Unit::hour}, {"yrs", Unit::year}};
    for (const auto& [name, which] : plurals) w[name] = unit_of(which, true);
    w["morning"] = {day_part, 0}, w["midday"] = {day_part, 1}, w["afternoon"] = {day_part, 2}, w["evening"] = {day_part, 3};
    w["night"] = {day_part, 4}, w["daytime"] = {day_part, 5}, w["overnight"] = {day_part, 4}, w["dawn"] = {day_part, 0}, w["dusk"] = {day_part, 3};
    w["spring"] = {season, 0}, w["summer"] = {season, 1}, w["autumn"] = {season, 2}, w["fall"] = {season, 2}, w["winter"] = {season, 3};
    w["today"] = {day_shift, 0}, w["yesterday"] = {day_shift, -1}, w["tomorrow"] = {day_shift, 1}, w["tonight"] = {day_shift, 0, true};
    w["last"] = w["past"] = w["previous"] = w["preceding"] = {shift, -1};
    w["this"] = w["current"] = {shift, 0};
    w["next"] = w["coming"] = w["following"] = w["upcoming"] = {shift, 1};
    w["that"] = w["same"] = {that};
    w["ago"] = {ago}, w["later"] = w["afterwards"] = {TimeClass::later}, w["earlier"] = {TimeClass::earlier};
    w["before"] = {before}, w["after"] = {after};
    for (const std::string_view v : {"early", "late", "mid", "beginning", "start", "middle", "end", "mid-"}) w[v] = {edge};
    w["bc"] = w["b.c."] = w["bce"] = w["b.c.e."] = w["b.c"] = {era_bc};
    w["ad"] = w["a.d."] = {era_ad};
    w["am"] = w["a.m."] = w["a.m"] = {am};
    w["pm"] = w["p.m."] = w["p.m"] = {pm};
    w["noon"] = {noon, 12}, w["midnight"] = {noon, 0};
    w["each"] = w["every"] = w["per"] = {each};
    w["daily"] = w["nightly"] = {set_adverb, static_cast<int>(Unit::day)};
    w["hourly"] = {set_adverb, static_cast<int>(Unit::hour)};
    w["weekly"] = {set_adverb, static_cast<int>(Unit::week)}, w["monthly"] = {set_adverb, static_cast<int>(Unit::month)};
    w["annually"] = w["yearly"] = {set_adverb, static_cast<int>(Unit::year)};
    w["now"] = w["currently"] = w["nowadays"] = w["presently"] = {present_ref};
    w["recently"] = w["lately"] = w["formerly"] = {past_ref};
    w["half"] = {half};
    w["christmas"] = {feast, 1225};
    w["of"] = {of}, w["the"] = {the}, w["a"] = w["an"] = {a}, w["and"] = {and_}, w["to"] = w["until"] = w["till"] = {to};
    w[","] = {comma}, w["-"] = w["–"] = w["—"] = w["‑"] = {hyphen}, w["in"] = {in}, w["o'clock"] = w["o’clock"] = {oclock};
    return w;
  }();
  return words;
}

int number_of(std::string_view digits) {
  int value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// A day from three groups of figures; day first where that is possible, else month first.
TimeWord numeric_date(std::string_view form, char mark) {
  const std::size_t one = form.find(mark);
  const std::size_t two = form.find(mark, one + 1);
  if (two == std::string_view::npos || form.find(mark, two + 1) != std::string_view::npos) return {};
  const std::string_view parts[] = {form.substr(0, one), form.substr(one + 1, two - one - 1), form.substr(two + 1)};
  for (const std::string_view part : parts)
    if (!all_digits(part) || part.size() == 3 || part.size() > 4) return {};
  int year = number_of(parts[0]);
  int month = number_of(parts[1]);
  int day = number_of(parts[2]);
  if (parts[0].size() != 4) {
    if (parts[2].size() != 4) return {};
    std::swap(year, day);
    if (month > 12) std::swap(month, day);
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (year < 1000 || year > 2200 || !date.ok()) return {};
  return {TimeClass::iso_date, static_cast<int>(Day{date}.time_since_epoch().count())};
}

TimeWord figure(std::string_view form) {
  if (all_digits(form)) {
    const int value = number_of(form);
    if (value < 0) return {};
    if (form.size() == 4 && value >= 1000 && value <= 2200) return {TimeClass::year, value};
    return {TimeClass::number, value};
  }
  const std::size_t letters = form.find_first_not_of("0123456789");
  const std::string_view digits = form.substr(0, letters);
  const std::string_view rest = form.substr(letters);
  if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") return {TimeClass::ordinal, number_of(digits)};
  if ((rest == "s" || rest == "'s" || rest == "’s") && digits.size() >= 3 && digits.back() == '0') return {TimeClass::decade, number_of(digits) / 10};
  if (rest == "am" || rest == "a.m.") return {TimeClass::clock, number_of(digits) % 12 * 60};
  if (rest == "pm" || rest == "p.m.") return {TimeClass::clock, (number_of(digits) % 12 + 12) * 60};
  if (rest.front() == '-' || rest.front() == '/' || rest.front() == '.')
    if (const TimeWord date = numeric_date(form, rest.front()); date.kind != TimeClass::none) return date;
  if (rest.front() == ':' && rest.size() >= 3 && digits.size() <= 2) {
    const int hour = number_of(digits);
    const int minute = number_of(rest.substr(1, 2));
    const std::string_view tail = rest.substr(3);
    if (hour > 24 || minute < 0 || minute > 59) return {};
    if (tail.empty() || tail == "hr" || tail == "hrs" || tail == "h") return {TimeClass::clock, hour * 60 + minute};
    if (tail == "am" || tail == "a.m.") return {TimeClass::clock, hour % 12 * 60 + minute};
    if (tail == "pm" || tail == "p.m.") return {TimeClass::clock, (hour % 12 + 12) * 60 + minute};
  }
  return {};
}

}  // namespace

TimeWord time_word(std::string_view form) {
  if (form.empty() || form.size() > kLongest) return {};
  std::array<char, kLongest> buffer;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = form[i];
    buffer[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  const std::string_view low(buffer.data(), form.size());
  if (low.size() > 5 && low.starts_with("mid-")) return time_word(form.substr(4));
  if (low[0] >= '0' && low[0] <= '9') return figure(low);
  const auto found = table().find(low);
  if (found == table().end()) return {};
  // "may", "march", "sat." and the like tell time only with a capital.
  if (found->second.kind == TimeClass::month && form[0] == low[0]) return {};
  return found->second;
}

}  // namespace vedette
