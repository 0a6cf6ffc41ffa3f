#include "engine/merge/record_prefetch.h"

namespace sosie {
namespace {

constexpr uint32_t kFewValues = 2'048;

template <typename Value>
void prefetch(const std::vector<Value>& values, size_t index) {
  if (index < values.size()) __builtin_prefetch(values.data() + index);
}

}  // namespace

RecordPrefetch::RecordPrefetch(const Ingested& ingested, const Normalized& normalized)
    : records_(ingested.records), comparables_(normalized.comparables), points_(normalized.points.table) {
  for (const SourceTable& table : records_.sources) {
    Source& source = sources_.emplace_back();
    source.points = &normalized.points.columns[table.ordinal];
    for (const MappedField& mapped : normalized.maps[table.ordinal].fields) {
      if (is_contact_field(mapped.field)) continue;  // read as points
      for (const int column : mapped.columns) {
        const TextColumn& cells = table.columns[column].cells;
        const bool few = cells.is_interned() && cells.dictionary().size() <= kFewValues;
        (few ? source.of_few_values : cells.is_interned() ? source.interned : source.by_row).push_back(&cells);
      }
    }
  }
}

void RecordPrefetch::columns(RecordId record) const {
  const Source& source = sources_[records_.source_of[record]];
  const uint32_t row = records_.local(record);
  for (const auto* const columns : {&source.by_row, &source.interned, &source.of_few_values}) {
    for (const TextColumn* column : *columns) column->prefetch(row);
  }
  for (const PointColumn& column : *source.points) prefetch(column.first, row);
  prefetch(comparables_.given_name, record);
  prefetch(comparables_.family_name, record);
  prefetch(comparables_.gender, record);
  prefetch(comparables_.person_type, record);
  prefetch(comparables_.stated_birth_date, record);
  prefetch(comparables_.birth_year, record);
  prefetch(comparables_.address, record);
  prefetch(comparables_.updated, record);
  prefetch(records_.source(record).keys, row);
}

void RecordPrefetch::texts(RecordId record) const {
  const Source& source = sources_[records_.source_of[record]];
  const uint32_t row = records_.local(record);
  for (const auto* const columns : {&source.by_row, &source.interned}) {
    for (const TextColumn* column : *columns) column->prefetch_text(row);
  }
  for (const PointColumn& column : *source.points) points_.prefetch(column.first[row]);
  if (record < comparables_.address.size()) comparables_.address_words.prefetch(comparables_.address[record].postcode);
}

void RecordPrefetch::values(RecordId record) const {
  const Source& source = sources_[records_.source_of[record]];
  const uint32_t row = records_.local(record);
  for (const TextColumn* column : source.interned) __builtin_prefetch(column->ref(row).data());
  for (const PointColumn& column : *source.points) points_.prefetch_text(column.first[row]);
}

}  // namespace sosie
