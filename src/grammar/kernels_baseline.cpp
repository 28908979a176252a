// The arithmetic for every x86-64 machine. Only door: kernels.h. Test: kernels_test.cpp.
#include "grammar/kernels.inc"

const Kernels& baseline_kernels() {
  static constexpr Kernels kKernels = {"baseline", quantise, multiply, add_bytes, add, remember, add_rectified};
  return kKernels;
}

const Kernels& best_kernels() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? v3_kernels() : baseline_kernels(); }

}  // namespace vedette
