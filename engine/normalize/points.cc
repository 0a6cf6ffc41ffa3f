#include "engine/normalize/points.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace sosie {
namespace {

constexpr size_t kGrain = 16'384;
constexpr size_t kRecordsOfRange = 65'536;
constexpr size_t kFewestDigits = 6;  // a shorter number that fits no plan is an extension at best

struct ContactColumn {
  int column;
  PointKind kind;
};

PointKind kind_of(Field field) { return field == Field::email ? PointKind::email : PointKind::phone; }

PointKind kind_of_channel(std::string_view channel) {
  if (channel == "email") return PointKind::email;
  return channel == "sms" || channel == "voice" ? PointKind::phone : PointKind::none;
}

std::vector<ContactColumn> contact_columns(const SourceSpec& spec, const SourceTable& table, const FieldMap& map) {
  std::vector<ContactColumn> columns;
  const auto add = [&](int column, PointKind kind) {
    const auto same = [&](const ContactColumn& known) { return known.column == column; };
    if (column >= 0 && std::none_of(columns.begin(), columns.end(), same)) columns.push_back({column, kind});
  };
  for (const MappedField& field : map.fields) {
    if (!is_contact_field(field.field)) continue;
    for (const int column : field.columns) add(column, kind_of(field.field));
  }
  for (const ConsentColumnSpec& consent : spec.consent)
    add(table.column_index(consent.point), kind_of_channel(consent.channel));
  return columns;
}

/// Points of a run of cells: those of cell i stand at [offsets[i], offsets[i + 1]).
struct CellPoints {
  std::vector<uint32_t> offsets = {0};
  std::vector<PointId> points;
  std::span<const PointId> of(size_t i) const {
    return std::span(points).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
};

/// Reads `n` cells in parallel and numbers their points in cell order, so that ids do not depend on threads.
template <typename CellOf>
Status read_cells(size_t n, const CellOf& cell_of, PointKind kind, const std::string& country, const Executor& executor,
                  PointTable& table, CellPoints& out) {
  struct Part {
    PointList list;
    std::vector<uint32_t> ends;  // by cell
  };
  std::vector<Part> parts((n + kGrain - 1) / kGrain);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
    Part& part = parts[begin / kGrain];
    part.ends.reserve(end - begin);
    for (size_t i = begin; i < end; ++i) {
      if (const std::string_view cell = cell_of(i); !cell.empty()) read_points(cell, kind, country, part.list);
      part.ends.push_back(static_cast<uint32_t>(part.list.size()));
    }
    return Status();
  }));
  out.offsets.reserve(n + 1);
  for (Part& part : parts) {
    const auto shift = static_cast<uint32_t>(out.points.size());
    for (const uint32_t end : part.ends) out.offsets.push_back(end + shift);
    const std::vector<PointId> ids = table.add_all(std::move(part.list));
    out.points.insert(out.points.end(), ids.begin(), ids.end());
  }
  return {};
}

void append_points(std::span<const PointId> points, uint32_t row, PointColumn& out) {
  for (const PointId point : points) {
    if (out.first[row] == 0) out.first[row] = point;
    else out.more.push_back({row, point});
  }
}

/// The cells' points, then those of further values of a row, by row.
void spread_points(const TextColumn& cells, const CellPoints& points, const CellPoints& further, PointColumn& out) {
  const auto num_rows = static_cast<uint32_t>(cells.num_rows());
  const bool by_value = cells.is_interned();
  const std::span<const MoreCell> more = cells.more();
  out.first.assign(num_rows, 0);
  size_t next = 0;
  for (uint32_t row = 0; row < num_rows; ++row) {
    append_points(points.of(by_value ? cells.codes()[row] : row), row, out);
    for (; next < more.size() && more[next].row == row; ++next) append_points(further.of(next), row, out);
  }
}

Status read_column(const TextColumn& cells, PointKind kind, const std::string& country, const Executor& executor,
                   PointTable& table, PointColumn& out) {
  const bool by_value = cells.is_interned();
  const auto cell_of = [&](size_t i) {
    return by_value ? cells.dictionary().text(static_cast<Code>(i)) : cells.text(i);
  };
  const auto further_cell = [&](size_t i) { return cells.more()[i].value.view(); };
  const size_t n = by_value ? cells.dictionary().size() + 1 : cells.num_rows();
  CellPoints points, further;
  SOSIE_RETURN_IF_ERROR(read_cells(n, cell_of, kind, country, executor, table, points));
  SOSIE_RETURN_IF_ERROR(read_cells(cells.more().size(), further_cell, kind, country, executor, table, further));
  spread_points(cells, points, further, out);
  return {};
}

