#include "apps/describe_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "apps/propose_consent.h"
#include "engine/job/print_job.h"

namespace sosie::apps {
namespace {

std::string meaning_of(const RecognizedColumn& column) {
  switch (column.use) {
    case ColumnUse::field: return column.field;
    case ColumnUse::id: return "id";
    case ColumnUse::updated: return "updated";
    case ColumnUse::consent: return "consent?";
    case ColumnUse::unused: return "-";
  }
  return "-";
}

/// Width of the widest text, in characters that start a UTF-8 sequence.
size_t width_of(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, size_t width) {
  return text + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string file_table(const RecognizedFile& file, const Console& console) {
  size_t column_width = 0, meaning_width = 0;
  for (const RecognizedColumn& column : file.columns) {
    column_width = std::max(column_width, width_of(column.column));
    meaning_width = std::max(meaning_width, width_of(meaning_of(column)));
  }
  std::string text = console.bold(file.path) + "\n";
  for (const RecognizedColumn& column : file.columns) {
    const std::string meaning = padded(meaning_of(column), meaning_width);
    const std::string shown = column.use == ColumnUse::consent  ? console.yellow(meaning)
                              : column.use == ColumnUse::unused ? console.dim(meaning)
                                                                : console.green(meaning);
    text += fmt::format("  {}  {}  {}\n", padded(column.column, column_width), shown, console.dim(column.why));
  }
  if (file.source.id.empty())
    text += console.dim("  no column is a unique id: rows are named by a hash of their content\n");
  return text;
}

std::string unused_columns(const RecognizedFile& file) {
  std::string text;
  for (const RecognizedColumn& column : file.columns) {
    if (column.use == ColumnUse::unused) text += fmt::format("left out: {} ({})\n", column.column, column.why);
  }
  return text;
}

/// The reasons of the columns that make up a field.
std::string reasons(const RecognizedFile& file, std::string_view field) {
  std::string text;
  for (const RecognizedColumn& column : file.columns) {
    if (column.use != ColumnUse::field || column.field != field || text.find(column.why) != std::string::npos) continue;
    text += (text.empty() ? "" : "; ") + column.why;
  }
  return text;
}

}  // namespace

std::string recognition_table(const Recognition& recognition, const Console& console) {
  std::string text;
  for (const RecognizedFile& file : recognition.files) text += file_table(file, console);
  return text;
}

/// A source with columns that look like consent says nothing of it: a run asks before anybody is contacted by a guess.
std::string proposed_job(const Recognition& recognition) {
  Job job = recognition.job;
  for (size_t source = 0; source < job.sources.size(); ++source) {
    if (!propose_consent(recognition.files[source]).empty()) job.sources[source].has_no_consent = false;
  }
  PrintJobOptions options;
  options.heading = "A job for sosie, from what was recognised in the files. Read it, then: sosie run THIS-FILE\n";
  options.field_comment = [&](size_t source, std::string_view field) {
    return reasons(recognition.files[source], field);
  };
  options.after_fields = [&](size_t source) {
    return unused_columns(recognition.files[source]) + propose_consent(recognition.files[source]);
  };
  return print_job(job, options);
}

}  // namespace sosie::apps
