// The keys that each blocking rule gives each record.
#pragma once

#include <cstdint>
#include <vector>

#include "core/executor.h"
#include "core/status.h"
#include "engine/block/key_parts.h"
#include "engine/block/rules.h"
#include "engine/normalize.h"
#include "engine/repeats.h"

namespace sosie {

/// Combines a key with a further part; never 0.
uint32_t combine_keys(uint32_t key, uint32_t part);

/// The keys of one rule.
struct RuleKeys {
  std::vector<uint32_t> first;  ///< by record; 0 where the rule does not apply
  std::vector<MoreKey> more;    ///< of records with several values; ordered by record, then key, each once
};

/// Keys by rule, none for repeats. Rules share the parts in `parts`, which keeps them. invalid_job for an expression
/// that cannot be read.
Result<std::vector<RuleKeys>> make_rule_keys(const std::vector<RulePlan>& plans, const RecordSet& records,
                                             const Normalized& normalized, const Repeats& repeats, KeyParts& parts,
                                             const Executor& executor);

}  // namespace sosie
