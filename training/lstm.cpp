// Long short-term memory for training. Only door: lstm.h.
#include "lstm.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vedette::training {
namespace {

using torch::Tensor;

// Cut where it is 0 or 1 anyhow: beyond, the exponential overflows, and its fast reciprocal is not a number.
inline float sigmoid(float x) { return 1.0f / (1.0f + std::exp(-std::min(30.0f, std::max(-30.0f, x)))); }

using Sentences = std::vector<std::pair<std::int64_t, std::int64_t>>;

struct Lstm : torch::autograd::Function<Lstm> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, Tensor in, Tensor recurrent, const Sentences* given) {
    in = in.contiguous();
    const std::int64_t rows = in.size(0), half = in.size(1) / 8, four = 4 * half;
    Sentences sentences = *given;
    std::stable_sort(sentences.begin(), sentences.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::int64_t count = static_cast<std::int64_t>(sentences.size());
    Tensor out = torch::zeros({rows, 2 * half});
    Tensor kept = torch::zeros({2, rows, 6 * half});    // the four gates, the state, its tangent
    Tensor before = torch::zeros({2, rows, 2 * half});  // output and state of the word before
    const float* x = in.data_ptr<float>();
    for (int d = 0; d < 2; ++d) {
      Tensor h = torch::zeros({count, half}), c = torch::zeros({count, half}), pre = torch::empty({count, four});
      const Tensor u = recurrent[d];
      float* k = kept[d].data_ptr<float>();
      float* b = before[d].data_ptr<float>();
      float* o = out.data_ptr<float>() + d * half;
      std::int64_t active = count;
      for (std::int64_t t = 0; t < sentences[0].second; ++t) {
        while (sentences[active - 1].second <= t) --active;
        Tensor now = pre.narrow(0, 0, active);
        torch::mm_out(now, h.narrow(0, 0, active), u);
        for (std::int64_t s = 0; s < active; ++s) {
          const std::int64_t row = sentences[s].first + (d == 0 ? t : sentences[s].second - 1 - t);
          const float* g = x + row * 8 * half + d * four;
          const float* p = pre.data_ptr<float>() + s * four;
          float* hs = h.data_ptr<float>() + s * half;
          float* cs = c.data_ptr<float>() + s * half;
          float* keep = k + row * 6 * half;
          float* last = b + row * 2 * half;
          float* to = o + row * 2 * half;
#pragma GCC ivdep
          for (std::int64_t i = 0; i < half; ++i) {
            last[i] = hs[i];
            last[half + i] = cs[i];
            const float z = 2 * sigmoid(2 * (g[i] + p[i])) - 1;
            const float in_gate = sigmoid(g[half + i] + p[half + i]);
            const float forget = sigmoid(g[2 * half + i] + p[2 * half + i]);
            const float out_gate = sigmoid(g[3 * half + i] + p[3 * half + i]);
            const float state = forget * cs[i] + in_gate * z;
            const float tangent = 2 * sigmoid(2 * state) - 1;
            keep[i] = z;
            keep[half + i] = in_gate;
            keep[2 * half + i] = forget;
            keep[3 * half + i] = out_gate;
            keep[4 * half + i] = state;
            keep[5 * half + i] = tangent;
            cs[i] = state;
            hs[i] = to[i] = out_gate * tangent;
          }
        }
      }
    }
    ctx->saved_data["sentences"] = torch::from_blob(sentences.data(), {count, 2}, torch::kLong).clone();
    ctx->save_for_backward({recurrent, kept, before});
    return out;
  }

  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::tensor_list grads) {
    const auto saved = ctx->get_saved_variables();
    const Tensor recurrent = saved[0], kept = saved[1], before = saved[2];
    const Tensor list = ctx->saved_data["sentences"].toTensor();
    const std::int64_t* span = list.data_ptr<std::int64_t>();
    const std::int64_t count = list.size(0), rows = kept.size(1), half = kept.size(2) / 6, four = 4 * half;
    const Tensor up = grads[0].contiguous();
    Tensor down = torch::zeros({rows, 8 * half});
    std::vector<Tensor> down_recurrent;
    for (int d = 0; d < 2; ++d) {
      Tensor dh = torch::zeros({count, half}), dc = torch::zeros({count, half}), dg = torch::empty({count, four});
      Tensor all = torch::zeros({rows, four});
      const Tensor turned = recurrent[d].t();
      const float* k = kept[d].data_ptr<float>();
      const float* b = before[d].data_ptr<float>();
      const float* g = up.data_ptr<float>() + d * half;
      std::int64_t active = 0;
      for (std::int64_t t = span[1] - 1; t >= 0; --t) {
        while (active < count && span[2 * active + 1] > t) ++active;
        for (std::int64_t s = 0; s < active; ++s) {
          const std::int64_t row = span[2 * s] + (d == 0 ? t : span[2 * s + 1] - 1 - t);
          const float* keep = k + row * 6 * half;
          const float* last = b + row * 2 * half + half;
          const float* from = g + row * 2 * half;
          const float* hs = dh.data_ptr<float>() + s * half;
          float* cs = dc.data_ptr<float>() + s * half;
          float* to = dg.data_ptr<float>() + s * four;
          float* copy = all.data_ptr<float>() + row * four;
#pragma GCC ivdep
          for (std::int64_t i = 0; i < half; ++i) {
            const float z = keep[i], in_gate = keep[half + i], forget = keep[2 * half + i], out_gate = keep[3 * half + i];
            const float tangent = keep[5 * half + i];
            const float h = hs[i] + from[i];
            const float c = cs[i] + h * out_gate * (1 - tangent * tangent);
            to[i] = c * in_gate * (1 - z * z);
            to[half + i] = c * z * in_gate * (1 - in_gate);
            to[2 * half + i] = c * last[i] * forget * (1 - forget);
            to[3 * half + i] = h * tangent * out_gate * (1 - out_gate);
            cs[i] = c * forget;
          }
          std::copy(to, to + four, copy);
        }
        Tensor now = dh.narrow(0, 0, active);
        torch::mm_out(now, dg.narrow(0, 0, active), turned);
      }
      down.narrow(1, d * four, four).copy_(all);
      down_recurrent.push_back(torch::mm(before[d].narrow(1, 0, half).t(), all));
    }
    return {down, torch::stack(down_recurrent), Tensor()};
  }
};

}  // namespace

torch::Tensor lstm(const torch::Tensor& in, const torch::Tensor& recurrent, const Sentences& sentences) {
  return Lstm::apply(in, recurrent, &sentences);
}

}  // namespace vedette::training
