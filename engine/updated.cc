#include "engine/updated.h"

namespace sosie {

Result<UpdatedReader> UpdatedReader::open(const SourceSpec& spec, const Job& job, const SourceTable& table) {
  UpdatedReader reader;
  reader.table_ = &table;
  if (spec.updated.absent()) return reader;
  for (const std::string& column : spec.updated.columns) reader.columns_.push_back(table.column_index(column));
  const std::string& name = !spec.updated.timezone.empty() ? spec.updated.timezone
                            : !spec.timezone.empty()       ? spec.timezone
                                                           : job.timezone;
  SOSIE_ASSIGN_OR_RETURN(TimeZone zone, TimeZone::find(name));
  SOSIE_ASSIGN_OR_RETURN(reader.reader_, matchers::DateReader::compile({.formats = spec.updated.formats}, zone));
  return reader;
}

int64_t UpdatedReader::seconds(uint32_t row) const {
  if (columns_.empty()) return kNeverUpdated;
  const auto cell = [&](size_t i) { return table_->columns[columns_[i]].cells.text(row); };
  if (columns_.size() == 3) {
    const Date date = matchers::join_date(cell(0), cell(1), cell(2), reader_->options().newest_year);
    return date.missing() ? kNeverUpdated : date.days() * 86'400;
  }
  const auto moment = reader_->read_moment(cell(0));
  return moment ? moment->first : kNeverUpdated;
}

}  // namespace sosie
