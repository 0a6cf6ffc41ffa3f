#include <algorithm>
#include <mutex>

#include "engine/trace.h"
#include "io/input.h"

namespace sosie {
namespace {

Result<std::vector<io::RowChunk>> read_column(const io::Input& input, const std::string& column,
                                              const Executor& executor) {
  std::vector<io::RowChunk> chunks;
  std::mutex mutex;
  io::ReadRequest request;
  request.columns = {column};
  SOSIE_RETURN_IF_ERROR(input.read(request, executor, [&](io::RowChunk&& chunk) {
    const std::lock_guard lock(mutex);
    chunks.push_back(std::move(chunk));
    return Status();
  }));
  std::sort(chunks.begin(), chunks.end(),
            [](const io::RowChunk& a, const io::RowChunk& b) { return a.index < b.index; });
  return chunks;
}

matchers::DateEvidence evidence_of(const std::vector<io::RowChunk>& chunks) {
  matchers::DateEvidence evidence;
  for (const io::RowChunk& chunk : chunks) {
    for (uint32_t row = 0; row < chunk.num_rows; ++row) matchers::note_date(chunk.cell(0, row).view(), evidence);
  }
  return evidence;
}

}  // namespace

Result<TraceCounts> trace_column(std::string_view field, const TracedColumn& column, TraceOptions options,
                                 const Executor& executor, MemoryAccountant& memory,
                                 const std::function<Status(uint64_t row, const ValueTrace& trace)>& visit) {
  SOSIE_ASSIGN_OR_RETURN(const io::Input input, io::Input::open(column.path, {}, memory));
  SOSIE_ASSIGN_OR_RETURN(const std::vector<io::RowChunk> chunks, read_column(input, column.column, executor));
  const matchers::DateEvidence evidence = evidence_of(chunks);
  options.order = matchers::decide_order(evidence, options.order);
  if (options.formats.empty() && matchers::holds_serials(evidence)) options.formats = {"excel"};
  TraceCounts counts;
  for (const io::RowChunk& chunk : chunks) {
    for (uint32_t row = 0; row < chunk.num_rows; ++row) {
      SOSIE_ASSIGN_OR_RETURN(const ValueTrace trace, trace_value(field, chunk.cell(0, row).view(), options));
      ++(trace.null.empty() ? counts.counted : counts.nulls[std::string(trace.null)]);
      SOSIE_RETURN_IF_ERROR(visit(chunk.row_ordinals[row], trace));
    }
    counts.rows += chunk.num_rows + chunk.rejects.size();
    counts.refused_rows += chunk.rejects.size();
  }
  return counts;
}

}  // namespace sosie
