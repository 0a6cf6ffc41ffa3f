#include <span>
#include <utility>

#include "engine/publish/record_tables.h"

namespace sosie {
namespace {

constexpr int kWeightDigits = 4;

/// The records of a pair by source, then id bytes: the same whatever the order of rows.
std::pair<RecordId, RecordId> oriented(const DecidedPair& pair, const RecordSet& records) {
  const uint8_t left = records.source_of[pair.left], right = records.source_of[pair.right];
  const bool keep = left != right ? left < right : records.id(pair.left) <= records.id(pair.right);
  return keep ? std::pair(pair.left, pair.right) : std::pair(pair.right, pair.left);
}

}  // namespace

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

LinkRows::LinkRows(const TableContext& context) : context_(context), pairs_(*context.input.pairs) {
  const uint32_t num_records = context.input.ingested->records.num_records;
  begins_.reserve(num_records + size_t{1});
  uint64_t next = 0;
  for (uint64_t record = 0; record <= num_records; ++record) {
    while (next < pairs_.pairs.size() && pairs_.pairs[next].left < record) ++next;
    begins_.push_back(next);
  }
}

uint64_t LinkRows::format(std::span<const RecordId> members, io::RowFormatter& out) const {
  uint64_t rows = 0;
  for (const RecordId record : members) {
    for (uint64_t i = begins_[record]; i < begins_[record + size_t{1}]; ++i) {
      const DecidedPair& pair = pairs_.pairs[i];
      if (context_.is_erased(pair.right)) continue;
      format_pair(pair, out);
      ++rows;
    }
  }
  return rows;
}

void LinkRows::format_pair(const DecidedPair& pair, io::RowFormatter& out) const {
  const RecordSet& records = context_.input.ingested->records;
  const auto [left, right] = oriented(pair, records);
  out.text(records.source(left).name);
  out.text(records.id(left));
  out.text(records.source(right).name);
  out.text(records.id(right));
  out.text(pair.decision == PairDecision::link ? "link" : "review");
  out.decimal(bits_of(pair.weight), kWeightDigits);
  out.decimal(probability_of(pair.weight), kProbabilityDigits);
  out.text(pairs_.rules[pair.rule]);
  for (size_t comparison = 0; comparison < pairs_.comparisons.size(); ++comparison) out.integer(pair.level(comparison));
  out.end_row();
}

}  // namespace sosie
