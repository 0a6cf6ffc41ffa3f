#include "engine/job/remarks.h"

#include <fmt/format.h>

#include "core/nearest_name.h"
#include "engine/field.h"

namespace sosie {
namespace {

constexpr size_t kLeastLength = 4;  // a shorter name is a slip away from too much

std::string_view known_field_near(const std::string& name) {
  if (field_of(name) != Field::text || name.size() < kLeastLength) return {};
  for (const Field field : known_fields()) {
    if (typing_distance(name, field_name(field)) == 1) return field_name(field);
  }
  return {};
}

}  // namespace

std::vector<std::string> job_remarks(const Job& job) {
  std::vector<std::string> remarks;
  for (const SourceSpec& source : job.sources) {
    for (const FieldSpec& field : source.fields) {
      const std::string_view near = known_field_near(field.field);
      if (near.empty()) continue;
      remarks.push_back(fmt::format("source \"{}\": the field \"{}\" is plain text; was \"{}\" meant?", source.name,
                                    field.field, near));
    }
  }
  return remarks;
}

}  // namespace sosie
