#include <algorithm>
#include <atomic>
#include <bitset>

#include "core/fault.h"
#include "engine/publish/tables.h"
#include "engine/updated.h"

namespace sosie {
namespace {

constexpr size_t kMostSources = 256;  // RecordSet::source_of is a byte

std::vector<io::TableColumn> golden_columns(const Merger& merger) {
  using io::ColumnType;
  std::vector<io::TableColumn> columns = {
      {"entity_id"}, {"household_id"}, {"num_records", ColumnType::integer}, {"num_sources", ColumnType::integer}};
  for (const GoldenField& field : merger.fields()) columns.push_back({field.name});
  columns.push_back({"updated"});
  for (const std::string channel : {"email", "sms", "voice", "post"}) {
    columns.push_back({channel + "_point"});
    columns.push_back({"may_" + channel, ColumnType::boolean});
  }
  return columns;
}

class GoldenFormatter {
 public:
  GoldenFormatter(const TableContext& context, const std::vector<UsablePoints>& usable)
      : context_(context), usable_(usable) {}

  void format(uint32_t cluster, std::span<const RecordId> members, io::RowFormatter& out) {
    const PublishInput& input = context_.input;
    scratch_.recycle();
    input.merger->merge(members, scratch_, values_);
    out.text(input.entity_ids[cluster].hex());
    out.text(input.households->ids[cluster].hex());
    out.integer(static_cast<int64_t>(members.size()));
    out.integer(num_sources(members));
    for (const GoldenValue& value : values_) out.text(value.text);
    const int64_t updated = input.merger->updated(members);
    if (updated == kNeverUpdated) out.null();
    else out.text(context_.zone.iso(updated));
    format_points(usable_[cluster], members, out);
    out.end_row();
  }

 private:
  int64_t num_sources(std::span<const RecordId> members) const {
    if (members.size() == 1) return 1;
    std::bitset<kMostSources> seen;
    for (const RecordId record : members) seen.set(context_.input.ingested->records.source_of[record]);
    return static_cast<int64_t>(seen.count());
  }

  void format_points(const UsablePoints& points, std::span<const RecordId> members, io::RowFormatter& out) {
    const PointTable& table = context_.input.normalized->points.table;
    for (const PointId point : {points.email, points.sms, points.voice}) {
      out.text(point == 0 ? std::string_view() : table.value(point));
      out.boolean(point != 0);
    }
    out.text(points.post ? context_.input.merger->merge_address(members, scratch_).parts.one_line() : std::string());
    out.boolean(points.post);
  }

  const TableContext& context_;
  const std::vector<UsablePoints>& usable_;
  MergeScratch scratch_;
  std::vector<GoldenValue> values_;
};

}  // namespace

Status write_golden(const TableContext& context, TableWriter& tables, const std::vector<UsablePoints>& usable,
                    uint64_t& num_entities, uint64_t& num_records) {
  const std::vector<io::TableColumn> columns = golden_columns(*context.input.merger);
  std::atomic<uint64_t> entities = 0, records = 0;
  const size_t num_clusters = context.input.clusters->num_clusters();
  SOSIE_RETURN_IF_ERROR(tables.write("golden", columns, num_clusters,
                                     [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                                       GoldenFormatter formatter(context, usable);
                                       std::vector<RecordId> buffer;
                                       uint64_t written = 0, members_written = 0;
                                       for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
                                         const std::span<const RecordId> members = context.members(cluster, buffer);
                                         if (members.empty() || fault_fires("merge.lose_entity")) continue;
                                         formatter.format(cluster, members, out);
                                         ++written;
                                         members_written += members.size();
                                       }
                                       rows += written;
                                       entities += written;
                                       records += members_written;
                                       return Status();
                                     }));
  num_entities = entities;
  num_records = records;
  return {};
}

Status write_lineage(const TableContext& context, TableWriter& tables) {
  if (!tables.wants("lineage")) return {};
  const io::TableColumn columns[] = {
      {"entity_id"}, {"field"}, {"value"}, {"source"}, {"id"}, {"rule"}, {"num_rivals", io::ColumnType::integer}};
  const PublishInput& input = context.input;
  const RecordSet& records = input.ingested->records;
  const bool all = input.job->lineage == TableSet::all;
  return tables.write("lineage", columns, input.clusters->num_clusters(),
                      [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                        MergeScratch scratch;
                        std::vector<GoldenValue> values;
                        std::vector<RecordId> buffer;
                        for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
                          const std::span<const RecordId> members = context.members(cluster, buffer);
                          if (members.empty()) continue;
                          scratch.recycle();
                          input.merger->merge(members, scratch, values);
                          for (size_t field = 0; field < values.size(); ++field) {
                            const GoldenValue& value = values[field];
                            if (value.missing() || (!all && value.num_rivals == 0)) continue;
                            out.text(input.entity_ids[cluster].hex());
                            out.text(input.merger->fields()[field].name);
                            out.text(value.text);
                            out.text(records.source(value.record).name);
                            out.text(records.id(value.record));
                            out.text(value.decided_by);
                            out.integer(value.num_rivals);
                            out.end_row();
                            ++rows;
                          }
                        }
                        return Status();
                      });
}

}  // namespace sosie
