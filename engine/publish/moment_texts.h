// Moments as tables show them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace sosie {

/// Texts of moments in one zone, remembered: a run has a few thousand days and many rows. One per thread.
class MomentTexts {
 public:
  explicit MomentTexts(const TimeZone& zone) : zone_(zone), remembered_(kNumRemembered) {}
  /// A known time as an instant of the zone, a day as a day; empty when missing. Lives until the next call.
  std::string_view text(Moment moment);

 private:
  static constexpr size_t kNumRemembered = 8'192;  // ten years of days, twice
  struct Remembered {
    Moment moment;
    std::array<char, 31> digits;
    uint8_t size = 0;
  };
  const TimeZone zone_;
  std::vector<Remembered> remembered_;
};

}  // namespace sosie
