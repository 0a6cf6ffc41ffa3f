#include "engine/consent/record_law.h"

#include "engine/consent/countries.h"
#include "engine/field_map.h"
#include "matchers/normalize/text.h"

namespace sosie::consent {

RecordLaw::RecordLaw(const Job& job, const Ingested& ingested, const PostalPoints& post, const Law& law)
    : records_(ingested.records), post_(post), law_(law), job_country_(law.country(job.country)) {
  for (uint16_t code = 0; code < kCallingCodes; ++code)
    by_calling_code_.push_back(law.country(country_of_calling_code(code)));
  for (const SourceTable& table : records_.sources) {
    SourceCountry source;
    const std::string& own =
        table.ordinal < post.country.size() ? post.country[table.ordinal] : job.sources[table.ordinal].country;
    source.fallback = own.empty() ? job_country_ : law.country(own);
    const FieldMap map = map_fields(job.sources[table.ordinal], table);
    if (const MappedField* country = map.find(Field::country))
      source.column = &table.columns[country->columns.front()].cells;
    if (source.column != nullptr && source.column->is_interned()) {
      const Dictionary& values = source.column->dictionary();
      source.by_code.push_back(source.fallback);
      for (Code code = 1; code <= values.size(); ++code)
        source.by_code.push_back(law.country(country_of_cell(values.text(code))));
    }
    sources_.push_back(std::move(source));
  }
}

std::string_view RecordLaw::country_cell(RecordId record) const {
  const TextColumn* column = sources_[records_.source_of[record]].column;
  return column == nullptr ? std::string_view() : matchers::trim(column->text(records_.local(record)));
}

bool RecordLaw::has_address(RecordId record) const {
  return (record < post_.has_address.size() && post_.has_address[record]) || !country_cell(record).empty();
}

LawCountry RecordLaw::of_address(RecordId record) const {
  const SourceCountry& source = sources_[records_.source_of[record]];
  if (!source.by_code.empty()) return source.by_code[source.column->codes()[records_.local(record)]];
  const std::string_view cell = country_cell(record);
  return cell.empty() ? source.fallback : law_.country(country_of_cell(cell));
}

}  // namespace sosie::consent
