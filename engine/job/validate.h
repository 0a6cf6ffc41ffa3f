// What no single key can tell about a job.
#pragma once

#include "core/status.h"
#include "engine/job/job.h"
#include "engine/job/job_places.h"

namespace sosie {

/// invalid_job for the first mistake, at its place. Checks names, words, thresholds, zones, countries, `as_of`, and
/// refuses what is understood but not built yet. Opens no input.
Status validate(const Job& job, const JobPlaces& places = {});

}  // namespace sosie
