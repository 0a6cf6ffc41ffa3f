// Which of several values survives: chains of rules over the values that an entity's records give for one field.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/record_table.h"
#include "core/status.h"
#include "engine/field.h"
#include "engine/job/job.h"

namespace sosie {

/// Each rule keeps the values that are best by it and leaves the rest to the next rule of the chain.
enum class SurvivorshipRule : uint8_t {
  most_recent,        ///< of the record with the latest `updated`; unknown is earliest
  source_order,       ///< of the source that stands first in the job
  longest,            ///< most characters
  most_frequent,      ///< said by most records of the entity
  most_complete,      ///< an address: most of street, postcode, town; else of the record with most fields filled
  first_party_first,  ///< first party before partner before bought
};
std::string_view rule_name(SurvivorshipRule rule);
std::optional<SurvivorshipRule> survivorship_rule(std::string_view name);

using RuleChain = std::vector<SurvivorshipRule>;

/// The chain of a field that the job gives none for: what changes in a life follows the newest record, what is given at
/// birth follows the majority.
RuleChain default_chain(Field field);

/// The chain of a field: the job's, else the default. invalid_job names an unknown rule.
Result<RuleChain> chain_of(const Job& job, Field field, std::string_view name);

/// One value that one record gives.
struct Candidate {
  std::string_view text;    ///< as golden would show it
  uint64_t comparable = 0;  ///< equal exactly when two values say the same
  RecordId record = 0;
  uint32_t block = 0;         ///< of an address: 0 is the record's main one
  bool trusted = true;        ///< false: refused by matching, survives only where no other value does
  int64_t updated = 0;        ///< of the record; see Comparables::updated
  RecordKey key = 0;          ///< of the record
  uint32_t source = 0;        ///< ordinal in the job
  uint32_t origin = 0;        ///< first party 0, partner 1, bought 2
  uint32_t completeness = 0;  ///< only where the chain asks for it
};

struct Choice {
  size_t index = 0;             ///< of the candidate that survives
  std::string_view decided_by;  ///< `only` without a rival, the rule that left one value, or `tie`
  uint32_t num_rivals = 0;      ///< values that differ from the survivor, each once
};

/// Applies a chain to at least one candidate. What the chain leaves is a tie: the better spelling survives (upper and
/// lower case before one case, accents before none), then greater bytes, then the smaller record key; never a position.
/// `left` is scratch.
Choice choose(std::span<const Candidate> candidates, std::span<const SurvivorshipRule> chain,
              std::vector<uint32_t>& left);

}  // namespace sosie
