#include "engine/consent/suppression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace sosie::consent {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;
constexpr size_t kRowsPerTask = 16'384;
constexpr std::array<PointKind, 2> kKinds = {PointKind::email, PointKind::phone};
constexpr std::array<std::string_view, 2> kKindNames = {"email", "phone"};

std::optional<PointKind> parse_kind(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return kKinds[static_cast<size_t>(found - kKindNames.begin())];
}

/// Channels the list closes for a kind; the job was checked.
ChannelSet channels_for(const SuppressionSpec& spec, PointKind kind) {
  const auto declared = spec.channels.find(std::string(kKindNames[kind == PointKind::phone]));
  if (declared == spec.channels.end()) return channels_of(kind);
  ChannelSet channels = 0;
  for (const std::string& name : declared->second) {
    const auto channel = parse_channel(name);
    if (channel) channels |= *channel == Channel::any ? channels_of(kind) : channel_bit(*channel);
  }
  return channels;
}

/// Kinds of points the list may hold.
std::vector<PointKind> kinds_of(const SuppressionSpec& spec) {
  if (const auto constant = parse_kind(spec.kind.constant)) return {*constant};
  std::vector<PointKind> kinds;
  for (const auto& [name, values] : spec.kind.codes) kinds.push_back(*parse_kind(name));
  return kinds.empty() ? std::vector<PointKind>(kKinds.begin(), kKinds.end()) : kinds;
}

CompanionSpec companion_spec_of(const SuppressionSpec& spec) {
  static const ColumnOrConstant kNothing;
  return {spec.listed, kNothing, kNothing, kNothing, kNothing, kNothing};
}

Result<uint16_t> add_list(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank,
                          const std::shared_ptr<const CellTable>& cells, FactSet& facts) {
  return add_origin({Origin::Kind::suppression, rank, spec.name, cells, {}, -1}, companion_spec_of(spec),
                    context.dates({}), facts);
}

Fact entry(uint16_t origin) {
  Fact fact;
  fact.act = Act::suppress;
  fact.origin = origin;
  fact.flags = Fact::kPointOnly;
  fact.purpose = kMarketing;
  return fact;
}

void add_blanket_facts(const SuppressionSpec& spec, uint16_t origin, Moment newest, FactSet& facts,
                       std::vector<Blanket>& blankets) {
  for (const PointKind kind : kinds_of(spec)) {
    Fact fact = entry(origin);
    fact.at = newest;
    fact.channels = channels_for(spec, kind);
    blankets.push_back({kind, facts.size()});
    facts.facts.push_back(fact);
  }
}

/// Reads entries of a list. One per task.
class EntryReader {
 public:
  EntryReader(const ReadContext& context, const SuppressionSpec& spec, uint16_t origin, const Companions& companions,
              const CellTable& cells, std::vector<Fact>& out)
      : context_(context),
        spec_(spec),
        origin_(origin),
        companions_(companions),
        cells_(cells),
        out_(out),
        value_(cells.column_index(spec.value)),
        kind_(spec.kind.column.empty() ? -1 : cells.column_index(spec.kind.column)),
        finder_(context.points, context.country(spec.country)) {
    for (const auto& [name, values] : spec.kind.codes) {
      for (const std::string& value : values) kinds_.declare(value, static_cast<uint8_t>(*parse_kind(name)));
    }
    for (size_t i = 0; i < kKinds.size() && spec.kind.codes.empty(); ++i)
      kinds_.declare(kKindNames[i], static_cast<uint8_t>(kKinds[i]));
  }

  void read(uint32_t row) {
    if (value_ < 0) return;
    for (const PointId point : finder_.in_cell(cells_.text(value_, row), kind_at(row))) {
      Fact fact = entry(origin_);
      fact.row = row;
      fact.point = point;
      companions_.read(row, fact);
      fact.channels = channels_for(spec_, context_.points.table.info(point).kind);
      out_.push_back(fact);
    }
  }

 private:
  /// A kind that was not declared leaves the value to speak for itself.
  PointKind kind_at(uint32_t row) const {
    if (const auto constant = parse_kind(spec_.kind.constant)) return *constant;
    const auto stated = kind_ < 0 ? std::nullopt : kinds_.find(cells_.text(kind_, row));
    return stated ? static_cast<PointKind>(*stated) : PointKind::email;
  }

  const ReadContext& context_;
  const SuppressionSpec& spec_;
  uint16_t origin_;
  const Companions& companions_;
  const CellTable& cells_;
  std::vector<Fact>& out_;
  int value_, kind_;
  PointFinder finder_;
  CodeTable kinds_;
};

