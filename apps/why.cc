#include "engine/why.h"

#include <fmt/format.h>

#include <cstdio>

#include "apps/run_commands.h"

namespace sosie::apps {
namespace {

template <typename Answer>
Status print_answer(const Result<Answer>& answer, bool as_json) {
  if (!answer.ok()) return answer.status();
  fmt::print("{}", as_json ? to_json(*answer) : to_text(*answer));
  return {};
}

}  // namespace

Status why_command(const CommandLine& line, const Console& /*console*/) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  SOSIE_ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(line.positionals[0]));
  if (line.positionals.size() == 2) {
    const ContactQuestion question{line.positionals[1], line.channel,
                                   line.purpose.empty() ? "marketing" : line.purpose};
    return print_answer(why_contact(run, question, nullptr, executor, memory), line.json);
  }
  SOSIE_ASSIGN_OR_RETURN(const RecordName left, parse_record_name(line.positionals[1]));
  SOSIE_ASSIGN_OR_RETURN(const RecordName right, parse_record_name(line.positionals[2]));
  return print_answer(why_pair(run, left, right, nullptr, executor, memory), line.json);
}

}  // namespace sosie::apps
