#pragma once
// For tests: a model file with a small network of random numbers. Its tags mean nothing, but every tree has to be a tree.

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "grammar/features.h"
#include "grammar/model.h"
#include "grammar/network.h"
#include "grammar/tags.h"

namespace vedette {

class RandomNetwork {
 public:
  // The words of `listed` are on every list of names.
  explicit RandomNetwork(std::uint32_t seed, const std::vector<std::string>& listed = {}) : random_(seed) {
    FormFeatures features;
    std::string scratch;
    for (const std::string& word : listed) {
      features_of(word, features, scratch);
      list_keys_.push_back(static_cast<std::uint32_t>(features.vector_key >> 32));
    }
    std::sort(list_keys_.begin(), list_keys_.end());
  }

  std::string bytes() {
    constexpr int kWidth = 32, kHidden = 32, kArc = 16, kRelation = 16, kVectors = 100;
    for (int number : {kWidth, kHidden, kArc, kRelation, 3, kVectors, static_cast<int>(list_keys_.size())}) out_.number(number);
    table(kWordRows, kEmbed);
    table(kAffixRows, kEmbed);
    table(kGramRows, kEmbed);
    std::vector<std::uint32_t> keys;
    for (std::uint32_t i = 0; i < kVectors; ++i) keys.push_back(i * 40000000u);
    out_.array(keys.data(), keys.size() * 4);
    table(kVectors, kVectorSize);
    const std::vector<std::uint16_t> lists(list_keys_.size(), (1 << kLists) - 1);
    out_.array(list_keys_.data(), list_keys_.size() * 4);
    out_.array(lists.data(), lists.size() * 2);
    dense(kFormInputs, kHidden);
    dense(kHidden, kWidth);
    for (int recurrent : {0, 1, 0}) {
      out_.number(recurrent);
      dense(recurrent ? kWidth : 3 * kWidth, recurrent ? 4 * kWidth : kWidth);
      for (int direction = 0; recurrent && direction < 2; ++direction) dense(kWidth / 2, 2 * kWidth);
    }
    dense(kWidth, 32 + 64 + 64 + 2 * kArc + 2 * kRelation);
    dense(64, kNameLabels);
    dense(kArc, kArc);
    dense(kRelation, static_cast<int>(Relation::xcomp) + 1);
    floats(kArc, 1);
    floats(kRelation, 1);
    floats(kDistances, 1);
    floats((kNameLabels + 1) * kNameLabels, 0.5f);
    return out_.take();
  }

 private:
  void floats(int count, float size) {
    std::uniform_real_distribution<float> draw(-size, size);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values) value = draw(random_);
    out_.floats(values);
  }
  void table(std::uint32_t rows, int columns) {
    std::uniform_int_distribution<int> draw(-127, 127);
    std::vector<std::int8_t> values(rows * static_cast<std::size_t>(columns));
    for (std::int8_t& value : values) value = static_cast<std::int8_t>(draw(random_));
    out_.floats({0.01f});
    out_.array(values.data(), values.size());
  }
  void dense(int inputs, int outputs) {
    std::uniform_int_distribution<int> draw(-kWeightLimit, kWeightLimit);
    std::vector<std::int16_t> weights(static_cast<std::size_t>(inputs) * static_cast<std::size_t>(outputs));
    for (std::int16_t& weight : weights) weight = static_cast<std::int16_t>(draw(random_));
    out_.floats({500.0f});
    out_.floats(std::vector<float>(static_cast<std::size_t>(outputs), 1e-6f));
    floats(outputs, 0.3f);
    out_.array(weights.data(), weights.size() * 2);
  }

  std::mt19937 random_;
  std::vector<std::uint32_t> list_keys_;
  NetworkWriter out_;
};

inline std::string write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

}  // namespace vedette
