// Identity resolution as a library: what `sosie run` and `sosie dedupe` do, without a process of its own.
//
// Calls may come from several threads, as long as no two write into the same output folder. Nothing is printed.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sosie/outcome.h"

namespace sosie {
// Names of the installed headers never meet those of the inside, in the compiler or in the linker.
inline namespace v0 {

/// How a run is carried out; the tables do not depend on it.
struct Resources {
  /// Worker threads; 0 means all of the machine.
  unsigned threads = 0;
  /// Memory budget as in the job file, e.g. "8GB" or "70%" of the machine or cgroup; empty: the job's.
  std::string memory;
};

/// A job file to run.
struct RunRequest {
  std::string job_file;
  /// Folder that receives `runs/<run-id>/` and the link `current`; empty: the job's `output`.
  std::string output;
  /// Keys of the job file and values that replace the file's, e.g. {"thresholds.link", "0.9"}.
  std::vector<std::pair<std::string, std::string>> settings;
  /// Does everything but publish.
  bool dry_run = false;
  Resources resources;
};

/// Files to deduplicate without a job file: columns and their meaning are recognised.
struct DedupeRequest {
  /// CSV, TSV or NDJSON, also compressed. Not empty. A source is named after its file.
  std::vector<std::string> files;
  std::string output = "sosie-out";
  /// Compares across files only.
  bool link_only = false;
  Resources resources;
};

/// What a run did.
struct RunReport {
  /// The published run; empty after a dry run. Its tables are documented in docs/output-tables.md.
  std::string run_directory;
  uint64_t num_rows = 0;      ///< data rows read, refused ones included
  uint64_t num_records = 0;   ///< distinct (source, id)
  uint64_t num_rejects = 0;   ///< rows refused, each in the table `rejects`
  uint64_t num_pairs = 0;     ///< candidate pairs compared
  uint64_t num_links = 0;     ///< pairs at or above the link threshold
  uint64_t num_reviews = 0;   ///< pairs between review and link
  uint64_t num_entities = 0;  ///< golden records
  double seconds = 0;         ///< wall clock
  uint64_t peak_bytes = 0;    ///< most resident memory this process ever had
  std::vector<std::string> warnings;
};

/// Runs a job. Whatever the outcome, what was published before is still whole.
Outcome<RunReport> run(const RunRequest& request);

/// Recognises, runs and publishes.
Outcome<RunReport> dedupe(const DedupeRequest& request);

/// `0.1.0`
std::string version();

}  // namespace v0
}  // namespace sosie
