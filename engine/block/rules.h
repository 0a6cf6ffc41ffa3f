// The blocking rules of a run: the user's, or those that fit the fields.
#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "engine/job/job.h"
#include "engine/normalize.h"

namespace sosie {

/// A rule before its keys exist: expressions as in key_parts.h, or one of the near keys of near_keys.h.
struct RulePlan {
  std::vector<std::string> expressions;
  std::vector<std::string> fields;  ///< names of the comparisons that the key decides
  std::string name() const;
};

/// The user's rules, or the default ones whose fields are filled on some records, exact keys first.
Result<std::vector<RulePlan>> plan_rules(const std::vector<BlockingSpec>& specs, const Normalized& normalized);

}  // namespace sosie
