#include "engine/consent/read_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sosie::consent {
namespace {

enum class KeyKind : uint8_t { email, phone, record };
constexpr std::array<std::string_view, 3> kKeyKinds = {"email", "phone", "record"};

struct ActMeaning {
  Act act = Act::invalid;
  ChannelSet channels = 0;  ///< 0: the act names none
};

/// A coded column of a table, or a constant.
struct CodedKey {
  int column = -1;
  std::optional<uint8_t> constant;
  CodeTable codes;

  bool absent() const { return column < 0 && !constant; }
  std::optional<uint8_t> read(const CellTable& cells, uint32_t row) const {
    return column < 0 ? constant : codes.find(cells.text(column, row));
  }
};

CodedKey coded_key(const CodedColumn& spec, const CellTable& cells, CodeTable codes) {
  CodedKey key;
  if (!spec.column.empty()) key.column = cells.column_index(spec.column);
  if (!spec.constant.empty()) key.constant = codes.find(spec.constant);
  key.codes = std::move(codes);
  return key;
}

Result<CodeTable> key_kind_codes(const Codes& codes, const std::string& where) {
  CodeTable table;
  for (uint8_t kind = 0; kind < kKeyKinds.size(); ++kind) {
    if (codes.empty()) table.declare(kKeyKinds[kind], kind);
  }
  for (const auto& [name, values] : codes) {
    const auto kind = std::find(kKeyKinds.begin(), kKeyKinds.end(), name);
    if (kind == kKeyKinds.end())
      return Status::invalid_job(fmt::format("{}: key_kind \"{}\" is not email, phone or record", where, name));
    for (const std::string& value : values) table.declare(value, static_cast<uint8_t>(kind - kKeyKinds.begin()));
  }
  return table;
}

Result<ActMeaning> meaning_of(const EventAct& declared, const std::string& where) {
  if (declared.act == "annul")
    return Status::invalid_job(fmt::format("{}: act \"annul\" is not built yet", where))
        .hint("it needs the ledger of earlier runs");
  const auto act = parse_act(declared.act);
  if (!act) return Status::invalid_job(fmt::format("{}: \"{}\" is no act", where, declared.act));
  if (declared.channel.empty()) return ActMeaning{*act, 0};
  const auto channel = parse_channel(declared.channel);
  if (!channel) return Status::invalid_job(fmt::format("{}: \"{}\" is no channel", where, declared.channel));
  return ActMeaning{*act, channel_bit(*channel)};
}

/// One [[consent_events]], ready to be read.
struct EventReader {
  const ReadContext& context;
  const EventsSpec& spec;
  const std::vector<RejectedRows>& rejected;
  FactSet& facts;

  std::vector<ActMeaning> meanings;
  CodeTable acts;  // to index in `meanings`
  CodedKey key_kind, purpose, channel;

  /// Facts that wait for the records their keys name.
  std::vector<Fact> waiting;
  std::vector<RecordName> names;
  uint64_t num_unresolved = 0;

  Status open(const CellTable& cells);
  Status open_acts(const std::string& where);
  void read_rows(const CellTable& cells, uint16_t origin, bool refused);
  void read_row(const CellTable& cells, uint32_t row, const Origin& from, PointFinder& finder, Fact fact, bool refused);
  void resolve_records();

