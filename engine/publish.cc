#include "engine/publish.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <ctime>
#include <optional>
#include <utility>

#include "core/fault.h"
#include "core/memory.h"
#include "engine/job/print_job.h"
#include "engine/publish/publication.h"
#include "engine/publish/tables.h"

namespace sosie {
namespace {

constexpr double kNormal95 = 1.959963984540054;  // two-sided quantile of the normal distribution

/// What writing the tables has counted.
struct Written {
  RowsBySource rejected, removed;
  EntityCounts entities;
};

std::string compact_utc(int64_t seconds) {
  const int64_t day = seconds >= 0 ? seconds / 86'400 : -((-seconds + 86'399) / 86'400);
  const auto of_day = static_cast<unsigned>(seconds - day * 86'400);
  return fmt::format("{}T{:02}{:02}{:02}Z", Date::from_days(day).digits, of_day / 3600, of_day / 60 % 60, of_day % 60);
}

std::vector<InputFile> all_inputs(const PublishInput& input) {
  std::vector<InputFile> files = input.ingested->files;
  if (input.consent == nullptr) return files;
  for (InputFile& file : input.consent->files()) files.push_back(std::move(file));
  return files;
}

/// A sum of independent trials: expected value and the interval of the normal approximation. Summed in whole units, so
/// that the order of the trials does not matter.
class TrialSum {
 public:
  void add(double probability) {
    expected_ += units(probability);
    variance_ += units(probability * (1 - probability));
  }
  Estimate estimate() const {
    const double expected = static_cast<double>(expected_) / kUnitsPerOne;
    const double half = kNormal95 * std::sqrt(static_cast<double>(variance_) / kUnitsPerOne);
    return {expected, std::max(0.0, expected - half), expected + half};
  }

 private:
  static constexpr double kUnitsPerOne = 4'294'967'296;  // 2^32: room for as many trials
  static uint64_t units(double value) { return static_cast<uint64_t>(value * kUnitsPerOne + .5); }

