// What stands beside a code: when, until when, on what proof, whether the person was informed.
#pragma once

#include <string>
#include <string_view>

#include "engine/consent/fact.h"
#include "engine/consent/moments.h"

namespace sosie::consent {

/// A column of a table of cells, or a constant. Holds a reference to the table.
class TextKey {
 public:
  TextKey() = default;
  TextKey(const ColumnOrConstant& key, const CellTable& cells);
  /// Trimmed.
  std::string_view read(uint32_t row) const;

 private:
  const CellTable* cells_ = nullptr;
  int column_ = -1;
  std::string constant_;
};

/// The keys of a declaration that companions are made from.
struct CompanionSpec {
  const DateSpec& at;
  const ColumnOrConstant& valid_to;
  const ColumnOrConstant& proof;
  const ColumnOrConstant& method;
  const ColumnOrConstant& basis;
  const ColumnOrConstant& informed;
};
template <typename Spec>
CompanionSpec companion_spec(const Spec& spec) {
  return {spec.at, spec.valid_to, spec.proof, spec.method, spec.basis, spec.informed};
}

/// Reads the companions of one declaration. Thread-safe.
class Companions {
 public:
  static Result<Companions> open(const CompanionSpec& spec, const CellTable& cells, const DateDefaults& defaults);

  /// Sets at, ends and flags; fact.act must be set.
  void read(uint32_t row, Fact& fact) const;

  std::string_view basis(uint32_t row) const { return basis_.read(row); }
  std::string_view method(uint32_t row) const { return method_.read(row); }
  std::string_view proof(uint32_t row) const { return proof_.read(row); }

 private:
  MomentColumn at_, valid_to_;
  TextKey proof_, method_, basis_, informed_;
};

}  // namespace sosie::consent
