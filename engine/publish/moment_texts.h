// Moments as tables show them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace sosie {

/// Texts of moments in one zone, the same as TimeZone and Date give. Remembers when clocks changed, of which a run has
/// few, instead of asking for each of millions of rows. One per thread.
class MomentTexts {
 public:
  explicit MomentTexts(const TimeZone& zone) : zone_(zone) {}
  /// A known time as an instant of the zone, a day as a day; empty when missing. Lives until the next call.
  std::string_view text(Moment moment);

 private:
  int64_t offset_at(int64_t instant);

  const TimeZone zone_;
  std::vector<TimeZone::Offset> offsets_;  // seen so far
  std::array<char, 25> text_;              // 2026-08-11T14:05:00+02:00
};

}  // namespace sosie
