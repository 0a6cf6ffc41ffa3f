#include <fmt/format.h>

#include "apps/describe_columns.h"
#include "apps/prepare_job.h"
#include "apps/run_commands.h"

namespace sosie::apps {
namespace {

/// Whether a file seems to hold refusals that this run does not read; says so.
bool warn_about_consent(const Recognition& recognition, const Console& console) {
  bool found = false;
  for (const RecognizedFile& file : recognition.files) {
    for (const RecognizedColumn& column : file.columns) {
      if (column.use != ColumnUse::consent) continue;
      found = true;
      console.warn(
          fmt::format("{}: column {} looks like consent and was not read, so nobody is shown as contactable; "
                      "`sosie init` proposes how to declare it",
                      file.path, column.column));
    }
  }
  return found;
}

}  // namespace

Status dedupe_command(const CommandLine& line, const Console& console) {
  SOSIE_ASSIGN_OR_RETURN(const Recognition recognition, prepare_recognition(line));
  if (line.print_job) return write_output(proposed_job(recognition));
  console.say_block(recognition_table(recognition, console));
  Job job = recognition.job;
  job.has_unread_consent = warn_about_consent(recognition, console);
  return run_and_report(job, line, console);
}

Status init_command(const CommandLine& line, const Console& /*console*/) {
  SOSIE_ASSIGN_OR_RETURN(const Recognition recognition, prepare_recognition(line));
  return write_output(proposed_job(recognition));
}

}  // namespace sosie::apps
