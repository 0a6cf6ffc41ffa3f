#include "core/simd.h"

#include <hwy/highway.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstdlib>

namespace sosie {
namespace {

// A lower bit is a better target in Highway's numbering.
int64_t usable_targets() { return hwy::SupportedTargets() & (HWY_TARGETS); }

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::toupper(c); });
  return result;
}

}  // namespace

std::vector<std::string> simd_targets() {
  std::vector<std::string> names;
  for (int64_t left = usable_targets(); left != 0; left &= left - 1) names.emplace_back(hwy::TargetName(left & -left));
  return names;
}

std::string simd_target() {
  const int64_t usable = usable_targets();
  return hwy::TargetName(usable & -usable);
}

Status force_simd_target(std::string_view name) {
  hwy::SetSupportedTargetsForTest(0);
  if (name.empty()) return {};
  for (int64_t left = usable_targets(); left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    if (upper(hwy::TargetName(target)) != upper(name)) continue;
    hwy::SetSupportedTargetsForTest(hwy::SupportedTargets() & ~(target - 1));
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return {};
  }
  std::string possible;
  for (const std::string& target : simd_targets()) possible += (possible.empty() ? "" : ", ") + target;
  return Status::invalid_argument("no SIMD target \"" + std::string(name) + "\" here").hint("possible: " + possible);
}

Status force_simd_target_from_environment() {
  const char* name = std::getenv("SOSIE_SIMD");
  return force_simd_target(name == nullptr ? "" : name);
}

}  // namespace sosie
