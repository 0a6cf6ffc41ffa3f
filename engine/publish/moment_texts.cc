#include "engine/publish/moment_texts.h"

#include <algorithm>

#include "core/hash.h"
#include "core/status.h"

namespace sosie {

/// A day's middle tells its date, because the day may have been one of another zone.
std::string_view MomentTexts::text(Moment moment) {
  if (moment.missing()) return {};
  const uint64_t hash = mix64(static_cast<uint64_t>(moment.first) ^ static_cast<uint64_t>(moment.last) << 32);
  Remembered& place = remembered_[hash % kNumRemembered];
  if (place.moment != moment) {
    const std::string text = moment.is_exact() ? zone_.iso(moment.first)
                                               : zone_.date_of(moment.first + (moment.last - moment.first) / 2).iso();
    SOSIE_CHECK(text.size() <= place.digits.size(), "a moment has no more digits than ISO 8601 gives it");
    std::copy(text.begin(), text.end(), place.digits.begin());
    place.size = static_cast<uint8_t>(text.size());
    place.moment = moment;
  }
  return {place.digits.data(), place.size};
}

}  // namespace sosie
