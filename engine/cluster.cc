#include "engine/cluster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "core/fault.h"
#include "core/radix_sort.h"

namespace sosie {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMostCompared = 64;  // members per side that the veto compares, the first in key order

/// Union-find whose sets list their members, so that two sets can be compared before they are joined.
class MemberSets {
 public:
  explicit MemberSets(uint32_t n) : parent_(n), next_(n, kNone), tail_(n), size_(n, 1) {
    std::iota(parent_.begin(), parent_.end(), 0);
    std::iota(tail_.begin(), tail_.end(), 0);
  }

  uint32_t find(uint32_t record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  void join(uint32_t a, uint32_t b) {
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    next_[tail_[a]] = b;
    tail_[a] = tail_[b];
    size_[a] += size_[b];
  }
  uint32_t size(uint32_t root) const { return size_[root]; }
  /// Members in no particular order.
  void members(uint32_t root, std::vector<RecordId>& out) const {
    out.clear();
    for (uint32_t record = root; record != kNone; record = next_[record]) out.push_back(record);
  }

 private:
  std::vector<uint32_t> parent_, next_, tail_, size_;
};

class ClusterBuilder {
 public:
  ClusterBuilder(const Job& job, const RecordSet& records, const VetoRules& veto, const DecidedPairs& decided)
      : job_(job), records_(records), veto_(veto), sets_(records.num_records), has_strong_link_(records.num_records) {
    const auto strong = static_cast<Weight>(std::lround(std::log2(0.99 / 0.01) * kWeightsPerBit));
    for (const DecidedPair& pair : decided.pairs) {
      if (pair.decision == PairDecision::link && pair.weight >= strong)
        has_strong_link_[pair.left] = has_strong_link_[pair.right] = 1;
    }
    for (const SourceSpec& source : job.sources) any_duplicate_free_ |= source.duplicate_free;
  }

  /// Whether the link joined its records, or found them joined.
  bool join(DecidedPair& pair, ClusterStats& stats);
  std::vector<uint32_t> labels() {
    std::vector<uint32_t> roots(records_.num_records);
    for (RecordId record = 0; record < roots.size(); ++record) roots[record] = sets_.find(record);
    return roots;
  }

 private:
  void load(uint32_t root, std::vector<RecordId>& members) const;
  bool conflict() const;
  /// Whether a record's values may speak for its cluster.
  bool speaks(RecordId record, const std::vector<RecordId>& members) const;
  bool repeats_duplicate_free_source() const;

  const Job& job_;
  const RecordSet& records_;
  const VetoRules& veto_;
  MemberSets sets_;
  std::vector<uint8_t> has_strong_link_;
  bool any_duplicate_free_ = false;
  std::vector<RecordId> left_, right_;
};

void ClusterBuilder::load(uint32_t root, std::vector<RecordId>& members) const {
  sets_.members(root, members);
  std::sort(members.begin(), members.end(), [&](RecordId a, RecordId b) { return records_.key(a) < records_.key(b); });
}

bool ClusterBuilder::speaks(RecordId record, const std::vector<RecordId>& members) const {
  if (members.size() == 1 || !has_strong_link_[record]) return true;
  return std::any_of(members.begin(), members.end(),
                     [&](RecordId other) { return other != record && veto_.same_person_values(record, other); });
}

bool ClusterBuilder::conflict() const {
  if (left_.size() == 1 && right_.size() == 1) return false;  // the pair itself was judged
  const auto compared = [](const std::vector<RecordId>& members) {
    return std::span(members).first(std::min(members.size(), kMostCompared));
  };
  for (const RecordId a : compared(left_)) {
    if (!speaks(a, left_)) continue;
    for (const RecordId b : compared(right_)) {
      if (veto_.check(a, b) != Veto::none && speaks(b, right_)) return true;
    }
  }
  return false;
}

bool ClusterBuilder::repeats_duplicate_free_source() const {
  std::array<bool, 256> seen{};
  for (const RecordId record : left_) seen[records_.source_of[record]] = true;
  return std::any_of(right_.begin(), right_.end(), [&](RecordId record) {
    const uint8_t source = records_.source_of[record];
    return seen[source] && job_.sources[source].duplicate_free;
  });
}

bool ClusterBuilder::join(DecidedPair& pair, ClusterStats& stats) {
  const uint32_t a = sets_.find(pair.left), b = sets_.find(pair.right);
  if (a == b) return true;
  load(a, left_);
  load(b, right_);
  if (any_duplicate_free_ && repeats_duplicate_free_source()) {
    ++stats.num_refused_duplicate_free;
    return false;
  }
  if (conflict()) {
    ++stats.num_refused_conflict;
    return false;
  }
  sets_.join(a, b);
  pair.joined = true;
  stats.largest = std::max(stats.largest, sets_.size(sets_.find(a)));
  return true;
}

/// Links by falling weight; ties in an order that row positions do not change.
std::vector<uint32_t> links_in_order(const RecordSet& records, const DecidedPairs& decided) {
  struct Link {
    Weight weight;
    uint32_t pair;
  };
  std::vector<Link> links;
  for (uint32_t i = 0; i < decided.pairs.size(); ++i) {
    if (decided.pairs[i].decision == PairDecision::link) links.push_back({decided.pairs[i].weight, i});
  }
  radix_sort(links, [](const Link& link) { return static_cast<uint64_t>(INT64_MAX - int64_t{link.weight}); });
  const auto keys = [&](const Link& link) {
    const RecordKey left = records.key(decided.pairs[link.pair].left),
                    right = records.key(decided.pairs[link.pair].right);
    return std::pair(std::min(left, right), std::max(left, right));
  };
  std::vector<std::pair<std::pair<RecordKey, RecordKey>, uint32_t>> ties;
  std::vector<uint32_t> order;
  order.reserve(links.size());
  for (size_t begin = 0; begin < links.size();) {
    ties.clear();
    for (; begin < links.size() && (ties.empty() || links[begin].weight == links[begin - 1].weight); ++begin)
      ties.emplace_back(keys(links[begin]), links[begin].pair);
    std::sort(ties.begin(), ties.end());
    for (const auto& [key, pair] : ties) order.push_back(pair);
  }
  return order;
}

}  // namespace

Clustered cluster(const Job& job, const RecordSet& records, const VetoRules& veto, DecidedPairs& decided) {
  Clustered result;
  result.stats.largest = records.num_records > 0 ? 1 : 0;
  ClusterBuilder builder(job, records, veto, decided);
  for (const uint32_t link : links_in_order(records, decided)) {
    if (!builder.join(decided.pairs[link], result.stats)) decided.pairs[link].decision = PairDecision::review;
  }
  result.clusters = Clusters::from_labels(builder.labels());
  if (fault_fires("cluster.lose_record")) {
    result.clusters.members.pop_back();
    --result.clusters.offsets.back();
  }
  return result;
}

}  // namespace sosie
