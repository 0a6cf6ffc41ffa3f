// Mistakes and disasters on purpose, so that tests can see what a run does about them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/status.h"

namespace sosie {

/// One place where a run can be made to go wrong. `lose` points drop a row or a record without a word, which the row
/// accounting must notice; `fail` points fail as the operating system would.
struct FaultPoint {
  std::string_view name;  ///< `stage.what`
  std::string_view effect;
};

/// Every point there is, one per stage at least. A name that is not listed here does not compile in fault_fires().
inline constexpr FaultPoint kFaultPoints[] = {
    {"ingest.lose_row", "a refused row is forgotten"},
    {"deliveries.lose_row", "an older delivery of a record is forgotten"},
    {"cluster.lose_record", "a record stands in no cluster"},
    {"merge.lose_entity", "an entity gets no golden record"},
    {"publish.lose_member", "a record is not written to `members`"},
    {"publish.lose_reject", "a refused row is not written to `rejects`"},
    {"publish.lose_removed", "an erased row is not written to `removed`"},
    {"publish.write", "writing the tables fails"},
    {"publish.rename", "the finished folder cannot be moved into place"},
    {"publish.current", "the link `current` cannot be moved"},
};

std::span<const FaultPoint> fault_points();

/// Index of a fault point; a name that is not listed does not compile.
class FaultName {
 public:
  consteval FaultName(const char* name) {
    for (int i = 0; const FaultPoint& point : kFaultPoints) {
      if (point.name == name) index_ = i;
      ++i;
    }
    if (index_ < 0) throw "not in kFaultPoints";
  }
  constexpr int index() const { return index_; }

 private:
  int index_ = -1;
};

/// Whether the armed fault strikes here: true once per arming, for the first caller. Costs one relaxed load otherwise.
bool fault_fires(FaultName name);

/// Arms one point, or none for "". invalid_argument names the points there are.
Status arm_fault(std::string_view name);
/// Whether the armed fault has struck.
bool fault_has_fired();
/// Arms the point that the environment variable SOSIE_FAULT names, in builds with SOSIE_FAULTS defined; call once at
/// start. In other builds the variable is ignored.
Status arm_fault_from_environment();

}  // namespace sosie
