// The arithmetic for every x86-64 machine. Only door: kernels.h. Test: kernels_test.cpp.
#include "grammar/kernels.inc"

const Kernels& baseline_kernels() {
  static constexpr Kernels kKernels = {"baseline", quantise, multiply, add_bytes, add, remember, add_rectified};
  return kKernels;
}

const Kernels& best_kernels() {
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
    return v4_kernels();
  }
  return runs_v3() ? v3_kernels() : baseline_kernels();
}

bool runs_v3() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"); }

}  // namespace vedette