 private:
  ActMeaning meaning(const CellTable& cells, uint32_t row) const;
  Scope scope(const CellTable& cells, uint32_t row, const ActMeaning& meaning, ChannelSet carried) const;
  void say_at_points(const CellTable& cells, uint32_t row, const ActMeaning& meaning,
                     const std::vector<PointId>& points, Fact fact);
  bool say_of_rejected(const RecordName& name, Fact fact);
};

Status EventReader::open_acts(const std::string& where) {
  std::vector<std::pair<ActMeaning, std::string>> declared;
  for (const auto& [value, act] : spec.acts) {
    SOSIE_ASSIGN_OR_RETURN(const ActMeaning meaning, meaning_of(act, where));
    declared.emplace_back(meaning, value);
  }
  if (declared.size() > UINT8_MAX) return Status::invalid_job(fmt::format("{}: at most {} acts", where, UINT8_MAX));
  std::stable_sort(declared.begin(), declared.end(),
                   [](const auto& a, const auto& b) { return a.first.act < b.first.act; });
  for (const auto& [meaning, value] : declared) {
    acts.declare(value, static_cast<uint8_t>(meanings.size()));
    meanings.push_back(meaning);
  }
  return {};
}

Status EventReader::open(const CellTable& cells) {
  const std::string where = fmt::format("[[consent_events]] \"{}\"", spec.name);
  SOSIE_RETURN_IF_ERROR(open_acts(where));
  SOSIE_ASSIGN_OR_RETURN(CodeTable kinds, key_kind_codes(spec.key_kind.codes, where));
  SOSIE_ASSIGN_OR_RETURN(CodeTable purposes, purpose_codes(spec.purpose.codes, context.purposes, where));
  SOSIE_ASSIGN_OR_RETURN(CodeTable channels, channel_codes(spec.channel.codes, where));
  key_kind = coded_key(spec.key_kind, cells, std::move(kinds));
  purpose = coded_key(spec.purpose, cells, std::move(purposes));
  channel = coded_key(spec.channel, cells, std::move(channels));
  return {};
}

ActMeaning EventReader::meaning(const CellTable& cells, uint32_t row) const {
  const int column = cells.column_index(spec.act);
  const auto index = acts.find(column < 0 ? std::string_view() : cells.text(column, row));
  return index ? meanings[*index] : ActMeaning{};
}

/// `carried`: what the key can carry. An unreadable kind of event restricts that much; a permission without a channel
/// counts only where the key leaves no choice.
Scope EventReader::scope(const CellTable& cells, uint32_t row, const ActMeaning& meaning, ChannelSet carried) const {
  Scope scope{meaning.channels, meaning.channels != 0, kMarketing, true};
  if (meaning.act == Act::invalid) scope = {carried, true, kMarketing, true};
  if (!is_restriction(meaning.act) && meaning.channels == 0 && carried == channel_bit(Channel::email))
    scope = {carried, true, kMarketing, true};
  if (!channel.absent() && meaning.act != Act::invalid) {
    const auto stated = channel.read(cells, row);
    const bool is_empty = channel.column >= 0 && cells.text(channel.column, row).empty() && !stated;
    if (!is_empty) scope.channel_known = stated.has_value(), scope.channels = stated.value_or(0);
  }
  if (purpose.absent()) return scope;
  const auto stated = purpose.read(cells, row);
  scope.purpose_known = stated.has_value();
  scope.purpose = stated.value_or(kMarketing);
  return scope;
}

void EventReader::say_at_points(const CellTable& cells, uint32_t row, const ActMeaning& meaning,
                                const std::vector<PointId>& points, Fact fact) {
  for (const PointId point : points) {
    if (!settle_scope(scope(cells, row, meaning, channels_of(context.points.table.info(point).kind)), fact)) continue;
    fact.point = point;
    facts.facts.push_back(fact);
  }
}

/// A key of an unreadable kind is read as every kind it may be.
std::vector<PointId> points_of(std::string_view key, std::optional<uint8_t> kind, PointFinder& finder) {
  if (kind && *kind == static_cast<uint8_t>(KeyKind::record)) return {};
  if (kind)
    return finder.in_cell(key, *kind == static_cast<uint8_t>(KeyKind::phone) ? PointKind::phone : PointKind::email);
  std::vector<PointId> points = finder.in_cell(key, PointKind::email);
  for (const PointId point : finder.in_cell(key, PointKind::phone)) {
    if (std::find(points.begin(), points.end(), point) == points.end()) points.push_back(point);
  }
  return points;
}

void EventReader::read_row(const CellTable& cells, uint32_t row, const Origin& from, PointFinder& finder, Fact fact,
                           bool refused) {
  ActMeaning act = meaning(cells, row);
  if (act.act == Act::unknown || act.act == Act::ask) return;
  if (refused && !is_restriction(act.act)) return;
  const int key_column = cells.column_index(spec.key);
  const std::string_view key = key_column < 0 ? std::string_view() : cells.text(key_column, row);
  const auto kind = key_kind.read(cells, row);
  if (!kind && !is_restriction(act.act)) return;
  const auto name = !kind || *kind == static_cast<uint8_t>(KeyKind::record)
                        ? read_record_name(context.ingested.records, key)
                        : std::nullopt;
  if (refused && act.act == Act::erase && name) act = {};  // a damaged row erases nobody; it closes every channel
  fact.act = act.act;
  fact.row = row;
  from.companions.read(row, fact);
  if (name) {
    if (!settle_scope(scope(cells, row, act, kEveryChannel), fact)) return;
    waiting.push_back(fact);
    names.push_back(*name);
    return;
  }
  const std::vector<PointId> points = points_of(key, kind, finder);
  if (points.empty()) ++num_unresolved;
  say_at_points(cells, row, act, points, fact);
}

void EventReader::read_rows(const CellTable& cells, uint16_t origin, bool refused) {
  const Origin& from = facts.origins[origin];
  PointFinder finder(context.points, context.country(spec.country));
  for (uint32_t row = 0; row < cells.num_rows(); ++row) {
    Fact fact;
    fact.origin = origin;
    read_row(cells, row, from, finder, fact, refused);
  }
}

/// A statement keyed by a refused row holds at that row's own points.
bool EventReader::say_of_rejected(const RecordName& name, Fact fact) {
  const std::vector<uint32_t> rows = rejected[name.source].find(name.id);
  if (!is_restriction(fact.act)) return !rows.empty();
  for (const uint32_t row : rows) add_at_points(context.points, rejected[name.source].points(row), fact, facts.facts);
  return !rows.empty();
}

void EventReader::resolve_records() {
  const std::vector<RecordId> found = find_records(context.ingested.records, names);
  for (size_t i = 0; i < waiting.size(); ++i) {
    if (found[i] == kNoRecord) {
      if (!say_of_rejected(names[i], waiting[i])) ++num_unresolved;
      continue;
    }
    waiting[i].record = found[i];
    facts.facts.push_back(waiting[i]);
  }
}

/// Rows that were refused, cell by cell where their fields can be told apart.
std::shared_ptr<RefCells> refused_cells(const InputRows& rows) {
  std::vector<std::vector<TextRef>> columns(rows.names.size());
  for (const std::vector<TextRef>& cells : rows.reject_cells) {
    for (size_t column = 0; column < columns.size() && !cells.empty(); ++column)
      columns[column].push_back(cells[column]);
  }
  return std::make_shared<RefCells>(rows.names, std::move(columns));
}

/// Rows whose fields cannot be told apart close every point found in them.
void close_unreadable_rows(const ReadContext& context, const EventsSpec& spec, const InputRows& rows, uint16_t origin,
                           FactSet& facts) {
  PointFinder finder(context.points, context.country(spec.country));
  for (size_t i = 0; i < rows.rejects.size(); ++i) {
    if (!rows.reject_cells[i].empty()) continue;
    Fact fact;
    fact.act = Act::invalid;
    fact.origin = origin;
    settle_scope({0, false, kMarketing, true}, fact);
    add_at_points(context.points, finder.in_row(rows.rejects[i].reject.raw), fact, facts.facts);
  }
}

}  // namespace

