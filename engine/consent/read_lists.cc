#include "engine/consent/read_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "matchers/normalize/text.h"

namespace sosie::consent {
namespace {

constexpr size_t kRowsPerTask = 16'384;

/// One list, ready to be read. Thread-safe once made.
struct ConsentList {
  uint16_t origin = 0;
  const Companions* companions = nullptr;
  const CellTable* cells = nullptr;
  CodeTable acts, channels, purposes;
  int status = -1, channel = -1, purpose = -1, point = -1;  // members; -1: absent
};

const ListTable* find_list(const SourceTable& table, const std::string& path) {
  const auto found =
      std::find_if(table.lists.begin(), table.lists.end(), [&](const ListTable& list) { return list.path == path; });
  return found == table.lists.end() ? nullptr : &*found;
}

Result<ConsentList> open_list(const ReadContext& context, const SourceTable& table, const ListTable& elements,
                              const ConsentListSpec& spec, FactSet& facts) {
  const std::string where = fmt::format("source \"{}\", consent list \"{}\"", table.name, spec.path);
  const auto cells = std::make_shared<ListCells>(elements);
  ConsentList list;
  list.cells = cells.get();
  list.status = cells->column_index(spec.status);
  list.channel = cells->column_index(spec.channel);
  list.purpose = cells->column_index(spec.purpose);
  list.point = cells->column_index(spec.point);
  SOSIE_ASSIGN_OR_RETURN(list.acts, act_codes(spec.codes, where));
  SOSIE_ASSIGN_OR_RETURN(list.channels, channel_codes(spec.channels, where));
  SOSIE_ASSIGN_OR_RETURN(list.purposes, purpose_codes(spec.purposes, context.purposes, where));
  const Origin origin{Origin::Kind::list, static_cast<uint16_t>(table.ordinal), table.name, cells, {}, -1};
  SOSIE_ASSIGN_OR_RETURN(list.origin, add_origin(origin, companion_spec(spec),
                                                 context.dates(context.job.sources[table.ordinal].timezone), facts));
  list.companions = &facts.origins[list.origin].companions;
  return list;
}

Scope scope_of(const ConsentList& list, uint32_t element) {
  Scope scope;
  const auto channels = list.channel < 0 ? std::nullopt : list.channels.find(list.cells->text(list.channel, element));
  scope.channel_known = channels.has_value();
  scope.channels = channels.value_or(0);
  if (list.purpose < 0) return scope;
  const auto purpose = list.purposes.find(list.cells->text(list.purpose, element));
  scope.purpose_known = purpose.has_value();
  scope.purpose = purpose.value_or(kMarketing);
  return scope;
}

class ElementReader {
 public:
  ElementReader(const ConsentList& list, PointFinder& finder, std::vector<Fact>& out)
      : list_(list), finder_(finder), out_(out) {}

  void read(RecordId record, uint32_t row, uint32_t element, bool restrictions_only) {
    const auto act =
        read_act(list_.acts, list_.status < 0 ? std::string_view() : list_.cells->text(list_.status, element));
    if (!act || (restrictions_only && !is_restriction(*act))) return;
    Fact fact;
    fact.act = *act;
    fact.record = record;
    fact.row = row;
    fact.element = element;
    fact.origin = list_.origin;
    if (!settle_scope(scope_of(list_, element), fact)) return;
    list_.companions->read(element, fact);
    say_for_points(fact);
  }

 private:
  /// A permission that should name its point and names none that a record carries permits nothing; a restriction
  /// reaches the record's points in any case.
  void say_for_points(Fact fact) {
    if (list_.point < 0 || fact.channels == channel_bit(Channel::post)) return out_.push_back(fact);
    const PointKind kind = (fact.channels & channel_bit(Channel::email)) != 0 ? PointKind::email : PointKind::phone;
    const std::vector<PointId>& points = finder_.in_cell(list_.cells->text(list_.point, fact.element), kind);
    if (points.empty() && is_restriction(fact.act)) out_.push_back(fact);
    for (const PointId point : points) {
      fact.point = point;
      out_.push_back(fact);
    }
  }

  const ConsentList& list_;
  PointFinder& finder_;
  std::vector<Fact>& out_;
};

}  // namespace

Status read_consent_list(const ReadContext& context, const SourceTable& table, const ConsentListSpec& spec,
                         FactSet& facts) {
  const ListTable* elements = find_list(table, spec.path);
  if (elements == nullptr || elements->offsets.empty()) {
    if (table.num_rows == 0) return {};
    return Status::invalid_job(fmt::format("source \"{}\" has no list \"{}\"", table.name, spec.path))
        .hint("consent lists are arrays of objects in NDJSON files");
  }
  SOSIE_ASSIGN_OR_RETURN(const ConsentList list, open_list(context, table, *elements, spec, facts));
  std::vector<std::vector<Fact>> parts((table.num_rows + kRowsPerTask - 1) / kRowsPerTask);
  const std::string& country = context.country(context.job.sources[table.ordinal].country);
  SOSIE_RETURN_IF_ERROR(context.executor.for_ranges(table.num_rows, kRowsPerTask, [&](size_t begin, size_t end) {
    PointFinder finder(context.points, country);
    ElementReader reader(list, finder, parts[begin / kRowsPerTask]);
    for (auto row = static_cast<uint32_t>(begin); row < end; ++row) {
      const RecordId record = table.first_record + table.record_of_row(row);
      for (uint32_t e = elements->offsets[row]; e < elements->offsets[row + 1]; ++e)
        reader.read(record, row, e, row >= table.num_records);
    }
    return Status();
  }));
  for (const std::vector<Fact>& part : parts) facts.facts.insert(facts.facts.end(), part.begin(), part.end());
  return {};
}

}  // namespace sosie::consent
