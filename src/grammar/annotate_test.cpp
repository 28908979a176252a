#include "grammar/annotate.h"

#include <chrono>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "grammar/random_model.h"

namespace vedette {
namespace {

const Model& random_model() {
  static const Result<Model> model = Model::open(
      write_file(testing::TempDir() + "annotate_test.model", pack_model({{"network", RandomNetwork(7).bytes()}})));
  return *model;
}

// The same network, which knows two of the words from its lists of names.
const Model& listing_model() {
  static const Result<Model> model = Model::open(write_file(
      testing::TempDir() + "annotate_test_lists.model", pack_model({{"network", RandomNetwork(7, {"iraqi", "Saint-\u00c9tienne"}).bytes()}})));
  return *model;
}

// The model of the repository; none where it is not there.
const Model* english() {
  static const std::string path = std::string(VEDETTE_SOURCE) + "/model/english.model";
  if (!std::filesystem::exists(path)) return nullptr;
  static const Result<Model> model = Model::open(path);
  return &*model;
}

struct Text {
  std::string text;
  Grammar grammar;

  void sentence(const std::vector<std::string>& forms) {
    Sentence sentence;
    sentence.begin = TokenId(grammar.tokens.size());
    for (const std::string& form : forms) {
      Token token;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      text += form;
      token.span.end = static_cast<std::uint32_t>(text.size());
      text += ' ';
      token.sentence = SentenceId(grammar.sentences.size());
      grammar.tokens.add(token);
    }
    sentence.end = TokenId(grammar.tokens.size());
    grammar.sentences.add(sentence);
  }
  Grammar& read(const Model& model, const Kernels& kernels = best_kernels()) {
    grammar.text = text;
    annotate(grammar, model, kernels);
    return grammar;
  }
};

Text random_text(std::uint32_t seed, std::size_t sentences, std::size_t longest) {
  static const std::vector<std::string> kWords = {"the", "Iraqi", "\u201c", "said", "2,000", "of", "Saint-\u00c9tienne", ",", "will", "be",
                                                  "\u00ef\u00bf\u00bd", "U.S.", "x", "NATO", "\u0423\u043a\u0440\u0430\u0457\u043d\u0430", "-", "."};
  std::mt19937 random(seed);
  Text text;
  for (std::size_t s = 0; s < sentences; ++s) {
    std::vector<std::string> forms;
    const std::size_t size = 1 + random() % longest;
    for (std::size_t i = 0; i < size; ++i) {
      if (random() % 3 != 0) {
        forms.push_back(kWords[random() % kWords.size()]);
        continue;
      }
      std::string form;
      for (std::size_t n = 1 + random() % 9; n > 0; --n) form += static_cast<char>('!' + random() % 94);
      forms.push_back(form);
    }
    text.sentence(forms);
  }
  return text;
}

// Exactly one root in each sentence, it is `root`, and every word leads up to it.
void expect_trees(const Grammar& grammar) {
  for (const Sentence& sentence : grammar.sentences) {
    std::vector<int> depth(sentence.end.value - sentence.begin.value, -1);
    std::size_t roots = 0;
    for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) {
      const Token& token = grammar.tokens[TokenId(i)];
      if (!token.head) {
        ++roots;
        EXPECT_EQ(sentence.root, TokenId(i));
        EXPECT_EQ(token.relation, Relation::root);
        continue;
      }
      ASSERT_GE(token.head, sentence.begin);
      ASSERT_LT(token.head, sentence.end);
      EXPECT_NE(token.relation, Relation::root);
    }
    ASSERT_EQ(roots, 1u);
    for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) {
      std::vector<std::uint32_t> path;
      std::uint32_t at = i;
      while (depth[at - sentence.begin.value] < 0 && grammar.tokens[TokenId(at)].head) {
        path.push_back(at);
        depth[at - sentence.begin.value] = 0;
        at = grammar.tokens[TokenId(at)].head.value;
        ASSERT_LE(path.size(), depth.size());
        ASSERT_EQ(std::count(path.begin(), path.end(), at), 0) << "a ring at word " << at;
      }
    }
  }
}

void expect_names(const Grammar& grammar) {
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < grammar.tokens.size(); ++i) {
    const Token& token = grammar.tokens[TokenId(i)];
    if (!token.name_begins) continue;
    ASSERT_LT(next, grammar.names.size());
    const Name& name = grammar.names[next++];
    EXPECT_EQ(name.begin, TokenId(i));
    EXPECT_EQ(name.kind, token.name);
    for (std::uint32_t k = name.begin.value; k < name.end.value; ++k) {
      EXPECT_EQ(grammar.tokens[TokenId(k)].name, name.kind);
      EXPECT_EQ(grammar.tokens[TokenId(k)].sentence, token.sentence);
    }
  }
  EXPECT_EQ(next, grammar.names.size());
}

void expect_same(const Grammar& a, const Grammar& b) {
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (std::uint32_t i = 0; i < a.tokens.size(); ++i) {
    const Token &x = a.tokens[TokenId(i)], &y = b.tokens[TokenId(i)];
    ASSERT_TRUE(x.head == y.head && x.relation == y.relation && x.upos == y.upos && x.xpos == y.xpos && x.name == y.name &&
                x.name_begins == y.name_begins)
        << "word " << i << " " << a.form(TokenId(i));
  }
}

