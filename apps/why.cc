#include "engine/why.h"

#include <fmt/format.h>

#include "apps/run_commands.h"
#include "engine/rerun.h"

namespace sosie::apps {
namespace {

template <typename Answer>
Status print_answer(Result<Answer> answer, const std::vector<std::string>& notes, bool as_json) {
  if (!answer.ok()) return answer.status();
  answer->notes.insert(answer->notes.end(), notes.begin(), notes.end());
  return write_output(as_json ? to_json(*answer) : to_text(*answer));
}

}  // namespace

Status why_command(const CommandLine& line, const Console& /*console*/) {
  const Executor executor(line.threads);
  MemoryAccountant memory;
  SOSIE_ASSIGN_OR_RETURN(const RunFolder run, RunFolder::open(line.positionals[0]));
  // The tables answer on their own when the inputs are gone.
  const Result<std::unique_ptr<Rerun>> rerun = Rerun::open(run, executor, memory);
  Rerun* again = rerun.ok() ? rerun->get() : nullptr;
  const std::vector<std::string> notes =
      rerun.ok() ? again->notes()
                 : std::vector<std::string>{"the inputs could not be read again: " + rerun.status().to_string()};
  if (line.positionals.size() == 2) {
    const ContactQuestion question{line.positionals[1], line.channel,
                                   line.purpose.empty() ? "marketing" : line.purpose};
    return print_answer(why_contact(run, question, again, executor, memory), notes, line.json);
  }
  SOSIE_ASSIGN_OR_RETURN(const RecordName left, parse_record_name(line.positionals[1]));
  SOSIE_ASSIGN_OR_RETURN(const RecordName right, parse_record_name(line.positionals[2]));
  return print_answer(why_pair(run, left, right, again, executor, memory), notes, line.json);
}

}  // namespace sosie::apps
