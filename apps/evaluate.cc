#include "engine/evaluate.h"

#include <fmt/format.h>

#include <cstdio>

#include "apps/run_commands.h"

namespace sosie::apps {

Status evaluate_command(const CommandLine& line, const Console& console) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  SOSIE_ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(line.positionals[0]));
  EvaluateOptions options;
  options.between_sources = line.between_sources;
  SOSIE_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluate(run, line.truth, options, executor, memory));
  for (const std::string& problem : evaluation.problems) console.warn(problem);
  fmt::print("{}", line.json ? to_json(evaluation) : to_text(evaluation));
  return {};
}

}  // namespace sosie::apps
