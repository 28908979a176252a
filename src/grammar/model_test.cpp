#include "grammar/model.h"

#include <gtest/gtest.h>

#include "grammar/random_model.h"

namespace vedette {
namespace {

class ModelFile : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    bytes_ = new std::string(pack_model({{"network", RandomNetwork(1).bytes()}, {"lemmas", "abc"}, {"sentences", "defg"}}));
  }
  static void TearDownTestSuite() { delete bytes_; }
  static std::string refusal(const std::string& bytes) {
    const Result<Model> model = Model::open(write_file(testing::TempDir() + "model_test.model", bytes));
    return model ? "" : model.error().message;
  }
  static std::string* bytes_;
};
std::string* ModelFile::bytes_ = nullptr;

TEST_F(ModelFile, OpensAndGivesItsSections) {
  const Result<Model> model = Model::open(write_file(testing::TempDir() + "whole.model", *bytes_));
  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ(model->section("lemmas"), "abc");
  EXPECT_EQ(model->section("sentences"), "defg");
  EXPECT_EQ(model->section("weights"), "");
  EXPECT_EQ(model->digest().size(), 16u);
}

TEST_F(ModelFile, TheDigestNamesTheContent) {
  const Result<Model> one = Model::open(write_file(testing::TempDir() + "one.model", *bytes_));
  const Result<Model> other =
      Model::open(write_file(testing::TempDir() + "other.model", pack_model({{"network", RandomNetwork(2).bytes()}})));
  ASSERT_TRUE(one && other);
  EXPECT_NE(one->digest(), other->digest());
}

TEST_F(ModelFile, RefusesWhatIsCut) {
  for (std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{31}}) {
    EXPECT_NE(refusal(bytes_->substr(0, size)).find("not a model"), std::string::npos) << size;
  }
  for (std::size_t size : {std::size_t{32}, std::size_t{100}, bytes_->size() / 2, bytes_->size() - 1}) {
    const std::string message = refusal(bytes_->substr(0, size));
    EXPECT_NE(message.find("cut"), std::string::npos) << message;
    EXPECT_NE(message.find("again"), std::string::npos) << message;
  }
  EXPECT_NE(refusal(*bytes_ + "x").find("added to"), std::string::npos);
}

TEST_F(ModelFile, RefusesEveryFlippedBit) {
  for (std::size_t at = 0; at < bytes_->size(); at = at < 400 ? at + 1 : at + bytes_->size() / 50) {
    std::string damaged = *bytes_;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    EXPECT_NE(refusal(damaged), "") << "byte " << at;
  }
  std::string damaged = *bytes_;
  damaged[bytes_->size() / 2] = static_cast<char>(damaged[bytes_->size() / 2] ^ 1);
  EXPECT_NE(refusal(damaged).find("digest"), std::string::npos);
}

TEST_F(ModelFile, RefusesAnotherVersionAndSaysWhich) {
  std::string newer = *bytes_;
  newer[8] = static_cast<char>(Model::kVersion + 1);
  const std::string message = refusal(newer);
  EXPECT_NE(message.find("version " + std::to_string(Model::kVersion + 1)), std::string::npos) << message;
  EXPECT_NE(message.find("make model"), std::string::npos) << message;
}

TEST_F(ModelFile, RefusesANetworkOfAnotherShape) {
  EXPECT_NE(refusal(pack_model({{"lemmas", "abc"}})).find("no section"), std::string::npos);
  const std::string network = RandomNetwork(1).bytes();
  for (std::size_t size = 64; size < network.size(); size = size * 3 / 2) {
    EXPECT_NE(refusal(pack_model({{"network", network.substr(0, size)}})).find("breaks off"), std::string::npos) << size;
  }
  EXPECT_NE(refusal(pack_model({{"network", network + std::string(64, 'x')}})).find("more in it"), std::string::npos);
}

TEST_F(ModelFile, RefusesWhatIsNoFile) {
  const Result<Model> absent = Model::open("/nowhere/english.model");
  ASSERT_FALSE(absent);
  EXPECT_NE(absent.error().message.find("/nowhere/english.model"), std::string::npos);
  EXPECT_FALSE(Model::open("/"));
}

}  // namespace
}  // namespace vedette
