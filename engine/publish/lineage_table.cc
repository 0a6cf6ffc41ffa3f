#include "engine/publish/entity.h"

namespace sosie {

std::vector<io::TableColumn> lineage_columns() {
  return {{"entity_id"}, {"field"}, {"value"}, {"source"}, {"id"}, {"rule"}, {"num_rivals", io::ColumnType::integer}};
}

uint64_t format_lineage(const TableContext& context, const Entity& entity, io::RowFormatter& out) {
  const RecordSet& records = context.input.ingested->records;
  const bool all = context.input.job->lineage == TableSet::all;
  uint64_t rows = 0;
  for (size_t field = 0; field < entity.values.size(); ++field) {
    const GoldenValue& value = entity.values[field];
    if (value.missing() || (!all && value.num_rivals == 0)) continue;
    out.text(entity.id);
    out.text(context.input.merger->fields()[field].name);
    out.text(value.text);
    out.text(records.source(value.record).name);
    out.text(records.id(value.record));
    out.text(value.decided_by);
    out.integer(value.num_rivals);
    out.end_row();
    ++rows;
  }
  return rows;
}

}  // namespace sosie
