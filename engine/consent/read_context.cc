#include "engine/consent/read_context.h"

#include <utility>

namespace sosie::consent {

const std::vector<PointId>& PointFinder::in_cell(std::string_view cell, PointKind expected) {
  local_ids_.clear();
  read_points(cell, expected, country_, local_, local_ids_);
  return resolve();
}

const std::vector<PointId>& PointFinder::in_row(std::string_view raw) {
  local_ids_.clear();
  // Raw bytes may be UTF-16; what matters in an address or number is ASCII.
  std::string text(raw);
  std::erase(text, '\0');
  scan_points(text, country_, local_, local_ids_);
  return resolve();
}

const std::vector<PointId>& PointFinder::resolve() {
  found_.clear();
  for (const PointId id : local_ids_) {
    const PointId known = points_.table.find(local_.info(id).kind, local_.value(id));
    if (known != 0) found_.push_back(known);
  }
  return found_;
}

Result<uint16_t> add_origin(Origin origin, const CompanionSpec& spec, const DateDefaults& dates, FactSet& facts) {
  if (facts.origins.size() > UINT16_MAX) return Status::invalid_job("too many declarations of consent");
  SOSIE_ASSIGN_OR_RETURN(origin.companions, Companions::open(spec, *origin.cells, dates));
  facts.origins.push_back(std::move(origin));
  return static_cast<uint16_t>(facts.origins.size() - 1);
}

}  // namespace sosie::consent
