// What tonight's run would meet, without publishing anything.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "engine/block/block.h"
#include "engine/consent/consent.h"
#include "engine/job/job.h"

namespace sosie {

/// A place in an input, without what stands there.
struct RowPlace {
  std::string file;
  uint64_t line = 0;  ///< from 1
};

/// How often something was found, and the first places.
struct Findings {
  uint64_t count = 0;
  std::string message;          ///< of a refused row: what was expected at the first place, and what was found
  std::vector<RowPlace> first;  ///< at most kMostPlaces, in file order
  static constexpr size_t kMostPlaces = 3;
};

/// What becomes of the values of one mapped field of one source. The counts add up to the records of the source.
struct ColumnCheck {
  std::string field;
  uint64_t empty = 0;
  uint64_t as_written = 0;                  ///< compared as it stands, but for case, accents and punctuation
  uint64_t repaired = 0;                    ///< read by a rule: taken apart, written in full, brought to one form
  std::map<std::string, Findings> refused;  ///< counts for nothing, by reason
};

struct SourceCheck {
  std::string name;
  uint64_t rows = 0, records = 0, refused_rows = 0, allowed_refusals = 0;
  std::map<std::string, Findings> rejects;  ///< by code
  std::vector<ColumnCheck> columns;         ///< in job order
};

struct CheckReport {
  std::vector<SourceCheck> sources;
  std::vector<BlockingRule> rules;  ///< with predicted and planned pairs; empty when blocking was refused
  consent::ConsentStats consent;
  uint64_t records = 0;
  uint64_t planned_pairs = 0;  ///< an upper bound: a pair that several rules find is compared once
  double seconds = 0;          ///< predicted for the run, from the time that reading and blocking took here
  uint64_t bytes = 0;          ///< predicted peak, spilled or not
  uint64_t budget_bytes = 0;   ///< what of it may be in memory; 0: no limit
  std::vector<std::string> warnings;
  Status verdict;  ///< OK, or why the run would be refused
};

/// Reads, normalises and blocks as `run_job` does, and reads consent; compares and writes nothing. Fails only where
/// nothing can be told: an input that cannot be read, an invalid job. No personal value is in the report.
Result<CheckReport> check_job(const Job& job, const Executor& executor, MemoryAccountant& memory);

/// A report for people.
std::string to_text(const CheckReport& report);
/// One line for programs.
std::string to_json(const CheckReport& report);

}  // namespace sosie
