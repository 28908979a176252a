#include "grammar/lemmas.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace vedette {
namespace {

std::string table() {
  std::ifstream in(VEDETTE_SOURCE "/model/lemmas.tsv", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Case {
  const char* form;
  Upos upos;
  Xpos xpos;
  const char* lemma;
};

class Lemma : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() {
    Result<std::string> packed = pack_lemmas(table());
    ASSERT_TRUE(packed) << packed.error().message;
    packed_ = *std::move(packed);
  }
  static inline std::string packed_;
};

TEST_P(Lemma, IsTheDictionaryForm) {
  std::string lemma;
  Lemmas(packed_).append(GetParam().form, GetParam().upos, GetParam().xpos, false, lemma);
  EXPECT_EQ(lemma, GetParam().lemma);
}

INSTANTIATE_TEST_SUITE_P(Verbs, Lemma, testing::Values(
    Case{"agreed", Upos::verb, Xpos::vbd, "agree"}, Case{"fined", Upos::verb, Xpos::vbn, "fine"},
    Case{"planned", Upos::verb, Xpos::vbd, "plan"}, Case{"hoped", Upos::verb, Xpos::vbd, "hope"},
    Case{"shelled", Upos::verb, Xpos::vbn, "shell"}, Case{"tried", Upos::verb, Xpos::vbd, "try"},
    Case{"died", Upos::verb, Xpos::vbd, "die"}, Case{"met", Upos::verb, Xpos::vbd, "meet"},
    Case{"Said", Upos::verb, Xpos::vbd, "say"}, Case{"lying", Upos::verb, Xpos::vbg, "lie"},
    Case{"making", Upos::verb, Xpos::vbg, "make"}, Case{"begging", Upos::verb, Xpos::vbg, "beg"},
    Case{"vetoes", Upos::verb, Xpos::vbz, "veto"}, Case{"denies", Upos::verb, Xpos::vbz, "deny"},
    Case{"'ll", Upos::aux, Xpos::md, "will"}, Case{"wo", Upos::aux, Xpos::md, "will"}, Case{"’re", Upos::aux, Xpos::vbp, "be"}));

INSTANTIATE_TEST_SUITE_P(Others, Lemma, testing::Values(
    Case{"allies", Upos::noun, Xpos::nns, "ally"}, Case{"crises", Upos::noun, Xpos::nns, "crisis"},
    Case{"talks", Upos::noun, Xpos::nns, "talk"}, Case{"headquarters", Upos::noun, Xpos::nns, "headquarters"},
    Case{"men", Upos::noun, Xpos::nns, "man"}, Case{"CEO", Upos::noun, Xpos::nn, "CEO"},
    Case{"States", Upos::propn, Xpos::nnps, "State"}, Case{"Łódź", Upos::propn, Xpos::nnp, "Łódź"},
    Case{"American", Upos::adj, Xpos::jj, "American"}, Case{"larger", Upos::adj, Xpos::jjr, "large"},
    Case{"worst", Upos::adj, Xpos::jjs, "bad"}, Case{"Émigrés", Upos::noun, Xpos::nns, "émigré"},
    Case{"them", Upos::pron, Xpos::prp, "they"}, Case{"n't", Upos::part, Xpos::rb, "not"}));

TEST(LemmasTest, EveryRowOfTheShippedTableIsUnderstood) {
  const Result<std::string> packed = pack_lemmas(table());
  ASSERT_TRUE(packed) << packed.error().message;
  EXPECT_FALSE(Lemmas(*packed).empty());
}

TEST(LemmasTest, ThePackedTableIsThatOfTheRows) {
  const Result<std::string> packed = pack_lemmas(table());
  ASSERT_TRUE(packed) << packed.error().message;
  std::ifstream in(VEDETTE_SOURCE "/model/lemmas.bin", std::ios::binary);
  const std::string stored{std::istreambuf_iterator<char>(in), {}};
  EXPECT_TRUE(*packed == stored) << "pack it anew: grammar_tables lemmas model/lemmas.tsv model/lemmas.bin";
}

TEST(LemmasTest, ABadRowIsNamedByItsLine) {
  const auto error = [](std::string_view rows) {
    const Result<std::string> packed = pack_lemmas(rows);
    return packed ? std::string("taken") : packed.error().message;
  };
  EXPECT_NE(error("kind\tfrom\tverb\n").find("line 1"), std::string::npos);
  EXPECT_NE(error("kind\tfrom\tto\nverb_past\t^went\tgo\nverb\tgone\n").find("line 3"), std::string::npos);
  EXPECT_NE(error("kind\tfrom\tto\nvreb\t^went\tgo\n").find("vreb"), std::string::npos);
  EXPECT_NE(error("kind\tfrom\tto\nverb\twent\tgo\n").find("line 2"), std::string::npos);
  EXPECT_NE(error("kind\tfrom\tto\nverb\t^went\tgo\nverb\t^went\twend\n").find("two rows"), std::string::npos);
}

TEST(LemmasTest, DamagedBytesCountAsNothing) {
  const Result<std::string> packed = pack_lemmas(table());
  ASSERT_TRUE(packed);
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{15}, packed->size() - 1}) {
    EXPECT_TRUE(Lemmas(std::string_view(*packed).substr(0, size)).empty());
  }
}

}  // namespace
}  // namespace vedette
