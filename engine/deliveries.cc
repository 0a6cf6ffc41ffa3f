#include "engine/deliveries.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "core/fault.h"
#include "core/hash.h"
#include "core/row_order.h"
#include "engine/updated.h"

namespace sosie {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kPrefetchDistance = 16;

/// For every row the first row with the same id.
std::vector<uint32_t> first_rows(const SourceTable& table, std::span<const RecordKey> keys) {
  std::vector<uint32_t> first(keys.size());
  std::vector<uint32_t> slots(std::bit_ceil(2 * keys.size() + 1), kNone);
  const size_t mask = slots.size() - 1;
  for (uint32_t row = 0; row < keys.size(); ++row) {
    if (row + kPrefetchDistance < keys.size()) __builtin_prefetch(&slots[keys[row + kPrefetchDistance] & mask]);
    size_t slot = keys[row] & mask;
    while (slots[slot] != kNone && (keys[slots[slot]] != keys[row] || table.id(slots[slot]) != table.id(row)))
      slot = (slot + 1) & mask;
    if (slots[slot] == kNone) slots[slot] = row;
    first[row] = slots[slot];
  }
  return first;
}

/// The rows' new order: winners by first row, then the older deliveries by row. Sets `delivered`.
std::vector<uint32_t> delivery_order(std::span<const uint32_t> first, std::span<const uint32_t> winner,
                                     SourceTable& table) {
  std::vector<uint32_t> order, record_of_first(first.size(), kNone);
  order.reserve(first.size());
  for (uint32_t row = 0; row < first.size(); ++row) {
    if (first[row] != row) continue;
    record_of_first[row] = static_cast<uint32_t>(order.size());
    order.push_back(winner[row]);
  }
  table.num_records = static_cast<uint32_t>(order.size());
  for (uint32_t row = 0; row < first.size(); ++row) {
    if (winner[first[row]] == row) continue;
    if (fault_fires("deliveries.lose_row")) continue;
    order.push_back(row);
    table.delivered.push_back(record_of_first[first[row]]);
  }
  return order;
}

/// By first row: the newest row of its record.
std::vector<uint32_t> newest_rows(const SourceSpec& spec, const Job& job, std::span<const uint32_t> first,
                                  std::span<const std::string_view> row_bytes, const SourceTable& table,
                                  Status& status) {
  std::vector<uint32_t> winner(first.size());
  std::iota(winner.begin(), winner.end(), 0);
  auto updated = UpdatedReader::open(spec, job, table);
  if (!updated.ok()) {
    status = updated.status();
    return winner;
  }
  for (uint32_t row = 0; row < first.size(); ++row) {
    uint32_t& best = winner[first[row]];
    if (row == best) continue;
    const int64_t mine = updated->seconds(row), other = updated->seconds(best);
    if (mine > other || (mine == other && row_bytes[row] > row_bytes[best])) best = row;
  }
  return winner;
}

}  // namespace

Status fold_deliveries(const SourceSpec& spec, const Job& job, std::span<const std::string_view> row_bytes,
                       SourceTable& table) {
  const uint64_t source_hash = hash_bytes(table.name);
  std::vector<RecordKey> keys(table.num_rows);
  for (uint32_t row = 0; row < table.num_rows; ++row) keys[row] = hash_combine(source_hash, hash_bytes(table.id(row)));
  const std::vector<uint32_t> first = first_rows(table, keys);
  const bool repeats = std::any_of(first.begin(), first.end(), [row = 0u](uint32_t f) mutable { return f != row++; });
  if (repeats) {
    Status status;
    const std::vector<uint32_t> winner = newest_rows(spec, job, first, row_bytes, table, status);
    SOSIE_RETURN_IF_ERROR(status);
    const std::vector<uint32_t> order = delivery_order(first, winner, table);
    reorder_rows(order, table);
    table.num_rows = static_cast<uint32_t>(order.size());
    reorder(order, keys);
  } else {
    table.num_records = table.num_rows;
  }
  keys.resize(table.num_records);
  table.keys = std::move(keys);
  return {};
}

}  // namespace sosie
