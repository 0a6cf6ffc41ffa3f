// Values that say nothing about one person, found by how many different names use them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/normalize.h"
#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Nulls, for matching only, e-mails and mobiles of more than 8 given and 8 family names, landlines and identifiers of
/// more than 20 (3) given names, and address lines of more than 40 given names without a unit; counts them by source
/// and field. Also marks contact points that two incompatible given names use: Comparables::shared_point.
Status remove_junk(const RecordSet& records, const Executor& executor, NullCounts& nulls, Comparables& out);

}  // namespace sosie
