// Reads the lexicon's tables. Its only door: Lexicon::load. Test: lexicon_test.cpp.
// Each error names file and line, says what was expected and what to do.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "base/digest.h"
#include "events/lexicon_data.h"

namespace vedette {
namespace {

namespace fs = std::filesystem;

struct Row {
  std::string file;
  std::size_t line = 0;
  std::vector<std::string> cells;
};

struct Table {
  std::string_view name;
  std::string_view header;  // columns parted by blanks
  std::size_t needed;       // cells that a row must have; the rest may be missing
};

constexpr Table kTables[] = {
    {"types", "type quad future covers needs_source needs_target public implied turn of_place stays", 2},
    {"codes", "code name goldstein", 3},
    {"classes", "class words", 2},
    {"status", "words kind effect", 3},
    {"contexts", "context words", 2},
    {"refinements", "outer inner cameo mode", 3},
    {"confidence", "feature weight", 2},
    {"usual_roles", "type mode role words where", 5},
    {"frames", "type mode cameo pattern source target contexts test expect_source expect_target expect_status", 11},
};

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(by, at);
    const std::string_view part = text.substr(at, end == std::string_view::npos ? end : end - at);
    if (by == '\t' || !part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Effect> effect_named(std::string_view name) {
  constexpr std::pair<std::string_view, Effect> kNames[] = {
      {"happened", Effect::happened},     {"ongoing", Effect::ongoing},
      {"scheduled", Effect::scheduled},   {"pledged", Effect::pledged},
      {"called-for", Effect::called_for}, {"conditional", Effect::conditional},
      {"denied", Effect::denied},         {"hypothetical", Effect::hypothetical},
      {"reports", Effect::reports},       {"light", Effect::light},
      {"occurs", Effect::occurs},         {"transparent", Effect::transparent},
      {"habitual", Effect::habitual}};
  for (const auto& [known, effect] : kNames) {
    if (known == name) return effect;
  }
  return std::nullopt;
}

}  // namespace

struct LexiconReader {
  Lexicon lexicon;
  Lexicon::Data& data = *lexicon.data_;
  std::array<std::vector<Row>, std::size(kTables)> rows = {};
  std::string problem = {};  // the first one found

  void refuse(const Row& row, std::string_view what) {
    if (problem.empty()) problem = fmt::format("{}:{}: {}", row.file, row.line, what);
  }

  WordId intern(std::string_view text) {
    if (const auto found = data.words.find(text); found != data.words.end()) return found->second;
    const WordId id = static_cast<WordId>(data.word_classes.size());
    data.words.emplace(text, id);
    data.word_classes.push_back({});
    for (auto& effects : data.effects) effects.push_back(0);
    return id;
  }

