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
  std::vector<uint32_t> sound_signatures;   ///< of family names: sixteen bits of each key, the French one below

  static Result<NameTraits> build(const Comparables& comparables, const Executor& executor);
};

}  // namespace sosie
