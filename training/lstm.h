#pragma once
// The recurrence with its gradient, written out: sentences go in step, so that each step is one product.

#include <utility>
#include <vector>

#include <torch/torch.h>

namespace vedette::training {

// Long short-term memory (Hochreiter and Schmidhuber 1997), sentences in step with each other. in: rows x (2 directions x 4 x half:
// candidate, input, forget, output); recurrent: 2 x half x (4 x half); sentences: first row and size. Gives rows x (2 x half).
torch::Tensor lstm(const torch::Tensor& in, const torch::Tensor& recurrent, const std::vector<std::pair<std::int64_t, std::int64_t>>& sentences);

}  // namespace vedette::training
