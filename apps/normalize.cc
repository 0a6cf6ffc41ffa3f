#include <fmt/format.h>

#include "apps/run_commands.h"
#include "engine/trace.h"

namespace sosie::apps {
namespace {

/// Gathers output and hands it on in pieces of this size.
constexpr size_t kPiece = 1 << 16;

std::string printed(const ValueTrace& trace, uint64_t row, bool as_json) {
  if (as_json) return to_json(trace, row);
  return row == 0 ? to_text(trace) : fmt::format("row {}  {}", row, to_text(trace));
}

Status trace_values(const CommandLine& line, const TraceOptions& options) {
  std::string text;
  for (size_t i = 1; i < line.positionals.size(); ++i) {
    SOSIE_ASSIGN_OR_RETURN(const ValueTrace trace, trace_value(line.positionals[0], line.positionals[i], options));
    text += printed(trace, 0, line.json);
  }
  return write_output(text);
}

Status trace_file(const CommandLine& line, const TraceOptions& options, const Console& console) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  std::string text;
  const auto visit = [&](uint64_t row, const ValueTrace& trace) {
    text += printed(trace, row, line.json);
    if (text.size() < kPiece) return Status();
    const Status status = write_output(text);
    text.clear();
    return status;
  };
  SOSIE_ASSIGN_OR_RETURN(const TraceCounts counts,
                         trace_column(line.positionals[0], {line.file, line.column}, options, executor, memory, visit));
  SOSIE_RETURN_IF_ERROR(write_output(text));
  console.say(fmt::format("{} rows, {} values count", with_commas(counts.rows), with_commas(counts.counted)));
  for (const auto& [reason, count] : counts.nulls) console.say(fmt::format("  {:>12}  {}", with_commas(count), reason));
  if (counts.refused_rows > 0) console.say(fmt::format("  {:>12}  row refused", with_commas(counts.refused_rows)));
  return {};
}

}  // namespace

Status normalize_command(const CommandLine& line, const Console& console) {
  TraceOptions options;
  if (!line.country.empty()) options.country = line.country;
  options.formats = line.formats;
  return line.file.empty() ? trace_values(line, options) : trace_file(line, options, console);
}

}  // namespace sosie::apps
