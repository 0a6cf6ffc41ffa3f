// Records as rows of lanes, for comparing many pairs quickly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/aligned_array.h"
#include "core/executor.h"
#include "engine/model.h"
#include "engine/name_traits.h"
#include "engine/normalize.h"
#include "matchers/similarity/name_signature.h"
#include "matchers/similarity/text_signature.h"

namespace sosie {

/// One row of 32-bit lanes per record. Lane i < num_comparisons holds the code that comparison i tests for equality
/// first; of birth dates that is the day in packed_digits. Behind them stand further parts of birth date and address,
/// signatures that tell far values from near ones, whether there is a name at birth, signatures of plain texts and
/// identifiers, and in the last two lanes bit sets by comparison: which have further values, and which are filled.
class RecordRows {
 public:
  static Result<RecordRows> build(const Model& model, const Normalized& normalized, const Executor& executor);

  /// Lanes behind those of the comparisons.
  enum Extra : size_t {
    kBirthYear,
    kHouseNumber,
    kStreet,
    kPostcode,
    kCity,
    kArea,
    kEmailSignature,
    kMobileSignature,
    kLandlineSignature,
    kGivenSignature,
    kNicknames,
    kFamilySignature,
    kFamilySound,
    kHasBirthName,
    kUpdatedDay,  ///< of the record's business time, counted from long ago; 0 when unknown
    kNumExtras
  };
  size_t lane(Extra extra) const { return num_comparisons_ + extra; }
  /// First lane of the signature of a comparison's first value: three lanes of a TextSignature where it compares texts,
  /// one of an edit_signature where it compares identifiers; 0 for others.
  size_t value_lane(size_t comparison) const { return value_lanes_[comparison]; }

  /// The area of a postcode, by its code among the address words: a hash of its département; 0 for none.
  uint32_t area(Code postcode) const { return areas_[postcode]; }
  const NameTraits& name_traits() const { return names_; }
  size_t lanes() const { return lanes_; }
  const uint32_t* row(RecordId record) const { return &data_[size_t{record} * lanes_]; }
  /// Whether the names of two rows may be closer than "else", by what the rows hold; false is certain. Crossed names
  /// and names at birth are the caller's to tell.
  bool given_names_may_be_near(const uint32_t* a, const uint32_t* b) const {
    return matchers::given_names_may_be_near(a[lane(kGivenSignature)], b[lane(kGivenSignature)], a[lane(kNicknames)],
                                             b[lane(kNicknames)]);
  }
  bool family_names_may_be_near(const uint32_t* a, const uint32_t* b) const {
    return matchers::family_names_may_be_near(a[lane(kFamilySignature)], b[lane(kFamilySignature)],
                                              a[lane(kFamilySound)], b[lane(kFamilySound)]);
  }
  matchers::TextSignature text_signature(size_t comparison, const uint32_t* row) const {
    const uint32_t* words = row + value_lanes_[comparison];
    return {words[0], words[1], words[2]};
  }
  static uint32_t more(const uint32_t* row, size_t lanes) { return row[lanes - 2]; }
  static uint32_t filled(const uint32_t* row, size_t lanes) { return row[lanes - 1]; }

 private:
  void place_lanes(const Model& model);
  Status set_value_signatures(const Model& model, const Comparables& comparables, const Executor& executor);

  size_t lanes_ = 0;
  size_t num_comparisons_ = 0;
  std::vector<size_t> value_lanes_;  // by comparison
  NameTraits names_;
  std::vector<uint32_t> areas_;  // by address word; 0 where it is no postcode
  AlignedArray<uint32_t> data_;
};

/// invalid_job when the model compares a field that no source maps.
Status check_fields(const Model& model, const Comparables& comparables);

/// The column of codes a comparison of contact points or values reads; null for other kinds.
const CodeColumn* code_column(const Comparison& comparison, const Comparables& comparables);
/// The identifier or text field a comparison reads; null for other kinds.
const ValueField* value_field(const Comparison& comparison, const Comparables& comparables);

}  // namespace sosie
