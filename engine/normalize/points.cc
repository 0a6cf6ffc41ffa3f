#include "engine/normalize/points.h"

#include <algorithm>
#include <string_view>

namespace sosie {
namespace {

constexpr size_t kGrain = 16'384;
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

/// Points of a run of cells, numbered in a table of their own.
struct LocalPoints {
  PointTable table;
  std::vector<uint32_t> offsets = {0};
  std::vector<PointId> points;
};

/// Reads `n` cells in parallel and renumbers their points in cell order, so that ids do not depend on threads.
template <typename CellOf>
Status read_cells(size_t n, const CellOf& cell_of, PointKind kind, const std::string& country, const Executor& executor,
                  PointTable& table, std::vector<uint32_t>& offsets, std::vector<PointId>& points) {
  std::vector<LocalPoints> parts((n + kGrain - 1) / kGrain);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
    LocalPoints& part = parts[begin / kGrain];
    for (size_t i = begin; i < end; ++i) {
      if (const std::string_view cell = cell_of(i); !cell.empty())
        read_points(cell, kind, country, part.table, part.points);
      part.offsets.push_back(static_cast<uint32_t>(part.points.size()));
    }
    return Status();
  }));
  offsets.assign(1, 0);
  for (const LocalPoints& part : parts) {
    std::vector<PointId> run_id(part.table.size() + 1);
    for (PointId id = 1; id < run_id.size(); ++id) run_id[id] = table.add(part.table.value(id), part.table.info(id));
    const auto shift = static_cast<uint32_t>(points.size());
    for (size_t i = 1; i < part.offsets.size(); ++i) offsets.push_back(part.offsets[i] + shift);
    for (const PointId id : part.points) points.push_back(run_id[id]);
  }
  return {};
}

void append_points(std::span<const PointId> points, uint32_t row, PointColumn& out) {
  for (const PointId point : points) {
    if (out.first[row] == 0) out.first[row] = point;
    else out.more.push_back({row, point});
  }
}

Status read_column(const TextColumn& cells, PointKind kind, const std::string& country, const Executor& executor,
                   PointTable& table, PointColumn& out) {
  const size_t num_rows = cells.num_rows();
  const bool by_value = cells.is_interned();
  const auto cell_of = [&](size_t i) {
    return by_value ? cells.dictionary().text(static_cast<Code>(i)) : cells.text(i);
  };
  std::vector<uint32_t> offsets;
  std::vector<PointId> points;
  const size_t n = by_value ? cells.dictionary().size() + 1 : num_rows;
  SOSIE_RETURN_IF_ERROR(read_cells(n, cell_of, kind, country, executor, table, offsets, points));
  out.first.assign(num_rows, 0);
  size_t next_more = 0;
  std::vector<PointId> further;
  for (uint32_t row = 0; row < num_rows; ++row) {
    const size_t i = by_value ? cells.codes()[row] : row;
    append_points(std::span(points).subspan(offsets[i], offsets[i + 1] - offsets[i]), row, out);
    for (; next_more < cells.more().size() && cells.more()[next_more].row == row; ++next_more) {
      further.clear();
      read_points(cells.more()[next_more].value.view(), kind, country, table, further);
      append_points(further, row, out);
    }
  }
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
void add_code(RecordId record, Code code, CodeColumn& column) {
  if (column.codes[record] == 0) {
    column.codes[record] = code;
    return;
  }
  if (column.codes[record] == code) return;
  for (size_t i = column.more.size(); i > 0 && column.more[i - 1].record == record; --i) {
    if (column.more[i - 1].code == code) return;
  }
  column.more.push_back({record, code});
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

void assign_matching_points(const SourceTable& table, const FieldMap& map, const ContactPoints& points,
                            NullCounts& nulls, Comparables& out) {
  const std::vector<PointColumn>& columns = points.columns[table.ordinal];
  const auto column_of = [&](int index) {
    return std::find_if(columns.begin(), columns.end(), [&](const PointColumn& c) { return c.column == index; });
  };
  for (uint32_t row = 0; row < table.num_records; ++row) {
    for (const MappedField& field : map.fields) {
      if (!is_contact_field(field.field)) continue;
      for (const int index : field.columns) {
        column_of(index)->for_each(row, [&](PointId point) {
          const char* reason = nullptr;
          CodeColumn* column =
              column_for(points.table.info(point), field.field, points.table.value(point), out, reason);
          if (column != nullptr) add_code(table.first_record + row, point, *column);
          else ++nulls[{table.ordinal, {field.name, reason}}];
        });
      }
    }
  }
}

}  // namespace sosie