  void read_file(const std::string& path, bool in_folder) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      problem = fmt::format("{}: cannot be read; give a lexicon table (TSV) or a folder of them", path);
      return;
    }
    std::string line;
    std::size_t number = 0;
    const Table* table = nullptr;
    std::vector<Row>* into = nullptr;
    while (problem.empty() && std::getline(file, line)) {
      ++number;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty() || line[0] == '#') continue;
      Row row{path, number, split(line, '\t')};
      if (!table) {
        std::string header = fmt::format("{}", fmt::join(row.cells, " "));
        for (std::size_t t = 0; t < std::size(kTables); ++t) {
          if (kTables[t].header == header) {
            table = &kTables[t];
            into = &rows[t];
          }
        }
        if (!table) {
          if (!in_folder) {
            refuse(row, fmt::format("the header line is none of a lexicon's tables. A table of frames begins with: {}",
                                    kTables[std::size(kTables) - 1].header));
          }
          return;
        }
        continue;
      }
      const std::size_t columns = split(table->header, ' ').size();
      if (row.cells.size() < table->needed || row.cells.size() > columns) {
        refuse(row,
               table->name == "frames" && row.cells.size() >= 5 && row.cells.size() < table->needed
                   ? fmt::format("the frame has {} of {} columns: every frame needs a test sentence and what is expected of it",
                                 row.cells.size(), columns)
                   : fmt::format("{} columns, expected {}: {}", row.cells.size(), columns, table->header));
        return;
      }
      row.cells.resize(columns);
      into->push_back(std::move(row));
    }
    if (!table && problem.empty() && !in_folder) problem = fmt::format("{}:1: the table is empty", path);
  }

  bool read_words(const Row& row, std::string_view cell, std::vector<WordId>& words, Classes* classes,
                  Condition* condition = nullptr) {
    for (const std::string& word : split(cell, '|')) {
      if (word[0] != '@') {
        words.push_back(intern(word));
      } else if (condition && word == "@actor") {
        condition->actor = true;
      } else if (condition && word == "@public") {
        condition->in_public = true;
      } else if (condition && word == "@politician") {
        condition->politician = true;
      } else if (condition && word == "@place") {
        condition->place = true;
      } else if (const auto found = data.class_bits.find(word.substr(1)); classes && found != data.class_bits.end()) {
        *classes = *classes | found->second;
      } else {
        refuse(row, fmt::format("there is no class {}; classes stand in classes.tsv", word));
        return false;
      }
    }
    return true;
  }

  std::optional<SlotName> slot(const Row& row, std::string_view name, bool role) {
    constexpr std::pair<std::string_view, Slot> kNames[] = {
        {"subj", Slot::subj}, {"obj", Slot::obj},        {"iobj", Slot::iobj},
        {"poss", Slot::poss}, {"mod", Slot::mod},        {"prt", Slot::particle},
        {"comp", Slot::comp}, {"inf", Slot::infinitive}, {"compsubj", Slot::comp_subj},
        {"text", Slot::text}, {"agent", Slot::agent},    {"pred", Slot::predicate}};
    for (const auto& [known, slot] : kNames) {
      if (known == name && !(role && (slot == Slot::particle || slot == Slot::text || slot == Slot::predicate))) return SlotName{slot};
    }
    const WordId word = intern(name);
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string_view::npos ||
        !(data.word_classes[word] & data.class_bits["preposition"])) {
      refuse(row, fmt::format("“{}” is no slot. Slots are subj, obj, iobj, poss, mod, agent, prt, comp, compsubj, pred, text and the "
                              "prepositions of classes.tsv",
                              name));
      return std::nullopt;
    }
    return SlotName{Slot::prep, word};
  }

  void read_condition(const Row& row, std::string_view text, Frame& frame) {
    if (text == "neg") {
      frame.negated = true;
    } else if (text == "passive") {
      frame.passive = true;
    } else if (text == "support") {
      frame.needs_support = true;
    } else if (text == "future") {
      frame.future = true;
    } else if (text == "duty") {
      frame.duty = true;
    } else if (text == "reciprocal") {
      frame.reciprocal = true;
    } else {
      Condition condition;
      condition.must_not = text[0] == '!';
      if (condition.must_not) text.remove_prefix(1);
      const std::size_t equals = text.find('=');
      const auto name = slot(row, text.substr(0, equals), false);
      if (!name) return;
      condition.slot = *name;
      if (equals != std::string_view::npos) {
        if (equals + 1 == text.size()) return refuse(row, fmt::format("nothing stands behind “{}”", text));
        if (!read_words(row, text.substr(equals + 1), condition.words, &condition.classes, &condition)) return;
      }
      std::sort(condition.words.begin(), condition.words.end());
      frame.conditions.push_back(std::move(condition));
    }
  }

  void read_roles(const Row& row, const std::string& cell, std::vector<SlotName>& roles) {
    if (cell == "-") return;
    for (const std::string& name : split(cell, ' ')) {
      if (const auto found = slot(row, name, true)) roles.push_back(*found);
    }
  }

  void read_frame(const Row& row) {
    Frame frame;
    frame.file = row.file;
    frame.line = row.line;
    if (!lexicon.type_named(row.cells[0], &frame.type)) {
      return refuse(row, fmt::format("there is no event type “{}”; the types stand in types.tsv", row.cells[0]));
    }
    frame.mode = row.cells[1] == "-" ? "" : row.cells[1];
    frame.cameo = row.cells[2];
    if (!lexicon.code(frame.cameo))
      return refuse(row, fmt::format("there is no CAMEO code “{}”; the codes stand in codes.tsv", frame.cameo));
    frame.pattern = row.cells[3];
    const std::vector<std::string> words = split(row.cells[3], ' ');
    const std::size_t slash = words.empty() ? std::string::npos : words[0].find('/');
    const std::string kind = slash == std::string::npos ? "" : words[0].substr(slash + 1);
    if (kind != "v" && kind != "n" && kind != "a") {
      return refuse(row,
                    "a pattern begins with words and their part of speech, like attack|raid/v (v verb, n noun, a adjective)");
    }
    frame.kind = kind == "v" ? WordKind::verb : kind == "n" ? WordKind::noun : WordKind::adjective;
    if (slash == 0 || words[0].find('*') != std::string::npos) {
      return refuse(row, "the pattern matches everything: name the words that set the frame off");
    }
    if (!read_words(row, std::string_view(words[0]).substr(0, slash), frame.triggers, nullptr)) return;
    for (std::size_t i = 1; i < words.size(); ++i) read_condition(row, words[i], frame);
    const bool told_apart = std::any_of(frame.conditions.begin(), frame.conditions.end(), [](const Condition& c) {
      return !c.must_not && (!c.any() || c.slot.slot == Slot::prep || c.slot.slot == Slot::particle);
    });
    const Classes common = lexicon.class_bit("common");
    for (const WordId word : frame.triggers) {
      if ((data.word_classes[word] & common) && !told_apart) {
        return refuse(
            row, fmt::format("the pattern “{}” matches nearly everything: add a condition such as obj=WORDS", frame.pattern));
      }
    }
    read_roles(row, row.cells[4], frame.source);
    read_roles(row, row.cells[5], frame.target);
    if (row.cells[6] != "-") frame.contexts = split(row.cells[6], ' ');
    frame.test = row.cells[7];
    frame.expect_source = row.cells[8] == "-" ? "" : row.cells[8];
    frame.expect_target = row.cells[9] == "-" ? "" : row.cells[9];
    frame.expect_status = row.cells[10];
    if (frame.test.size() < 5) return refuse(row, "the frame has no test sentence");
    const auto status = effect_named(frame.expect_status);
    if (!status || *status > Effect::hypothetical)
      return refuse(row, fmt::format("there is no status “{}”", frame.expect_status));
    if (!problem.empty()) return;
    const std::uint32_t id = static_cast<std::uint32_t>(data.frames.size());
    for (const WordId word : frame.triggers) data.frames_by_word[static_cast<std::size_t>(frame.kind)][word].push_back(id);
    data.frames.push_back(std::move(frame));
  }

  void read_status(const Row& row) {
    const std::size_t kind = row.cells[1] == "verb"        ? 0
                             : row.cells[1] == "noun"      ? 1
                             : row.cells[1] == "adjective" ? 2
                             : row.cells[1] == "adverb"    ? 3
                                                           : 4;
    const auto effect = effect_named(row.cells[2]);
    if (kind > 3) return refuse(row, fmt::format("“{}” is no kind of word: verb, noun, adjective or adverb", row.cells[1]));
    if (!effect) return refuse(row, fmt::format("there is no effect “{}”", row.cells[2]));
    for (const std::string& word : split(row.cells[0], '|')) {
      const WordId id = intern(word);
      data.effects[kind][id] |= 1u << static_cast<int>(*effect);
    }
  }

  void read_usual_role(const Row& row) {
    UsualRole role;
    if (!lexicon.type_named(row.cells[0], &role.type)) return refuse(row, fmt::format("there is no event type “{}”", row.cells[0]));
    role.mode = row.cells[1] == "-" ? "" : row.cells[1];
    if (row.cells[2] != "source" && row.cells[2] != "target") return refuse(row, "the role is source or target");
    role.source = row.cells[2] == "source";
    std::vector<WordId> words;
    if (!read_words(row, row.cells[3], words, &role.words)) return;
    if (!words.empty()) return refuse(row, "the words are classes of classes.tsv: @arresting");
    if (row.cells[4] != "acts" && row.cells[4] != "named" && row.cells[4] != "held" && row.cells[4] != "holds") {
      return refuse(row, "`where` is acts, named, held or holds");
    }
    role.acts = row.cells[4] == "acts";
    role.held = row.cells[4] == "held";
    role.holds = role.held || row.cells[4] == "holds";
    data.usual_roles.push_back(std::move(role));
  }

  void read_rows() {
    for (const Row& row : rows[0]) {
      const auto quad = number(row.cells[1]);
      if (!quad || *quad < 1 || *quad > 4) return refuse(row, "the quad class is a number from 1 to 4");
      EventType type;
      type.name = row.cells[0];
      type.quad = static_cast<int>(*quad);
      if (row.cells[2] != "-") type.future = row.cells[2];
      type.covers = row.cells[3] == "yes";
      type.name_alone = row.cells[0] + "_alone";
      type.name_undone = row.cells[0] + "_undone";
      type.needs_source = row.cells[4] == "yes";
      type.needs_target = row.cells[5] == "yes";
      type.in_public = row.cells[6] == "yes";
      type.implied = row.cells[7] == "yes";
      type.answers = row.cells[8] == "answer";
      type.answered = row.cells[8] == "ask";
      if (row.cells[9] != "-") type.of_place = row.cells[9];
      if (row.cells[10] != "-") type.stays = row.cells[10];
      data.types.push_back(std::move(type));
    }
    for (const Row& row : rows[1]) {
      const auto goldstein = number(row.cells[2]);
      if (!goldstein) return refuse(row, fmt::format("“{}” is no number", row.cells[2]));
      data.codes[row.cells[0]] = {row.cells[1], *goldstein};
    }
    for (const Row& row : rows[2]) {
      if (!data.class_bits.contains(row.cells[0])) {
        const std::size_t bit = data.class_bits.size();
        if (bit == 192) return refuse(row, "a lexicon has at most 192 classes");
        Classes own;
        own.bits[bit / 64] = std::uint64_t{1} << bit % 64;
        data.class_bits.emplace(row.cells[0], own);
      }
      std::vector<WordId> words;
      Classes others;
      if (!read_words(row, row.cells[1], words, &others)) return;
      for (WordId word = 1; word < data.word_classes.size(); ++word) {
        if (data.word_classes[word] & others) words.push_back(word);
      }
      const Classes bit = data.class_bits[row.cells[0]];
      for (const WordId word : words) data.word_classes[word] = data.word_classes[word] | bit;
    }
    for (const Row& row : rows[3]) read_status(row);
    for (const Row& row : rows[4]) {
      const std::string& name = data.context_names.emplace_back(row.cells[0]);
      for (const std::string& word : split(row.cells[1], '|')) {
        data.contexts[intern(word)].push_back(name);
      }
    }
    for (const Row& row : rows[5]) {
      if (!lexicon.code(row.cells[2])) return refuse(row, fmt::format("there is no CAMEO code “{}”", row.cells[2]));
      data.refinements[row.cells[0] + ">" + row.cells[1]] = {row.cells[2], row.cells[3] == "-" ? "" : row.cells[3]};
    }
    for (const Row& row : rows[6]) {
      const auto weight = number(row.cells[1]);
      if (!weight) return refuse(row, fmt::format("“{}” is no number", row.cells[1]));
      data.weights[row.cells[0]] = *weight;
    }
    for (const Row& row : rows[7]) {
      if (problem.empty()) read_usual_role(row);
    }
    for (const Row& row : rows[8]) {
      if (problem.empty()) read_frame(row);
    }
  }

  // More conditions first; of frames alike the later one, so that a user's frame goes before ours.
  void sort_frames() {
    const auto weight = [&](std::uint32_t id) {
      const Frame& frame = data.frames[id];
      int sum = 20 * frame.negated + frame.passive + frame.needs_support + 2 * frame.future + 3 * frame.duty;
      for (const Condition& c : frame.conditions) sum += c.must_not ? 0 : c.any() ? 2 : c.slot.slot == Slot::text ? 3 : 4;
      return sum;
    };
    for (auto& by_word : data.frames_by_word) {
      for (auto& [word, ids] : by_word) {
        std::sort(ids.begin(), ids.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return weight(a) != weight(b) ? weight(a) > weight(b) : a > b; });
      }
    }
  }
};

