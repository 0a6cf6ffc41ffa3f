#include <algorithm>
#include <array>
#include <atomic>

#include "core/fault.h"
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

class RangeFormatter {
 public:
  explicit RangeFormatter(const TableContext& context) : context_(context), maker_(context), moments_(context.zone) {}

  void format(uint32_t cluster, std::span<TableWriter::Rows> tables) {
    if (!maker_.make(cluster, entity_) || fault_fires("merge.lose_entity")) return;
    if (tables[golden].out != nullptr) format_golden(context_, cluster, entity_, moments_, *tables[golden].out);
    ++tables[golden].count;
    if (tables[contact].out != nullptr)
      tables[contact].count += format_contact(context_, entity_, moments_, *tables[contact].out);
    if (tables[lineage].out != nullptr)
      tables[lineage].count += format_lineage(context_, entity_, *tables[lineage].out);
    ++counts_.entities;
    counts_.records += entity_.members.size();
    for (size_t i = 0; i < kChannels.size(); ++i) counts_.contactable[i] += may_contact(entity_, kChannels[i]);
  }

  const Counts<uint64_t>& counts() const { return counts_; }

 private:
  const TableContext& context_;
  EntityMaker maker_;
  MomentTexts moments_;
  Entity entity_;
  Counts<uint64_t> counts_;
};

}  // namespace

Status write_entities(const TableContext& context, TableWriter& tables, EntityCounts& counts) {
  const TableWriter::Table specs[] = {{"golden", golden_columns(*context.input.merger)},
                                      {"contact", contact_columns()},
                                      {"lineage", lineage_columns()}};
  Counts<std::atomic<uint64_t>> total;
  const auto format = [&](size_t begin, size_t end, std::span<TableWriter::Rows> rows) {
    RangeFormatter formatter(context);
    for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) formatter.format(cluster, rows);
    total.entities += formatter.counts().entities;
    total.records += formatter.counts().records;
    for (size_t i = 0; i < kChannels.size(); ++i) total.contactable[i] += formatter.counts().contactable[i];
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
