#include <bitset>

#include "engine/publish/entity.h"
#include "engine/updated.h"

namespace sosie {
namespace {

constexpr size_t kMostSources = 256;  // RecordSet::source_of is a byte

int64_t num_sources(const RecordSet& records, std::span<const RecordId> members) {
  if (members.size() == 1) return 1;
  std::bitset<kMostSources> seen;
  for (const RecordId record : members) seen.set(records.source_of[record]);
  return static_cast<int64_t>(seen.count());
}

void format_points(const PointTable& table, const Entity& entity, io::RowFormatter& out) {
  for (const PointId point : {entity.usable.email, entity.usable.sms, entity.usable.voice}) {
    out.text(point == 0 ? std::string_view() : table.value(point));
    out.boolean(point != 0);
  }
  out.text(entity.usable.post ? std::string_view(entity.address_line) : std::string_view());
  out.boolean(entity.usable.post);
}

}  // namespace

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

void format_golden(const TableContext& context, uint32_t cluster, const Entity& entity, MomentTexts& moments,
                   io::RowFormatter& out) {
  const PublishInput& input = context.input;
  out.text(entity.id);
  char household[Hash128::kHexDigits];
  input.households->ids[cluster].hex(household);
  out.text({household, sizeof household});
  out.integer(static_cast<int64_t>(entity.members.size()));
  out.integer(num_sources(input.ingested->records, entity.members));
  for (const GoldenValue& value : entity.values) out.text(value.text);
  const int64_t updated = input.merger->updated(entity.members);
  out.text(updated == kNeverUpdated ? std::string_view() : moments.text(Moment::at(updated)));
  format_points(input.normalized->points.table, entity, out);
  out.end_row();
}

}  // namespace sosie
