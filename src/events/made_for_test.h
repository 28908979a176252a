#pragma once
// For the tests of this room: sentences with their trees written down, so that they hold whatever the model of the day parses.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "events/events.h"
#include "events/lexicon.h"
#include "events/reading.h"

namespace vedette {

// A word a line: form, lemma, part of speech, Penn tag, relation, head (1 is the first word, 0 none), and for the head of a
// mention the name of whom it means (with a star: a private person). A blank line ends a sentence.
struct Made {
  Page page;
  Grammar grammar;
  Actors actors;
  Places places;
  Times times;
  Quotes quotes;

  explicit Made(const std::string& lines) {
    std::istringstream in(lines);
    std::string line;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> ends;
    while (std::getline(in, line)) {
      std::istringstream words(line);
      std::vector<std::string> row;
      for (std::string word; words >> word;) row.push_back(word);
      if (row.empty() && (ends.empty() ? 0 : ends.back()) < rows.size()) ends.push_back(rows.size());
      if (row.size() >= 6) rows.push_back(row);
    }
    if ((ends.empty() ? 0 : ends.back()) < rows.size()) ends.push_back(rows.size());
    std::size_t begin = 0;
    for (const auto& row : rows) page.text += row[0] + " ";
    grammar.text = page.text;
    std::uint32_t at = 0;
    for (std::size_t s = 0; s < ends.size(); ++s) {
      Sentence sentence{TokenId(begin), TokenId(ends[s]), TokenId(), {at, at}, BlockId(std::size_t{0}), false};
      for (std::size_t t = begin; t < ends[s]; ++t) {
        const auto& row = rows[t];
        Token token;
        token.span = {at, at + static_cast<std::uint32_t>(row[0].size())};
        at += static_cast<std::uint32_t>(row[0].size()) + 1;
        token.lemma_begin = static_cast<std::uint32_t>(grammar.lemmas.size());
        grammar.lemmas += row[1];
        token.lemma_end = static_cast<std::uint32_t>(grammar.lemmas.size());
        token.upos = *upos_of(row[2]);
        token.xpos = *xpos_of(row[3]);
        token.relation = *relation_of(row[4]);
        const std::size_t head = std::stoul(row[5]);
        if (head)
          token.head = TokenId(begin + head - 1);
        else
          sentence.root = TokenId(t);
        token.sentence = SentenceId(s);
        grammar.tokens.add(token);
        if (row.size() > 6) mention(TokenId(t), row[6]);
      }
      sentence.span.end = at;
      grammar.sentences.add(sentence);
      begin = ends[s];
    }
    actors.of_head.resize(rows.size());
    for (std::size_t m = 0; m < actors.mentions.size(); ++m)
      actors.of_head[actors.mentions[m].head.value] = static_cast<std::uint32_t>(m + 1);
    places.of_token.resize(rows.size());
    quotes.of_token.resize(rows.size());
    page.blocks.push_back({BlockKind::body, {0, at}});
    link_children(grammar);
  }
  Made(const Made&) = delete;

  void mention(TokenId head, const std::string& name) {
    std::size_t id = 0;
    while (id < actors.actors.size() && actors.actors[ActorId(id)].name != name) ++id;
    if (id == actors.actors.size()) {
      Actor actor;
      actor.name = name;
      actor.kind = name.ends_with('*') ? ActorKind::person : ActorKind::state;  // "Khan*": somebody of no public life
      if (actor.kind == ActorKind::state) actor.country = "X" + std::to_string(id);
      actors.actors.add(actor);
    }
    Mention mention;
    mention.span = grammar.tokens[head].span;
    mention.begin = mention.head = head;
    mention.end = TokenId(head.value + 1);
    mention.actors = {ActorId(id)};
    actors.actors[ActorId(id)].mentions.push_back(static_cast<std::uint32_t>(actors.mentions.size()));
    actors.mentions.push_back(mention);
  }

  // "TYPE source+source > target status" of each event.
  std::vector<std::string> events(const World& world, const Lexicon& lexicon) const {
    const Events found = find_events(page, grammar, world, actors, places, times, quotes, lexicon);
    std::vector<std::string> out;
    for (const Event& event : found.events) {
      constexpr std::string_view kStatus[] = {"happened",   "ongoing",     "scheduled", "pledged",
                                              "called-for", "conditional", "denied",    "hypothetical"};
      std::string line(event.type);
      const auto add = [&](const std::vector<ActorId>& who) {
        std::string names;
        for (const ActorId id : who) names += (names.empty() ? "" : "+") + actors.actors[id].name;
        line += " " + (names.empty() ? "-" : names);
      };
      add(event.source);
      line += " >";
      add(event.target);
      out.push_back(line + " " + std::string(kStatus[static_cast<int>(event.status)]));
    }
    return out;
  }
};

using Lines = std::vector<std::string>;

// The lexicon as it stands in the source, but with these bars of confidence; with none, what is found is given, however doubtful.
inline Result<Lexicon> lexicon_with_bars(double least = 0, double least_only = 0) {
  const std::string path = fmt::format("{}/bars.{}.tsv", testing::TempDir(), getpid());
  std::ofstream(path) << fmt::format("feature\tweight\nleast\t{0}\nleast_ahead\t{0}\nleast_only\t{1}\n", least, least_only);
  Result<Lexicon> loaded = Lexicon::load(std::string(VEDETTE_SOURCE) + "/lexicon", {path});
  std::filesystem::remove(path);
  return loaded;
}

// With the world as it is compiled.
class RoomTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (world) return;
    auto opened = World::open(std::string(VEDETTE_DATA) + "/world.bin");
    if (opened) world = std::make_unique<World>(*std::move(opened));
    auto loaded = lexicon_with_bars();
    if (loaded) lexicon = std::make_unique<Lexicon>(*std::move(loaded));
  }
  void SetUp() override {
    if (!world) FAIL() << "no compiled world";
    ASSERT_TRUE(lexicon);
  }
  static Lines read(const std::string& lines) { return Made(lines).events(*world, *lexicon); }

  inline static std::unique_ptr<World> world;
  inline static std::unique_ptr<Lexicon> lexicon;
};

}  // namespace vedette
