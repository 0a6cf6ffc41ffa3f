#include "engine/block/block.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "core/radix_sort.h"
#include "core/spill.h"
#include "engine/block/groups.h"
#include "engine/block/large_blocks.h"
#include "engine/block/rule_keys.h"
#include "engine/block/rules.h"

namespace sosie {
namespace {

constexpr uint64_t kSliceEntries = 16'384;
constexpr size_t kGrain = 16'384;
constexpr const char* kSubKeys[] = {"year(birth_date)", "area(postcode)", "initial(given_name)"};

void drop_singletons(std::vector<uint64_t>& entries) {
  size_t kept = 0;
  for_each_group(entries, [&](size_t begin, size_t end) {
    if (end - begin < 2) return;
    for (size_t i = begin; i < end; ++i) entries[kept++] = entries[i];
  });
  entries.resize(kept);
}

/// Tells most keys that stand alone before anything is sorted: a bit for each key seen, and one for those seen again.
class KeyFilter {
 public:
  explicit KeyFilter(size_t num_keys)
      : mask_(std::bit_ceil(kBitsPerKey * (num_keys + 1)) - 1), seen_((mask_ + 64) / 64), again_(seen_.size()) {}
  void note(uint32_t key) {
    const size_t at = key & mask_;
    const uint64_t bit = uint64_t{1} << (at % 64);
    again_[at / 64] |= seen_[at / 64] & bit;
    seen_[at / 64] |= bit;
  }
  /// Whether another record may have the key.
  bool may_be_shared(uint32_t key) const {
    const size_t at = key & mask_;
    return (again_[at / 64] >> (at % 64) & 1) != 0;
  }

 private:
  static constexpr size_t kBitsPerKey = 8;
  size_t mask_;
  std::vector<uint64_t> seen_, again_;
};

/// Entries of a rule's keys that may be shared, sorted.
std::vector<uint64_t> sorted_entries(const RuleKeys& keys) {
  KeyFilter filter(keys.first.size() + keys.more.size());
  for (const uint32_t key : keys.first) {
    if (key != 0) filter.note(key);
  }
  for (const MoreKey& more : keys.more) filter.note(more.key);
  // Sorting scatters them; twice, while it goes on.
  const StayInMemory stay(2 * sizeof(uint64_t) * (keys.first.size() + keys.more.size()));
  std::vector<uint64_t> entries;
  for (RecordId record = 0; record < keys.first.size(); ++record) {
    const uint32_t key = keys.first[record];
    if (key != 0 && filter.may_be_shared(key)) entries.push_back(entry_of(key, record));
  }
  if (keys.more.empty()) {
    radix_sort(entries, [](uint64_t entry) { return entry >> 32; });  // records are in order already
  } else {
    for (const MoreKey& more : keys.more) {
      if (filter.may_be_shared(more.key)) entries.push_back(entry_of(more.key, more.record));
    }
    radix_sort(entries);
  }
  drop_singletons(entries);
  return entries;
}

/// The sorted entries of a rule's keys, without those that stand alone; no room is kept for more.
std::vector<uint64_t> make_entries(const RuleKeys& keys) {
  const std::vector<uint64_t> sorted = sorted_entries(keys);
  return {sorted.begin(), sorted.end()};
}

uint64_t pairs_in(std::span<const uint64_t> entries) {
  uint64_t pairs = 0;
  for_each_group(entries, [&](size_t begin, size_t end) { pairs += pairs_among(end - begin); });
  return pairs;
}

}  // namespace

/// Fills a BlockIndex step by step.
class BlockBuilder {
 public:
  BlockBuilder(const BlockOptions& options, const RecordSet& records, const Normalized& normalized,
               const Repeats& repeats, const Executor& executor)
      : options_(options), records_(records), normalized_(normalized), repeats_(repeats), executor_(executor) {}

  Status build(BlockIndex& index);

 private:
  Status make_blocks(const std::vector<RulePlan>& plans, BlockIndex& index);
  Status make_entries(BlockIndex& index);
  Status cut_large_blocks(const KeyParts& parts, BlockIndex& index);
  Status fill_lanes(BlockIndex& index) const;
  void make_slices(BlockIndex& index) const;
  Status check_budget(const BlockIndex& index) const;

