// The columns of golden records, and the chain that decides each.
#pragma once

#include <string>
#include <vector>

#include "engine/field.h"
#include "engine/field_map.h"
#include "engine/job/job.h"
#include "engine/survivorship.h"

namespace sosie {

/// One column. Address columns share one chain, because an address survives whole: that of `street`, else of the first
/// address field that the job gives a chain for.
struct GoldenField {
  Field field = Field::text;
  std::string name;
  RuleChain chain;
};

/// Every field that some source maps, once: known fields in their order, then plain text fields in order of mention.
/// `maps` by source. invalid_job for an unknown rule.
Result<std::vector<GoldenField>> golden_fields(const Job& job, const std::vector<FieldMap>& maps);

}  // namespace sosie
