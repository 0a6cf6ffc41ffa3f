// Birth dates, birth years and business times of the records of one source.
#pragma once

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Fills birth_date, stated_birth_date and birth_year of the records of one source. `newest_year` is the year of as_of.
Status normalize_birth_dates(const MapContext& context, const FieldMap& map, int newest_year, Comparables& out);
/// Fills `updated` of the records of one source.
Status normalize_updated(const MapContext& context, const SourceSpec& spec, const Job& job, Comparables& out);
/// Removes birth dates that stand for "unknown": days on which far more people are born than on the mean day. Run once,
/// over all records, when names are known.
void remove_birth_date_heaps(const RecordSet& records, NullCounts& nulls, Comparables& out);

}  // namespace sosie
