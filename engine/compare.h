// Stage 4: the comparison levels of a pair.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "engine/frequencies.h"
#include "engine/model.h"
#include "engine/normalize.h"
#include "engine/rows.h"

namespace sosie {

/// Two records with their rows at hand.
struct RecordPair {
  RecordId a, b;
  const uint32_t* row_a;
  const uint32_t* row_b;
};

/// Names and birth of a record, as it is compared by them; 0 where unknown.
struct PersonValues {
  Code given_name = 0, family_name = 0;
  uint32_t birth_date = 0;  ///< packed_digits
  uint32_t birth_year = 0;
};

/// Answers, for a pair and a comparison, which level holds. Holds what comparing needs to know of each distinct name.
/// Thread-safe once built; levels are symmetric in the two records.
class Comparer {
 public:
  /// The rows and what they were built from outlive the comparer.
  static Result<Comparer> build(const Model& model, const Normalized& normalized, const RecordRows& rows,
                                const Executor& executor);

  unsigned level(size_t comparison, const RecordPair& pair) const;
  unsigned level(size_t comparison, RecordId a, RecordId b) const {
    return level(comparison, {a, b, rows_->row(a), rows_->row(b)});
  }
  /// Whether the first values of two records may be closer than "else", by the signatures in their rows; false is
  /// certain. True for comparisons without signatures.
  bool may_be_near(size_t comparison, const RecordPair& pair) const;
  /// Whether the values that make an e-mail or mobile level "equal" are used by one person only, as far as the file
  /// tells.
  bool equal_point_is_personal(const CodeColumn& column, RecordId a, RecordId b) const;

  PersonValues person(RecordId record) const;
  /// The same from the record's row, as far as it stands there: one place in memory instead of four.
  PersonValues person(RecordId record, const uint32_t* row) const;
  /// The level of the given names of two records; missing when the model does not compare them.
  unsigned given_name_level(RecordId a, RecordId b) const {
    return given_ < 0 ? level::kMissing : level(static_cast<size_t>(given_), a, b);
  }

  const Comparables& comparables() const { return *comparables_; }
  /// By comparison; empty where values do not weigh by their frequency.
  const std::vector<Frequencies>& frequencies() const { return frequencies_; }

 private:
  unsigned given_name_level(const RecordPair& pair) const;
  unsigned family_name_level(const RecordPair& pair) const;
  unsigned birth_date_level(const RecordPair& pair) const;
  /// What two addresses are compared by.
  struct AddressCodes {
    Code line = 0, number = 0, street = 0, postcode = 0, city = 0;
    uint32_t area = 0;
  };
  AddressCodes codes_of(const Comparables::Address& address) const;
  AddressCodes main_address(const uint32_t* row) const;
  std::vector<AddressCodes> addresses(RecordId record, const uint32_t* row) const;
  unsigned address_level(const RecordPair& pair) const;
  unsigned address_level(const AddressCodes& a, const AddressCodes& b) const;
  bool is_crossed(const RecordPair& pair) const {
    return given_ >= 0 && family_ >= 0 && pair.row_a[given_] == pair.row_b[family_] &&
           pair.row_b[given_] == pair.row_a[family_];
  }
  unsigned value_level(size_t comparison, const RecordPair& pair, Code x, Code y) const;
  unsigned text_level(size_t comparison, const RecordPair& pair, Code x, Code y) const;
  unsigned email_level(const RecordPair& pair, PointId x, PointId y) const;
  unsigned phone_level(PointId x, PointId y) const;
  bool local_part_agrees(PointId a, PointId b, RecordId record) const;
  std::string_view name(Code code) const { return comparables_->names.text(code); }

  uint32_t number_ = 0;  ///< of this comparer in the process: names its codes in the memo
  const Comparables* comparables_ = nullptr;
  const PointTable* points_ = nullptr;
  const RecordRows* rows_ = nullptr;
  int given_ = -1, family_ = -1, birth_ = -1, address_ = -1;  ///< comparisons, which are lanes too
  std::vector<ComparisonKind> kinds_;                         ///< by comparison
  std::vector<const CodeColumn*> columns_;                    ///< by comparison; null where none
  std::vector<const ValueField*> fields_;                     ///< by comparison; null where none
  std::vector<Frequencies> frequencies_;
};

/// Calls `visit(Code)` for every value of a record in a column.
template <typename Visitor>
void for_each_code(const CodeColumn& column, RecordId record, Visitor&& visit) {
  if (column.codes[record] == 0) return;
  visit(column.codes[record]);
  if (column.more.empty()) return;
  size_t low = 0, high = column.more.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (column.more[middle].record < record) low = middle + 1;
    else high = middle;
  }
  for (; low < column.more.size() && column.more[low].record == record; ++low) visit(column.more[low].code);
}

}  // namespace sosie
