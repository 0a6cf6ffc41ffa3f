#include "engine/normalize/addresses.h"

#include <algorithm>

#include "core/hash.h"
#include "engine/normalize/streets.h"
#include "matchers/normalize/address.h"
#include "matchers/normalize/address_line.h"
#include "matchers/normalize/placeholders.h"

namespace sosie {
namespace {

using matchers::ValueKind;

/// The parts of one address block, by record of the source.
struct BlockCodes {
  explicit BlockCodes(size_t num_records)
      : street(num_records), number(num_records), unit(num_records), postcode(num_records), city(num_records) {}
  std::vector<Code> street, number, unit, postcode, city;
};

/// A cell that holds the whole address: nothing else says where the street lies.
Status map_line(const MapContext& context, const MappedField& field, const std::string& country, Dictionary& words,
                BlockCodes& block) {
  const MapOutput outputs[] = {{&words, block.street.data()},
                               {&words, block.number.data()},
                               {&words, block.unit.data()},
                               {&words, block.postcode.data()},
                               {&words, block.city.data()}};
  return map_values(context, field, outputs, [&](std::string_view raw, std::span<std::string> parts) -> const char* {
    if (const char* reason = matchers::null_reason(ValueKind::address, raw)) return reason;
    matchers::AddressLine line = matchers::split_address_line(raw, country);
    matchers::Street street = matchers::read_street(line.street, country);
    parts[0] = std::move(street.key);
    parts[1] = std::move(street.number);
    parts[2] = std::move(street.unit);
    parts[3] = line.postcode();
    parts[4] = std::move(line.city);
    return nullptr;
  });
}

Status map_part(const MapContext& context, const MappedField* field, ValueKind kind, Dictionary& words,
                std::vector<Code>& codes, const std::function<void(std::string_view, std::string&)>& normalize) {
  if (field == nullptr) return {};
  const MapOutput output{&words, codes.data()};
  return map_values(context, *field, {&output, 1},
                    [&](std::string_view raw, std::span<std::string> parts) -> const char* {
                      if (const char* reason = matchers::null_reason(kind, raw)) return reason;
                      normalize(raw, parts[0]);
                      return nullptr;
                    });
}

Status map_block(const MapContext& context, const FieldMap& map, uint32_t block, const std::string& country,
                 Dictionary& words, BlockCodes& codes) {
  const MappedField* postcode_field = map.find(Field::postcode, block);
  const MappedField* city_field = map.find(Field::city, block);
  if (const MappedField* street = map.find(Field::street, block)) {
    const bool is_whole_line = postcode_field == nullptr && city_field == nullptr;
    SOSIE_RETURN_IF_ERROR(
        is_whole_line ? map_line(context, *street, country, words, codes)
                      : map_streets(context, *street, country, words, {codes.street, codes.number, codes.unit}));
  }
  const auto postcode = [&](std::string_view raw, std::string& out) {
    matchers::normalize_postcode(raw, country, out);
  };
  SOSIE_RETURN_IF_ERROR(map_part(context, map.find(Field::house_number, block), ValueKind::text, words, codes.number,
                                 matchers::normalize_house_number));
  SOSIE_RETURN_IF_ERROR(
      map_part(context, map.find(Field::unit, block), ValueKind::text, words, codes.unit, matchers::normalize_unit));
  SOSIE_RETURN_IF_ERROR(map_part(context, postcode_field, ValueKind::postcode, words, codes.postcode, postcode));
  return map_part(context, city_field, ValueKind::text, words, codes.city, matchers::normalize_city);
}

/// Street, number and postcode (else town) by the hashes of their text, so that the key does not depend on the order of
/// rows.
Code line_key(const Comparables::Address& address, const Dictionary& words) {
  const Code place = address.postcode != 0 ? address.postcode : address.city;
  if (address.street == 0 || place == 0) return 0;
  const uint64_t hash =
      hash_combine(hash_combine(words.hash(address.street), words.hash(place)), words.hash(address.number));
  return std::max<Code>(1, static_cast<Code>(hash));
}

}  // namespace

Status normalize_addresses(const MapContext& context, const FieldMap& map, const std::string& country,
                           Comparables& out) {
  const SourceTable& table = context.table;
  for (uint32_t block = 0; block < map.num_address_blocks(); ++block) {
    BlockCodes codes(table.num_records);
    SOSIE_RETURN_IF_ERROR(map_block(context, map, block, country, out.address_words, codes));
    for (uint32_t record = 0; record < table.num_records; ++record) {
      Comparables::Address address{codes.street[record],   codes.number[record], codes.unit[record],
                                   codes.postcode[record], codes.city[record],   0};
      if (address.street == 0 && address.postcode == 0 && address.city == 0) continue;
      address.line = line_key(address, out.address_words);
      if (block == 0) out.address[table.first_record + record] = address;
      else out.more_addresses.emplace_back(table.first_record + record, address);
    }
  }
  return {};
}

}  // namespace sosie
