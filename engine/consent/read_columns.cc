#include "engine/consent/read_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/consent/read_lists.h"

namespace sosie::consent {
namespace {

constexpr size_t kRowsPerTask = 16'384;
constexpr uint8_t kSaysNothing = UINT8_MAX;

/// One consent column, ready to be read. Thread-safe once made.
struct ConsentColumn {
  uint16_t origin = 0;
  const Companions* companions = nullptr;  // set once all origins are in place
  Scope scope;
  CodeTable codes;
  const TextColumn* cells = nullptr;   // null when the delivery lacks the column
  std::vector<uint8_t> act_of_code;    // interned columns: by code, kSaysNothing or an Act
  const PointColumn* point = nullptr;  // the points a permission is given for, when the job names a column
  bool names_point = false;
};

uint8_t packed_act(const CodeTable& codes, std::string_view cell) {
  const auto act = read_act(codes, cell);
  return act ? static_cast<uint8_t>(*act) : kSaysNothing;
}

void read_distinct_codes(ConsentColumn& column) {
  if (column.cells == nullptr || !column.cells->is_interned()) return;
  const Dictionary& values = column.cells->dictionary();
  column.act_of_code.push_back(packed_act(column.codes, {}));
  for (Code code = 1; code <= values.size(); ++code)
    column.act_of_code.push_back(packed_act(column.codes, values.text(code)));
}

const PointColumn* find_point_column(const ReadContext& context, const SourceTable& table, const std::string& name) {
  const int index = table.column_index(name);
  for (const PointColumn& column : context.points.columns[table.ordinal]) {
    if (index >= 0 && column.column == index) return &column;
  }
  return nullptr;
}

Result<Scope> scope_of(const ReadContext& context, const ConsentColumnSpec& spec, const std::string& where) {
  const auto channel = parse_channel(spec.channel);
  if (!channel) return Status::invalid_job(fmt::format("{}: \"{}\" is no channel", where, spec.channel));
  const auto purpose = context.purposes.find(spec.purpose);
  if (!purpose) return Status::invalid_job(fmt::format("{}: unknown purpose \"{}\"", where, spec.purpose));
  return Scope{channel_bit(*channel), true, *purpose, true};
}

Result<ConsentColumn> open_column(const ReadContext& context, const SourceTable& table,
                                  const std::shared_ptr<const CellTable>& cells, const ConsentColumnSpec& spec,
                                  FactSet& facts) {
  const std::string where = fmt::format("source \"{}\", consent column \"{}\"", table.name, spec.column);
  ConsentColumn column;
  SOSIE_ASSIGN_OR_RETURN(column.scope, scope_of(context, spec, where));
  SOSIE_ASSIGN_OR_RETURN(column.codes, act_codes(spec.codes, where));
  const Origin origin{Origin::Kind::column, static_cast<uint16_t>(table.ordinal), table.name, cells, {}, -1};
  SOSIE_ASSIGN_OR_RETURN(column.origin, add_origin(origin, companion_spec(spec),
                                                   context.dates(context.job.sources[table.ordinal].timezone), facts));
  if (const int index = table.column_index(spec.column); index >= 0) column.cells = &table.columns[index].cells;
  column.names_point = !spec.point.empty() && column.scope.channels != channel_bit(Channel::post);
  if (column.names_point) column.point = find_point_column(context, table, spec.point);
  read_distinct_codes(column);
  return column;
}

class RowReader {
 public:
  RowReader(const SourceTable& table, const ConsentColumn& column, std::vector<Fact>& out)
      : table_(table), column_(column), out_(out) {}

  void read(uint32_t row) {
    if (column_.cells == nullptr) return say(row, packed_act(column_.codes, {}));
    if (!column_.act_of_code.empty()) say(row, column_.act_of_code[column_.cells->codes()[row]]);
    else say(row, packed_act(column_.codes, column_.cells->text(row)));
    if (!column_.cells->more().empty()) read_further_values(row);
  }

 private:
  void read_further_values(uint32_t row) {
    bool is_first = true;
    column_.cells->for_each_value(row, [&](TextRef cell) {
      if (!is_first) say(row, packed_act(column_.codes, cell.view()));
      is_first = false;
    });
  }

  void say(uint32_t row, uint8_t packed) {
    if (packed == kSaysNothing) return;
    const Act act = static_cast<Act>(packed);
    if (row >= table_.num_records && !is_restriction(act)) return;
    Fact fact;
    fact.act = act;
    fact.record = table_.first_record + table_.record_of_row(row);
    fact.row = row;
    fact.origin = column_.origin;
    if (!settle_scope(column_.scope, fact)) return;
    column_.companions->read(row, fact);
    if (is_restriction(act) || !column_.names_point) out_.push_back(fact);
    else if (column_.point != nullptr) say_for_points(fact);
  }

  void say_for_points(Fact fact) {
    column_.point->for_each(fact.row, [&](PointId point) {
      fact.point = point;
      out_.push_back(fact);
    });
  }

  const SourceTable& table_;
  const ConsentColumn& column_;
  std::vector<Fact>& out_;
};

Status read_rows(const ReadContext& context, const SourceTable& table, const std::vector<ConsentColumn>& columns,
                 FactSet& facts) {
  std::vector<std::vector<Fact>> parts((table.num_rows + kRowsPerTask - 1) / kRowsPerTask);
  SOSIE_RETURN_IF_ERROR(context.executor.for_ranges(table.num_rows, kRowsPerTask, [&](size_t begin, size_t end) {
    std::vector<Fact>& out = parts[begin / kRowsPerTask];
    for (const ConsentColumn& column : columns) {
      RowReader reader(table, column, out);
      for (size_t row = begin; row < end; ++row) reader.read(static_cast<uint32_t>(row));
    }
    return Status();
  }));
  for (const std::vector<Fact>& part : parts) facts.facts.insert(facts.facts.end(), part.begin(), part.end());
  return {};
}

}  // namespace

Status read_source_consent(const ReadContext& context, uint32_t source, FactSet& facts) {
  const SourceTable& table = context.ingested.records.sources[source];
  const SourceSpec& spec = context.job.sources[source];
  const auto cells = std::make_shared<SourceCells>(table);
  std::vector<ConsentColumn> columns;
  for (const ConsentColumnSpec& consent : spec.consent) {
    SOSIE_ASSIGN_OR_RETURN(ConsentColumn column, open_column(context, table, cells, consent, facts));
    columns.push_back(std::move(column));
  }
  for (ConsentColumn& column : columns) column.companions = &facts.origins[column.origin].companions;
  SOSIE_RETURN_IF_ERROR(read_rows(context, table, columns, facts));
  for (const ConsentListSpec& list : spec.consent_lists)
    SOSIE_RETURN_IF_ERROR(read_consent_list(context, table, list, facts));
  return {};
}

}  // namespace sosie::consent
