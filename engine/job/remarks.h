// What is allowed in a job and yet looks like a slip.
#pragma once

#include <string>
#include <vector>

#include "engine/job/job.h"

namespace sosie {

/// Sentences for people, in the order of the job: plain text fields whose name is a slip away from a field known by
/// meaning.
std::vector<std::string> job_remarks(const Job& job);

}  // namespace sosie
