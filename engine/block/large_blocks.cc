#include "engine/block/large_blocks.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "core/radix_sort.h"
#include "engine/block/groups.h"

namespace sosie {
namespace {

/// Tried as the largest block a rule may keep, in records.
constexpr std::array<uint32_t, 9> kCaps = {5'000, 2'000, 1'000, 500, 200, 100, 50, 25, 12};

/// Pairs when larger blocks are cut into blocks of `cap` records.
uint64_t pairs_under(const BlockSizes& sizes, uint64_t cap) {
  uint64_t pairs = 0;
  for (const auto& [size, count] : sizes) {
    const uint64_t cut = size / cap * pairs_among(cap) + pairs_among(std::max<uint64_t>(1, size % cap));
    pairs += count * (size <= cap ? pairs_among(size) : cut);
  }
  return pairs;
}

/// Gives the records of a block that was cut their new keys in place of the old one.
void replace_keys(uint32_t old_key, std::span<const uint64_t> new_entries, RuleKeys& keys) {
  for (const uint64_t entry : new_entries) {
    const RecordId record = record_of(entry);
    if (keys.first[record] == old_key) {
      keys.first[record] = key_of(entry);
      continue;
    }
    const auto before = [](const MoreKey& m, RecordId r) { return m.record < r; };
    auto at = std::lower_bound(keys.more.begin(), keys.more.end(), record, before);
    while (at != keys.more.end() && at->record == record && at->key != old_key) ++at;
    if (at != keys.more.end() && at->record == record) at->key = key_of(entry);
  }
}

}  // namespace

BlockSizes block_sizes(std::span<const uint64_t> entries) {
  std::vector<uint64_t> sizes;
  for_each_group(entries, [&](size_t begin, size_t end) { sizes.push_back(end - begin); });
  radix_sort(sizes);
  BlockSizes counted;
  for (const uint64_t size : sizes) {
    if (counted.empty() || counted.back().first != size) counted.emplace_back(size, 0);
    ++counted.back().second;
  }
  return counted;
}

std::vector<uint32_t> choose_caps(const std::vector<BlockSizes>& sizes_by_rule, uint64_t wanted_pairs) {
  const size_t num_rules = sizes_by_rule.size();
  std::vector<size_t> cap_index(num_rules, 0);
  std::vector<uint64_t> pairs(num_rules);
  for (size_t rule = 0; rule < num_rules; ++rule) pairs[rule] = pairs_under(sizes_by_rule[rule], kCaps[0]);
  while (num_rules > 0 && std::accumulate(pairs.begin(), pairs.end(), uint64_t{0}) > wanted_pairs) {
    const auto costliest = static_cast<size_t>(std::max_element(pairs.begin(), pairs.end()) - pairs.begin());
    if (cap_index[costliest] + 1 == kCaps.size()) break;
    pairs[costliest] = pairs_under(sizes_by_rule[costliest], kCaps[++cap_index[costliest]]);
  }
  std::vector<uint32_t> caps;
  for (const size_t i : cap_index) caps.push_back(kCaps[i]);
  return caps;
}

void BlockCutter::sort_by_values(std::span<uint64_t> block) const {
  const Comparables& c = comparables_;
  const auto place = [&](uint64_t entry) {
    const RecordId r = record_of(entry);
    return std::tuple(c.birth_date[r], c.names.text(c.family_name[r]), c.names.text(c.given_name[r]), records_.key(r));
  };
  std::sort(block.begin(), block.end(), [&](uint64_t a, uint64_t b) { return place(a) < place(b); });
}

void BlockCutter::cut_block(std::span<uint64_t> block, size_t depth, uint32_t cap, std::vector<uint64_t>& out) const {
  if (block.size() <= cap) {
    out.insert(out.end(), block.begin(), block.end());
    return;
  }
  if (depth == sub_keys_.size()) {
    sort_by_values(block);
    for (size_t i = 0; i < block.size(); ++i) {
      const auto run = static_cast<uint32_t>(i / cap) + 1;
      out.push_back(entry_of(combine_keys(key_of(block[i]), run), record_of(block[i])));
    }
    return;
  }
  for (uint64_t& entry : block) {
    const uint32_t part = sub_keys_[depth]->hashes[record_of(entry)];
    entry = entry_of(combine_keys(key_of(entry), part), record_of(entry));
  }
  std::sort(block.begin(), block.end());
  for_each_group(block,
                 [&](size_t begin, size_t end) { cut_block(block.subspan(begin, end - begin), depth + 1, cap, out); });
}

CutStats BlockCutter::cut(uint32_t cap, std::vector<uint64_t>& entries, RuleKeys& keys) const {
  CutStats stats;
  std::vector<uint64_t> cut_entries, block;
  size_t kept = 0;
  for_each_group(entries, [&](size_t begin, size_t end) {
    if (end - begin <= cap) {
      std::copy(entries.begin() + static_cast<ptrdiff_t>(begin), entries.begin() + static_cast<ptrdiff_t>(end),
                entries.begin() + static_cast<ptrdiff_t>(kept));
      kept += end - begin;
      return;
    }
    ++stats.cut_blocks;
    stats.cut_records += end - begin;
    block.assign(entries.begin() + static_cast<ptrdiff_t>(begin), entries.begin() + static_cast<ptrdiff_t>(end));
    const uint32_t old_key = key_of(block.front());
    const size_t first_new = cut_entries.size();
    cut_block(block, 0, cap, cut_entries);
    replace_keys(old_key, std::span(cut_entries).subspan(first_new), keys);
  });
  if (stats.cut_blocks == 0) return stats;
  entries.resize(kept);
  entries.insert(entries.end(), cut_entries.begin(), cut_entries.end());
  radix_sort(entries);
  return stats;
}

}  // namespace sosie
