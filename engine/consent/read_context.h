// What every reader of statements needs to know.
#pragma once

#include <string>
#include <vector>

#include "engine/consent/codes.h"
#include "engine/consent/facts.h"

namespace sosie::consent {

/// References outlive the reading.
struct ReadContext {
  const Job& job;
  const Ingested& ingested;
  const ContactPoints& points;
  const PurposeTree& purposes;
  const Executor& executor;
  int newest_year = 2030;  ///< two-digit years end with the year of as_of

  DateDefaults dates(const std::string& timezone) const {
    return {timezone.empty() ? job.timezone : timezone, newest_year};
  }
  const std::string& country(const std::string& own) const { return own.empty() ? job.country : own; }
};

/// Points written in a cell, as they are known in the run: a point that no record carries is left out. Not thread-safe.
class PointFinder {
 public:
  PointFinder(const ContactPoints& points, const std::string& country) : points_(points), country_(country) {}
  const std::vector<PointId>& in_cell(std::string_view cell, PointKind expected);
  /// Everything found anywhere in the bytes of a row.
  const std::vector<PointId>& in_row(std::string_view raw);

 private:
  const std::vector<PointId>& resolve();

  const ContactPoints& points_;
  const std::string country_;
  PointTable local_;
  std::vector<PointId> local_ids_, found_;
};

/// Opens the companions of a declaration and adds its origin. Returns the origin's index.
Result<uint16_t> add_origin(Origin origin, const CompanionSpec& spec, const DateDefaults& dates, FactSet& facts);

}  // namespace sosie::consent
