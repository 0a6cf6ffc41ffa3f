#include "core/row_texts.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

#include "core/row_order.h"
#include "core/spill.h"

namespace sosie {
namespace {

constexpr size_t kMostHeaps = 1'024;
constexpr size_t kFewestRows = 4'096;  // of a heap
constexpr size_t kRowsPerTask = 65'536;
constexpr ptrdiff_t kMostTextsAhead = 256 << 20;   // bytes; further apart they lie in different buffers
constexpr size_t kNumberBytes = sizeof(uint32_t);  // a row's number, before its texts

/// All references of a table's rows, always in the same order. `Ref` is TextRef, const for a table that is only read.
template <typename Ref>
class RowRefs {
  using Table = std::conditional_t<std::is_const_v<Ref>, const SourceTable, SourceTable>;

 public:
  explicit RowRefs(Table& table) : lists_(table.lists) {
    columns_.push_back(std::span<Ref>(table.ids));
    for (auto& column : table.columns) {
      if (const std::span<Ref> refs = column.cells.refs(); !refs.empty()) columns_.push_back(refs);
    }
  }

  template <typename Visitor>
  void for_each(uint32_t row, Visitor&& visit) const {
    for (const std::span<Ref> column : columns_) visit(column[row]);
    for (auto& list : lists_) {
      for (auto& cells : list.cells) {
        for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) visit(cells[e]);
      }
    }
  }

  /// Asks for the references of rows [begin, end).
  void read_ahead(size_t begin, size_t end) const {
    for (const std::span<Ref> column : columns_) sosie::read_ahead(&column[begin], (end - begin) * sizeof(TextRef));
  }

  size_t num_bytes(uint32_t row) const {
    size_t bytes = 0;
    for_each(row, [&](const TextRef& ref) { bytes += ref.size(); });
    return bytes;
  }

 private:
  std::vector<std::span<Ref>> columns_;
  std::conditional_t<std::is_const_v<Ref>, const std::vector<ListTable>, std::vector<ListTable>>& lists_;
};

/// Asks for the texts of rows [begin, end): in a file they stand in the order of rows, from one id to the other.
void read_texts_ahead(const SourceTable& table, size_t begin, size_t end) {
  const char* const first = table.ids[begin].data();
  const char* const last = table.ids[end - 1].data();
  if (first < last && last - first < kMostTextsAhead) read_ahead(first, static_cast<size_t>(last - first));
}

/// Copies a row's texts one after the other.
void copy_row(const RowRefs<const TextRef>& refs, uint32_t row, char* to) {
  refs.for_each(row, [&](const TextRef& ref) {
    if (ref.missing()) return;
    std::memcpy(to, ref.data(), ref.size());
    to += ref.size();
  });
}

}  // namespace

Result<RowTexts> RowTexts::take(const SourceTable& table, std::span<const uint32_t> order, const Executor& executor) {
  SOSIE_CHECK(order.size() == table.num_rows, "each row once");
  const RowRefs<const TextRef> refs(table);
  const std::vector<uint32_t> new_row = inverse_of(order);
  const size_t num_rows = order.size();
  const size_t rows_per_heap = std::max(kFewestRows, (num_rows + kMostHeaps - 1) / kMostHeaps);
  const size_t num_heaps = (num_rows + rows_per_heap - 1) / rows_per_heap;
  const size_t num_tasks = (num_rows + kRowsPerTask - 1) / kRowsPerTask;

  // Where each task writes into each heap: first how much, then from where on.
  std::vector<std::vector<size_t>> places(num_tasks, std::vector<size_t>(num_heaps));
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(num_rows, kRowsPerTask, [&](size_t begin, size_t end) {
    std::vector<size_t>& mine = places[begin / kRowsPerTask];
    refs.read_ahead(begin, end);
    for (auto row = static_cast<uint32_t>(begin); row < end; ++row)
      mine[new_row[row] / rows_per_heap] += kNumberBytes + refs.num_bytes(row);
    return Status();
  }));
  RowTexts texts;
  for (size_t heap = 0; heap < num_heaps; ++heap) {
    size_t bytes = 0;
    for (std::vector<size_t>& task : places) bytes += std::exchange(task[heap], bytes);
    const size_t first = heap * rows_per_heap;
    texts.heaps_.push_back({static_cast<uint32_t>(first),
                            static_cast<uint32_t>(std::min(rows_per_heap, num_rows - first)),
                            AlignedArray<char>(bytes)});
  }
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(num_rows, kRowsPerTask, [&](size_t begin, size_t end) {
    std::vector<size_t>& mine = places[begin / kRowsPerTask];
    refs.read_ahead(begin, end);
    read_texts_ahead(table, begin, end);
    for (auto row = static_cast<uint32_t>(begin); row < end; ++row) {
      size_t& place = mine[new_row[row] / rows_per_heap];
      char* const to = texts.heaps_[new_row[row] / rows_per_heap].bytes.data() + place;
      std::memcpy(to, &new_row[row], kNumberBytes);
      copy_row(refs, row, to + kNumberBytes);
      place += kNumberBytes + refs.num_bytes(row);
    }
    return Status();
  }));
  return texts;
}

Status RowTexts::give(SourceTable& table, const Executor& executor) && {
  const RowRefs<TextRef> refs(table);
  std::vector<std::shared_ptr<const void>> owners(heaps_.size());
  SOSIE_RETURN_IF_ERROR(executor.for_each(heaps_.size(), [&](size_t i) {
    Heap heap = std::move(heaps_[i]);
    read_ahead(heap.bytes.data(), heap.bytes.size());
    refs.read_ahead(heap.first, size_t{heap.first} + heap.num_rows);
    std::vector<size_t> places(heap.num_rows);
    for (size_t place = 0; place < heap.bytes.size();) {
      uint32_t row;
      std::memcpy(&row, heap.bytes.data() + place, kNumberBytes);
      place += kNumberBytes;
      places[row - heap.first] = place;
      place += refs.num_bytes(row);
    }
    const auto texts = std::make_shared<AlignedArray<char>>(heap.bytes.size() - heap.num_rows * kNumberBytes);
    char* to = texts->data();
    for (uint32_t row = heap.first; row < heap.first + heap.num_rows; ++row) {
      const size_t num_bytes = refs.num_bytes(row);
      if (num_bytes > 0) std::memcpy(to, heap.bytes.data() + places[row - heap.first], num_bytes);
      refs.for_each(row, [&](TextRef& ref) {
        ref = TextRef({to, ref.size()});
        to += ref.size();
      });
    }
    owners[i] = texts;
    return Status();
  }));
  heaps_.clear();
  for (NamedColumn& column : table.columns) {
    const auto values = std::make_shared<Arena>();
    column.cells.move_values(*values);
    owners.push_back(values);
  }
  table.owners = std::move(owners);
  return {};
}

}  // namespace sosie