/// Which comparable column a point belongs to, or null with a reason.
CodeColumn* column_for(const PointInfo& info, Field stated, std::string_view value, Comparables& out,
                       const char*& reason) {
  if (info.role_address) {
    reason = "role address or switchboard";
    return nullptr;
  }
  if (info.kind == PointKind::email) {
    if (!info.valid) reason = "no valid address";
    return info.valid ? &out.email : nullptr;
  }
  if (!info.valid && value.size() < kFewestDigits) {
    reason = "no valid number";
    return nullptr;
  }
  switch (info.phone_kind) {
    case PhoneKind::landline: return &out.landline;
    case PhoneKind::mobile: return &out.mobile;
    default: return stated == Field::landline ? &out.landline : &out.mobile;
  }
}

/// Appends a value to a multi-valued column; equal values of one record count once.
void add_code(RecordId record, Code code, std::vector<Code>& codes, std::vector<CodeColumn::More>& more) {
  if (codes[record] == 0) {
    codes[record] = code;
    return;
  }
  if (codes[record] == code) return;
  for (size_t i = more.size(); i > 0 && more[i - 1].record == record; --i) {
    if (more[i - 1].code == code) return;
  }
  more.push_back({record, code});
}

/// A contact field and the points of one of its columns.
struct FieldPoints {
  const MappedField* field;
  const PointColumn* points;
};

std::vector<FieldPoints> points_of_fields(const FieldMap& map, const std::vector<PointColumn>& columns) {
  std::vector<FieldPoints> found;
  for (const MappedField& field : map.fields) {
    if (!is_contact_field(field.field)) continue;
    for (const int index : field.columns) {
      const auto column =
          std::find_if(columns.begin(), columns.end(), [&](const PointColumn& c) { return c.column == index; });
      found.push_back({&field, &*column});
    }
  }
  return found;
}

/// What a range of records finds beside first values, which go to the columns at once.
struct RangePoints {
  std::array<std::vector<CodeColumn::More>, 3> more;  // email, mobile, landline
  std::map<std::pair<const MappedField*, const char*>, uint64_t> nulls;
};

void assign_range(const SourceTable& table, std::span<const FieldPoints> fields, const PointTable& points, size_t begin,
                  size_t end, Comparables& out, RangePoints& range) {
  const std::array<CodeColumn*, 3> columns = {&out.email, &out.mobile, &out.landline};
  for (auto row = static_cast<uint32_t>(begin); row < end; ++row) {
    for (const FieldPoints& field : fields) {
      field.points->for_each(row, [&](PointId point) {
        const char* reason = nullptr;
        const CodeColumn* column = column_for(points.info(point), field.field->field, points.value(point), out, reason);
        if (column == nullptr) {
          ++range.nulls[{field.field, reason}];
          return;
        }
        const auto index = static_cast<size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
        add_code(table.first_record + row, point, columns[index]->codes, range.more[index]);
      });
    }
  }
}

}  // namespace

Status read_contact_columns(const Job& job, const SourceSpec& spec, const SourceTable& table, const FieldMap& map,
                            const Executor& executor, ContactPoints& points) {
  const std::string& country = spec.country.empty() ? job.country : spec.country;
  std::vector<PointColumn>& columns = points.columns.emplace_back();
  for (const ContactColumn& contact : contact_columns(spec, table, map)) {
    PointColumn& column = columns.emplace_back();
    column.column = contact.column;
    SOSIE_RETURN_IF_ERROR(
        read_column(table.columns[contact.column].cells, contact.kind, country, executor, points.table, column));
  }
  return {};
}

Status assign_matching_points(const SourceTable& table, const FieldMap& map, const ContactPoints& points,
                              const Executor& executor, NullCounts& nulls, Comparables& out) {
  const std::vector<FieldPoints> fields = points_of_fields(map, points.columns[table.ordinal]);
  std::vector<RangePoints> ranges((table.num_records + kRecordsOfRange - 1) / kRecordsOfRange);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(table.num_records, kRecordsOfRange, [&](size_t begin, size_t end) {
    assign_range(table, fields, points.table, begin, end, out, ranges[begin / kRecordsOfRange]);
    return Status();
  }));
  for (const RangePoints& range : ranges) {
    for (const auto& [column, more] : {std::pair(&out.email, &range.more[0]), std::pair(&out.mobile, &range.more[1]),
                                       std::pair(&out.landline, &range.more[2])})
      column->more.insert(column->more.end(), more->begin(), more->end());
    for (const auto& [key, count] : range.nulls) nulls[{table.ordinal, {key.first->name, key.second}}] += count;
  }
  return {};
}

}  // namespace sosie
