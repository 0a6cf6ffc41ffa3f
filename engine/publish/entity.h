// One entity on its way into `golden`, `contact` and `lineage`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/consent/consent.h"
#include "engine/merge.h"
#include "engine/publish/moment_texts.h"
#include "engine/publish/tables.h"

namespace sosie {

/// Points that a golden record offers for marketing; 0 for none.
struct UsablePoints {
  PointId email = 0, sms = 0, voice = 0;
  bool post = false;
};

/// An entity, merged and decided. Views live until the next one is made.
struct Entity {
  std::string_view id;                ///< hexadecimal digits
  std::span<const RecordId> members;  ///< those that are published
  std::vector<GoldenValue> values;    ///< by golden field
  std::string address_line;           ///< of the surviving address
  std::vector<consent::Decision> decisions;
  UsablePoints usable;
};

/// Makes one entity after the other. One per thread.
class EntityMaker {
 public:
  explicit EntityMaker(const TableContext& context);

  /// The entity of a cluster; `out` has its id and members, of which there is one at least.
  void make(uint32_t cluster, Entity& out);

 private:
  UsablePoints usable_points(const Entity& entity);
  PointId usable_point(consent::Channel channel, std::initializer_list<Field> preferred, const Entity& entity);

  const TableContext& context_;
  const Merger& merger_;
  const PointTable& points_;
  size_t marketing_ = SIZE_MAX;  // index of the purpose; out of range when the job does not ask for it
  MergeScratch scratch_;
  std::vector<PointId> allowed_;
};

std::vector<io::TableColumn> golden_columns(const Merger& merger);
std::vector<io::TableColumn> lineage_columns();

void format_golden(const TableContext& context, uint32_t cluster, const Entity& entity, MomentTexts& moments,
                   io::RowFormatter& out);
/// Returns the number of rows.
uint64_t format_lineage(const TableContext& context, const Entity& entity, io::RowFormatter& out);

}  // namespace sosie
