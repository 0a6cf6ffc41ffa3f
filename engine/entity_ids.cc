#include "engine/entity_ids.h"

#include <string>

namespace sosie {
namespace {

constexpr size_t kGrain = 8'192;

bool is_smaller(const RecordSet& records, RecordId a, RecordId b) {
  const RecordKey key_a = records.key(a), key_b = records.key(b);
  if (key_a != key_b) return key_a < key_b;
  if (records.source_of[a] != records.source_of[b]) return records.source(a).name < records.source(b).name;
  return records.id(a) < records.id(b);
}

/// The length stands first, so that no other (source, id) has the same bytes.
Hash128 hash_record(const RecordSet& records, RecordId record, std::string& bytes) {
  const std::string& source = records.source(record).name;
  bytes = std::to_string(source.size());
  bytes += ':';
  bytes += source;
  bytes += records.id(record);
  return hash_bytes_128(bytes);
}

}  // namespace

RecordId smallest_member(const RecordSet& records, std::span<const RecordId> members,
                         std::span<const uint8_t> removed) {
  RecordId smallest = kNoRecord;
  for (const RecordId record : members) {
    if (!removed.empty() && removed[record] != 0) continue;
    if (smallest == kNoRecord || is_smaller(records, record, smallest)) smallest = record;
  }
  return smallest;
}

Result<std::vector<Hash128>> entity_ids(const RecordSet& records, const Clusters& clusters,
                                        std::span<const uint8_t> removed, const Executor& executor) {
  std::vector<Hash128> ids(clusters.num_clusters());
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(ids.size(), kGrain, [&](size_t begin, size_t end) {
    std::string bytes;
    for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
      const RecordId smallest = smallest_member(records, clusters.of(cluster), removed);
      if (smallest != kNoRecord) ids[cluster] = hash_record(records, smallest, bytes);
    }
    return Status();
  }));
  return ids;
}

}  // namespace sosie
