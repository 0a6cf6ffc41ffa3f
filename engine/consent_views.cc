#include "engine/consent_views.h"

#include "matchers/normalize/identifiers.h"

namespace sosie {

consent::PostalPoints postal_points(const Job& job, const Comparables& c) {
  consent::PostalPoints points;
  points.has_address.resize(c.address.size());
  for (size_t record = 0; record < c.address.size(); ++record)
    points.has_address[record] = c.address[record].street != 0 && c.address[record].postcode != 0;
  for (const auto& [record, address] : c.more_addresses) {
    if (address.street != 0 && address.postcode != 0) points.has_address[record] = true;
  }
  for (const SourceSpec& source : job.sources)
    points.country.push_back(source.country.empty() ? job.country : source.country);
  return points;
}

consent::IdentityColumns identity_columns(const Comparables& c) {
  consent::IdentityColumns identity;
  identity.given_name = c.given_name;
  identity.family_name = c.family_name;
  identity.birth_date = c.birth_date;
  identity.validated_id.resize(c.birth_date.size());
  identity.person_type.resize(c.birth_date.size());
  for (size_t record = 0; record < c.person_type.size(); ++record)
    identity.person_type[record] = static_cast<uint8_t>(c.person_type[record]);
  for (const ValueField& field : c.identifiers) {
    if (field.field != Field::national_id) continue;
    for (size_t record = 0; record < field.column.codes.size(); ++record) {
      const Code code = field.column.codes[record];
      if (code != 0 && matchers::valid_nir(field.values.text(code))) identity.validated_id[record] = code;
    }
  }
  return identity;
}

}  // namespace sosie
