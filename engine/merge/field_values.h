// The values that a record gives for a golden field, other than addresses.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "engine/golden_fields.h"
#include "engine/ingest.h"
#include "engine/normalize.h"
#include "engine/survivorship.h"
#include "matchers/normalize/names.h"

namespace sosie {

/// What reading values needs again and again. One per thread; texts that had to be made live in `arena`.
struct ReadScratch {
  Arena arena{16 * 1024};
  /// A name given as a whole, taken apart: several fields of a record are its parts.
  RecordId split_record = std::numeric_limits<RecordId>::max();
  matchers::FullName split_name;
};

/// Reads values of records. Names and texts are shown as delivered, dates as ISO 8601, contact points as they are
/// reached, gender and person type as words. Holds references to what it was made from. Thread-safe.
class FieldValues {
 public:
  FieldValues(const std::vector<GoldenField>& fields, const Ingested& ingested, const Normalized& normalized);

  /// The fields that records of a source may have a value of.
  const std::vector<uint32_t>& fields_of(size_t source) const { return fields_of_[source]; }

  /// Appends the values of a field that the record `of` stands for gives, each once: copies of `of` with `text`,
  /// `comparable` and `trusted` set. Placeholders are no values. Texts are views into the source, into dictionaries, or
  /// into the arena of `scratch`.
  void read(size_t field, const Candidate& of, ReadScratch& scratch, std::vector<Candidate>& out) const;

 private:
  /// Where a field stands in one source.
  struct Place {
    const MappedField* mapped = nullptr;
    const TextColumn* column = nullptr;      // where `mapped` is one column
    const MappedField* full_name = nullptr;  // of a part of a name that the source gives as a whole
    const MappedField *given_name = nullptr, *family_name = nullptr;  // of a whole name that the source gives in parts
    std::vector<const PointColumn*> points;
    std::vector<uint64_t> comparables;  // by code of an interned column of titles
  };
  Place place_of(const GoldenField& field, size_t source) const;
  bool may_have_value(size_t field, const Place& place) const;

  void read_name(Field field, const Place& place, const Candidate& of, ReadScratch& scratch,
                 std::vector<Candidate>& out) const;
  void read_full_name(const Place& place, const Candidate& of, ReadScratch& scratch, std::vector<Candidate>& out) const;
  void read_title(const Place& place, const Candidate& of, ReadScratch& scratch, std::vector<Candidate>& out) const;
  void read_points(const Place& place, const Candidate& of, std::vector<Candidate>& out) const;
  void read_identifiers(const ValueField* values, const Place& place, const Candidate& of,
                        std::vector<Candidate>& out) const;
  void read_text(const ValueField* values, const Place& place, const Candidate& of, Arena& arena,
                 std::vector<Candidate>& out) const;
  const matchers::FullName& split(const Place& place, RecordId record, ReadScratch& scratch) const;
  std::string_view cell(const Place& place, RecordId record, Arena& arena) const;
  std::string_view cell(const MappedField& mapped, RecordId record, Arena& arena) const;

  const std::vector<GoldenField>& fields_;
  const Ingested& ingested_;
  const Normalized& normalized_;
  std::vector<std::vector<Place>> places_;        // by source, field
  std::vector<std::vector<uint32_t>> fields_of_;  // by source
  std::vector<const ValueField*> values_;         // by field; null where the field is no identifier or text
};

}  // namespace sosie
