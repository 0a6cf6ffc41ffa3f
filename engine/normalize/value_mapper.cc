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

Status read_all(size_t n, size_t num_outputs, const std::function<std::string_view(size_t, std::string&)>& raw_of,
                const MapContext& context, const ValueReader& read, Parts& parts) {
  parts.by_output.assign(num_outputs, std::vector<TextRef>(n));
  parts.reasons.assign(n, nullptr);
  const size_t first_arena = context.arenas.size();
  context.arenas.resize(first_arena + (n + kGrain - 1) / kGrain);
  return context.executor.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
    Arena& arena = context.arenas[first_arena + begin / kGrain];
    std::vector<std::string> out(num_outputs);
    std::string scratch;
    for (size_t i = begin; i < end; ++i) {
      const std::string_view raw = raw_of(i, scratch);
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

Status map_values(const MapContext& context, const MappedField& field, std::span<const MapOutput> outputs,
                  const ValueReader& read) {
  const SourceTable& table = context.table;
  const TextColumn& first = table.columns[field.columns[0]].cells;
  const bool by_value = field.columns.size() == 1 && first.is_interned();
  const size_t n = by_value ? first.dictionary().size() + 1 : table.num_records;
  const auto raw_of = [&](size_t i, std::string& scratch) {
    return by_value ? first.dictionary().text(static_cast<Code>(i))
                    : joined_cell(table, field, static_cast<uint32_t>(i), scratch);
  };
  Parts parts;
  SOSIE_RETURN_IF_ERROR(read_all(n, outputs.size(), raw_of, context, read, parts));
  const auto index_of = [&](uint32_t record) { return by_value ? first.codes()[record] : record; };
  for (size_t k = 0; k < outputs.size(); ++k) {
    std::vector<Code> codes(n);
    outputs[k].values->intern_batch(parts.by_output[k], codes);
    Code* out = outputs[k].codes;
    for (uint32_t record = 0; record < table.num_records; ++record) {
      if (const Code code = codes[index_of(record)]; code != 0) out[record] = code;
    }
  }
  for (uint32_t record = 0; record < table.num_records; ++record) {
    if (const char* reason = parts.reasons[index_of(record)]) ++context.nulls[{table.ordinal, {field.name, reason}}];
  }
  return {};
}

}  // namespace sosie
