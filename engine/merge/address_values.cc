#include "engine/merge/address_values.h"

#include <algorithm>

#include "core/hash.h"
#include "engine/merge/cell_text.h"
#include "matchers/normalize/address.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using matchers::ValueKind;

/// `text` as it stands when its bytes outlive the call, else its copy.
std::string_view lasting(std::string_view text, const std::string& scratch, Arena& arena) {
  const bool inside =
      !scratch.empty() && text.data() >= scratch.data() && text.data() < scratch.data() + scratch.size();
  return inside ? arena.copy(text) : text;
}

ValueKind value_kind(Field field) {
  if (field == Field::street) return ValueKind::address;
  return field == Field::postcode ? ValueKind::postcode : ValueKind::text;
}

uint64_t hash_of(std::string_view text) { return text.empty() ? 0 : hash_bytes(text); }

/// Of the hashes of street, number and place; 0 for what is missing.
uint64_t combine_words(uint64_t street, uint64_t number, uint64_t place) {
  return std::max<uint64_t>(1, hash_combine(hash_combine(street, number), place));
}

}  // namespace

std::string_view AddressParts::part(Field field) const {
  switch (field) {
    case Field::street: return street;
    case Field::house_number: return house_number;
    case Field::unit: return unit;
    case Field::postcode: return postcode;
    case Field::city: return city;
    case Field::country: return country;
    default: return {};
  }
}

void AddressParts::append_line(std::string& line) const {
  const size_t start = line.size();
  const auto add = [&](std::string_view text, std::string_view separator) {
    if (text.empty()) return;
    if (line.size() > start) line += separator;
    line += text;
  };
  add(house_number, "");
  add(street, " ");
  add(unit, ", ");
  add(postcode, ", ");
  add(city, postcode.empty() ? ", " : " ");
  add(country, ", ");
}

/// The normalised words of an address.
struct AddressValues::Words {
  std::string street, number, unit, postcode, city;
};

AddressValues::AddressValues(const Job& job, const Ingested& ingested, const Normalized& normalized)
    : ingested_(ingested), normalized_(normalized) {
  for (const SourceTable& table : ingested.records.sources) {
    const std::string& country = job.sources[table.ordinal].country;
    countries_.push_back(country.empty() ? job.country : country);
    const FieldMap& map = normalized.maps[table.ordinal];
    num_blocks_.push_back(map.num_address_blocks());
    auto& blocks = places_.emplace_back(num_blocks_.back());
    for (uint32_t block = 0; block < blocks.size(); ++block) {
      for (size_t part = 0; part < kNumParts; ++part) {
        Place& place = blocks[block][part];
        place.mapped = map.find(static_cast<Field>(static_cast<size_t>(Field::street) + part), block);
        if (place.mapped != nullptr && place.mapped->columns.size() == 1)
          place.column = &table.columns[place.mapped->columns[0]].cells;
      }
    }
  }
}

std::string_view AddressValues::cell(RecordId record, uint32_t block, Field field, bool is_known,
                                     std::string& scratch) const {
  const RecordSet& records = ingested_.records;
  const size_t part = static_cast<size_t>(field) - static_cast<size_t>(Field::street);
  const Place& place = places_[records.source_of[record]][block][part];
  if (place.mapped == nullptr) return {};
  const uint32_t row = records.local(record);
  const std::string_view raw =
      trimmed(place.column != nullptr ? place.column->text(row)
                                      : joined_cell(records.source(record), *place.mapped, row, scratch));
  return raw.empty() || (!is_known && matchers::null_reason(value_kind(field), raw) != nullptr) ? std::string_view()
                                                                                                : raw;
}

std::string_view AddressValues::postcode(RecordId record, uint32_t block, Arena& arena) const {
  const Code code = normalized_.comparables.address[record].postcode;
  if (block == 0 && code != 0) return normalized_.comparables.address_words.text(code);
  std::string scratch, normal;
  matchers::normalize_postcode(cell(record, block, Field::postcode, false, scratch), country(record), normal);
  return arena.copy(normal);
}

AddressParts AddressValues::parts(RecordId record, uint32_t block, Arena& arena) const {
  const Comparables::Address codes = block == 0 ? normalized_.comparables.address[record] : Comparables::Address();
  std::string scratch;
  const auto read = [&](Field field, Code code) {
    return lasting(cell(record, block, field, code != 0, scratch), scratch, arena);
  };
  AddressParts parts{read(Field::street, codes.street), read(Field::house_number, codes.number),
                     read(Field::unit, codes.unit),     postcode(record, block, arena),
                     read(Field::city, codes.city),     read(Field::country, 0)};
  if (parts.country.empty()) return parts;
  if (const std::string_view code = matchers::country_code(parts.country); !code.empty())
    parts.country = arena.copy(code);
  return parts;
}

bool AddressValues::surely_has_one(RecordId record) const {
  const Comparables::Address& codes = normalized_.comparables.address[record];
  return num_blocks(record) == 1 && (codes.street != 0 || codes.postcode != 0 || codes.city != 0);
}

/// Reads the words anew: for further addresses, and for lines that matching refused, there are no codes.
AddressValues::Words AddressValues::words(RecordId record, uint32_t block) const {
  std::string scratch;
  const auto read = [&](Field field) { return cell(record, block, field, false, scratch); };
  Words words;
  if (const std::string_view street = read(Field::street); !street.empty()) {
    matchers::Street parts = matchers::read_street(street, country(record));
    words.street = std::move(parts.key);
    words.number = std::move(parts.number);
    words.unit = std::move(parts.unit);
  }
  if (const auto number = read(Field::house_number); !number.empty()) matchers::fold(number, words.number);
  if (const auto unit = read(Field::unit); !unit.empty()) matchers::fold(unit, words.unit);
  matchers::normalize_postcode(read(Field::postcode), country(record), words.postcode);
  matchers::normalize_city(read(Field::city), words.city);
  return words;
}

AddressKeys AddressValues::keys(RecordId record, uint32_t block) const {
  const Comparables::Address& codes = normalized_.comparables.address[record];
  const Dictionary& dictionary = normalized_.comparables.address_words;
  std::string scratch;
  if (block == 0 && (codes.street != 0 || cell(record, 0, Field::street, false, scratch).empty())) {
    const uint64_t place = dictionary.hash(codes.postcode != 0 ? codes.postcode : codes.city);
    const uint64_t key = combine_words(dictionary.hash(codes.street), dictionary.hash(codes.number), place);
    return {key, codes.line == 0 ? 0 : key, dictionary.hash(codes.unit)};
  }
  const Words read = words(record, block);
  const std::string& place = read.postcode.empty() ? read.city : read.postcode;
  const uint64_t key = combine_words(hash_of(read.street), hash_of(read.number), hash_of(place));
  const bool is_line = block > 0 && !read.street.empty() && !place.empty();
  return {key, is_line ? key : 0, hash_of(read.unit)};
}

}  // namespace sosie
