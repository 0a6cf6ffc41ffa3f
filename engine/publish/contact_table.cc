#include <algorithm>
#include <array>
#include <atomic>

#include "engine/publish/tables.h"

namespace sosie {
namespace {

using consent::Channel;
using consent::Decision;

constexpr std::array kChannels = {Channel::email, Channel::sms, Channel::voice, Channel::post, Channel::push};

std::string_view point_kind_name(const Decision& decision) {
  switch (decision.point_kind) {
    case PointKind::email: return "email";
    case PointKind::phone: return "phone";
    case PointKind::none: return decision.channel == Channel::post ? "post" : "";
  }
  return {};
}

/// A known time as an instant of the zone, a day as a day. Its middle, because the day may have been one of another
/// zone.
std::string moment_text(Moment moment, const TimeZone& zone) {
  if (moment.missing()) return {};
  if (moment.is_exact()) return zone.iso(moment.first);
  return zone.date_of(moment.first + (moment.last - moment.first) / 2).iso();
}

/// Formats the decisions of one entity after the other; one per range.
class ContactFormatter {
 public:
  explicit ContactFormatter(const TableContext& context)
      : context_(context),
        merger_(*context.input.merger),
        consent_(*context.input.consent),
        table_(context.input.normalized->points.table) {
    const std::vector<std::string>& purposes = consent_.purposes();
    const auto marketing = std::find(purposes.begin(), purposes.end(), "marketing");
    marketing_ = static_cast<size_t>(marketing - purposes.begin());
  }

  uint64_t format(uint32_t cluster, io::RowFormatter& out) {
    members_ = context_.members(cluster, buffer_);
    decisions_.clear();
    if (members_.empty()) return 0;
    scratch_.recycle();
    consent_.decide(cluster, decisions_);
    const std::string entity = context_.input.entity_ids[cluster].hex();
    const bool has_post =
        std::any_of(decisions_.begin(), decisions_.end(), [](const Decision& d) { return d.point == 0; });
    post_line_ = has_post ? merger_.merge_address(members_, scratch_).parts.one_line() : std::string();
    for (const Decision& decision : decisions_) format_decision(entity, decision, out);
    return decisions_.size();
  }

  /// Of the entity formatted last: the surviving value where it may be used, else the smallest value that may.
  UsablePoints usable() {
    UsablePoints points;
    points.email = usable_point(Channel::email, {Field::email});
    points.sms = usable_point(Channel::sms, {Field::mobile, Field::phone, Field::landline});
    points.voice = usable_point(Channel::voice, {Field::phone, Field::mobile, Field::landline});
    points.post = !post_line_.empty() && std::any_of(decisions_.begin(), decisions_.end(), [&](const Decision& d) {
      return d.channel == Channel::post && d.allowed && d.purpose == marketing_;
    });
    return points;
  }

  /// Whether the entity formatted last has a point for the first purpose.
  bool may_contact(Channel channel) const {
    return std::any_of(decisions_.begin(), decisions_.end(), [&](const Decision& decision) {
      return decision.channel == channel && decision.allowed && decision.purpose == 0;
    });
  }

 private:
  void format_decision(const std::string& entity, const Decision& decision, io::RowFormatter& out) const {
    out.text(entity);
    out.text(point_kind_name(decision));
    out.text(decision.point == 0 ? std::string_view(post_line_) : table_.value(decision.point));
    out.text(consent::channel_name(decision.channel));
    out.text(consent_.purposes()[decision.purpose]);
    out.boolean(decision.allowed);
    out.text(consent::state_name(decision.state));
    out.text(moment_text(decision.since, context_.zone));
    out.text(decision.basis);
    out.text(decision.deciding_source);
    // Nothing published names a record that was erased.
    out.text(context_.is_erased(decision.deciding_source, decision.deciding_id) ? std::string_view()
                                                                                : decision.deciding_id);
    out.text(decision.reason);
    out.end_row();
  }

  PointId usable_point(Channel channel, std::initializer_list<Field> preferred) {
    allowed_.clear();
    for (const Decision& decision : decisions_) {
      if (decision.channel == channel && decision.allowed && decision.purpose == marketing_ && decision.point != 0)
        allowed_.push_back(decision.point);
    }
    if (allowed_.size() < 2) return allowed_.empty() ? 0 : allowed_.front();
    for (const Field field : preferred) {
      const PointId survivor = surviving_point(field);
      if (std::find(allowed_.begin(), allowed_.end(), survivor) != allowed_.end()) return survivor;
    }
    return *std::min_element(allowed_.begin(), allowed_.end(),
                             [&](PointId a, PointId b) { return table_.value(a) < table_.value(b); });
  }

  PointId surviving_point(Field field) {
    const std::vector<GoldenField>& fields = merger_.fields();
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const GoldenField& f) { return f.field == field; });
    if (found == fields.end()) return 0;
    return static_cast<PointId>(
        merger_.merge_field(members_, static_cast<size_t>(found - fields.begin()), scratch_).comparable);
  }

  const TableContext& context_;
  const Merger& merger_;
  const consent::Consent& consent_;
  const PointTable& table_;
  size_t marketing_;  // index of the purpose; out of range when the job does not ask for it
  MergeScratch scratch_;
  std::vector<RecordId> buffer_;
  std::span<const RecordId> members_;
  std::vector<Decision> decisions_;
  std::vector<PointId> allowed_;
  std::string post_line_;
};

}  // namespace

Status write_contact(const TableContext& context, TableWriter& tables, std::vector<UsablePoints>& usable,
                     std::vector<std::pair<std::string, uint64_t>>& contactable) {
  using io::ColumnType;
  const io::TableColumn columns[] = {
      {"entity_id"}, {"point_kind"}, {"point"}, {"channel"},         {"purpose"},     {"allowed", ColumnType::boolean},
      {"state"},     {"since"},      {"basis"}, {"deciding_source"}, {"deciding_id"}, {"reason"}};
  const size_t num_clusters = context.input.consent == nullptr ? 0 : context.input.clusters->num_clusters();
  usable.assign(context.input.clusters->num_clusters(), {});
  std::array<std::atomic<uint64_t>, kChannels.size()> counts{};
  SOSIE_RETURN_IF_ERROR(tables.write("contact", columns, num_clusters,
                                     [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                                       ContactFormatter formatter(context);
                                       std::array<uint64_t, kChannels.size()> mine{};
                                       for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
                                         rows += formatter.format(cluster, out);
                                         usable[cluster] = formatter.usable();
                                         for (size_t i = 0; i < kChannels.size(); ++i)
                                           mine[i] += formatter.may_contact(kChannels[i]);
                                       }
                                       for (size_t i = 0; i < kChannels.size(); ++i) counts[i] += mine[i];
                                       return Status();
                                     }));
  for (size_t i = 0; i < kChannels.size(); ++i)
    contactable.emplace_back(consent::channel_name(kChannels[i]), counts[i]);
  return {};
}

}  // namespace sosie
