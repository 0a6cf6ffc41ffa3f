#include "engine/cluster_order.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/radix_sort.h"
#include "core/row_order.h"
#include "core/row_texts.h"

namespace sosie {
namespace {

/// Where records go.
struct RecordOrder {
  std::vector<RecordId> old_of, new_of;
};

RecordOrder order_of(const RecordSet& records, const Clusters& clusters) {
  RecordOrder order;
  order.old_of.resize(records.num_records);
  order.new_of.resize(records.num_records);
  std::vector<RecordId> next;
  for (const SourceTable& table : records.sources) next.push_back(table.first_record);
  for (const RecordId record : clusters.members) {
    const RecordId moved = next[records.source_of[record]]++;
    order.new_of[record] = moved;
    order.old_of[moved] = record;
  }
  return order;
}

/// The same for the rows of one source. Older deliveries stay behind all records.
std::vector<uint32_t> row_order(const SourceTable& table, const RecordOrder& order) {
  std::vector<uint32_t> rows(table.num_rows);
  for (uint32_t row = 0; row < table.num_rows; ++row)
    rows[row] = row < table.num_records ? order.old_of[table.first_record + row] - table.first_record : row;
  return rows;
}

Status reorder_source(const RecordOrder& order, SourceTable& table, std::vector<PointColumn>& points,
                      const Executor& executor) {
  const std::vector<uint32_t> rows = row_order(table, order);
  SOSIE_ASSIGN_OR_RETURN(RowTexts texts, RowTexts::take(table, rows, executor));
  reorder_rows(rows, table);
  SOSIE_RETURN_IF_ERROR(std::move(texts).give(table, executor));
  reorder(std::span(rows).first(table.num_records), table.keys);
  for (uint32_t& record : table.delivered) record = order.new_of[table.first_record + record] - table.first_record;
  for (PointColumn& column : points) {
    reorder(rows, column.first);
    if (!column.more.empty()) follow_rows(inverse_of(rows), &PointColumn::More::row, column.more);
  }
  return {};
}

Status reorder_sources(const RecordOrder& order, Ingested& ingested, ContactPoints& points, const Executor& executor) {
  std::vector<SourceTable>& sources = ingested.records.sources;
  std::vector<std::vector<std::shared_ptr<const void>>> files;  // until rejects are copied
  for (const SourceTable& table : sources) files.push_back(table.owners);
  SOSIE_RETURN_IF_ERROR(executor.for_each(sources.size(), [&](size_t source) {
    return reorder_source(order, sources[source], points.columns[source], executor);
  }));
  keep_rejects(ingested);
  return {};
}

/// Collects what is to be done with each column, so that they can be done side by side.
class ColumnTasks {
 public:
  explicit ColumnTasks(const RecordOrder& order) : order_(order) {}

  template <typename Value>
  void add(std::vector<Value>& values) {
    tasks_.push_back([this, &values] { reorder(order_.old_of, values); });
  }
  void add(CodeColumn& column) {
    add(column.codes);
    tasks_.push_back([this, &column] { follow_rows(order_.new_of, &CodeColumn::More::record, column.more); });
  }
  void add(std::vector<ValueField>& fields) {
    for (ValueField& field : fields) add(field.column);
  }
  void add(std::vector<std::pair<RecordId, Comparables::Address>>& addresses) {
    using Item = std::pair<RecordId, Comparables::Address>;
    tasks_.push_back([this, &addresses] { follow_rows(order_.new_of, &Item::first, addresses); });
  }

  Status run(const Executor& executor) const {
    return executor.for_each(tasks_.size(), [&](size_t task) {
      tasks_[task]();
      return Status();
    });
  }

 private:
  const RecordOrder& order_;
  std::vector<std::function<void()>> tasks_;
};

Status reorder_comparables(const RecordOrder& order, Comparables& c, const Executor& executor) {
  ColumnTasks tasks(order);
  for (std::vector<Code>* const names :
       {&c.given_name, &c.middle_name, &c.family_name, &c.birth_family_name, &c.name_suffix})
    tasks.add(*names);
  tasks.add(c.gender);
  tasks.add(c.person_type);
  for (std::vector<uint32_t>* const dates : {&c.birth_date, &c.stated_birth_date, &c.birth_year}) tasks.add(*dates);
  for (CodeColumn* const points : {&c.email, &c.mobile, &c.landline}) tasks.add(*points);
  tasks.add(c.address);
  tasks.add(c.more_addresses);
  tasks.add(c.identifiers);
  tasks.add(c.texts);
  tasks.add(c.updated);
  return tasks.run(executor);
}

void renumber(const RecordOrder& order, Clusters& clusters) {
  reorder(order.old_of, clusters.cluster_of);
  for (RecordId& record : clusters.members) record = order.new_of[record];
}

/// Those of one left record keep their order.
void renumber(const RecordOrder& order, DecidedPairs& pairs) {
  for (DecidedPair& pair : pairs.pairs) {
    pair.left = order.new_of[pair.left];
    pair.right = order.new_of[pair.right];
  }
  radix_sort(pairs.pairs, [](const DecidedPair& pair) { return uint64_t{pair.left}; });
}

}  // namespace

Status order_by_cluster(const ClusteredRecords& records, const Executor& executor) {
  const RecordOrder order = order_of(records.ingested.records, records.clusters);
  SOSIE_RETURN_IF_ERROR(reorder_sources(order, records.ingested, records.normalized.points, executor));
  SOSIE_RETURN_IF_ERROR(reorder_comparables(order, records.normalized.comparables, executor));
  renumber(order, records.clusters);
  renumber(order, records.pairs);
  return {};
}

}  // namespace sosie