  uint64_t expected_ = 0, variance_ = 0;
};

void add_estimates(const DecidedPairs& pairs, Manifest& manifest) {
  TrialSum false_merges, missed_pairs;
  for (const DecidedPair& pair : pairs.pairs) {
    const double probability = probability_of(pair.weight);
    if (pair.decision == PairDecision::review) missed_pairs.add(probability);
    else if (pair.joined) false_merges.add(1 - probability);  // further links of a cluster merge nothing
  }
  manifest.false_merges = false_merges.estimate();
  manifest.missed_pairs = missed_pairs.estimate();
}

Status write_tables(const TableContext& context, TableWriter& tables, Written& written) {
  if (fault_fires("publish.write")) return Status::io_error("writing the tables failed: no space left on device");
  SOSIE_RETURN_IF_ERROR(write_entities(context, tables, written.entities));
  SOSIE_RETURN_IF_ERROR(write_rejects(context, tables, written.rejected));
  SOSIE_RETURN_IF_ERROR(write_removed(context, tables, written.removed));
  return write_changes(tables);
}

/// Every row in stands in exactly one of members, rejects and removed.
Result<std::vector<SourceAccount>> account_for_rows(const PublishInput& input, const Written& written) {
  std::vector<SourceAccount> accounts;
  for (const SourceTable& table : input.ingested->records.sources) {
    const size_t source = table.ordinal;
    const SourceAccount& account = accounts.emplace_back(
        SourceAccount{table.name, input.ingested->rows_in[source], written.entities.member_rows[source],
                      written.rejected[source], written.removed[source]});
    const uint64_t found = account.member_rows + account.rejected + account.removed;
    if (found == account.rows_in) continue;
    return Status::internal(fmt::format("source \"{}\": {} rows in, but {} in members, {} in rejects and {} in removed",
                                        table.name, account.rows_in, account.member_rows, account.rejected,
                                        account.removed))
        .hint("rows were lost or counted twice; nothing was published, please report this");
  }
  return accounts;
}

uint64_t num_alive(const TableContext& context) {
  uint64_t alive = 0;
  for (RecordId record = 0; record < context.input.ingested->records.num_records; ++record)
    alive += !context.is_erased(record);
  return alive;
}

/// Every published record belongs to exactly one golden record.
Status account_for_entities(const TableContext& context, const Written& written) {
  const uint64_t alive = num_alive(context);
  if (written.entities.num_records == alive) return {};
  return Status::internal(
             fmt::format("{} records stand in entities, but {} in golden", alive, written.entities.num_records))
      .hint("an entity was lost or counted twice; nothing was published, please report this");
}

Status write_texts(const PublishInput& input, const std::string& directory) {
  SOSIE_RETURN_IF_ERROR(io::write_file(directory + "/job.toml", input.job_text));
  return input.model_json.empty() ? Status() : io::write_file(directory + "/model.json", input.model_json);
}

void add_counts(const PublishInput& input, const Written& written, PublishedRun& run) {
  for (const DecidedPair& pair : input.pairs->pairs)
    ++(pair.decision == PairDecision::link ? run.num_links : run.num_reviews);
  run.contactable = written.entities.contactable;
  run.num_entities = written.entities.num_entities;
  std::vector<NamedCount>& counts = run.manifest.counts;
  counts.emplace_back("records", written.entities.num_records);
  counts.emplace_back("entities", written.entities.num_entities);
  if (makes_golden_records(*input.job)) {
    counts.emplace_back("households", input.households->num_households);
    counts.emplace_back("households.shared", input.households->num_shared);
  }
  counts.emplace_back("links", run.num_links);
  counts.emplace_back("reviews", run.num_reviews);
  for (const auto& [channel, entities] : run.contactable) counts.emplace_back("contactable." + channel, entities);
}

void fill_manifest(const PublishInput& input, const TableContext& context, PublishedRun& run) {
  Manifest& manifest = run.manifest;
  manifest.version = sosie_version();
  manifest.as_of = context.zone.iso(input.as_of.last);
  manifest.job_hash = hash_bytes_128(input.job_text).hex();
  manifest.model_hash = hash_bytes_128(input.model_json).hex();
  manifest.format = input.job->format;
  manifest.link = input.job->link_only ? "link" : "dedupe";
  manifest.inputs = all_inputs(input);
  manifest.counts = input.report.counts;
  manifest.guesses = input.report.guesses;
  manifest.warnings = input.report.warnings;
  manifest.stages = input.report.stages;
  add_estimates(*input.pairs, manifest);
}

Status check_input(const PublishInput& input) {
  const size_t num_clusters = input.clusters->num_clusters(), num_records = input.ingested->records.num_records;
  if (input.clusters->members.size() != num_records || input.clusters->cluster_of.size() != num_records)
    return Status::internal(
               fmt::format("{} records, but {} stand in clusters", num_records, input.clusters->members.size()))
        .hint("nothing was published, please report this");
  SOSIE_CHECK(input.entity_ids.size() == num_clusters, "clusters have ids");
  SOSIE_CHECK(!makes_golden_records(*input.job) || input.households->ids.size() == num_clusters,
              "clusters have households");
  return {};
}

}  // namespace

bool makes_golden_records(const Job& job) {
  for (const char* table : {"golden", "contact", "lineage"}) {
    if (asks_for_table(job, table)) return true;
  }
  return knows_of_consent(job);
}

std::vector<uint8_t> erased_records(const consent::Consent& consent, uint32_t num_records) {
  std::vector<uint8_t> erased;
  for (RecordId record = 0; record < num_records; ++record) {
    if (!consent.erased(record)) continue;
    erased.resize(num_records);
    erased[record] = 1;
  }
  return erased;
}

std::string run_id(const PublishInput& input) {
  // Where the output goes is no part of what the run is, and the instant stands in the id itself.
  Job job = *input.job;
  job.output.clear();
  job.as_of.clear();
  PrintJobOptions plain;
  plain.documentation = false;
  std::string content =
      fmt::format("{}\n{}\n{}\n{}\n", sosie_version(), print_job(job, plain), job.seed, input.model_json);
  for (const InputFile& file : all_inputs(input)) content += fmt::format("{} {}\n", file.source, file.hash.hex());
  return fmt::format("{}-{}", compact_utc(input.as_of.last), hash_bytes_128(content).hex().substr(0, 8));
}

Result<PublishedRun> publish(const PublishInput& input, const Executor& executor) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  SOSIE_RETURN_IF_ERROR(check_input(input));
  std::optional<OutputLock> lock;
  if (input.lock == nullptr) {
    SOSIE_ASSIGN_OR_RETURN(lock, OutputLock::acquire(input.output_directory));
  }
  SOSIE_ASSIGN_OR_RETURN(const TableContext context, TableContext::make(input));
  PublishedRun run;
  run.manifest.run_id = run_id(input);
  SOSIE_ASSIGN_OR_RETURN(Publication publication, Publication::begin(input.output_directory, run.manifest.run_id));
  TableWriter tables(publication.directory(), *input.job, executor);
  Written written;
  SOSIE_RETURN_IF_ERROR(write_tables(context, tables, written));
  SOSIE_ASSIGN_OR_RETURN(run.manifest.sources, account_for_rows(input, written));
  SOSIE_RETURN_IF_ERROR(account_for_entities(context, written));
  SOSIE_RETURN_IF_ERROR(write_texts(input, publication.directory()));
  SOSIE_RETURN_IF_ERROR(tables.finish());
  fill_manifest(input, context, run);
  add_counts(input, written, run);
  run.manifest.tables = tables.accounts();
  run.manifest.stages.push_back({"publish",
                                 std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
                                 static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC});
  run.manifest.peak_bytes = peak_resident_bytes();
  SOSIE_RETURN_IF_ERROR(io::write_file(publication.directory() + "/manifest.json", manifest_to_json(run.manifest)));
  SOSIE_ASSIGN_OR_RETURN(run.directory, publication.finish());
  return run;
}

}  // namespace sosie
