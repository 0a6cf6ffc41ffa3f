// The postal addresses that a record gives, each whole.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "engine/ingest.h"
#include "engine/normalize.h"

namespace sosie {

/// One address as delivered; the postcode normalised, the country as its code where it is known.
struct AddressParts {
  std::string_view street, house_number, unit, postcode, city, country;

  bool empty() const { return street.empty() && postcode.empty() && city.empty(); }
  /// How many of street, postcode and town there are.
  uint32_t completeness() const { return !street.empty() + !postcode.empty() + !city.empty(); }
  /// The part that an address field names.
  std::string_view part(Field field) const;
  /// Appends `12 rue de la Paix, 75002 Paris`.
  void append_line(std::string& line) const;
};

/// What makes two addresses one: street, number, and postcode or else town, as normalised.
struct AddressKeys {
  uint64_t comparable = 0;  ///< never 0 for an address; parts that are missing count as such
  uint64_t line = 0;        ///< the same; 0 when street or place is missing, or when the line is a crowd's
  uint64_t unit = 0;        ///< hash of the unit; 0 without one
};

/// Reads addresses of records. Holds references to what it was made from. Thread-safe.
class AddressValues {
 public:
  AddressValues(const Job& job, const Ingested& ingested, const Normalized& normalized);

  /// 1 + the further addresses that the record's source maps; 0 when it maps none.
  uint32_t num_blocks(RecordId record) const { return num_blocks_[ingested_.records.source_of[record]]; }
  /// Whether one address is given, told without a look at its text; false where that cannot tell.
  bool surely_has_one(RecordId record) const;
  /// Views into the source or into `arena`; placeholders are missing.
  AddressParts parts(RecordId record, uint32_t block, Arena& arena) const;
  AddressKeys keys(RecordId record, uint32_t block) const;

 private:
  static constexpr size_t kNumParts = static_cast<size_t>(Field::country) - static_cast<size_t>(Field::street) + 1;
  struct Words;
  Words words(RecordId record, uint32_t block) const;
  /// The columns of one part of an address in one source.
  struct Place {
    const MappedField* mapped = nullptr;
    const TextColumn* column = nullptr;  // where that is one
  };
  /// The trimmed cells of one part; empty when they hold a placeholder. `is_known`: matching has read it, so it is
  /// none.
  std::string_view cell(RecordId record, uint32_t block, Field field, bool is_known, std::string& scratch) const;
  std::string_view postcode(RecordId record, uint32_t block, Arena& arena) const;
  const std::string& country(RecordId record) const { return countries_[ingested_.records.source_of[record]]; }

  const Ingested& ingested_;
  const Normalized& normalized_;
  std::vector<std::string> countries_;                             // by source
  std::vector<uint32_t> num_blocks_;                               // by source
  std::vector<std::vector<std::array<Place, kNumParts>>> places_;  // by source, block, address field
};

}  // namespace sosie
