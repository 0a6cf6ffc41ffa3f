// Records by the names that events give them: SOURCE:ID.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record_table.h"

namespace sosie::consent {

/// A record as an event names it. Holds views of the event's cell.
struct RecordName {
  uint32_t source = 0;
  std::string_view id;
};

/// Reads `SOURCE:ID`; of sources whose names are prefixes of each other the longest counts. Nothing when no source has
/// the name.
std::optional<RecordName> read_record_name(const RecordSet& records, std::string_view key);

/// The records of many names at once, in their order; kNoRecord where there is none. One pass over the keys of all
/// records.
std::vector<RecordId> find_records(const RecordSet& records, const std::vector<RecordName>& names);

}  // namespace sosie::consent
