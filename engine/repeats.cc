#include "engine/repeats.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <span>
#include <utility>

#include "core/hash.h"
#include "engine/compare.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 16'384;

/// Equality of two records in everything that matching reads.
class SameRecord {
 public:
  SameRecord(const Comparables& c, const RecordRows& rows) : c_(c), rows_(rows) {}

  uint64_t hash(RecordId record) const {
    const auto* bytes = reinterpret_cast<const char*>(rows_.row(record));
    return hash_bytes({bytes, rows_.lanes() * sizeof(uint32_t)});
  }
  bool operator()(RecordId a, RecordId b) const {
    return std::memcmp(rows_.row(a), rows_.row(b), rows_.lanes() * sizeof(uint32_t)) == 0 && same_person(a, b) &&
           same_points(a, b) && same_values(c_.identifiers, a, b) && same_values(c_.texts, a, b);
  }

 private:
  bool same_person(RecordId a, RecordId b) const {
    const auto same = [&](const auto& column) { return column[a] == column[b]; };
    return same(c_.given_name) && same(c_.middle_name) && same(c_.family_name) && same(c_.birth_family_name) &&
           same(c_.name_suffix) && same(c_.gender) && same(c_.person_type) && same(c_.birth_date) &&
           same(c_.birth_year) && same(c_.updated) && same_addresses(a, b);
  }
  bool same_addresses(RecordId a, RecordId b) const {
    const auto codes = [](const Comparables::Address& x) {
      return std::array{x.street, x.number, x.unit, x.postcode, x.city, x.line};
    };
    const auto further = [&](RecordId record) {
      const auto before = [](const auto& entry, RecordId r) { return entry.first < r; };
      const auto begin = std::lower_bound(c_.more_addresses.begin(), c_.more_addresses.end(), record, before);
      return std::span(begin, std::lower_bound(begin, c_.more_addresses.end(), record + 1, before));
    };
    const auto x = further(a), y = further(b);
    return codes(c_.address[a]) == codes(c_.address[b]) &&
           std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [&](const auto& p, const auto& q) { return codes(p.second) == codes(q.second); });
  }
  bool same_points(RecordId a, RecordId b) const {
    return same_codes(c_.email, a, b) && same_codes(c_.mobile, a, b) && same_codes(c_.landline, a, b);
  }
  static bool same_values(const std::vector<ValueField>& fields, RecordId a, RecordId b) {
    return std::all_of(fields.begin(), fields.end(),
                       [&](const ValueField& field) { return same_codes(field.column, a, b); });
  }
  static bool same_codes(const CodeColumn& column, RecordId a, RecordId b) {
    if (column.empty()) return true;
    if (column.codes[a] != column.codes[b]) return false;
    if (column.more.empty()) return true;
    std::vector<Code> x, y;
    for_each_code(column, a, [&](Code code) { x.push_back(code); });
    for_each_code(column, b, [&](Code code) { y.push_back(code); });
    return x == y;
  }

  const Comparables& c_;
  const RecordRows& rows_;
};

struct Hashed {
  uint64_t hash;
  RecordKey key;
  RecordId record;
};

/// Records that may be in a large group: a first count by few bits of the hash leaves out nearly all others.
std::vector<Hashed> crowded(const std::vector<uint64_t>& hashes, const RecordSet& records, const Job& job) {
  const unsigned bits = std::clamp<unsigned>(std::bit_width(hashes.size()), 10, 24);
  const auto bucket = [&](uint64_t hash) { return hash >> (64 - bits); };
  std::vector<uint32_t> counts(size_t{1} << bits);
  for (const uint64_t hash : hashes) ++counts[bucket(hash)];
  std::vector<Hashed> found;
  for (RecordId record = 0; record < hashes.size(); ++record) {
    if (counts[bucket(hashes[record])] <= Repeats::kMostSpelledOut) continue;
    if (job.sources[records.source_of[record]].duplicate_free) continue;
    found.push_back({hashes[record], records.key(record), record});
  }
  std::sort(found.begin(), found.end(),
            [](const Hashed& a, const Hashed& b) { return std::pair(a.hash, a.key) < std::pair(b.hash, b.key); });
  return found;
}

}  // namespace

Result<Repeats> Repeats::find(const Job& job, const RecordSet& records, const Normalized& normalized,
                              const RecordRows& rows, const Executor& executor) {
  Repeats repeats;
  if (job.link_only) return repeats;
  const SameRecord same(normalized.comparables, rows);
  std::vector<uint64_t> hashes(records.num_records);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(hashes.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t record = begin; record < end; ++record) hashes[record] = same.hash(static_cast<RecordId>(record));
    return Status();
  }));
  const std::vector<Hashed> candidates = crowded(hashes, records, job);
  for (size_t begin = 0, end = 0; begin < candidates.size(); begin = end) {
    while (end < candidates.size() && candidates[end].hash == candidates[begin].hash) ++end;
    const RecordId first = candidates[begin].record;
    const size_t before = repeats.repeats_.size();
    for (size_t i = begin + 1; i < end; ++i) {
      if (same(first, candidates[i].record)) repeats.repeats_.push_back({first, candidates[i].record});
    }
    if (repeats.repeats_.size() - before < kMostSpelledOut) repeats.repeats_.resize(before);
  }
  if (repeats.empty()) return repeats;
  repeats.first_.resize(records.num_records);
  std::iota(repeats.first_.begin(), repeats.first_.end(), 0);
  for (const Repeat& repeat : repeats.repeats_) repeats.first_[repeat.record] = repeat.first;
  std::sort(repeats.repeats_.begin(), repeats.repeats_.end(), [](const Repeat& a, const Repeat& b) {
    return std::pair(a.first, a.record) < std::pair(b.first, b.record);
  });
  return repeats;
}

}  // namespace sosie
