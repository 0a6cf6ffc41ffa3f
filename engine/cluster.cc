#include "engine/cluster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <tuple>

#include "core/fault.h"
#include "core/radix_sort.h"
#include "core/spill.h"

namespace sosie {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kLinksAhead = 8;     // links lie far apart: what the next ones need is asked for while one is joined
constexpr size_t kMostCompared = 64;  // members per side that the veto compares, the first in key order

/// Union-find whose sets list their members, so that two sets can be compared before they are joined.
class MemberSets {
 public:
  explicit MemberSets(uint32_t n) {
    const StayInMemory stay(n * sizeof(Node));
    nodes_.resize(n);
    for (uint32_t record = 0; record < n; ++record) nodes_[record] = {record, kNone, record, 1};
  }

  uint32_t find(uint32_t record) {
    while (parent(record) != record) record = nodes_[record].parent = parent(parent(record));
    return record;
  }
  void join(uint32_t a, uint32_t b) {
    if (nodes_[a].size < nodes_[b].size) std::swap(a, b);
    nodes_[b].parent = a;
    nodes_[nodes_[a].tail].next = b;
    nodes_[a].tail = nodes_[b].tail;
    nodes_[a].size += nodes_[b].size;
  }
  /// Members in no particular order.
  void members(uint32_t root, std::vector<RecordId>& out) const {
    out.clear();
    for (uint32_t record = root; record != kNone; record = nodes_[record].next) out.push_back(record);
  }
  void prefetch(uint32_t record) const { __builtin_prefetch(&nodes_[record], 1); }

 private:
  struct Node {  // together, because a join needs all of it: one cache miss instead of four
    uint32_t parent, next, tail, size;
  };
  uint32_t parent(uint32_t record) const { return nodes_[record].parent; }

  std::vector<Node> nodes_;
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

