// Stage 1: files to source tables.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/record_table.h"
#include "engine/job/job.h"
#include "io/input.h"

namespace sosie {

/// A file as it was read, for the manifest.
struct InputFile {
  std::string path;  ///< as the job wrote it, glob expanded
  std::string source;
  uint64_t bytes = 0;
  Hash128 hash;
  std::string format;  ///< "csv, delimiter ';', windows-1252", with what was guessed
  uint64_t rows = 0;
};

struct SourceReject {
  uint32_t source = 0;  ///< ordinal of the source
  uint32_t file = 0;    ///< index in SourceTable::files
  io::Reject reject;    ///< its cells stand in the order of `Ingested::reject_columns[source]`
};

/// Everything read, every row accounted for.
struct Ingested {
  RecordSet records;
  std::vector<SourceReject> rejects;                     ///< by source, file, row
  std::vector<std::vector<std::string>> reject_columns;  ///< by source: names of the columns that were read
  std::vector<uint64_t> rows_in;                         ///< by source: data rows seen = accepted + refused
  std::vector<InputFile> files;
};

/// Reads all sources of the job. Refuses (invalid_data) a missing or empty source, a missing column, and more rejects
/// than allowed.
Result<Ingested> ingest(const Job& job, const Executor& executor, MemoryAccountant& memory);

/// Lets go of all cells but the ids and those of rejects, and of the bytes they point into. For runs that read no cell
/// any more once records are normalised, because they merge nothing: a fifth of what such a run keeps.
Status forget_cells(Ingested& ingested, const Executor& executor);

/// Copies the bytes that refused rows and their cells refer to into arenas that their sources own.
void keep_rejects(Ingested& ingested);

/// Whether no more rows of a source were refused than [limits] rejects allows. invalid_data names the file, line and
/// reason of the first.
Status check_rejects(const Job& job, const SourceTable& table, std::span<const SourceReject> rejects, uint64_t rows_in);

/// Every column that the job reads from a source: id, updated, fields, addresses, consent columns and their companions.
std::vector<std::string> columns_read(const SourceSpec& source, const std::vector<std::string>& header);

}  // namespace sosie
