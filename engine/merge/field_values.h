// The values that a record gives for a golden field, other than addresses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "engine/golden_fields.h"
#include "engine/ingest.h"
#include "engine/normalize.h"
#include "engine/survivorship.h"

namespace sosie {

/// Reads values of records. Names and texts are shown as delivered, dates as ISO 8601, contact points as they are
/// reached, gender and person type as words. Holds references to what it was made from. Thread-safe.
class FieldValues {
 public:
  FieldValues(const std::vector<GoldenField>& fields, const Ingested& ingested, const Normalized& normalized);

  /// Appends the record's values of a field, each once: `text`, `comparable`, `record` and `trusted` are set.
  /// Placeholders are no values. Texts are views into the source, into dictionaries, or into `arena`.
  void read(size_t field, RecordId record, Arena& arena, std::vector<Candidate>& out) const;

 private:
  /// Where a field stands in one source.
  struct Place {
    const MappedField* mapped = nullptr;
    const MappedField* full_name = nullptr;  // of a part of a name that the source gives as a whole
    std::vector<const PointColumn*> points;
    std::vector<uint64_t> comparables;  // by code of an interned column of titles
  };
  Place place_of(const GoldenField& field, size_t source) const;

  void read_name(const GoldenField& field, const Place& place, RecordId record, Arena& arena,
                 std::vector<Candidate>& out) const;
  void read_full_name(const Place& place, RecordId record, Arena& arena, std::vector<Candidate>& out) const;
  void read_title(const Place& place, RecordId record, Arena& arena, std::vector<Candidate>& out) const;
  void read_points(const Place& place, RecordId record, std::vector<Candidate>& out) const;
  void read_identifiers(const ValueField* values, const Place& place, RecordId record,
                        std::vector<Candidate>& out) const;
  void read_text(const ValueField* values, const Place& place, RecordId record, Arena& arena,
                 std::vector<Candidate>& out) const;
  std::string_view cell(const MappedField& mapped, RecordId record, Arena& arena) const;

  const std::vector<GoldenField>& fields_;
  const Ingested& ingested_;
  const Normalized& normalized_;
  std::vector<std::vector<Place>> places_;  // by source, field
  std::vector<const ValueField*> values_;   // by field; null where the field is no identifier or text
};

}  // namespace sosie
