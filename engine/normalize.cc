#include "engine/normalize.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

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

/// Fields that write the same dictionaries and columns. They are read source after source, so that codes follow first
/// arrival. Strands share nothing that is written: all run at once, and what one does alone costs no core a wait.
struct Strand {
  std::function<Status(const MapContext&, const SourceSpec&, const FieldMap&)> read;
  std::vector<Arena> arenas;
  NullCounts nulls;
};

/// The largest first.
std::vector<Strand> strands_of(const Job& job, int newest_year, Normalized& out) {
  Comparables& c = out.comparables;
  std::vector<Strand> strands;
  const auto add = [&](auto read) { strands.push_back({read, {}, {}}); };
  add([&](const MapContext& context, const SourceSpec& spec, const FieldMap& map) {
    SOSIE_RETURN_IF_ERROR(read_contact_columns(job, spec, context.table, map, context.executor, out.points));
    return assign_matching_points(context.table, map, out.points, context.executor, context.nulls, c);
  });
  add([&](const MapContext& context, const SourceSpec& spec, const FieldMap& map) {
    return normalize_addresses(context, map, spec.country.empty() ? job.country : spec.country, c);
  });
  add([&](const MapContext& context, const SourceSpec&, const FieldMap& map) {
    return normalize_names(context, map, c);
  });
  add([&, newest_year](const MapContext& context, const SourceSpec&, const FieldMap& map) {
    return normalize_birth_dates(context, map, newest_year, c);
  });
  add([&](const MapContext& context, const SourceSpec&, const FieldMap& map) {
    SOSIE_RETURN_IF_ERROR(normalize_values(context, map, c));
    return normalize_person_type(context, map, c);
  });
  add([&](const MapContext& context, const SourceSpec& spec, const FieldMap&) {
    return normalize_updated(context, spec, job, c);
  });
  return strands;
}

Status read_strand(const Job& job, const RecordSet& records, const std::vector<FieldMap>& maps,
                   const Executor& executor, Strand& strand) {
  for (const SourceTable& table : records.sources) {
    const MapContext context{table, executor, strand.arenas, strand.nulls};
    SOSIE_RETURN_IF_ERROR(strand.read(context, job.sources[table.ordinal], maps[table.ordinal]));
  }
  return {};
}

/// Keeps the arenas that the dictionaries point into, and adds up what was nulled.
void take_results(std::vector<Strand>& strands, NullCounts& nulls, Normalized& out) {
  for (Strand& strand : strands) {
    std::move(strand.arenas.begin(), strand.arenas.end(), std::back_inserter(out.arenas));
    for (const auto& [key, count] : strand.nulls) nulls[key] += count;
  }
}

}  // namespace

Result<Normalized> normalize(const Job& job, const Ingested& ingested, Moment as_of, const Executor& executor,
                             MemoryAccountant&) {
  Normalized out;
  NullCounts nulls;
  const auto newest_year = static_cast<int>(Date::from_days(as_of.last / 86'400).year());
  reserve_columns(ingested.records.num_records, out.comparables);
  for (const SourceTable& table : ingested.records.sources)
    out.maps.push_back(map_fields(job.sources[table.ordinal], table));
  std::vector<Strand> strands = strands_of(job, newest_year, out);
  SOSIE_RETURN_IF_ERROR(executor.for_each(
      strands.size(), [&](size_t i) { return read_strand(job, ingested.records, out.maps, executor, strands[i]); }));
  take_results(strands, nulls, out);
  Comparables& c = out.comparables;
  std::stable_sort(c.more_addresses.begin(), c.more_addresses.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  c.shared_point.assign(out.points.table.size() + 1, 0);
  out.found_identifiers = find_identifiers(c);
  NullCounts heaps;
  SOSIE_RETURN_IF_ERROR(executor.for_each(2, [&](size_t task) {
    if (task == 1) return remove_junk(ingested.records, executor, nulls, c);
    remove_birth_date_heaps(ingested.records, heaps, c);
    return Status();
  }));
  for (const auto& [key, count] : heaps) nulls[key] += count;
  for (const auto& [key, count] : nulls) c.nulls.push_back({key.first, key.second.first, key.second.second, count});
  return out;
}

}  // namespace sosie
