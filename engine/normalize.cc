#include "engine/normalize.h"

#include <algorithm>

#include "engine/normalize/addresses.h"
#include "engine/normalize/dates.h"
#include "engine/normalize/junk.h"
#include "engine/normalize/names.h"
#include "engine/normalize/points.h"
#include "engine/normalize/value_mapper.h"
#include "engine/normalize/values.h"
#include "engine/updated.h"

namespace sosie {
namespace {

void reserve_columns(size_t num_records, Comparables& c) {
  for (std::vector<Code>* column :
       {&c.given_name, &c.middle_name, &c.family_name, &c.birth_family_name, &c.name_suffix, &c.email.codes,
        &c.mobile.codes, &c.landline.codes, &c.birth_date, &c.stated_birth_date, &c.birth_year})
    column->resize(num_records);
  c.gender.resize(num_records);
  c.person_type.resize(num_records);
  c.address.resize(num_records);
  c.updated.resize(num_records, kNeverUpdated);
}

Status normalize_source(const Job& job, const SourceTable& table, const FieldMap& map, int newest_year,
                        const Executor& executor, NullCounts& nulls, Normalized& out) {
  const SourceSpec& spec = job.sources[table.ordinal];
  const MapContext context{table, executor, out.arenas, nulls};
  Comparables& c = out.comparables;
  SOSIE_RETURN_IF_ERROR(normalize_names(context, map, c));
  SOSIE_RETURN_IF_ERROR(normalize_birth_dates(context, map, newest_year, c));
  SOSIE_RETURN_IF_ERROR(normalize_updated(context, spec, job, c));
  SOSIE_RETURN_IF_ERROR(normalize_addresses(context, map, spec.country.empty() ? job.country : spec.country, c));
  SOSIE_RETURN_IF_ERROR(normalize_values(context, map, c));
  SOSIE_RETURN_IF_ERROR(normalize_person_type(context, map, c));
  SOSIE_RETURN_IF_ERROR(read_contact_columns(job, spec, table, map, executor, out.points));
  assign_matching_points(table, map, out.points, nulls, c);
  return {};
}

}  // namespace

Result<Normalized> normalize(const Job& job, const Ingested& ingested, Moment as_of, const Executor& executor,
                             MemoryAccountant&) {
  Normalized out;
  NullCounts nulls;
  const auto newest_year = static_cast<int>(Date::from_days(as_of.last / 86'400).year());
  reserve_columns(ingested.records.num_records, out.comparables);
  for (const SourceTable& table : ingested.records.sources) {
    out.maps.push_back(map_fields(job.sources[table.ordinal], table));
    SOSIE_RETURN_IF_ERROR(normalize_source(job, table, out.maps.back(), newest_year, executor, nulls, out));
  }
  Comparables& c = out.comparables;
  std::stable_sort(c.more_addresses.begin(), c.more_addresses.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  c.shared_point.assign(out.points.table.size() + 1, 0);
  remove_birth_date_heaps(ingested.records, nulls, c);
  out.found_identifiers = find_identifiers(c);
  SOSIE_RETURN_IF_ERROR(remove_junk(ingested.records, executor, nulls, c));
  for (const auto& [key, count] : nulls) c.nulls.push_back({key.first, key.second.first, key.second.second, count});
  return out;
}

}  // namespace sosie
