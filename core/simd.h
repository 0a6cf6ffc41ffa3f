// The vector instructions that kernels run on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sosie {

/// Names of the targets that were compiled and that this CPU has, best first, e.g. {"AVX2", "SSE4", "SSSE3", "EMU128"}.
std::vector<std::string> simd_targets();
/// The target that kernels run on now.
std::string simd_target();
/// Forces a target by name (case ignored), or lets the library choose for "". The environment variable
/// SOSIE_SIMD does the same at start. invalid_argument names the possible targets, and leaves the
/// choice to the library. Not thread-safe.
Status force_simd_target(std::string_view name);
/// Obeys SOSIE_SIMD; without it the choice is the library's. Not thread-safe.
Status force_simd_target_from_environment();

}  // namespace sosie
