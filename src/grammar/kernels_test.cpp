#include "grammar/kernels.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "grammar/network.h"

namespace vedette {
namespace {

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> all = {&baseline_kernels()};
  if (runs_v3()) all.push_back(&v3_kernels());
  if (&best_kernels() != all.back()) all.push_back(&best_kernels());
  return all;
}

TEST(Kernels, ProductsAreThoseOfPlainIntegers) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> activation(-kActivationLimit, kActivationLimit), weight(-kWeightLimit, kWeightLimit);
  for (std::size_t rows : {1u, 2u, 5u, 6u, 10u, 11u, 50u, 97u}) {
    for (std::size_t inputs : {2u, 100u, 448u}) {
      const std::size_t outputs = 32, stride = inputs + 2;
      std::vector<std::int16_t> in(rows * stride), packed(inputs * outputs);
      std::vector<int> weights(inputs * outputs);
      for (std::int16_t& value : in) value = static_cast<std::int16_t>(activation(random));
      for (std::size_t k = 0; k < inputs; ++k) {
        for (std::size_t n = 0; n < outputs; ++n) {
          weights[k * outputs + n] = weight(random);
          packed[(((n / 16) * (inputs / 2) + k / 2) * 16 + n % 16) * 2 + k % 2] = static_cast<std::int16_t>(weights[k * outputs + n]);
        }
      }
      const std::vector<float> scale(outputs, 1), bias(outputs, 0.5f);
      for (const Kernels* kernels : all_kernels()) {
        std::vector<float> out(rows * outputs);
        kernels->multiply(in.data(), stride, rows, inputs, packed.data(), outputs, scale.data(), bias.data(), true, out.data(), outputs);
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t n = 0; n < outputs; ++n) {
            int sum = 0;
            for (std::size_t k = 0; k < inputs; ++k) sum += in[r * stride + k] * weights[k * outputs + n];
            ASSERT_EQ(out[r * outputs + n], std::max(0.0f, static_cast<float>(sum) + 0.5f)) << kernels->name;
          }
        }
      }
    }
  }
}

TEST(Kernels, TheLargestSumsFit) {
  const std::size_t inputs = kMostInputs;
  const std::vector<std::int16_t> in(inputs, kActivationLimit), weights(inputs * 16, -kWeightLimit);
  const std::vector<float> scale(16, 1), bias(16, 0);
  for (const Kernels* kernels : all_kernels()) {
    std::vector<float> out(16);
    kernels->multiply(in.data(), inputs, 1, inputs, weights.data(), 16, scale.data(), bias.data(), false, out.data(), 16);
    EXPECT_EQ(out[7], -static_cast<float>(kMostInputs * kActivationLimit * kWeightLimit)) << kernels->name;
  }
}

TEST(Kernels, MemoryIsThatOfTheFormulas) {
  const std::size_t half = 24;
  std::mt19937 random(2);
  std::normal_distribution<float> draw(0, 3);
  std::vector<float> in(4 * half), recurrent(4 * half), before(half);
  for (std::vector<float>* values : {&in, &recurrent, &before}) {
    for (float& value : *values) value = draw(random);
  }
  std::vector<float> first;
  for (const Kernels* kernels : all_kernels()) {
    std::vector<float> state = before, x(half, 1);
    std::vector<std::int16_t> output(half);
    kernels->remember(in.data(), recurrent.data(), half, state.data(), x.data(), output.data());
    const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
    for (std::size_t i = 0; i < half; ++i) {
      const double now = sigmoid(in[2 * half + i] + recurrent[2 * half + i]) * before[i] +
                         sigmoid(in[half + i] + recurrent[half + i]) * std::tanh(in[i] + recurrent[i]);
      const double out = sigmoid(in[3 * half + i] + recurrent[3 * half + i]) * std::tanh(now);
      EXPECT_NEAR(state[i], now, 2e-5);
      EXPECT_NEAR(x[i], 1 + out, 2e-5);
      EXPECT_NEAR(output[i], out * kActivationLimit, 1);
    }
    if (first.empty()) first = x;
    EXPECT_EQ(first, x) << kernels->name;
  }
}

TEST(Kernels, NumbersOutOfRangeAreCut) {
  const std::vector<float> in = {0, 1e30f, -1e30f, 0.5f, -0.5f, 3.2f, -3.2f};
  for (const Kernels* kernels : all_kernels()) {
    std::vector<std::int16_t> out(in.size());
    kernels->quantise(in.data(), in.size(), 10, out.data());
    EXPECT_EQ(out, (std::vector<std::int16_t>{0, kActivationLimit, -kActivationLimit, 5, -5, 32, -32})) << kernels->name;
  }
}

}  // namespace
}  // namespace vedette