Result<Lexicon> Lexicon::load(const std::string& folder, const std::vector<std::string>& own) {
  LexiconReader reader{.lexicon = Lexicon()};
  std::vector<std::string> paths = {folder};
  paths.insert(paths.end(), own.begin(), own.end());
  std::string digests;
  for (const std::string& path : paths) {
    std::vector<std::string> files = {path};
    std::error_code none;
    const bool in_folder = fs::is_directory(path, none);
    if (in_folder) {
      files.clear();
      for (const auto& entry : fs::directory_iterator(path, none)) {
        if (entry.path().extension() == ".tsv") files.push_back(entry.path().string());
      }
      std::sort(files.begin(), files.end());
    }
    for (const std::string& file : files) {
      reader.read_file(file, in_folder);
      if (!reader.problem.empty()) return Error{reader.problem};
      std::ifstream in(file, std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      digests += sha256_hex(bytes.str());
    }
  }
  if (reader.rows[0].empty()) {
    return Error{fmt::format(
        "{}: no table of event types (types.tsv): give the folder lexicon/ first, a file of your own behind it", folder)};
  }
  reader.read_rows();
  if (!reader.problem.empty()) return Error{reader.problem};
  reader.sort_frames();
  reader.data.digest = sha256_hex(digests);
  return std::move(reader.lexicon);
}

}  // namespace vedette
