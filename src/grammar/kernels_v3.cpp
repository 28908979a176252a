// The arithmetic for x86-64-v3 (AVX2), compiled with its own flags. Only door: kernels.h. Test: kernels_test.cpp.
#include "grammar/kernels.inc"

const Kernels& v3_kernels() {
  static constexpr Kernels kKernels = {"x86-64-v3", quantise, multiply, add_bytes, add, remember, add_rectified};
  return kKernels;
}

}  // namespace vedette
