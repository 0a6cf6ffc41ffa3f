#include "engine/consent/record_finder.h"

#include <unordered_map>

#include "engine/consent/fact.h"
#include "matchers/normalize/text.h"

namespace sosie::consent {

std::optional<RecordName> read_record_name(const RecordSet& records, std::string_view key) {
  key = matchers::trim(key);
  std::optional<RecordName> best;
  size_t best_length = 0;
  for (const SourceTable& source : records.sources) {
    const size_t length = source.name.size();
    if (key.size() <= length || key[length] != ':' || !key.starts_with(source.name)) continue;
    if (best && length < best_length) continue;
    best = RecordName{source.ordinal, matchers::trim(key.substr(length + 1))};
    best_length = length;
  }
  return best;
}

std::vector<RecordId> find_records(const RecordSet& records, const std::vector<RecordName>& names) {
  std::vector<RecordId> found(names.size(), kNoRecord);
  std::unordered_multimap<RecordKey, size_t> asked;
  for (size_t i = 0; i < names.size(); ++i)
    asked.emplace(record_key(records.sources[names[i].source].name, names[i].id), i);
  if (asked.empty()) return found;
  for (const SourceTable& source : records.sources) {
    for (uint32_t row = 0; row < source.num_records; ++row) {
      const auto [begin, end] = asked.equal_range(source.keys[row]);
      for (auto entry = begin; entry != end; ++entry) {
        const RecordName& name = names[entry->second];
        if (name.source == source.ordinal && name.id == source.id(row))
          found[entry->second] = source.first_record + row;
      }
    }
  }
  return found;
}

}  // namespace sosie::consent
