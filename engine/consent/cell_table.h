// Cells by column and row, wherever they stand: a source's rows, the elements of its lists, its refused rows, events.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/record_table.h"

namespace sosie::consent {

/// Read-only; thread-safe. Views stay valid as long as the tables behind them.
class CellTable {
 public:
  virtual ~CellTable() = default;
  /// -1 when there is no such column.
  virtual int column_index(std::string_view name) const = 0;
  /// Empty when missing.
  virtual std::string_view text(int column, uint32_t row) const = 0;
  virtual uint32_t num_rows() const = 0;
  /// The column itself where it is stored as one, so that each distinct value can be read once; else null.
  virtual const TextColumn* text_column(int) const { return nullptr; }
};

/// Rows of a source, older deliveries included.
class SourceCells : public CellTable {
 public:
  explicit SourceCells(const SourceTable& table) : table_(table) {}
  int column_index(std::string_view name) const override { return table_.column_index(name); }
  std::string_view text(int column, uint32_t row) const override { return table_.columns[column].cells.text(row); }
  uint32_t num_rows() const override { return table_.num_rows; }
  const TextColumn* text_column(int column) const override { return &table_.columns[column].cells; }

 private:
  const SourceTable& table_;
};

/// Elements of a list: the row is the element.
class ListCells : public CellTable {
 public:
  explicit ListCells(const ListTable& list) : list_(list) {}
  int column_index(std::string_view name) const override;
  std::string_view text(int column, uint32_t row) const override { return list_.cells[column][row].view(); }
  uint32_t num_rows() const override { return list_.offsets.empty() ? 0 : list_.offsets.back(); }

 private:
  const ListTable& list_;
};

/// Columns of references: refused rows, rows of events.
class RefCells : public CellTable {
 public:
  RefCells() = default;
  /// `cells` by column, then row; all of one length.
  RefCells(std::vector<std::string> names, std::vector<std::vector<TextRef>> cells);
  int column_index(std::string_view name) const override;
  std::string_view text(int column, uint32_t row) const override { return cells_[column][row].view(); }
  uint32_t num_rows() const override { return cells_.empty() ? 0 : static_cast<uint32_t>(cells_.front().size()); }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<TextRef>> cells_;
};

}  // namespace sosie::consent
