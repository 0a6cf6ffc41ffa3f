#include "engine/job/as_of.h"

#include <chrono>

namespace sosie {
namespace {

int64_t wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

}  // namespace

Result<Moment> resolve_as_of(const Job& job) {
  if (job.as_of == "now") return Moment::at(wall_clock());
  SOSIE_ASSIGN_OR_RETURN(const TimeZone zone, TimeZone::find(job.timezone));
  const std::optional<Moment> moment = parse_iso_moment(job.as_of, zone);
  if (!moment) {
    return Status::invalid_job("as_of is neither \"now\", nor a day, nor a time")
        .hint("write it as 2026-08-11, 2026-08-11T14:00, or 2026-08-11T14:00:00+02:00");
  }
  return Moment::at(moment->last);
}

}  // namespace sosie
