// Splits and repairs an article. Door: lay_out in page.h. Test: lay_out_test.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "page/agencies.h"
#include "page/blocks.h"
#include "page/decode.h"
#include "page/language.h"
#include "page/paragraphs.h"
#include "page/repair.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

// Positions before a pass's edits to those after it.
std::vector<Span> moved(std::vector<Span> spans, const std::vector<Edit>& edits) {
  std::size_t e = 0;
  std::int64_t shift = 0;
  const auto at = [&](std::uint32_t position) {
    for (; e < edits.size() && edits[e].span.end <= position && edits[e].span.begin < position; ++e)
      shift += static_cast<std::int64_t>(edits[e].now.size()) - edits[e].span.size();
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, position + shift));
  };
  for (Span& span : spans) {
    e = 0, shift = 0;
    const std::uint32_t begin = at(span.begin);
    span = {begin, std::max(begin, at(span.end))};
  }
  return spans;
}

void repair_english(Draft& draft, const World& world, const Words& words, std::vector<Span>& unbalanced) {
  draft.apply(hyphenation(draft.text(), Known(world, words, draft.text())));
  draft.apply(stray_spaces(draft.text()));
  draft.apply(missing_spaces(draft.text(), Known(world, words, draft.text())));
  draft.apply(glued_words(draft.text(), Known(world, words, draft.text())));
  const QuoteMarks marks = quote_marks(draft.text());
  unbalanced = moved(marks.unbalanced, marks.edits);
  draft.apply(marks.edits);
}

// "/2023/06/29/" of an address.
std::optional<Day> day_in_address(std::string_view url) {
  for (std::size_t at = url.find("/2"); at != std::string_view::npos; at = url.find("/2", at + 1)) {
    if (url.size() < at + 11 || url[at + 5] != '/' || url[at + 8] != '/') continue;
    std::string iso_day(url.substr(at + 1, 10));
    std::replace(iso_day.begin(), iso_day.end(), '/', '-');
    if (const auto day = day_of(iso_day)) return day;
  }
  return std::nullopt;
}

void date(Page& page, const Article& article, std::vector<WrittenDate> dates) {
  if (!article.published.empty()) {
    page.published = day_of(article.published);
    if (page.published) {
      page.published_value = article.published;
      page.published_from = PublishedFrom::given;
      return;
    }
    // "Thu, 29 Jun 2023 10:00 GMT", as feeds and pages have it.
    const auto written = written_date(article.published, 0);
    if (written && written->as_day() && written->end + 12 >= article.published.size()) {
      page.published = written->as_day();
      page.published_value = written->value();
      page.published_from = PublishedFrom::given;
      return;
    }
    page.notes.push_back(
        fmt::format("published: '{}' is no day of the calendar; expected YYYY-MM-DD, a time may follow", article.published));
  }
  const std::optional<Day> by_address = day_in_address(article.url);
  for (WrittenDate& written : dates) {
    // A dateline without a year belongs to the year of the address where the two are within days of each other.
    if (written.year == 0 && by_address) {
      written.year = static_cast<int>(std::chrono::year_month_day(*by_address).year());
      const auto day = written.as_day();
      if (!day || std::chrono::abs(*day - *by_address) > std::chrono::days(7)) continue;
    }
    if (const auto day = written.as_day()) {
      page.published = day;
      page.published_value = written.value();
      page.published_from = PublishedFrom::text;
      return;
    }
    if (written.unsure)
      page.notes.push_back(fmt::format("dateline: {}/{}/{} may be read with the day or the month first; the date was left open",
                                       written.day, written.month, written.year));
    else if (written.year != 0)
      page.notes.push_back(
          fmt::format("dateline: {:04}-{:02}-{:02} is no day of the calendar", written.year, written.month, written.day));
  }
  if (by_address) {
    page.published = by_address;
    page.published_value = iso(*by_address);
    page.published_from = PublishedFrom::given;
  }
}

// Agencies are credited in the report's words, datelines, credits and agency lines, not in what leads elsewhere.
std::vector<std::string> credited(const Page& page, const World& world) {
  std::vector<std::string> found;
  for (const Block& block : page.blocks) {
    if (block.kind == BlockKind::share || block.kind == BlockKind::navigation || block.kind == BlockKind::other) continue;
    for (std::string& name : agencies_in(page.text, block.span, world, AgencyKinds::news_agencies))
      if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(std::move(name));
  }
  return found;
}

}  // namespace

Page lay_out(const Article& article, const World& world, const Words& words) {
  Page page;
  Draft draft(article.text);
  decode(draft);
  page.language = language_of(draft.text(), article.language);
  const bool english = page.language == "en";
  if (english) repair_english(draft, world, words, page.unbalanced_quotes);
  page.text = draft.text();
  page.map = draft.map();
  page.repairs = draft.repairs();

  Blocks blocks;
  if (english) {
    blocks = blocks_of(page.text, article.title, world, words);
  } else {
    for (const Span paragraph : paragraphs_of(page.text)) blocks.blocks.push_back({BlockKind::body, paragraph});
    page.notes.push_back(fmt::format("the text is in '{}', not in English: kept, and not read further", page.language));
  }
  page.blocks = std::move(blocks.blocks);
  page.dateline_place = blocks.dateline_place;
  date(page, article, std::move(blocks.dates));
  page.agencies = credited(page, world);
  return page;
}

}  // namespace vedette
