#include "engine/consent/read_rejected.h"

#include <fmt/format.h>

#include "engine/field.h"
#include "matchers/normalize/text.h"

namespace sosie::consent {
namespace {

/// A field that is too long is not among the cells: it may be the one that says no.
bool can_be_told_apart(const io::Reject& reject) { return !reject.cells.empty() && reject.code != "oversize_field"; }

std::shared_ptr<RefCells> cells_of(const Ingested& ingested, uint32_t source) {
  const std::vector<std::string>& names = ingested.reject_columns[source];
  std::vector<std::vector<TextRef>> columns(names.size());
  for (const SourceReject& refused : ingested.rejects) {
    if (refused.source != source || refused.reject.cells.empty()) continue;
    for (size_t column = 0; column < names.size(); ++column)
      columns[column].push_back(column < refused.reject.cells.size() ? refused.reject.cells[column] : TextRef());
  }
  return std::make_shared<RefCells>(names, std::move(columns));
}

/// What the readable refused rows say in one consent column.
Result<uint64_t> read_column(const ReadContext& context, const RejectedRows& rows, const SourceSpec& spec,
                             uint32_t source, const ConsentColumnSpec& consent, FactSet& facts) {
  const std::string where = fmt::format("source \"{}\", consent column \"{}\"", spec.name, consent.column);
  SOSIE_ASSIGN_OR_RETURN(const CodeTable codes, act_codes(consent.codes, where));
  const auto channel = parse_channel(consent.channel);
  const auto purpose = context.purposes.find(consent.purpose);
  const int column = rows.cells()->column_index(consent.column);
  Origin origin{
      Origin::Kind::rejected_row, static_cast<uint16_t>(source), spec.name, rows.cells(), {}, rows.id_column()};
  SOSIE_ASSIGN_OR_RETURN(const uint16_t index,
                         add_origin(std::move(origin), companion_spec(consent), context.dates(spec.timezone), facts));
  uint64_t num_read = 0;
  for (uint32_t row = 0; row < rows.cells()->num_rows(); ++row) {
    const auto act = read_act(codes, column < 0 ? std::string_view() : rows.cells()->text(column, row));
    if (!act || !is_restriction(*act)) continue;
    Fact fact;
    fact.act = *act;
    fact.row = row;
    fact.origin = index;
    settle_scope(
        {channel ? channel_bit(*channel) : ChannelSet{0}, channel.has_value(), purpose.value_or(kMarketing), true},
        fact);
    facts.origins[index].companions.read(row, fact);
    add_at_points(context.points, rows.points(row), fact, facts.facts);
    ++num_read;
  }
  return num_read;
}

/// Every point found in rows whose fields cannot be told apart, or whose lists were not read.
Result<uint64_t> close_unreadable_rows(const ReadContext& context, const SourceSpec& spec, uint32_t source,
                                       FactSet& facts) {
  static const DateSpec kNoDate;
  static const ColumnOrConstant kNothing;
  const Origin origin{
      Origin::Kind::rejected_row, static_cast<uint16_t>(source), spec.name, std::make_shared<RefCells>(), {}, -1};
  SOSIE_ASSIGN_OR_RETURN(const uint16_t index,
                         add_origin(origin, {kNoDate, kNothing, kNothing, kNothing, kNothing, kNothing},
                                    context.dates(spec.timezone), facts));
  PointFinder finder(context.points, context.country(spec.country));
  uint64_t num_read = 0;
  for (uint32_t row = 0; row < context.ingested.rejects.size(); ++row) {
    const SourceReject& refused = context.ingested.rejects[row];
    if (refused.source != source || (can_be_told_apart(refused.reject) && spec.consent_lists.empty())) continue;
    Fact fact;
    fact.act = Act::invalid;
    fact.row = row;
    fact.origin = index;
    settle_scope({0, false, kMarketing, true}, fact);
    add_at_points(context.points, finder.in_row(refused.reject.raw), fact, facts.facts);
    ++num_read;
  }
  return num_read;
}

}  // namespace

RejectedRows::RejectedRows(const ReadContext& context, uint32_t source)
    : context_(context), source_(source), cells_(cells_of(context.ingested, source)) {
  const std::string& id = context.job.sources[source].id;
  if (!id.empty()) id_column_ = cells_->column_index(id);
}

std::vector<PointId> RejectedRows::points(uint32_t row) const {
  const SourceSpec& spec = context_.job.sources[source_];
  PointFinder finder(context_.points, context_.country(spec.country));
  std::vector<PointId> all;
  const auto read = [&](const std::string& name, PointKind kind) {
    const int column = cells_->column_index(name);
    if (column < 0) return;
    const std::vector<PointId>& found = finder.in_cell(cells_->text(column, row), kind);
    all.insert(all.end(), found.begin(), found.end());
  };
  for (const FieldSpec& field : spec.fields) {
    const Field known = field_of(field.field);
    if (!is_contact_field(known)) continue;
    for (const std::string& column : field.columns)
      read(column, known == Field::email ? PointKind::email : PointKind::phone);
  }
  for (const ConsentColumnSpec& consent : spec.consent) {
    if (!consent.point.empty()) read(consent.point, consent.channel == "email" ? PointKind::email : PointKind::phone);
  }
  return all;
}

std::vector<uint32_t> RejectedRows::find(std::string_view id) const {
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; id_column_ >= 0 && row < cells_->num_rows(); ++row) {
    if (matchers::trim(cells_->text(id_column_, row)) == id) rows.push_back(row);
  }
  return rows;
}

Result<uint64_t> read_rejected_rows(const ReadContext& context, const RejectedRows& rows, uint32_t source,
                                    FactSet& facts) {
  const SourceSpec& spec = context.job.sources[source];
  if (spec.consent.empty() && spec.consent_lists.empty()) return uint64_t{0};
  uint64_t num_read = 0;
  for (const ConsentColumnSpec& consent : spec.consent) {
    SOSIE_ASSIGN_OR_RETURN(const uint64_t read, read_column(context, rows, spec, source, consent, facts));
    num_read += read;
  }
  SOSIE_ASSIGN_OR_RETURN(const uint64_t closed, close_unreadable_rows(context, spec, source, facts));
  return num_read + closed;
}

void add_at_points(const ContactPoints& points, const std::vector<PointId>& at, Fact fact, std::vector<Fact>& out) {
  fact.flags |= Fact::kPointOnly;
  for (const PointId point : at) {
    if ((channels_of(points.table.info(point).kind) & fact.channels) == 0) continue;
    fact.point = point;
    out.push_back(fact);
  }
}

}  // namespace sosie::consent
