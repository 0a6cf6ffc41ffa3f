// Conflicts that keep two records apart whatever else agrees: the family rules.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "engine/compare.h"
#include "engine/normalize.h"

namespace sosie {

enum class Veto : uint8_t {
  none,
  names_and_births,       ///< (a) given names and birth dates both conflict
  names_without_birth,    ///< (b) given names conflict and a birth date is missing
  names_under_one_birth,  ///< (c) two established given names under one birth date: twins
  births,                 ///< (d) birth dates conflict
  suffix_or_id,           ///< (e) suffixes or validated national ids conflict: father and son
};
std::string_view veto_name(Veto veto);

/// The family rules of one run, with what they need to know of the whole file. Thread-safe once built.
class VetoRules {
 public:
  static Result<VetoRules> build(const Comparer& comparer, const RecordSet& records, const Executor& executor);

  Veto check(RecordId a, RecordId b) const { return check(a, b, comparer_->person(a), comparer_->person(b)); }
  Veto check(const RecordPair& pair) const {
    return check(pair.a, pair.b, comparer_->person(pair.a, pair.row_a), comparer_->person(pair.b, pair.row_b));
  }
  bool given_names_conflict(RecordId a, RecordId b) const {
    return given_names_conflict(a, b, comparer_->person(a), comparer_->person(b));
  }
  bool birth_dates_conflict(RecordId a, RecordId b) const {
    return birth_dates_conflict(comparer_->person(a), comparer_->person(b));
  }
  /// Whether a record backs the given name and birth date of another: equal where both are known.
  bool same_person_values(RecordId a, RecordId b) const;
  /// Two people of one full name, born in different years, live at one address: without a birth date nobody can tell
  /// which.
  bool generational_without_birth(const RecordPair& pair) const;

  /// False when the file shows no families: rules (b) to (d) are then weights only.
  bool families() const { return families_; }
  /// One record in how many meets another given name with another birth date at its address and surname; for the
  /// manifest.
  double family_share() const { return family_share_; }

 private:
  Veto check(RecordId a, RecordId b, const PersonValues& x, const PersonValues& y) const;
  bool given_names_conflict(RecordId a, RecordId b, const PersonValues& x, const PersonValues& y) const;
  static bool birth_dates_conflict(const PersonValues& x, const PersonValues& y);
  Gender gender(RecordId record, Code given_name) const;
  bool generations_conflict(RecordId a, RecordId b) const;
  bool national_ids_conflict(RecordId a, RecordId b) const;
  void learn_names();
  void learn_families(const RecordSet& records);
  void learn_generations();

  const Comparer* comparer_ = nullptr;
  const Comparables* comparables_ = nullptr;
  std::vector<uint32_t> name_uses_;    ///< by name code: records with that given name
  std::vector<Gender> name_gender_;    ///< by name code
  std::vector<uint64_t> generations_;  ///< sorted hashes of (full name, address line)
  const ValueField* national_id_ = nullptr;
  bool any_suffix_ = false;  ///< of a name, in the whole file
  bool families_ = true;
  double family_share_ = 0;
};

}  // namespace sosie
