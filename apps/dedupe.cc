#include <fmt/format.h>

#include <algorithm>
#include "apps/describe_columns.h"
#include "apps/prepare_job.h"
#include "apps/run_commands.h"

namespace sosie::apps {
namespace {

/// Files that seem to hold refusals which this run does not read: nobody must take its contact table for permission.
void warn_about_consent(const Recognition& recognition, const Console& console) {
  for (const RecognizedFile& file : recognition.files) {
    for (const RecognizedColumn& column : file.columns) {
      if (column.use != ColumnUse::consent) continue;
      console.warn(
          fmt::format("{}: column {} looks like consent and was not read; `sosie init` proposes how to declare it",
                      file.path, column.column));
    }
  }
}

}  // namespace

Status dedupe_command(const CommandLine& line, const Console& console) {
  SOSIE_ASSIGN_OR_RETURN(const Recognition recognition, prepare_recognition(line));
  if (line.print_job) return write_output(proposed_job(recognition));
  console.say_block(recognition_table(recognition, console));
  warn_about_consent(recognition, console);
  return run_and_report(recognition.job, line, console);
}

Status init_command(const CommandLine& line, const Console& /*console*/) {
  SOSIE_ASSIGN_OR_RETURN(const Recognition recognition, prepare_recognition(line));
  return write_output(proposed_job(recognition));
}

}  // namespace sosie::apps
