#include "engine/block/rule_keys.h"

#include <algorithm>
#include <string>

#include "core/hash.h"
#include "core/radix_sort.h"
#include "engine/block/near_keys.h"

namespace sosie {
namespace {

bool is_near(const RulePlan& plan) {
  return plan.expressions.front() == kSortedNeighbourhood || minhash_band(plan.expressions.front()) != 0;
}

/// Orders further keys by record. Two values of a record may give one key ("zigoto@free.fr", "zigoto@orange.fr" by
/// local part): a record stands once in a block, or it would make pairs twice and a pair with itself.
void drop_repeated_keys(std::vector<MoreKey>& more) {
  radix_sort(more, [](const MoreKey& m) { return uint64_t{m.record} << 32 | m.key; });
  const auto same = [](const MoreKey& a, const MoreKey& b) { return a.record == b.record && a.key == b.key; };
  more.erase(std::unique(more.begin(), more.end(), same), more.end());
}

/// All parts must be there. A part with several values gives one key per value, the other parts at their first.
RuleKeys exact_keys(const std::vector<const KeyPart*>& parts, size_t num_records) {
  const auto key_with = [&](RecordId record, const KeyPart* replaced, uint32_t replacement) {
    uint32_t key = 1;
    for (const KeyPart* part : parts) {
      const uint32_t hash = part == replaced ? replacement : part->hashes[record];
      if (hash == 0) return uint32_t{0};
      key = combine_keys(key, hash);
    }
    return key;
  };
  RuleKeys keys;
  keys.first.resize(num_records);
  for (RecordId record = 0; record < num_records; ++record) keys.first[record] = key_with(record, nullptr, 0);
  for (const KeyPart* part : parts) {
    for (const MoreKey& more : part->more) {
      const uint32_t key = key_with(more.record, part, more.key);
      if (key != 0 && key != keys.first[more.record]) keys.more.push_back({more.record, key});
    }
  }
  drop_repeated_keys(keys.more);
  return keys;
}

void drop_repeats(const Repeats& repeats, RuleKeys& keys) {
  if (repeats.empty()) return;
  for (const Repeats::Repeat& repeat : repeats.all()) keys.first[repeat.record] = 0;
  std::erase_if(keys.more, [&](const MoreKey& more) { return repeats.is_repeat(more.record); });
}

/// Parts that near rules do not need.
std::vector<std::string> expressions_of(const std::vector<RulePlan>& plans) {
  std::vector<std::string> expressions;
  for (const RulePlan& plan : plans) {
    if (!is_near(plan)) expressions.insert(expressions.end(), plan.expressions.begin(), plan.expressions.end());
  }
  return expressions;
}

}  // namespace

uint32_t combine_keys(uint32_t key, uint32_t part) {
  return std::max<uint32_t>(1, static_cast<uint32_t>(hash_combine(key, part)));
}

Result<std::vector<RuleKeys>> make_rule_keys(const std::vector<RulePlan>& plans, const RecordSet& records,
                                             const Normalized& normalized, const Repeats& repeats, KeyParts& parts,
                                             const Executor& executor) {
  const Comparables& c = normalized.comparables;
  unsigned num_bands = 0;
  for (const RulePlan& plan : plans) num_bands = std::max(num_bands, minhash_band(plan.expressions.front()));
  auto bands = minhash_keys(num_bands, c, executor);
  SOSIE_RETURN_IF_ERROR(parts.prepare(expressions_of(plans)));
  std::vector<RuleKeys> keys(plans.size());
  SOSIE_RETURN_IF_ERROR(executor.for_each(plans.size(), [&](size_t rule) {
    const std::string& first = plans[rule].expressions.front();
    if (const unsigned band = minhash_band(first)) {
      keys[rule].first = std::move(bands[band - 1]);
    } else if (first == kSortedNeighbourhood) {
      keys[rule].first = neighbourhood_keys(records, c, repeats);
    } else {
      std::vector<const KeyPart*> columns;
      for (const std::string& expression : plans[rule].expressions) columns.push_back(&parts.at(expression));
      keys[rule] = exact_keys(columns, records.num_records);
    }
    drop_repeats(repeats, keys[rule]);
    return Status();
  }));
  return keys;
}

}  // namespace sosie
