// All facts of a run, and where each was said.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/consent/cell_table.h"
#include "engine/consent/companions.h"
#include "engine/consent/fact.h"

namespace sosie::consent {

/// Where facts of one declaration come from, in job order: the order of origins is the source order of decisions.
struct Origin {
  enum class Kind : uint8_t { column, list, rejected_row, event, suppression };
  Kind kind = Kind::column;
  uint16_t rank = 0;  ///< position of the source, events or suppression list, in this order; equal inside one
  std::string name;   ///< of the source, events or list
  std::shared_ptr<const CellTable> cells;  ///< what `companions` and `id_column` read; may be null
  Companions companions;
  int id_column = -1;  ///< of rejected rows and events
};

/// Facts with their origins. Immutable once read; then thread-safe.
struct FactSet {
  std::vector<Origin> origins;
  std::vector<Fact> facts;
  const RecordSet* records = nullptr;

  uint32_t size() const { return static_cast<uint32_t>(facts.size()); }
  const Fact& operator[](FactId id) const { return facts[id]; }
  const Origin& origin(const Fact& fact) const { return origins[fact.origin]; }

  /// Id of the record, refused row or event that said it; empty when there is none.
  std::string_view said_by(const Fact& fact) const;
  std::string_view basis(const Fact& fact) const;
  std::string_view method(const Fact& fact) const;
  std::string_view proof(const Fact& fact) const;
};

/// Whether `a` is reported rather than `b`: the strictest state, then the latest date (an unknown date is the
/// earliest), then source order, then an order of contents that does not depend on where rows stand.
bool reported_before(const FactSet& facts, FactId a, FactId b);

}  // namespace sosie::consent
