// Contact points: e-mail addresses and phone numbers as they are reached, and which row carries which.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "core/dictionary.h"
#include "core/record_table.h"

namespace sosie {

enum class PointKind : uint8_t { none, email, phone };
enum class PhoneKind : uint8_t { unknown, mobile, landline, other };

/// Number of a contact point in the run, from 1; 0 is none.
using PointId = uint32_t;

/// What is known of a point from its value alone (design: placeholders are not points and are never in the table).
struct PointInfo {
  PointKind kind = PointKind::none;
  bool valid = false;         ///< false: counts for restrictions only; true once any cell carries it properly
  bool role_address = false;  ///< info@, contact@, a switchboard by form
  PhoneKind phone_kind = PhoneKind::unknown;
  uint16_t calling_code = 0;  ///< phones in E.164: 33, 1, ...
};

/// Points found in cells, not yet numbered: what one worker fills before the run's table takes them in order.
class PointList {
 public:
  void add(std::string_view value, const PointInfo& info);
  size_t size() const { return keys_.size(); }
  std::string_view value(size_t i) const { return keys_[i].view().substr(1); }
  PointInfo& info(size_t i) { return info_[i]; }

 private:
  friend class PointTable;
  Arena bytes_;
  std::vector<TextRef> keys_;  // kind byte, then the value
  std::vector<PointInfo> info_;
};

/// Every distinct point of the run. Ids are equal exactly when kind and value are.
class PointTable {
 public:
  PointTable() : info_(1) {}
  /// The id of a point, new or known; the value is copied. `valid` is the or of all arrivals, the rest follows from the
  /// value, so that the order of arrival never matters.
  PointId add(std::string_view value, const PointInfo& info);
  /// The ids of a list, each as `add` would give it. Takes over the list's bytes.
  std::vector<PointId> add_all(PointList list);
  /// 0 when unknown.
  PointId find(PointKind kind, std::string_view value) const;
  /// E-mail: trimmed, lower case. Phone: E.164, or the digits as written when not valid.
  std::string_view value(PointId id) const { return values_.text(id).substr(1); }
  const PointInfo& info(PointId id) const { return info_[id]; }
  /// Asks memory for what is known of a point; once that has arrived, for its value.
  void prefetch(PointId id) const {
    __builtin_prefetch(&info_[id]);
    values_.prefetch(id);
  }
  void prefetch_text(PointId id) const { __builtin_prefetch(values_.ref(id).data()); }
  uint32_t size() const { return values_.size(); }

 private:
  void take_info(PointId id, const PointInfo& info);

  Dictionary values_;            // kind byte, then the value
  Arena bytes_;                  // of the lists taken
  std::vector<PointInfo> info_;  // by id
};

/// The points of one contact column of one source, by row (older deliveries included).
struct PointColumn {
  int column = -1;             ///< index in SourceTable::columns
  std::vector<PointId> first;  ///< by row; 0 for none
  struct More {
    uint32_t row;
    PointId point;
  };
  std::vector<More> more;  ///< further points of a row, ordered by row

  template <typename Visitor>
  void for_each(uint32_t row, Visitor&& visit) const;
};

/// All points of a run: made by `normalize`, used by matching and by consent.
struct ContactPoints {
  PointTable table;
  std::vector<std::vector<PointColumn>>
      columns;  ///< by source: its contact columns (mapped fields and columns named by `point`)

  /// Calls `visit(PointId)` for every point of a row of a source, column by column; a point in two columns comes twice.
  template <typename Visitor>
  void for_each(size_t source, uint32_t row, Visitor&& visit) const {
    for (const PointColumn& column : columns[source]) column.for_each(row, visit);
  }
};

/// A cell may hold several points ("06 12 34 56 78 / 01 23 45 67 89"). Reads it as the column's field says; a value
/// that stands in a field of another kind, or fails validation, is a point for restrictions (PointInfo::valid is false
/// for it). `country` is the ISO code numbers without prefix are read in. Appends to `points`, each point of the cell
/// once; placeholders are left out, and so are words that say nothing ("n/a") and digits that fit no plan and are fewer
/// than six.
void read_points(std::string_view cell, PointKind expected, std::string_view country, PointTable& table,
                 std::vector<PointId>& points);

/// The same into a list.
void read_points(std::string_view cell, PointKind expected, std::string_view country, PointList& points);

/// Every e-mail address and phone number found anywhere in the raw bytes of a row that could not be told apart: tokens
/// of the form x@y.zz, and runs of 9 to 15 digits that are numbers of their plan. All are points for restrictions only.
void scan_points(std::string_view raw, std::string_view country, PointTable& table, std::vector<PointId>& points);

template <typename Visitor>
void PointColumn::for_each(uint32_t row, Visitor&& visit) const {
  if (first[row] != 0) visit(first[row]);
  if (more.empty()) return;
  size_t low = 0, high = more.size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (more[middle].row < row) low = middle + 1;
    else high = middle;
  }
  for (; low < more.size() && more[low].row == row; ++low) visit(more[low].point);
}

}  // namespace sosie
