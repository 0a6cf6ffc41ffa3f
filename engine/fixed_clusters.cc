// A clustering given by a file instead of found by matching.
#include <fmt/format.h>

#include <map>
#include <mutex>
#include <numeric>
#include <string>

#include "core/hash.h"
#include "engine/cluster.h"
#include "io/input.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

struct FixedRow {
  std::string source, id, cluster;
  uint64_t line = 0;
};

Result<std::vector<FixedRow>> read_rows(const std::string& path, const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const io::Input input, io::Input::open(path, {}, memory));
  std::map<uint32_t, std::vector<FixedRow>> by_chunk;
  std::mutex mutex;
  const io::ReadRequest request{.columns = {"source", "id", "cluster"}, .optional = {}, .lists = {}};
  SOSIE_RETURN_IF_ERROR(input.read(request, executor, [&](io::RowChunk&& chunk) -> Status {
    if (!chunk.rejects.empty()) return Status::invalid_data(chunk.rejects[0].message).at({path, chunk.rejects[0].line});
    std::vector<FixedRow> rows;
    for (uint32_t row = 0; row < chunk.num_rows; ++row) {
      const auto cell = [&](size_t column) { return std::string(matchers::trim(chunk.cell(column, row).view())); };
      rows.push_back({cell(0), cell(1), cell(2), chunk.row_lines[row]});
    }
    const std::lock_guard lock(mutex);
    by_chunk[chunk.index] = std::move(rows);
    return {};
  }));
  std::vector<FixedRow> rows;
  for (auto& [index, chunk] : by_chunk)
    rows.insert(rows.end(), std::make_move_iterator(chunk.begin()), std::make_move_iterator(chunk.end()));
  return rows;
}

}  // namespace

Result<Clusters> read_clusters(const std::string& path, const RecordSet& records, const Executor& executor,
                               MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const std::vector<FixedRow> rows, read_rows(path, executor, memory));
  std::map<RecordKey, RecordId> record_of;
  for (RecordId record = 0; record < records.num_records; ++record) record_of[records.key(record)] = record;
  std::vector<uint32_t> labels(records.num_records);
  std::vector<uint8_t> is_given(records.num_records);
  std::iota(labels.begin(), labels.end(), 0);
  std::map<std::string, uint32_t> label_of;
  for (const FixedRow& row : rows) {
    if (row.cluster.empty())
      return Status::invalid_data("expected a cluster, found nothing")
          .at({path, row.line})
          .hint("leave out records that stand alone");
    const auto found = record_of.find(record_key(row.source, row.id));
    if (found == record_of.end())
      return Status::invalid_data("no record of that source and id was read")
          .at({path, row.line})
          .hint("rows are source,id,cluster");
    const uint32_t label = label_of.emplace(row.cluster, found->second).first->second;
    if (is_given[found->second] != 0 && labels[found->second] != label)
      return Status::invalid_data("the record stands in another cluster on an earlier line")
          .at({path, row.line})
          .hint("one line per record");
    is_given[found->second] = 1;
    labels[found->second] = label;
  }
  return Clusters::from_labels(labels);
}

}  // namespace sosie
