#pragma once
// The network's arithmetic, in three builds of the same code (kernels.inc): for every x86-64, for x86-64-v3 (AVX2) and for v4 with VNNI.
// Products are of integers and sums are exact; what is done in floating point is done element by element, in one order, without
// fused multiply-add. So all give the same numbers.

#include <cstddef>
#include <cstdint>

namespace vedette {

struct Kernels {
  const char* name;
  // out[i] = round(in[i] * scale), cut at the activations' limit.
  void (*quantise)(const float* in, std::size_t count, float scale, std::int16_t* out);
  // out (rows x outputs, `out_stride` apart) = in (rows x inputs, `in_stride` apart) times weights, scaled, plus bias. Weights as
  // in Dense: blocks of 16 outputs, inputs two by two. `inputs` is even, `outputs` a multiple of 16.
  void (*multiply)(const std::int16_t* in, std::size_t in_stride, std::size_t rows, std::size_t inputs, const std::int16_t* weights,
                   std::size_t outputs, const float* scale, const float* bias, bool rectify, float* out, std::size_t out_stride);
  // sum[i] += row[i]
  void (*add_bytes)(const std::int8_t* row, std::size_t count, std::int32_t* sum);
  void (*add)(const float* in, std::size_t count, float* x);
  // One word of a long short-term memory in one direction: `in` and `recurrent` hold 4 x half (candidate, input, forget, output) to
  // be added; `state` is updated, the output added to x and written, as an activation of scale kActivationLimit, to `output`.
  void (*remember)(const float* in, const float* recurrent, std::size_t half, float* state, float* x, std::int16_t* output);
  // out[i] = max(0, a[i] + b[i])
  void (*add_rectified)(const float* a, const float* b, std::size_t count, float* out);
};

const Kernels& baseline_kernels();
const Kernels& v3_kernels();  // only where runs_v3()
const Kernels& v4_kernels();
bool runs_v3();
// The fastest that this machine can run.
const Kernels& best_kernels();

}  // namespace vedette
