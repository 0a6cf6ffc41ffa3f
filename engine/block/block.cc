#include "engine/block/block.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

#include "core/hash.h"
#include "engine/block/near_keys.h"
#include "engine/block/radix.h"
#include "engine/block/rules.h"

namespace sosie {
namespace {

constexpr size_t kLanesPerVector = 8;
constexpr uint64_t kSliceEntries = 16'384;
/// Block sizes tried as the largest a rule may keep, in records.
constexpr std::array<uint32_t, 9> kCaps = {5'000, 2'000, 1'000, 500, 200, 100, 50, 25, 12};

uint32_t combine(uint32_t key, uint32_t part) {
  return std::max<uint32_t>(1, static_cast<uint32_t>(hash_combine(key, part)));
}

uint64_t pairs_of(uint64_t n) { return n * (n - 1) / 2; }

uint32_t key_of(uint64_t entry) { return static_cast<uint32_t>(entry >> 32); }
RecordId record_of(uint64_t entry) { return static_cast<RecordId>(entry); }

/// Calls `visit(begin, end)` for each run of equal keys.
template <typename Visitor>
void for_each_group(std::span<const uint64_t> entries, Visitor&& visit) {
  for (size_t begin = 0; begin < entries.size();) {
    size_t end = begin + 1;
    while (end < entries.size() && key_of(entries[end]) == key_of(entries[begin])) ++end;
    visit(begin, end);
    begin = end;
  }
}

void drop_singletons(std::vector<uint64_t>& entries) {
  size_t kept = 0;
  for_each_group(std::span<const uint64_t>(entries), [&](size_t begin, size_t end) {
    if (end - begin < 2) return;
    for (size_t i = begin; i < end; ++i) entries[kept++] = entries[i];
  });
  entries.resize(kept);
}

/// Orders further keys by record. Two values of a record may give one key ("zigoto@free.fr", "zigoto@orange.fr" by
/// local part): a record stands once in a block, or it would make pairs twice and a pair with itself.
void drop_repeated_keys(std::vector<MoreKey>& more) {
  std::sort(more.begin(), more.end(), [](const MoreKey& a, const MoreKey& b) {
    return a.record != b.record ? a.record < b.record : a.key < b.key;
  });
  const auto same = [](const MoreKey& a, const MoreKey& b) { return a.record == b.record && a.key == b.key; };
  more.erase(std::unique(more.begin(), more.end(), same), more.end());
}

/// How many blocks of each size a rule has: enough to predict its pairs under any cap.
std::vector<std::pair<uint64_t, uint64_t>> block_sizes(std::span<const uint64_t> entries) {
  std::vector<uint64_t> sizes;
  for_each_group(entries, [&](size_t begin, size_t end) { sizes.push_back(end - begin); });
  std::sort(sizes.begin(), sizes.end());
  std::vector<std::pair<uint64_t, uint64_t>> counted;
  for (const uint64_t size : sizes) {
    if (counted.empty() || counted.back().first != size) counted.emplace_back(size, 0);
    ++counted.back().second;
  }
  return counted;
}

/// Pairs when larger blocks are cut into blocks of `cap` records.
uint64_t pairs_under(const std::vector<std::pair<uint64_t, uint64_t>>& sizes, uint64_t cap) {
  uint64_t pairs = 0;
  for (const auto& [size, count] : sizes)
    pairs += count *
             (size <= cap ? pairs_of(size) : size / cap * pairs_of(cap) + pairs_of(std::max<uint64_t>(1, size % cap)));
  return pairs;
}

}  // namespace

/// Fills a BlockIndex step by step.
class BlockBuilder {
 public:
  BlockBuilder(const BlockOptions& options, const RecordSet& records, const Normalized& normalized,
               const Executor& executor)
      : options_(options), records_(records), normalized_(normalized), executor_(executor) {}

  Status build(BlockIndex& index);

 private:
  Status make_keys(const std::vector<RulePlan>& plans, BlockIndex& index);
  Status exact_keys(const RulePlan& plan, size_t rule, KeyParts& parts, BlockIndex& index);
  void set_keys(size_t rule, const std::vector<uint32_t>& keys, BlockIndex& index) const;
  void make_entries(size_t rule, BlockIndex& index) const;
  void choose_caps(const BlockIndex& index);
  void cut_large_blocks(size_t rule, BlockIndex& index) const;
  void cut(std::span<uint64_t> block, size_t depth, uint32_t cap, std::vector<uint64_t>& out) const;
  void replace_keys(size_t rule, std::span<const uint64_t> old_entries, std::span<const uint64_t> new_entries,
                    BlockIndex& index) const;
  Status check_budget(const BlockIndex& index) const;
  void make_slices(BlockIndex& index) const;

