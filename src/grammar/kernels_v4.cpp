// The arithmetic for x86-64-v4 with VNNI (AVX-512), compiled with its own flags. Only door: kernels.h. Test: kernels_test.cpp.
#include "grammar/kernels.inc"

const Kernels& v4_kernels() {
  static constexpr Kernels kKernels = {"x86-64-v4", quantise, multiply, add_bytes, add, remember, add_rectified};
  return kKernels;
}

}  // namespace vedette
