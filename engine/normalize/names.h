// Names, titles, genders and suffixes of the records of one source.
#pragma once

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Fills the name columns of `out` for the records of one source from its name fields, or from `full_name` where the
/// parts have no field of their own.
Status normalize_names(const MapContext& context, const FieldMap& map, Comparables& out);

}  // namespace sosie
