#include "engine/evaluate.h"

#include <fmt/format.h>

#include "apps/run_commands.h"
#include "engine/rerun.h"

namespace sosie::apps {

Status evaluate_command(const CommandLine& line, const Console& console) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  SOSIE_ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(line.positionals[0]));
  EvaluateOptions options;
  options.between_sources = line.between_sources;
  const Result<std::unique_ptr<Rerun>> rerun = Rerun::open(run, executor, memory);
  if (rerun.ok())
    options.candidates = [&](std::span<const TruthPair> pairs) { return (*rerun)->count_candidates(pairs); };
  else
    console.warn("pair completeness of blocking is not measured: the inputs could not be read again: " +
                 rerun.status().to_string());
  SOSIE_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluate(run, line.truth, options, executor, memory));
  for (const std::string& problem : evaluation.problems) console.warn(problem);
  return write_output(line.json ? to_json(evaluation) : to_text(evaluation));
}

}  // namespace sosie::apps
