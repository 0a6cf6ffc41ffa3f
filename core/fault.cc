#include "core/fault.h"

#include <atomic>
#include <cstdlib>
#include <iterator>
#include <string>

namespace sosie {
namespace {

constexpr int kNone = -1;
std::atomic<int> armed = kNone;
std::atomic<bool> fired = false;

}  // namespace

std::span<const FaultPoint> fault_points() { return kFaultPoints; }

bool fault_fires(FaultName name) {
  int expected = name.index();
  if (armed.load(std::memory_order_relaxed) != expected) return false;
  if (!armed.compare_exchange_strong(expected, kNone)) return false;
  fired = true;
  return true;
}

Status arm_fault(std::string_view name) {
  fired = false;
  armed = kNone;
  if (name.empty()) return {};
  std::string names;
  for (size_t i = 0; i < std::size(kFaultPoints); ++i) {
    if (kFaultPoints[i].name == name) {
      armed = static_cast<int>(i);
      return {};
    }
    names += (i == 0 ? "" : ", ") + std::string(kFaultPoints[i].name);
  }
  return Status::invalid_argument("unknown fault point \"" + std::string(name) + "\"").hint("one of " + names);
}

bool fault_has_fired() { return fired; }

Status arm_fault_from_environment() {
#ifdef SOSIE_FAULTS
  if (const char* name = std::getenv("SOSIE_FAULT")) return arm_fault(name);
#endif
  return {};
}

}  // namespace sosie
