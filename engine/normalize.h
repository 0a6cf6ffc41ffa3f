// Stage 2: raw cells to comparable values, contact points, and reasons for nulls.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/dictionary.h"
#include "core/executor.h"
#include "core/memory.h"
#include "engine/contact_points.h"
#include "engine/field_map.h"
#include "engine/ingest.h"

namespace sosie {

enum class Gender : uint8_t { unknown, female, male };
enum class PersonType : uint8_t { unknown, consumer, professional };

/// Comparable codes by record, with further values of a record that has several.
struct CodeColumn {
  std::vector<Code> codes;  ///< by record; 0 is missing
  struct More {
    RecordId record;
    Code code;
  };
  std::vector<More> more;  ///< ordered by record, then value order
  bool empty() const { return codes.empty(); }
};

/// A field that is compared as an identifier or as plain text.
struct ValueField {
  std::string name;
  Field field = Field::text;
  CodeColumn column;
  Dictionary values;
};

/// Comparable values of all records. Values of one role share a dictionary; equal codes are equal values.
struct Comparables {
  Dictionary
      names;  ///< folded person names: given, middle, family and birth names share codes, so a swap is an equality
  std::vector<Code> given_name, middle_name, family_name, birth_family_name;
  std::vector<Code> name_suffix;  ///< into `names`
  std::vector<Gender> gender;     ///< by column, else by title
  std::vector<PersonType> person_type;
  std::vector<uint32_t> birth_date;         ///< Date::digits as parsed, heaps and impossible dates removed
  std::vector<uint32_t> stated_birth_date;  ///< the same before heaps were removed: what golden records show
  std::vector<uint32_t> birth_year;         ///< of the date, or of a birth year field

  CodeColumn email, mobile, landline;  ///< PointIds usable for matching: junk and role addresses removed
  std::vector<uint8_t>
      shared_point;  ///< by PointId: 1 when two incompatible given names use it, so it is family evidence

  Dictionary address_words;  ///< street keys, postcodes, cities, numbers, units
  struct Address {
    Code street = 0, number = 0, unit = 0, postcode = 0, city = 0;
    Code line = 0;  ///< hash of street, number and postcode: the address key; 0 when one of street, postcode is missing
  };
  std::vector<Address> address;                              ///< by record: the main one
  std::vector<std::pair<RecordId, Address>> more_addresses;  ///< ordered by record

  std::vector<ValueField> identifiers;  ///< national_id, tax_id, iban, customer_number, and those found by behaviour
  std::vector<ValueField> texts;        ///< company, birth_place and plain text fields
  std::vector<int64_t> updated;         ///< seconds since 1970 of the record's business time; INT64_MIN when unknown

  /// Values nulled for matching, by source, field name and reason.
  struct NullCount {
    uint32_t source;
    std::string field, reason;
    uint64_t count;
  };
  std::vector<NullCount> nulls;

  /// How the dates of a column were read that declares no format, where that was a question.
  struct RecognisedDates {
    uint32_t source;
    std::string field, reading;
  };
  std::vector<RecognisedDates> recognised_dates;
};

struct Normalized {
  std::vector<FieldMap> maps;                  ///< by source
  std::vector<Arena> arenas;                   ///< bytes of the values that dictionaries point into
  std::vector<std::string> found_identifiers;  ///< text fields taken for identifiers by their behaviour
  Comparables comparables;
  ContactPoints points;
};

/// `as_of` tells which birth dates lie in the future.
Result<Normalized> normalize(const Job& job, const Ingested& ingested, Moment as_of, const Executor& executor,
                             MemoryAccountant& memory);

}  // namespace sosie