InputRequest request_for(const EventsSpec& spec) {
  InputRequest request;
  request.name = spec.name;
  request.csv = spec.csv;
  request.columns = {spec.id, spec.key, spec.act, spec.key_kind.column, spec.purpose.column, spec.channel.column};
  request.columns.insert(request.columns.end(), spec.at.columns.begin(), spec.at.columns.end());
  for (const ColumnOrConstant* key : {&spec.valid_to, &spec.proof, &spec.method, &spec.basis, &spec.informed}) {
    if (!key->is_constant && !key->absent())
      (key->is_column ? request.columns : request.companions).push_back(key->text);
  }
  std::erase(request.columns, "");
  return request;
}

Status read_events(const ReadContext& context, const EventsSpec& spec, uint16_t rank, const InputRows& rows,
                   const std::vector<RejectedRows>& rejected, FactSet& facts, uint64_t& num_unresolved) {
  const DateDefaults dates = context.dates(spec.timezone);
  const Origin read{Origin::Kind::event, rank, spec.name, rows.cells, {}, rows.cells->column_index(spec.id)};
  SOSIE_ASSIGN_OR_RETURN(const uint16_t origin, add_origin(read, companion_spec(spec), dates, facts));
  const auto cells = refused_cells(rows);
  const Origin refused{Origin::Kind::rejected_row, rank, spec.name, cells, {}, cells->column_index(spec.id)};
  SOSIE_ASSIGN_OR_RETURN(const uint16_t refused_origin, add_origin(refused, companion_spec(spec), dates, facts));
  const Origin damaged{Origin::Kind::rejected_row, rank, spec.name, std::make_shared<RefCells>(), {}, -1};
  SOSIE_ASSIGN_OR_RETURN(const uint16_t damaged_origin, add_origin(damaged, companion_spec(spec), dates, facts));
  EventReader reader{context, spec, rejected, facts, {}, {}, {}, {}, {}, {}, {}, 0};
  SOSIE_RETURN_IF_ERROR(reader.open(*rows.cells));
  reader.read_rows(*rows.cells, origin, false);
  reader.read_rows(*cells, refused_origin, true);
  reader.resolve_records();
  close_unreadable_rows(context, spec, rows, damaged_origin, facts);
  num_unresolved += reader.num_unresolved;
  return {};
}

}  // namespace sosie::consent
