// Only door: scan.h. Test: the gradient is checked by `vedette_train check`.
#include "scan.h"

#include <cmath>
#include <vector>

namespace vedette::training {
namespace {

using torch::Tensor;

inline float sigmoid(float x) { return 1.0f / (1.0f + std::exp(-x)); }

struct Scan : torch::autograd::Function<Scan> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, Tensor in, Tensor gates, Tensor mask) {
    in = in.contiguous();
    const std::int64_t rows = in.size(0), half = in.size(1) / 6;
    Tensor out = torch::empty({rows, 2 * half});
    Tensor kept = torch::empty({rows, 2 * 3 * half});  // forget, output, state
    const float* x = in.data_ptr<float>();
    const float* v = gates.data_ptr<float>();
    const float* m = mask.data_ptr<float>();
    float* o = out.data_ptr<float>();
    float* k = kept.data_ptr<float>();
    std::vector<float> state(half);
    for (int d = 0; d < 2; ++d) {
      std::fill(state.begin(), state.end(), 0.0f);
      const float* vf = v + d * 2 * half;
      const float* vr = vf + half;
      for (std::int64_t n = 0; n < rows; ++n) {
        const std::int64_t t = d == 0 ? n : rows - 1 - n;
        const float* row = x + t * 6 * half + d * 3 * half;
        float* keep = k + t * 6 * half + d * 3 * half;
        float* h = o + t * 2 * half + d * half;
        float* c = state.data();
        const float on = m[t];
#pragma GCC ivdep
        for (std::int64_t i = 0; i < half; ++i) {
          const float f = sigmoid(row[half + i] + vf[i] * c[i]);
          const float r = sigmoid(row[2 * half + i] + vr[i] * c[i]);
          const float now = (f * c[i] + (1 - f) * row[i]) * on;
          keep[i] = f;
          keep[half + i] = r;
          keep[2 * half + i] = now;
          h[i] = r * now;
          c[i] = now;
        }
      }
    }
    ctx->save_for_backward({in, gates, mask, kept});
    return out;
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::tensor_list grads) {
    const auto saved = ctx->get_saved_variables();
    const Tensor in = saved[0], gates = saved[1], mask = saved[2], kept = saved[3];
    const Tensor up = grads[0].contiguous();
    const std::int64_t rows = in.size(0), half = in.size(1) / 6;
    Tensor down = torch::empty_like(in);
    Tensor down_gates = torch::zeros_like(gates);
    const float* x = in.data_ptr<float>();
    const float* v = gates.data_ptr<float>();
    const float* m = mask.data_ptr<float>();
    const float* k = kept.data_ptr<float>();
    const float* g = up.data_ptr<float>();
    float* dx = down.data_ptr<float>();
    std::vector<float> carried(half), zero(half, 0.0f);
    for (int d = 0; d < 2; ++d) {
      std::fill(carried.begin(), carried.end(), 0.0f);
      const float* vf = v + d * 2 * half;
      const float* vr = vf + half;
      float* dvf = down_gates.data_ptr<float>() + d * 2 * half;
      float* dvr = dvf + half;
      for (std::int64_t n = rows - 1; n >= 0; --n) {
        const std::int64_t t = d == 0 ? n : rows - 1 - n;
        const std::int64_t before = d == 0 ? t - 1 : t + 1;
        const float* row = x + t * 6 * half + d * 3 * half;
        const float* keep = k + t * 6 * half + d * 3 * half;
        const float* last = n == 0 ? zero.data() : k + before * 6 * half + d * 3 * half + 2 * half;
        const float* dh = g + t * 2 * half + d * half;
        float* out = dx + t * 6 * half + d * 3 * half;
        float* carry = carried.data();
        const float on = m[t];
#pragma GCC ivdep
        for (std::int64_t i = 0; i < half; ++i) {
          const float f = keep[i], r = keep[half + i], now = keep[2 * half + i];
          const float dc = (carry[i] + dh[i] * r) * on;
          const float dr = dh[i] * now * r * (1 - r) * on;
          const float df = dc * (last[i] - row[i]) * f * (1 - f);
          out[i] = dc * (1 - f);
          out[half + i] = df;
          out[2 * half + i] = dr;
          carry[i] = dc * f + df * vf[i] + dr * vr[i];
          dvf[i] += df * last[i];
          dvr[i] += dr * last[i];
        }
      }
    }
    return {down, down_gates, Tensor()};
  }
};

}  // namespace

torch::Tensor scan(const torch::Tensor& in, const torch::Tensor& gates, const torch::Tensor& mask) {
  return Scan::apply(in, gates, mask);
}

}  // namespace vedette::training
