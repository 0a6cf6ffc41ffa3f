// Stage 4: the comparison levels of a pair.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "engine/model.h"
#include "engine/normalize.h"
#include "matchers/similarity/names.h"

namespace sosie {

/// Answers, for a pair and a comparison, which level holds. Holds what comparing needs to know of each distinct name.
/// Thread-safe once built; levels are symmetric in the two records.
class Comparer {
 public:
  static Result<Comparer> build(const Model& model, const Normalized& normalized, const Executor& executor);

  unsigned level(size_t comparison, RecordId a, RecordId b) const;
  /// Whether the values that make an e-mail or mobile level "equal" are used by one person only, as far as the file tells.
  bool equal_point_is_personal(const CodeColumn& column, RecordId a, RecordId b) const;

  /// Levels of one kind, by record.
  unsigned given_name_level(RecordId a, RecordId b) const;
  unsigned family_name_level(RecordId a, RecordId b) const;
  unsigned birth_date_level(RecordId a, RecordId b) const;
  unsigned email_level(RecordId a, RecordId b) const;
  unsigned phone_level(const CodeColumn& column, RecordId a, RecordId b) const;
  unsigned address_level(RecordId a, RecordId b) const;

  const Comparables& comparables() const { return *comparables_; }

 private:
  unsigned address_level(const Comparables::Address& a, const Comparables::Address& b) const;
  unsigned value_level(const ValueField& field, RecordId a, RecordId b) const;
  bool local_part_agrees(PointId a, PointId b, RecordId record) const;
  std::string_view name(Code code) const { return comparables_->names.text(code); }

  const Comparables* comparables_ = nullptr;
  const PointTable* points_ = nullptr;
  std::vector<ComparisonKind> kinds_;                ///< by comparison
  std::vector<const CodeColumn*> columns_;           ///< by comparison; null where none
  std::vector<const ValueField*> fields_;            ///< by comparison; null where none
  std::vector<matchers::NameSound> sounds_;          ///< by name code, of family names
  std::vector<uint32_t> areas_;                      ///< by address word: hash of the département of a postcode
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