  const BlockOptions& options_;
  const RecordSet& records_;
  const Normalized& normalized_;
  const Repeats& repeats_;
  const Executor& executor_;
  std::vector<RuleKeys> keys_;
  std::vector<BlockSizes> sizes_;  // by rule
};

Status BlockBuilder::make_entries(BlockIndex& index) {
  index.entries_.resize(keys_.size());
  sizes_.resize(keys_.size());
  return executor_.for_each(keys_.size(), [&](size_t rule) {
    index.entries_[rule] = sosie::make_entries(keys_[rule]);
    sizes_[rule] = block_sizes(index.entries_[rule]);
    BlockingRule& stats = index.rules_[rule];
    for (const auto& [size, count] : sizes_[rule]) stats.predicted_pairs += count * pairs_among(size);
    if (!sizes_[rule].empty()) stats.largest_block = sizes_[rule].back().first;
    return Status();
  });
}

Status BlockBuilder::cut_large_blocks(const KeyParts& parts, BlockIndex& index) {
  std::vector<const KeyPart*> sub_keys;
  for (const char* expression : kSubKeys) sub_keys.push_back(&parts.at(expression));
  const BlockCutter cutter(records_, normalized_.comparables, std::move(sub_keys));
  const auto wanted = static_cast<uint64_t>(options_.wanted_pairs_per_record * records_.num_records);
  const std::vector<uint32_t> caps = choose_caps(sizes_, wanted);
  return executor_.for_each(keys_.size(), [&](size_t rule) {
    BlockingRule& stats = index.rules_[rule];
    std::vector<uint64_t>& entries = index.entries_[rule];
    const CutStats cut = cutter.cut(caps[rule], entries, keys_[rule]);
    stats.cut_blocks = cut.cut_blocks;
    stats.cut_records = cut.cut_records;
    if (cut.cut_blocks > 0) {
      drop_singletons(entries);
      entries.shrink_to_fit();
    }
    stats.planned_pairs = pairs_in(entries);
    return Status();
  });
}

/// Keys by rule become keys by record, so that two records are compared under all rules at once.
Status BlockBuilder::fill_lanes(BlockIndex& index) const {
  index.keys_ = KeyRows(records_.num_records, keys_.size());
  const size_t lanes = index.keys_.lanes();
  return executor_.for_ranges(records_.num_records, kGrain, [&](size_t begin, size_t end) {
    for (size_t record = begin; record < end; ++record) {
      uint32_t* row = index.keys_.row(record);
      for (size_t rule = 0; rule < keys_.size(); ++rule) row[rule] = keys_[rule].first[record];
      std::fill(row + keys_.size(), row + lanes, 0);
    }
    return Status();
  });
}

void BlockBuilder::make_slices(BlockIndex& index) const {
  for (uint32_t rule = 0; rule < index.entries_.size(); ++rule) {
    const std::span<const uint64_t> entries = index.entries_[rule];
    for (uint64_t begin = 0; begin < entries.size();) {
      uint64_t end = std::min<uint64_t>(begin + kSliceEntries, entries.size());
      end = group_end(entries, end - 1);
      index.slices_.push_back({rule, begin, end});
      begin = end;
    }
  }
}

Status BlockBuilder::check_budget(const BlockIndex& index) const {
  uint64_t total = 0;
  const BlockingRule* costliest = nullptr;
  for (const BlockingRule& rule : index.rules_) {
    total += rule.planned_pairs;
    if (costliest == nullptr || rule.planned_pairs > costliest->planned_pairs) costliest = &rule;
  }
  if (total <= uint64_t{options_.pairs_per_record} * records_.num_records) return {};
  return Status::budget_exceeded(fmt::format("blocking would make {} pairs for {} records, {} per record allowed; the "
                                             "rule \"{}\" makes {} of them, its largest block held {} records",
                                             total, records_.num_records, options_.pairs_per_record, costliest->name,
                                             costliest->planned_pairs, costliest->largest_block))
      .hint("make that rule narrower, or raise [limits] pairs_per_record");
}

Status BlockBuilder::make_blocks(const std::vector<RulePlan>& plans, BlockIndex& index) {
  KeyParts parts(normalized_, executor_);
  SOSIE_RETURN_IF_ERROR(parts.prepare({std::begin(kSubKeys), std::end(kSubKeys)}));
  SOSIE_ASSIGN_OR_RETURN(keys_, make_rule_keys(plans, records_, normalized_, repeats_, parts, executor_));
  parts.keep_only({std::begin(kSubKeys), std::end(kSubKeys)});
  SOSIE_RETURN_IF_ERROR(make_entries(index));
  return cut_large_blocks(parts, index);
}

Status BlockBuilder::build(BlockIndex& index) {
  SOSIE_ASSIGN_OR_RETURN(const std::vector<RulePlan> plans, plan_rules(options_.rules, normalized_));
  for (const RulePlan& plan : plans) index.rules_.push_back({.name = plan.name(), .fields = plan.fields});
  SOSIE_RETURN_IF_ERROR(make_blocks(plans, index));
  SOSIE_RETURN_IF_ERROR(fill_lanes(index));
  std::vector<std::vector<MoreKey>> more;
  for (RuleKeys& keys : keys_) more.push_back(std::move(keys.more));
  index.keys_.set_more(std::move(more));
  make_slices(index);
  return check_budget(index);
}

Result<BlockIndex> BlockIndex::build(const BlockOptions& options, const RecordSet& records,
                                     const Normalized& normalized, const Repeats& repeats, const Executor& executor) {
  BlockIndex index;
  SOSIE_RETURN_IF_ERROR(BlockBuilder(options, records, normalized, repeats, executor).build(index));
  return index;
}

int BlockIndex::first_rule(RecordId a, RecordId b) const {
  for (size_t rule = 0; rule < rules_.size(); ++rule) {
    if (keys_.shares(a, b, rule)) return static_cast<int>(rule);
  }
  return -1;
}

}  // namespace sosie