  const BlockOptions& options_;
  const RecordSet& records_;
  const Normalized& normalized_;
  const Executor& executor_;
  std::vector<std::vector<std::pair<uint64_t, uint64_t>>> sizes_;  // by rule
  std::vector<uint32_t> caps_;                                     // by rule
  std::vector<std::vector<uint32_t>> sub_keys_;                    // tried in order on blocks that are too large
};

void BlockBuilder::set_keys(size_t rule, const std::vector<uint32_t>& keys, BlockIndex& index) const {
  for (size_t record = 0; record < keys.size(); ++record) index.keys_[record * index.lanes_ + rule] = keys[record];
}

/// All parts must be there. A part with several values gives one key per value, the other parts at their first.
Status BlockBuilder::exact_keys(const RulePlan& plan, size_t rule, KeyParts& parts, BlockIndex& index) {
  std::vector<const KeyPart*> columns;
  for (const std::string& expression : plan.expressions) {
    SOSIE_ASSIGN_OR_RETURN(const KeyPart* part, parts.part(expression));
    columns.push_back(part);
  }
  const auto key_with = [&](RecordId record, const KeyPart* replaced, uint32_t replacement) {
    uint32_t key = 1;
    for (const KeyPart* column : columns) {
      const uint32_t hash = column == replaced ? replacement : column->hashes[record];
      if (hash == 0) return uint32_t{0};
      key = combine(key, hash);
    }
    return key;
  };
  std::vector<uint32_t> keys(records_.num_records);
  for (RecordId record = 0; record < keys.size(); ++record) keys[record] = key_with(record, nullptr, 0);
  for (const KeyPart* column : columns) {
    for (const MoreKey& more : column->more) {
      const uint32_t key = key_with(more.record, column, more.key);
      if (key != 0 && key != keys[more.record]) index.more_[rule].push_back({more.record, key});
    }
  }
  drop_repeated_keys(index.more_[rule]);
  set_keys(rule, keys, index);
  return {};
}

Status BlockBuilder::make_keys(const std::vector<RulePlan>& plans, BlockIndex& index) {
  KeyParts parts(normalized_, executor_);
  unsigned num_bands = 0;
  for (const RulePlan& plan : plans) num_bands = std::max(num_bands, minhash_band(plan.expressions.front()));
  const auto bands = minhash_keys(num_bands, normalized_.comparables, executor_);
  for (size_t rule = 0; rule < plans.size(); ++rule) {
    const std::string& first = plans[rule].expressions.front();
    if (const unsigned band = minhash_band(first)) set_keys(rule, bands[band - 1], index);
    else if (first == kSortedNeighbourhood)
      set_keys(rule, neighbourhood_keys(records_, normalized_.comparables), index);
    else SOSIE_RETURN_IF_ERROR(exact_keys(plans[rule], rule, parts, index));
  }
  for (const char* expression : {"year(birth_date)", "area(postcode)", "initial(given_name)"}) {
    SOSIE_ASSIGN_OR_RETURN(const KeyPart* part, parts.part(expression));
    sub_keys_.push_back(part->hashes);
  }
  return {};
}

void BlockBuilder::make_entries(size_t rule, BlockIndex& index) const {
  std::vector<uint64_t>& entries = index.entries_[rule];
  for (RecordId record = 0; record < records_.num_records; ++record) {
    if (const uint32_t key = index.keys(record)[rule]) entries.push_back(uint64_t{key} << 32 | record);
  }
  for (const MoreKey& more : index.more_[rule]) entries.push_back(uint64_t{more.key} << 32 | more.record);
  sort_by_high_half(entries);
  if (!index.more_[rule].empty()) std::sort(entries.begin(), entries.end());
  drop_singletons(entries);
}

/// Lowers the caps of the costliest rules until all rules together meet the wanted number of pairs.
void BlockBuilder::choose_caps(const BlockIndex& index) {
  const size_t num_rules = index.rules_.size();
  std::vector<size_t> cap_index(num_rules, 0);
  std::vector<uint64_t> pairs(num_rules);
  for (size_t rule = 0; rule < num_rules; ++rule) pairs[rule] = pairs_under(sizes_[rule], kCaps[0]);
  const auto wanted = static_cast<uint64_t>(options_.wanted_pairs_per_record * records_.num_records);
  for (uint64_t total = 0;;) {
    total = 0;
    for (const uint64_t p : pairs) total += p;
    const size_t costliest = static_cast<size_t>(std::max_element(pairs.begin(), pairs.end()) - pairs.begin());
    if (total <= wanted || cap_index[costliest] + 1 == kCaps.size()) break;
    pairs[costliest] = pairs_under(sizes_[costliest], kCaps[++cap_index[costliest]]);
  }
  for (const size_t i : cap_index) caps_.push_back(kCaps[i]);
}

/// Splits a block by the next sub-key; after the last one into runs of `cap` records in an order that only data decide.
void BlockBuilder::cut(std::span<uint64_t> block, size_t depth, uint32_t cap, std::vector<uint64_t>& out) const {
  if (block.size() <= cap) {
    out.insert(out.end(), block.begin(), block.end());
    return;
  }
  if (depth == sub_keys_.size()) {
    const Comparables& c = normalized_.comparables;
    std::sort(block.begin(), block.end(), [&](uint64_t a, uint64_t b) {
      const RecordId x = record_of(a), y = record_of(b);
      const auto place = [&](RecordId r) {
        return std::tuple(c.birth_date[r], c.names.text(c.family_name[r]), c.names.text(c.given_name[r]),
                          records_.key(r));
      };
      return place(x) < place(y);
    });
    for (size_t i = 0; i < block.size(); ++i)
      out.push_back(uint64_t{combine(key_of(block[i]), static_cast<uint32_t>(i / cap) + 1)} << 32 |
                    record_of(block[i]));
    return;
  }
  for (uint64_t& entry : block)
    entry = uint64_t{combine(key_of(entry), sub_keys_[depth][record_of(entry)])} << 32 | record_of(entry);
  std::sort(block.begin(), block.end());
  for_each_group(std::span<const uint64_t>(block),
                 [&](size_t begin, size_t end) { cut(block.subspan(begin, end - begin), depth + 1, cap, out); });
}

void BlockBuilder::replace_keys(size_t rule, std::span<const uint64_t> old_entries,
                                std::span<const uint64_t> new_entries, BlockIndex& index) const {
  const uint32_t old_key = key_of(old_entries.front());
  std::vector<MoreKey>& more = index.more_[rule];
  for (const uint64_t entry : new_entries) {
    const RecordId record = record_of(entry);
    uint32_t& first = index.keys_[record * index.lanes_ + rule];
    if (first == old_key) {
      first = key_of(entry);
      continue;
    }
    auto at =
        std::lower_bound(more.begin(), more.end(), record, [](const MoreKey& m, RecordId r) { return m.record < r; });
    while (at != more.end() && at->record == record && at->key != old_key) ++at;
    if (at != more.end() && at->record == record) at->key = key_of(entry);
  }
}

void BlockBuilder::cut_large_blocks(size_t rule, BlockIndex& index) const {
  BlockingRule& stats = index.rules_[rule];
  std::vector<uint64_t>& entries = index.entries_[rule];
  std::vector<uint64_t> result;
  result.reserve(entries.size());
  for_each_group(std::span<const uint64_t>(entries), [&](size_t begin, size_t end) {
    const std::span<uint64_t> block(entries.data() + begin, end - begin);
    stats.largest_block = std::max<uint64_t>(stats.largest_block, block.size());
    if (block.size() <= caps_[rule]) {
      result.insert(result.end(), block.begin(), block.end());
      return;
    }
    ++stats.cut_blocks;
    stats.cut_records += block.size();
    const std::vector<uint64_t> before(block.begin(), block.end());
    const size_t first_new = result.size();
    cut(block, 0, caps_[rule], result);
    replace_keys(rule, before, std::span(result).subspan(first_new), index);
  });
  if (stats.cut_blocks > 0) std::sort(result.begin(), result.end());
  entries = std::move(result);
  drop_singletons(entries);
  for_each_group(std::span<const uint64_t>(entries),
                 [&](size_t begin, size_t end) { stats.planned_pairs += pairs_of(end - begin); });
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

void BlockBuilder::make_slices(BlockIndex& index) const {
  for (uint32_t rule = 0; rule < index.entries_.size(); ++rule) {
    const std::vector<uint64_t>& entries = index.entries_[rule];
    for (uint64_t begin = 0; begin < entries.size();) {
      uint64_t end = std::min<uint64_t>(begin + kSliceEntries, entries.size());
      while (end < entries.size() && key_of(entries[end]) == key_of(entries[end - 1])) ++end;
      index.slices_.push_back({rule, begin, end});
      begin = end;
    }
  }
}

Status BlockBuilder::build(BlockIndex& index) {
  SOSIE_ASSIGN_OR_RETURN(const std::vector<RulePlan> plans, plan_rules(options_.rules, normalized_));
  for (const RulePlan& plan : plans) index.rules_.push_back({.name = plan.name(), .fields = plan.fields});
  // One lane more than rules: the last says which rules a record has further keys under.
  index.lanes_ = (plans.size() + 1 + kLanesPerVector - 1) / kLanesPerVector * kLanesPerVector;
  index.keys_.assign(index.lanes_ * records_.num_records, 0);
  index.more_.resize(plans.size());
  index.entries_.resize(plans.size());
  SOSIE_RETURN_IF_ERROR(make_keys(plans, index));
  sizes_.resize(plans.size());
  SOSIE_RETURN_IF_ERROR(executor_.for_each(plans.size(), [&](size_t rule) {
    make_entries(rule, index);
    sizes_[rule] = block_sizes(index.entries_[rule]);
    for (const auto& [size, count] : sizes_[rule]) index.rules_[rule].predicted_pairs += count * pairs_of(size);
    return Status();
  }));
  choose_caps(index);
  SOSIE_RETURN_IF_ERROR(executor_.for_each(plans.size(), [&](size_t rule) {
    cut_large_blocks(rule, index);
    return Status();
  }));
  for (size_t rule = 0; rule < plans.size(); ++rule) {
    for (const MoreKey& more : index.more_[rule]) index.keys_[(more.record + 1) * index.lanes_ - 1] |= 1u << rule;
  }
  make_slices(index);
  return check_budget(index);
}

Result<BlockIndex> BlockIndex::build(const BlockOptions& options, const RecordSet& records,
                                     const Normalized& normalized, const Executor& executor, MemoryAccountant&) {
  BlockIndex index;
  SOSIE_RETURN_IF_ERROR(BlockBuilder(options, records, normalized, executor).build(index));
  return index;
}

void BlockIndex::for_each_block(const Slice& slice,
                                const std::function<void(uint32_t, std::span<const RecordId>)>& visit) const {
  const std::span entries(entries_[slice.rule].data() + slice.begin, slice.end - slice.begin);
  std::vector<RecordId> block;
  for_each_group(entries, [&](size_t begin, size_t end) {
    block.clear();
    for (size_t i = begin; i < end; ++i) block.push_back(record_of(entries[i]));
    visit(key_of(entries[begin]), block);
  });
}

/// Further keys of a record under a rule.
std::span<const MoreKey> BlockIndex::more_keys(RecordId record, size_t rule) const {
  if ((keys(record)[lanes_ - 1] >> rule & 1) == 0) return {};
  const std::vector<MoreKey>& more = more_[rule];
  const auto begin =
      std::lower_bound(more.begin(), more.end(), record, [](const MoreKey& m, RecordId r) { return m.record < r; });
  auto end = begin;
  while (end != more.end() && end->record == record) ++end;
  return {begin, end};
}

uint32_t BlockIndex::smallest_shared_key(RecordId a, RecordId b, size_t rule) const {
  const uint32_t first_a = keys(a)[rule], first_b = keys(b)[rule];
  const std::span<const MoreKey> more_a = more_keys(a, rule), more_b = more_keys(b, rule);
  uint32_t smallest = 0;
  const auto note = [&](uint32_t x, uint32_t y) {
    if (x != 0 && x == y && (smallest == 0 || x < smallest)) smallest = x;
  };
  note(first_a, first_b);
  for (const MoreKey& y : more_b) note(first_a, y.key);
  for (const MoreKey& x : more_a) {
    note(x.key, first_b);
    for (const MoreKey& y : more_b) note(x.key, y.key);
  }
  return smallest;
}

bool BlockIndex::shares(RecordId a, RecordId b, size_t rule) const { return smallest_shared_key(a, b, rule) != 0; }

int BlockIndex::first_rule(RecordId a, RecordId b) const {
  for (size_t rule = 0; rule < rules_.size(); ++rule) {
    if (shares(a, b, rule)) return static_cast<int>(rule);
  }
  return -1;
}

}  // namespace sosie
