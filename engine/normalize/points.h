// Contact points of every row, and which of them serve matching.
#pragma once

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Reads the contact columns of one source (mapped fields, and columns that consent speaks of) into `points`.
Status read_contact_columns(const Job& job, const SourceSpec& spec, const SourceTable& table, const FieldMap& map,
                            const Executor& executor, ContactPoints& points);

/// Fills email, mobile and landline of the records of one source from their points. Role addresses, switchboards and
/// points that are no valid address stay out, counted as nulls.
Status assign_matching_points(const SourceTable& table, const FieldMap& map, const ContactPoints& points,
                              const Executor& executor, NullCounts& nulls, Comparables& out);

}  // namespace sosie