  /// A record goes wherever the one goes that stands for it: it says the same, so it can bring no conflict.
  void follow(DecidedPair& pair) {
    const bool left_first = records_.key(pair.left) < records_.key(pair.right);
    followers_.emplace_back(left_first ? pair.left : pair.right, left_first ? pair.right : pair.left);
    if (is_followed_.empty()) is_followed_.resize(records_.num_records);
    is_followed_[followers_.back().first] = 1;
    pair.joined = true;
  }
  /// What became of a link. `found`: others had joined its records.
  enum class Outcome : uint8_t { found, joined, refused };
  Outcome join(RecordId left, RecordId right, ClusterStats& stats);
  /// Asks memory for what join() will read.
  void prefetch(RecordId left, RecordId right) const {
    sets_.prefetch(left);
    sets_.prefetch(right);
  }
  std::vector<uint32_t> labels() {
    std::vector<uint32_t> roots(records_.num_records);
    for (RecordId record = 0; record < roots.size(); ++record) roots[record] = sets_.find(record);
    for (const auto& [first, follower] : followers_) roots[follower] = roots[first];
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
  std::vector<std::pair<RecordId, RecordId>> followers_;  // (who stands for it, record)
  std::vector<uint8_t> is_followed_;                      // by record; empty when nobody is
  std::vector<RecordId> left_, right_;
};

void ClusterBuilder::load(uint32_t root, std::vector<RecordId>& members) const {
  sets_.members(root, members);
  std::sort(members.begin(), members.end(), [&](RecordId a, RecordId b) { return records_.key(a) < records_.key(b); });
}

bool ClusterBuilder::speaks(RecordId record, const std::vector<RecordId>& members) const {
  if (members.size() == 1 || !has_strong_link_[record]) return true;
  if (!is_followed_.empty() && is_followed_[record] != 0) return true;
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

ClusterBuilder::Outcome ClusterBuilder::join(RecordId left, RecordId right, ClusterStats& stats) {
  const uint32_t a = sets_.find(left), b = sets_.find(right);
  if (a == b) return Outcome::found;
  load(a, left_);
  load(b, right_);
  if (any_duplicate_free_ && repeats_duplicate_free_source()) {
    ++stats.num_refused_duplicate_free;
    return Outcome::refused;
  }
  if (conflict()) {
    ++stats.num_refused_conflict;
    return Outcome::refused;
  }
  sets_.join(a, b);
  return Outcome::joined;
}

/// All that joining needs of a pair: links are joined in another order than pairs stand in.
struct Link {
  Weight weight;
  uint32_t pair;  // index into DecidedPairs::pairs
  RecordId left, right;
};

std::vector<Link> links_by_falling_weight(const DecidedPairs& decided) {
  std::vector<Link> links;
  for (uint32_t i = 0; i < decided.pairs.size(); ++i) {
    const DecidedPair& pair = decided.pairs[i];
    if (pair.decision == PairDecision::link && !decided.is_repeat(pair))
      links.push_back({pair.weight, i, pair.left, pair.right});
  }
  radix_sort(links, [](const Link& link) { return static_cast<uint64_t>(INT64_MAX - int64_t{link.weight}); });
  return links;
}

/// Orders links of one weight by the keys of their records, which row positions do not change.
class TieBreaker {
 public:
  explicit TieBreaker(const RecordSet& records) : records_(records) {}

  void sort(std::span<Link> ties) {
    if (ties.size() < 2) return;
    keyed_.clear();
    for (const Link& link : ties) keyed_.push_back(keyed(link));
    std::sort(keyed_.begin(), keyed_.end(),
              [](const Keyed& a, const Keyed& b) { return std::tie(a.low, a.high) < std::tie(b.low, b.high); });
    for (size_t i = 0; i < ties.size(); ++i) ties[i] = keyed_[i].link;
  }

 private:
  struct Keyed {
    RecordKey low, high;
    Link link;
  };
  Keyed keyed(const Link& link) const {
    const RecordKey left = records_.key(link.left), right = records_.key(link.right);
    return {std::min(left, right), std::max(left, right), link};
  }

  const RecordSet& records_;
  std::vector<Keyed> keyed_;
};

/// Links by falling weight; ties in an order that row positions do not change.
std::vector<Link> links_in_order(const RecordSet& records, const DecidedPairs& decided) {
  std::vector<Link> links = links_by_falling_weight(decided);
  TieBreaker ties(records);
  for (size_t begin = 0, end = 0; begin < links.size(); begin = end) {
    while (end < links.size() && links[end].weight == links[begin].weight) ++end;
    ties.sort(std::span(links).subspan(begin, end - begin));
  }
  return links;
}

}  // namespace

Clustered cluster(const Job& job, const RecordSet& records, const VetoRules& veto, DecidedPairs& decided) {
  Clustered result;
  ClusterBuilder builder(job, records, veto, decided);
  for (DecidedPair& pair : decided.pairs) {
    if (decided.is_repeat(pair) && pair.decision == PairDecision::link) builder.follow(pair);
  }
  const std::vector<Link> links = links_in_order(records, decided);
  std::vector<ClusterBuilder::Outcome> outcomes(decided.pairs.size());
  for (size_t i = 0; i < links.size(); ++i) {
    if (i + kLinksAhead < links.size()) builder.prefetch(links[i + kLinksAhead].left, links[i + kLinksAhead].right);
    outcomes[links[i].pair] = builder.join(links[i].left, links[i].right, result.stats);
  }
  for (size_t i = 0; i < decided.pairs.size(); ++i) {
    if (outcomes[i] == ClusterBuilder::Outcome::joined) decided.pairs[i].joined = true;
    if (outcomes[i] == ClusterBuilder::Outcome::refused) decided.pairs[i].decision = PairDecision::review;
  }
  result.clusters = Clusters::from_labels(builder.labels());
  for (uint32_t i = 0; i < result.clusters.num_clusters(); ++i)
    result.stats.largest = std::max(result.stats.largest, static_cast<uint32_t>(result.clusters.of(i).size()));
  if (fault_fires("cluster.lose_record")) {
    result.clusters.members.pop_back();
    --result.clusters.offsets.back();
  }
  return result;
}

}  // namespace sosie
