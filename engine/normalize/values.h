// Identifiers and plain text fields of the records.
#pragma once

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Fills `identifiers` and `texts` with the fields of one source; a field that other sources have too is the same
/// column.
Status normalize_values(const MapContext& context, const FieldMap& map, Comparables& out);

/// Fills `person_type` of the records of one source.
Status normalize_person_type(const MapContext& context, const FieldMap& map, Comparables& out);

/// Moves text fields that behave like identifiers to `identifiers`: one shape, at least five characters, on average at
/// most five records a value, and nine in ten of the pairs that share a value share a given name, family name or birth
/// date too. Run once, over all records. The names of the fields moved, for the manifest.
std::vector<std::string> find_identifiers(Comparables& out);

}  // namespace sosie
