#include "engine/publish/entity.h"

namespace sosie {
namespace {

using consent::Channel;
using consent::Decision;

std::string_view point_kind_name(const Decision& decision) {
  switch (decision.point_kind) {
    case PointKind::email: return "email";
    case PointKind::phone: return "phone";
    case PointKind::none: return decision.channel == Channel::post ? "post" : "";
  }
  return {};
}

/// Nothing published names a record that was erased; what it permitted has gone with it.
std::string_view deciding_id(const TableContext& context, const Decision& decision) {
  if (decision.deciding_id.empty() || decision.state <= consent::State::soft) return decision.deciding_id;
  return context.is_erased(decision.deciding_source, decision.deciding_id) ? std::string_view() : decision.deciding_id;
}

}  // namespace

std::vector<io::TableColumn> contact_columns() {
  return {{"entity_id"},       {"point_kind"},  {"point"},
          {"channel"},         {"purpose"},     {"allowed", io::ColumnType::boolean},
          {"state"},           {"since"},       {"basis"},
          {"deciding_source"}, {"deciding_id"}, {"reason"}};
}

uint64_t format_contact(const TableContext& context, const Entity& entity, MomentTexts& moments,
                        io::RowFormatter& out) {
  const PointTable& table = context.input.normalized->points.table;
  for (const Decision& decision : entity.decisions) {
    out.text(entity.id);
    out.text(point_kind_name(decision));
    if (decision.point != 0) out.text(table.value(decision.point));
    else out.text(decision.channel == Channel::post ? std::string_view(entity.address_line) : std::string_view());
    out.text(consent::channel_name(decision.channel));
    out.text(context.input.consent->purposes()[decision.purpose]);
    out.boolean(decision.allowed);
    out.text(consent::state_name(decision.state));
    out.text(moments.text(decision.since));
    out.text(decision.basis);
    out.text(decision.deciding_source);
    out.text(deciding_id(context, decision));
    out.text(decision.reason);
    out.end_row();
  }
  return entity.decisions.size();
}

}  // namespace sosie
