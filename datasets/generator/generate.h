// Synthetic customers with a known truth: what `sosie generate` writes.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/executor.h"
#include "core/status.h"
#include "datasets/generator/rates.h"

namespace sosie::generator {

struct GenerateOptions {
  /// Persons and organisations, at least 1. Records are about twice as many.
  uint64_t people = 10'000;
  uint64_t seed = 1;
  /// Folder; made when absent. Files of the same names are replaced, others stay.
  std::string output;
  Rates rates;
  /// invalid_argument names the first bad option; OK otherwise.
  Status validate() const;
};

/// What was written.
struct GenerateSummary {
  uint64_t people = 0;
  uint64_t households = 0;
  uint64_t records = 0;    ///< rows of truth.csv: distinct (source, id) among readable rows
  uint64_t rows = 0;       ///< rows of all channel files, headers excluded
  uint64_t malformed = 0;  ///< of these, damaged on purpose
  uint64_t events = 0;
  uint64_t listed = 0;
  uint64_t bytes = 0;  ///< of all files, compressed ones as they lie on disk
  std::array<uint64_t, kNumChannels> channel_rows{};
  /// Pairs of records of one entity, and those of them that share neither an e-mail address nor a phone number once
  /// both are normalised (placeholders are no numbers).
  uint64_t true_pairs = 0;
  uint64_t true_pairs_without_contact = 0;
};

/// Writes six channel files, events.csv, bloctel.csv, job.toml, truth.csv (`source,id,entity_id`) and generated.json
/// into `options.output`. The same options give the same bytes for any number of threads. Memory does not grow with
/// `people`. io_error when a file cannot be written; half-written files stay then.
Result<GenerateSummary> generate(const GenerateOptions& options, const Executor& executor);

}  // namespace sosie::generator
