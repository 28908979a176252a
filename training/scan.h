#pragma once
// The recurrence of simple recurrent units (Lei et al. 2018) over rows, both directions, with its gradient.

#include <torch/torch.h>

namespace vedette::training {

// in: rows x (2 directions x 3 x half: candidate, forget, output), gates: 2 directions x 2 x half (what the state adds to the
// gates), mask: rows (0 where a sentence ends). Gives rows x (2 x half).
torch::Tensor scan(const torch::Tensor& in, const torch::Tensor& gates, const torch::Tensor& mask);

}  // namespace vedette::training
