#include "engine/normalize/value_mapper.h"

#include <algorithm>

namespace sosie {
namespace {

constexpr size_t kGrain = 8'192;

/// The parts of every distinct value, or of every record where values hardly repeat.
struct Parts {
  std::vector<std::vector<TextRef>> by_output;
  std::vector<const char*> reasons;
};

TextRef keep(Arena& arena, const std::string& text) {
  return TextRef(arena.copy(std::string_view(text).substr(0, TextRef::kMaxLength)));
}

Status read_all(const FieldCells& cells, size_t num_outputs, const MapContext& context, const ValueReader& read,
                Parts& parts) {
  const size_t n = cells.size();
  parts.by_output.assign(num_outputs, std::vector<TextRef>(n));
  parts.reasons.assign(n, nullptr);
  const size_t first_arena = context.arenas.size();
  context.arenas.resize(first_arena + (n + kGrain - 1) / kGrain);
  return context.executor.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
    Arena& arena = context.arenas[first_arena + begin / kGrain];
    std::vector<std::string> out(num_outputs);
    std::string scratch;
    for (size_t i = begin; i < end; ++i) {
      const std::string_view raw = cells.text(i, scratch);
      if (raw.empty()) continue;
      for (std::string& part : out) part.clear();
      parts.reasons[i] = read(raw, out);
      if (parts.reasons[i] != nullptr) continue;
      for (size_t k = 0; k < num_outputs; ++k) parts.by_output[k][i] = keep(arena, out[k]);
    }
    return Status();
  });
}

}  // namespace

FieldCells::FieldCells(const SourceTable& table, const MappedField& field)
    : table_(table),
      field_(field),
      first_(table.columns[field.columns[0]].cells),
      by_value_(field.columns.size() == 1 && first_.is_interned()),
      size_(by_value_ ? first_.dictionary().size() + 1 : table.num_records) {
  if (by_value_) codes_ = first_.codes();
}

std::string_view FieldCells::text(size_t i, std::string& scratch) const {
  return by_value_ ? first_.dictionary().text(static_cast<Code>(i))
                   : joined_cell(table_, field_, static_cast<uint32_t>(i), scratch);
}

void count_nulls(const MapContext& context, const MappedField& field, const FieldCells& cells,
                 std::span<const char* const> reasons) {
  for (uint32_t record = 0; record < context.table.num_records; ++record) {
    if (const char* reason = reasons[cells.index_of(record)])
      ++context.nulls[{context.table.ordinal, {field.name, reason}}];
  }
}

Status map_values(const MapContext& context, const MappedField& field, std::span<const MapOutput> outputs,
                  const ValueReader& read) {
  const FieldCells cells(context.table, field);
  Parts parts;
  SOSIE_RETURN_IF_ERROR(read_all(cells, outputs.size(), context, read, parts));
  for (size_t k = 0; k < outputs.size(); ++k) {
    std::vector<Code> codes(cells.size());
    outputs[k].values->intern_batch(parts.by_output[k], codes);
    Code* out = outputs[k].codes;
    for (uint32_t record = 0; record < context.table.num_records; ++record) {
      if (const Code code = codes[cells.index_of(record)]; code != 0) out[record] = code;
    }
  }
  count_nulls(context, field, cells, parts.reasons);
  return {};
}

}  // namespace sosie
