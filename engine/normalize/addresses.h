// Postal addresses of the records of one source.
#pragma once

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Fills `address` and `more_addresses` for the records of one source, block by block. `country` is the source's ISO
/// code.
Status normalize_addresses(const MapContext& context, const FieldMap& map, const std::string& country,
                           Comparables& out);

}  // namespace sosie
