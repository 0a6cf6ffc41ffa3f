// What consent needs to see of normalised records.
#pragma once

#include "engine/consent/consent.h"
#include "engine/job/job.h"
#include "engine/normalize.h"

namespace sosie {

/// Which records have an address worth writing to.
consent::PostalPoints postal_points(const Job& job, const Comparables& comparables);
/// Names, birth dates, validated ids and person types, by record.
consent::IdentityColumns identity_columns(const Comparables& comparables);

}  // namespace sosie