/// The newest `listed` that is not after as_of; missing when there is none.
Result<Moment> newest_listed(const ReadContext& context, const SuppressionSpec& spec, const CellTable& cells,
                             Moment as_of) {
  SOSIE_ASSIGN_OR_RETURN(const MomentColumn listed, MomentColumn::open(spec.listed, cells, context.dates({})));
  Moment newest;
  for (uint32_t row = 0; row < cells.num_rows(); ++row) {
    const Moment at = listed.read(row).moment;
    if (at.missing() || at.first > as_of.last) continue;
    if (newest.missing() || at.last > newest.last) newest = at;
  }
  return newest;
}

bool is_stale(const SuppressionSpec& spec, Moment newest, Moment as_of) {
  return newest.missing() || as_of.last - newest.last > int64_t{spec.max_age_days} * kSecondsPerDay;
}

/// Refused rows close every point found in them.
void read_refused(const ReadContext& context, const SuppressionSpec& spec, const InputRows& rows, uint16_t origin,
                  FactSet& facts) {
  PointFinder finder(context.points, context.country(spec.country));
  for (const EventReject& refused : rows.rejects) {
    for (const PointId point : finder.in_row(refused.reject.raw)) {
      Fact fact = entry(origin);
      fact.point = point;
      fact.channels = channels_for(spec, context.points.table.info(point).kind);
      facts.facts.push_back(fact);
    }
  }
}

}  // namespace

Status check_suppression(const SuppressionSpec& spec) {
  const std::string where = fmt::format("[[suppression]] \"{}\"", spec.name);
  if (!spec.scheme.empty()) {
    return Status::invalid_job(fmt::format("{}: hashed lists ({}) are not built yet", where, spec.scheme))
        .hint("give the list in plain values, or leave it out and close its channels by hand");
  }
  if (!spec.kind.constant.empty() && !parse_kind(spec.kind.constant))
    return Status::invalid_job(fmt::format("{}: kind \"{}\" is not email or phone", where, spec.kind.constant));
  for (const auto& [name, values] : spec.kind.codes) {
    if (!parse_kind(name))
      return Status::invalid_job(fmt::format("{}: kind \"{}\" is not email or phone", where, name));
  }
  for (const auto& [kind, channels] : spec.channels) {
    if (!parse_kind(kind))
      return Status::invalid_job(fmt::format("{}: kind \"{}\" is not email or phone", where, kind));
    for (const std::string& channel : channels) {
      if (!parse_channel(channel)) return Status::invalid_job(fmt::format("{}: \"{}\" is no channel", where, channel));
    }
  }
  return {};
}

InputRequest request_for(const SuppressionSpec& spec) {
  InputRequest request;
  request.name = spec.name;
  request.csv = spec.csv;
  request.columns = {spec.value, spec.kind.column};
  request.columns.insert(request.columns.end(), spec.listed.columns.begin(), spec.listed.columns.end());
  std::erase(request.columns, "");
  return request;
}

Status read_suppression(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank, const InputRows& rows,
                        Moment as_of, FactSet& facts, std::vector<Blanket>& blankets,
                        std::vector<std::string>& warnings) {
  SOSIE_ASSIGN_OR_RETURN(const uint16_t origin, add_list(context, spec, rank, rows.cells, facts));
  const Companions& companions = facts.origins[origin].companions;
  const uint32_t num_rows = rows.cells->num_rows();
  std::vector<std::vector<Fact>> parts((num_rows + kRowsPerTask - 1) / kRowsPerTask);
  SOSIE_RETURN_IF_ERROR(context.executor.for_ranges(num_rows, kRowsPerTask, [&](size_t begin, size_t end) {
    EntryReader reader(context, spec, origin, companions, *rows.cells, parts[begin / kRowsPerTask]);
    for (size_t row = begin; row < end; ++row) reader.read(static_cast<uint32_t>(row));
    return Status();
  }));
  for (const std::vector<Fact>& part : parts) facts.facts.insert(facts.facts.end(), part.begin(), part.end());
  read_refused(context, spec, rows, origin, facts);
  if (spec.max_age_days == 0) return {};
  SOSIE_ASSIGN_OR_RETURN(const Moment newest, newest_listed(context, spec, *rows.cells, as_of));
  if (!is_stale(spec, newest, as_of)) return {};
  add_blanket_facts(spec, origin, newest, facts, blankets);
  warnings.push_back(
      fmt::format("the list \"{}\" is older than {} days: its channels are closed", spec.name, spec.max_age_days));
  return {};
}

Status add_blankets(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank, const std::string& why,
                    FactSet& facts, std::vector<Blanket>& blankets, std::vector<std::string>& warnings) {
  SOSIE_ASSIGN_OR_RETURN(const uint16_t origin, add_list(context, spec, rank, std::make_shared<RefCells>(), facts));
  add_blanket_facts(spec, origin, {}, facts, blankets);
  warnings.push_back(fmt::format("the list \"{}\" {}: its channels are closed", spec.name, why));
  return {};
}

}  // namespace sosie::consent
