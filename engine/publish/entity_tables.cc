#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>

#include "core/fault.h"
#include "core/pool.h"
#include "engine/publish/contact_table.h"
#include "engine/publish/entity.h"
#include "engine/publish/record_tables.h"

namespace sosie {
namespace {

using consent::Channel;

constexpr std::array kChannels = {Channel::email, Channel::sms, Channel::voice, Channel::post, Channel::push};
enum EntityTable : size_t { members, links, golden, contact, lineage };

/// What one range of entities has counted, or the run.
struct Counts {
  uint64_t entities = 0, records = 0;
  RowsBySource delivered;
  std::array<uint64_t, kChannels.size()> contactable{};

  void add(const Counts& other) {
    entities += other.entities;
    records += other.records;
    for (size_t i = 0; i < delivered.size(); ++i) delivered[i] += other.delivered[i];
    for (size_t i = 0; i < contactable.size(); ++i) contactable[i] += other.contactable[i];
  }
};

/// Whether an entity has a point for the job's first purpose.
bool may_contact(const Entity& entity, Channel channel) {
  return std::any_of(entity.decisions.begin(), entity.decisions.end(), [&](const consent::Decision& decision) {
    return decision.channel == channel && decision.allowed && decision.purpose == 0;
  });
}

/// Formats entities as they are merged and decided, one after the other. One per thread.
class GoldenFormatter {
 public:
  explicit GoldenFormatter(const TableContext& context)
      : context_(context), maker_(context), moments_(context.zone), contact_(context) {}

  /// `id` and `members` are the entity's; see EntityMaker.
  void format(uint32_t cluster, std::string_view id, std::span<const RecordId> members,
              std::span<TableWriter::Rows> tables, Counts& counts) {
    entity_.id = id;
    entity_.members = members;
    maker_.make(cluster, entity_);
    if (tables[golden].out != nullptr) format_golden(context_, cluster, entity_, moments_, *tables[golden].out);
    ++tables[golden].count;
    if (tables[contact].out != nullptr)
      tables[contact].count += contact_.format(entity_, moments_, *tables[contact].out);
    if (tables[lineage].out != nullptr)
      tables[lineage].count += format_lineage(context_, entity_, *tables[lineage].out);
    for (size_t i = 0; i < kChannels.size(); ++i) counts.contactable[i] += may_contact(entity_, kChannels[i]);
  }

 private:
  const TableContext& context_;
  EntityMaker maker_;
  MomentTexts moments_;
  ContactFormatter contact_;
  Entity entity_;
};

/// The walk over the entities.
class EntityWalk {
 public:
  EntityWalk(const TableContext& context, const TableWriter& tables)
      : context_(context),
        clusters_(*context.input.clusters),
        makes_golden_(makes_golden_records(*context.input.job)),
        member_rows_(context) {
    if (tables.wants("links")) link_rows_.emplace(context);
  }

  std::vector<TableWriter::Table> tables() const {
    std::vector<TableWriter::Table> tables = {{"members", member_columns()},
                                              {"links", link_columns(*context_.input.pairs)}};
    if (!makes_golden_) return tables;
    tables.push_back({"golden", golden_columns(*context_.input.merger)});
    tables.push_back({"contact", contact_columns()});
    tables.push_back({"lineage", lineage_columns()});
    return tables;
  }

  Status format(size_t begin, size_t end, std::span<TableWriter::Rows> tables) {
    std::unique_ptr<GoldenFormatter> formatter;
    if (makes_golden_) formatter = formatters_.borrow([&] { return std::make_unique<GoldenFormatter>(context_); });
    const MembersAhead ahead(clusters_, context_.input.merger->prefetch(), end);
    Counts counts;
    counts.delivered.resize(context_.input.ingested->records.sources.size());
    std::vector<RecordId> buffer;
    for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
      prefetch(cluster, end);
      if (makes_golden_) {
        ahead.prefetch(cluster);
        prefetch_decisions(cluster, end);
      }
      const std::span<const RecordId> alive = context_.members(cluster, buffer);
      if (alive.empty() || fault_fires("merge.lose_entity")) continue;
      ++counts.entities;
      counts.records += alive.size();
      char digits[Hash128::kHexDigits];
      context_.input.entity_ids[cluster].hex(digits);
      const std::string_view id(digits, sizeof digits);
      tables[members].count += member_rows_.format(id, alive, counts.delivered, tables[members].out);
      if (link_rows_) tables[links].count += link_rows_->format(alive, *tables[links].out);
      if (makes_golden_) formatter->format(cluster, id, alive, tables, counts);
    }
    if (makes_golden_) formatters_.give_back(std::move(formatter));
    const std::lock_guard lock(mutex_);
    if (total_.delivered.empty()) total_.delivered.resize(counts.delivered.size());
    total_.add(counts);
    return {};
  }

  EntityCounts counts() const {
    EntityCounts counts{total_.entities, total_.records, total_.delivered, {}};
    counts.member_rows.resize(context_.input.ingested->records.sources.size());
    for (size_t i = 0; makes_golden_ && i < kChannels.size(); ++i)
      counts.contactable.emplace_back(consent::channel_name(kChannels[i]), total_.contactable[i]);
    return counts;
  }

 private:
  static constexpr uint32_t kPlacesAhead = 12, kTextsAhead = 6;

  /// The records of an entity lie far apart: their places are asked for some entities ahead, and once these have
  /// arrived, what stands there.
  void prefetch(uint32_t cluster, size_t end) const {
    if (cluster + kPlacesAhead < end) {
      for (const RecordId record : clusters_.of(cluster + kPlacesAhead)) {
        member_rows_.prefetch(record);
        if (link_rows_) link_rows_->prefetch(record);
      }
    }
    if (cluster + kTextsAhead < end) {
      for (const RecordId record : clusters_.of(cluster + kTextsAhead)) {
        member_rows_.prefetch_id(record);
        if (link_rows_) link_rows_->prefetch_pairs(record);
      }
    }
  }

  /// See Consent::prefetch; the points of a cluster have arrived by then, see MembersAhead.
  void prefetch_decisions(size_t cluster, size_t end) const {
    if (context_.input.consent == nullptr) return;
    for (int step = 0; step < consent::Consent::kPrefetchSteps; ++step) {
      const size_t ahead = cluster + static_cast<size_t>(2 * (consent::Consent::kPrefetchSteps - step));
      if (ahead < end) context_.input.consent->prefetch(static_cast<uint32_t>(ahead), step);
    }
  }

  const TableContext& context_;
  const Clusters& clusters_;
  const bool makes_golden_;
  const MemberRows member_rows_;
  std::optional<LinkRows> link_rows_;  // where the table is asked for
  Pool<GoldenFormatter> formatters_;   // what one has rendered and remembered serves more than one range
  std::mutex mutex_;
  Counts total_;
};

}  // namespace

Status write_entities(const TableContext& context, TableWriter& tables, EntityCounts& counts) {
  EntityWalk walk(context, tables);
  const std::vector<TableWriter::Table> specs = walk.tables();
  SOSIE_RETURN_IF_ERROR(tables.write_together(
      specs, context.input.clusters->num_clusters(),
      [&](size_t begin, size_t end, std::span<TableWriter::Rows> rows) { return walk.format(begin, end, rows); }));
  counts = walk.counts();
  return {};
}

}  // namespace sosie
