#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "core/fault.h"
#include "core/pool.h"
#include "engine/publish/contact_table.h"
#include "engine/publish/entity.h"

namespace sosie {
namespace {

using consent::Channel;

constexpr std::array kChannels = {Channel::email, Channel::sms, Channel::voice, Channel::post, Channel::push};
enum EntityTable : size_t { golden, contact, lineage };

/// What one range of entities, or the run, has counted.
template <typename Count>
struct Counts {
  Count entities = 0, records = 0;
  std::array<Count, kChannels.size()> contactable{};
};

/// Whether an entity has a point for the job's first purpose.
bool may_contact(const Entity& entity, Channel channel) {
  return std::any_of(entity.decisions.begin(), entity.decisions.end(), [&](const consent::Decision& decision) {
    return decision.channel == channel && decision.allowed && decision.purpose == 0;
  });
}

/// Formats entities, one after the other. One per thread.
class EntityFormatter {
 public:
  explicit EntityFormatter(const TableContext& context)
      : context_(context), maker_(context), moments_(context.zone), contact_(context) {}

  void format(uint32_t cluster, std::span<TableWriter::Rows> tables, Counts<uint64_t>& counts) {
    if (!maker_.make(cluster, entity_) || fault_fires("merge.lose_entity")) return;
    if (tables[golden].out != nullptr) format_golden(context_, cluster, entity_, moments_, *tables[golden].out);
    ++tables[golden].count;
    if (tables[contact].out != nullptr)
      tables[contact].count += contact_.format(entity_, moments_, *tables[contact].out);
    if (tables[lineage].out != nullptr)
      tables[lineage].count += format_lineage(context_, entity_, *tables[lineage].out);
    ++counts.entities;
    counts.records += entity_.members.size();
    for (size_t i = 0; i < kChannels.size(); ++i) counts.contactable[i] += may_contact(entity_, kChannels[i]);
  }

 private:
  const TableContext& context_;
  EntityMaker maker_;
  MomentTexts moments_;
  ContactFormatter contact_;
  Entity entity_;
};

/// See Consent::prefetch; the points of a cluster have arrived by then, see MembersAhead.
void prefetch_decisions(const TableContext& context, size_t cluster, size_t end) {
  if (context.input.consent == nullptr) return;
  for (int step = 0; step < consent::Consent::kPrefetchSteps; ++step) {
    const size_t ahead = cluster + static_cast<size_t>(2 * (consent::Consent::kPrefetchSteps - step));
    if (ahead < end) context.input.consent->prefetch(static_cast<uint32_t>(ahead), step);
  }
}

}  // namespace

Status write_entities(const TableContext& context, TableWriter& tables, EntityCounts& counts) {
  const TableWriter::Table specs[] = {{"golden", golden_columns(*context.input.merger)},
                                      {"contact", contact_columns()},
                                      {"lineage", lineage_columns()}};
  Counts<std::atomic<uint64_t>> total;
  Pool<EntityFormatter> formatters;  // what one has rendered and remembered serves more than one range
  const auto format = [&](size_t begin, size_t end, std::span<TableWriter::Rows> rows) {
    auto formatter = formatters.borrow([&] { return std::make_unique<EntityFormatter>(context); });
    Counts<uint64_t> of_range;
    const MembersAhead ahead(*context.input.clusters, context.input.merger->prefetch(), end);
    for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
      ahead.prefetch(cluster);
      prefetch_decisions(context, cluster, end);
      formatter->format(cluster, rows, of_range);
    }
    formatters.give_back(std::move(formatter));
    total.entities += of_range.entities;
    total.records += of_range.records;
    for (size_t i = 0; i < kChannels.size(); ++i) total.contactable[i] += of_range.contactable[i];
    return Status();
  };
  SOSIE_RETURN_IF_ERROR(tables.write_together(specs, context.input.clusters->num_clusters(), format));
  counts.num_entities = total.entities;
  counts.num_records = total.records;
  for (size_t i = 0; i < kChannels.size(); ++i)
    counts.contactable.emplace_back(consent::channel_name(kChannels[i]), total.contactable[i]);
  return {};
}

}  // namespace sosie
