// What comparing needs to know of each distinct name.
#pragma once

#include <cstdint>
#include <vector>

#include "core/executor.h"
#include "engine/normalize.h"
#include "matchers/similarity/names.h"

namespace sosie {

/// By name code; names that no record has in that place keep zeros.
struct NameTraits {
  std::vector<uint32_t> signatures;         ///< of given and family names; see matchers/similarity/name_signature.h
  std::vector<uint32_t> nicknames;          ///< of given names: names that share a nickname group share a bit
  std::vector<matchers::NameSound> sounds;  ///< of family names
  std::vector<uint32_t> sound_signatures;   ///< of family names: sixteen bits of each key

  static Result<NameTraits> build(const Comparables& comparables, const Executor& executor);
};

/// Whether two sounds may be alike; false is certain.
inline bool sounds_may_be_alike(uint32_t a, uint32_t b) {
  const uint32_t different = a ^ b;
  return ((different & 0xffff) == 0 && (a & 0xffff) != 0) || (different >> 16 == 0 && a >> 16 != 0);
}

/// Whether two given names may be closer than "else", by their signatures and nicknames; false is certain. Crossed
/// names are the caller's to tell.
bool given_names_may_be_near(uint32_t signature_a, uint32_t signature_b, uint32_t nicknames_a, uint32_t nicknames_b);
/// The same of family names, by their signatures and sounds. Names at birth are the caller's to tell.
bool family_names_may_be_near(uint32_t signature_a, uint32_t signature_b, uint32_t sound_a, uint32_t sound_b);

}  // namespace sosie
