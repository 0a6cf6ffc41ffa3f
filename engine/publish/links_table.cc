#include <span>
#include <utility>

#include "engine/publish/tables.h"

namespace sosie {
namespace {

constexpr int kProbabilityDigits = 6;
constexpr int kWeightDigits = 4;

std::vector<io::TableColumn> link_columns(const DecidedPairs& pairs) {
  using io::ColumnType;
  std::vector<io::TableColumn> columns = {{"left_source"},
                                          {"left_id"},
                                          {"right_source"},
                                          {"right_id"},
                                          {"decision"},
                                          {"match_weight", ColumnType::decimal},
                                          {"match_probability", ColumnType::decimal},
                                          {"blocking_rule"}};
  for (const std::string& comparison : pairs.comparisons)
    columns.push_back({"gamma_" + comparison, ColumnType::integer});
  return columns;
}

/// The records of a pair by source, then id bytes: the same whatever the order of rows.
std::pair<RecordId, RecordId> oriented(const DecidedPair& pair, const RecordSet& records) {
  const uint8_t left = records.source_of[pair.left], right = records.source_of[pair.right];
  const bool keep = left != right ? left < right : records.id(pair.left) <= records.id(pair.right);
  return keep ? std::pair(pair.left, pair.right) : std::pair(pair.right, pair.left);
}

/// The ids of a pair lie anywhere: their places are asked for some pairs ahead, and once those have arrived, the ids.
class IdsAhead {
 public:
  IdsAhead(const RecordSet& records, std::span<const DecidedPair> pairs) : records_(records), pairs_(pairs) {}

  void prefetch(size_t pair) const {
    if (pair + kPlacesAhead < pairs_.size()) {
      const DecidedPair& ahead = pairs_[pair + kPlacesAhead];
      for (const RecordId record : {ahead.left, ahead.right})
        __builtin_prefetch(&records_.source(record).ids[records_.local(record)]);
    }
    if (pair + kTextsAhead < pairs_.size()) {
      const DecidedPair& ahead = pairs_[pair + kTextsAhead];
      for (const RecordId record : {ahead.left, ahead.right}) __builtin_prefetch(records_.id(record).data());
    }
  }

 private:
  static constexpr size_t kPlacesAhead = 16, kTextsAhead = 8;
  const RecordSet& records_;
  const std::span<const DecidedPair> pairs_;
};

}  // namespace

Status write_links(const TableContext& context, TableWriter& tables) {
  if (!tables.wants("links")) return {};
  const RecordSet& records = context.input.ingested->records;
  const DecidedPairs& pairs = *context.input.pairs;
  const std::vector<io::TableColumn> columns = link_columns(pairs);
  return tables.write("links", columns, pairs.pairs.size(),
                      [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                        const IdsAhead ahead(records, pairs.pairs);
                        for (size_t i = begin; i < end; ++i) {
                          ahead.prefetch(i);
                          const DecidedPair& pair = pairs.pairs[i];
                          if (context.is_erased(pair.left) || context.is_erased(pair.right)) continue;
                          const auto [left, right] = oriented(pair, records);
                          out.text(records.source(left).name);
                          out.text(records.id(left));
                          out.text(records.source(right).name);
                          out.text(records.id(right));
                          out.text(pair.decision == PairDecision::link ? "link" : "review");
                          out.decimal(bits_of(pair.weight), kWeightDigits);
                          out.decimal(probability_of(pair.weight), kProbabilityDigits);
                          out.text(pairs.rules[pair.rule]);
                          for (size_t comparison = 0; comparison < pairs.comparisons.size(); ++comparison)
                            out.integer(pair.level(comparison));
                          out.end_row();
                          ++rows;
                        }
                        return Status();
                      });
}

}  // namespace sosie
