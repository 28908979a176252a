// Lays a reading out for a person. Door: write_card. Test: tests/command_line.py.
#include "report/card.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/record.h"

namespace vedette {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameWidth = 26;

class Card {
 public:
  Card(const Reading& reading, const World& world, bool color) : r_(reading), page_(*reading.page), world_(world), color_(color) {}

  std::string write() {
    head();
    who();
    section("What happened", [this] { events([](Status s) { return s == Status::happened || s == Status::ongoing || s == Status::denied; }); });
    section("What is coming, promised or called for", [this] { events([](Status s) { return s > Status::ongoing && s != Status::denied; }); });
    section("Commitments", [this] { commitments(); });
    section("Who said what", [this] { quotes(); });
    section("Where", [this] { places(); });
    section("What does not fit", [this] { doubts(); });
    section("Repaired in the text", [this] { repairs(); });
    return std::move(out_);
  }

 private:
  static constexpr std::string_view kBold = "1";
  static constexpr std::string_view kDim = "2";
  static constexpr std::string_view kRed = "31";
  static constexpr std::string_view kGreen = "32";
  static constexpr std::string_view kBlue = "34";
  static constexpr std::string_view kYellow = "33";

  std::string paint(std::string_view text, std::string_view code) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }

  // Text for one line of a terminal: white space made single blanks, cut at `room` code points.
  static std::string line_of(std::string_view text, std::size_t room) {
    std::string out;
    std::size_t length = 0;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      if (is_space(next_code_point(text, at))) {
        blank = !out.empty();
        continue;
      }
      if (length + 2 >= room) return out + "…";
      if (blank) out += ' ', ++length;
      blank = false;
      out.append(text, start, at - start);
      ++length;
    }
    return out;
  }

  static std::string padded(std::string_view text, std::size_t width) {
    std::string out = line_of(text, width);
    const std::size_t length = CodePointIndex(out).size();
    return out + std::string(length < width ? width - length : 0, ' ');
  }

  template <class Body>
  void section(std::string_view title, Body body) {
    const std::size_t before = out_.size();
    out_ += "\n" + paint(title, kBold) + "\n";
    const std::size_t start = out_.size();
    body();
    if (out_.size() == start) out_.resize(before);
  }

  void line(std::string_view text) { out_ += fmt::format("  {}\n", text); }

  std::string names(const std::vector<ActorId>& actors) const {
    std::string out;
    for (const ActorId actor : actors) out += (out.empty() ? "" : ", ") + r_.actors.actors[actor].name;
    return out;
  }

  void head() {
    std::string title(r_.article.title);
    for (const Block& block : page_.blocks)
      if (title.empty() && block.kind == BlockKind::title) title = page_.at(block.span);
    for (const Block& block : page_.blocks)
      if (title.empty() && block.kind == BlockKind::body) title = page_.at(block.span);
    out_ += paint(line_of(title, kWidth), kBold) + "\n";
    std::string about = page_.published_value.empty() ? "no date known" : page_.published_value;
    if (!r_.article.site.empty()) about += "  " + r_.article.site;
    if (!r_.article.where.empty()) about += "  " + r_.article.where;
    for (std::size_t i = 0; i < page_.agencies.size(); ++i) about += (i ? ", " : "  credits ") + page_.agencies[i];
    out_ += paint(line_of(about, kWidth), kDim) + "\n";
    if (page_.language != "en" && !page_.language.empty())
      line(fmt::format("The text is in another language ({}); it is kept and not read.", page_.language));
    for (const std::string& note : page_.notes) line(paint(note, kYellow));
  }

  void who() {
    section("Who", [this] {
      std::vector<const Actor*> actors;
      for (const Actor& actor : r_.actors.actors)
        if (actor.entity || !actor.roles.empty() || actor.mentions.size() > 1) actors.push_back(&actor);
      std::stable_sort(actors.begin(), actors.end(), [](const Actor* a, const Actor* b) { return a->mentions.size() > b->mentions.size(); });
      const std::size_t shown = std::min<std::size_t>(actors.size(), 20);
      for (std::size_t i = 0; i < shown; ++i) {
        const Actor& actor = *actors[i];
        std::string roles;
        for (const Role& role : actor.roles) {
          const std::string_view of = role.of          ? std::string_view(r_.actors.actors[role.of].name)
                                      : role.of_entity ? world_.entity(role.of_entity).name
                                                       : std::string_view();
          const std::string text = of.empty() ? role.role : fmt::format("{} of {}", role.role, of);
          if (roles.find(text) == std::string::npos) roles += (roles.empty() ? "" : "; ") + text;
        }
        line(fmt::format("{} {} {}", padded(actor.name, kNameWidth), paint(padded(actor.cameo, 10), kDim),
                         line_of(roles.empty() ? std::string(name_of(actor.kind)) : roles, kWidth - kNameWidth - 14)));
      }
      if (actors.size() > shown) line(paint(fmt::format("and {} more", actors.size() - shown), kDim));
    });
  }

  template <class Wanted>
  void events(Wanted wanted) {
    for (const Event& event : r_.events.events) {
      if (!wanted(event.status)) continue;
      const std::string_view color = event.quad == 4 ? kRed : event.quad == 3 ? kYellow : event.quad == 1 ? kBlue : kGreen;
      std::string deed = event.source.empty() ? "(not said)" : names(event.source);
      if (!event.target.empty()) deed += " → " + names(event.target);
      std::string about(event.status == Status::happened ? std::string_view() : name_of(event.status));
      const auto add = [&about](std::string_view text) {
        if (!text.empty()) about += (about.empty() ? "" : ", ") + std::string(text);
      };
      add(event.date);
      if (event.place) add(r_.places.places[event.place].name);
      if (event.said_by) add("says " + r_.actors.actors[event.said_by].name);
      line(fmt::format("{} {}", paint(padded(event.type, 10), color), line_of(deed + (about.empty() ? "" : "  (" + about + ")"), kWidth - 13)));
      line(paint(fmt::format("           {}", line_of(page_.at(r_.grammar.sentences[event.sentence].span), kWidth - 13)), kDim));
    }
  }

  void commitments() {
    for (const Commitment& commitment : r_.events.commitments) {
      const std::string by = commitment.by ? r_.actors.actors[commitment.by].name : "(not said)";
      const std::string due = commitment.due.empty() ? "" : fmt::format("  (due {})", commitment.due);
      line(fmt::format("{} {}{}", padded(by, kNameWidth), line_of(page_.at(commitment.what), kWidth - kNameWidth - 4 - due.size()), due));
    }
  }

  void quotes() {
    for (const Quote& quote : r_.quotes.quotes) {
      if (quote.kind == QuoteKind::indirect) continue;
      std::string speaker = quote.speaker ? r_.actors.actors[quote.speaker].name : "(not said)";
      if (quote.doubtful) speaker = "? " + speaker;
      line(fmt::format("{} “{}”", padded(speaker, kNameWidth), line_of(page_.at(quote.span), kWidth - kNameWidth - 6)));
    }
  }

  void places() {
    for (const Place& place : r_.places.places) {
      if (place.kind == PlaceKind::country || !place.located) continue;
      if (std::none_of(place.mentions.begin(), place.mentions.end(), [](const PlaceMention& m) { return m.use == PlaceUse::literal; })) continue;
      line(fmt::format("{} {}", padded(place.name, kNameWidth),
                       paint(fmt::format("{}{}{}  {:.2f}, {:.2f}", place.admin1, place.admin1.empty() ? "" : ", ", place.country, place.latitude,
                                         place.longitude), kDim)));
    }
  }

  void doubts() {
    for (const Doubt& doubt : r_.doubts.doubts) line(fmt::format("{} {}", paint(padded(doubt.kind, 18), kYellow), line_of(doubt.note, 2 * kWidth)));
  }

  // A repair is often one character; the words that it stands in show what it did.
  std::pair<std::string, std::string> with_neighbours(const Repair& repair) const {
    constexpr std::size_t kReach = 24;
    const std::string_view raw = r_.article.text;
    std::size_t begin = repair.span.begin;
    std::size_t end = repair.span.end;
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    while (begin > 0 && repair.span.begin - begin < kReach && !blank(raw[begin - 1])) --begin;
    while (end < raw.size() && end - repair.span.end < kReach && !blank(raw[end])) ++end;
    return {std::string(raw.substr(begin, end - begin)),
            std::string(raw.substr(begin, repair.span.begin - begin)) + repair.now + std::string(raw.substr(repair.span.end, end - repair.span.end))};
  }

  void repairs() {
    std::string all;
    for (const Repair& repair : page_.repairs) {
      const auto [was, now] = with_neighbours(repair);
      all += fmt::format("{}{} → {}", all.empty() ? "" : "; ", line_of(was, 40), line_of(now, 40));
    }
    if (!all.empty()) line(line_of(all, 3 * kWidth));
  }

  const Reading& r_;
  const Page& page_;
  const World& world_;
  bool color_;
  std::string out_;
};

}  // namespace

std::string write_card(const Reading& reading, const World& world, bool color) { return Card(reading, world, color).write(); }

}  // namespace vedette
