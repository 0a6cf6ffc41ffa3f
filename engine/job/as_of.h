// The instant at which consent is judged.
#pragma once

#include "core/date.h"
#include "core/status.h"
#include "engine/job/job.h"

namespace sosie {

/// `job.as_of` as one instant: "now", an ISO 8601 time, or a day, which means its last second in the job's zone. The
/// wall clock is read here and nowhere else; a run calls this once. invalid_job when the text is neither.
Result<Moment> resolve_as_of(const Job& job);

}  // namespace sosie