TEST(Annotate, ATreeIsATree) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    Text text = random_text(seed, 40, 60);
    expect_trees(text.read(random_model()));
    if (english() != nullptr) expect_trees(text.read(*english()));
  }
}

TEST(Annotate, EveryCodePathGivesTheSame) {
  std::vector<const Model*> models = {&random_model(), &listing_model()};
  if (english() != nullptr) models.push_back(english());
  for (const Model* model : models) {
    Text text = random_text(99, 2000, 40), other = text;
    text.read(*model, baseline_kernels());
    if (!runs_v3()) GTEST_SKIP() << "this machine has one code path only";
    expect_same(text.grammar, other.read(*model, v3_kernels()));
    expect_same(text.grammar, other.read(*model, best_kernels()));
  }
}

TEST(Annotate, AListChangesHowItsWordsAreReadAndNoOthers) {
  std::size_t otherwise = 0, sentences = 0;
  for (const std::string word : {"Iraqi", "IRAQI", "Saint-Etienne", "x", "NATO", "of"}) {
    Text text;
    for (std::uint32_t i = 0; i < 20; ++i) text.sentence({"the", word, "said", std::to_string(i), "."});
    Text other = text;
    text.read(random_model());
    other.read(listing_model());
    if (word == "x" || word == "NATO" || word == "of") {
      expect_same(text.grammar, other.grammar);
      continue;
    }
    ++sentences;
    for (std::size_t i = 0; i < text.grammar.tokens.size(); ++i) {
      const Token &a = text.grammar.tokens[TokenId(i)], &b = other.grammar.tokens[TokenId(i)];
      if (a.upos == b.upos && a.xpos == b.xpos && a.relation == b.relation) continue;
      ++otherwise;
      break;
    }
  }
  EXPECT_EQ(otherwise, sentences);
}

TEST(Annotate, ASentenceIsReadAloneAsAmongOthers) {
  Text many = random_text(5, 300, 30);
  many.read(random_model());
  for (std::uint32_t s : {0u, 17u, 299u}) {
    const Sentence& sentence = many.grammar.sentences[SentenceId(s)];
    std::vector<std::string> forms;
    for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) forms.emplace_back(many.grammar.form(TokenId(i)));
    Text one;
    one.sentence(forms);
    one.read(random_model());
    for (std::uint32_t i = 0; i < forms.size(); ++i) {
      const Token &x = one.grammar.tokens[TokenId(i)], &y = many.grammar.tokens[TokenId(sentence.begin.value + i)];
      EXPECT_EQ(x.upos, y.upos);
      EXPECT_EQ(x.relation, y.relation);
      EXPECT_EQ(x.head ? x.head.value + sentence.begin.value : x.head.value, y.head.value);
    }
  }
}

TEST(Annotate, NamesAreWhatTheWordsSay) {
  Text text = random_text(3, 200, 30);
  expect_names(text.read(random_model()));
}

TEST(Annotate, ALongSentenceIsCutAndStaysOneTree) {
  Text text;
  text.sentence(std::vector<std::string>(10000, "of"));
  text.sentence({"He", "left", "."});
  text.read(random_model());
  EXPECT_TRUE(text.grammar.sentences[SentenceId(0)].capped);
  EXPECT_FALSE(text.grammar.sentences[SentenceId(1)].capped);
  expect_trees(text.grammar);
}

TEST(Annotate, TimeGrowsWithTheLengthOnly) {
  const auto seconds = [](std::size_t words) {
    Text text;
    std::vector<std::string> forms;
    for (std::size_t i = 0; i < words; ++i) forms.push_back(i % 7 == 0 ? "," : "w" + std::to_string(i));
    text.sentence(forms);
    const auto started = std::chrono::steady_clock::now();
    text.read(random_model());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  seconds(2000);
  const double some = seconds(20000), more = seconds(80000);
  EXPECT_LT(more, 12 * some + 0.5);
}

TEST(Annotate, AWordOfAMillionBytes) {
  Text text;
  text.sentence({"The", std::string(1 << 20, 'x'), "said", std::string(1 << 20, '\xc3'), "."});
  text.read(random_model());
  expect_trees(text.grammar);
}

TEST(Annotate, NothingAndOneWord) {
  Text text;
  text.read(random_model());
  EXPECT_TRUE(text.grammar.names.empty());
  text.sentence({});
  text.sentence({"No"});
  text.read(random_model());
  EXPECT_EQ(text.grammar.sentences[SentenceId(1)].root, TokenId(0));
}

TEST(Annotate, ReadsPlainEnglish) {
  if (english() == nullptr) FAIL() << "model/english.model is not there; build it with `make model`";
  Text text;
  text.sentence({"The", "minister", "met", "the", "ambassador", "in", "Geneva", "on", "Monday", "."});
  const Grammar& grammar = text.read(*english());
  const auto word = [&](std::uint32_t i) { return grammar.tokens[TokenId(i)]; };
  EXPECT_EQ(grammar.sentences[SentenceId(0)].root, TokenId(2));
  EXPECT_EQ(word(1).relation, Relation::nsubj);
  EXPECT_EQ(word(1).upos, Upos::noun);
  EXPECT_EQ(word(4).relation, Relation::obj);
  EXPECT_EQ(word(6).name, NameKind::location);
  EXPECT_EQ(word(2).xpos, Xpos::vbd);
}

}  // namespace
}  // namespace vedette
