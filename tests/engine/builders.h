// Small runs written down in a test: a job as TOML, sources as rows of literals.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "engine/consent/consent.h"
#include "engine/deliveries.h"
#include "engine/ingest.h"
#include "engine/job/job_file.h"
#include "engine/normalize.h"

namespace sosie::testing {

inline constexpr int64_t kAsOf = 1'767'225'599;  // 2025-12-31T23:59:59Z

using Row = std::vector<std::string>;

/// One source's rows, the header first; the column `id` is the id. Rows of one id are deliveries of one record.
struct SourceRowsLiteral {
  std::string name;
  std::vector<Row> rows;
};

inline Job job_of(const std::string& toml) {
  auto job = parse_job(toml, "test.toml", ".");
  EXPECT_TRUE(job.ok()) << job.status().to_string();
  return job.ok() ? *job : Job();
}

/// Records as ingest would have read them. Owns their bytes.
class Records {
 public:
  Records(const Job& job, const std::vector<SourceRowsLiteral>& sources) {
    for (const SourceRowsLiteral& source : sources) add_source(job, source);
    number_records();
  }

  const Ingested& ingested() const { return ingested_; }
  Ingested& ingested() { return ingested_; }
  /// The record of that name.
  RecordId id(std::string_view source, std::string_view id) const {
    for (RecordId record = 0; record < ingested_.records.num_records; ++record) {
      if (ingested_.records.source(record).name == source && ingested_.records.id(record) == id) return record;
    }
    ADD_FAILURE() << "no record " << source << ":" << id;
    return 0;
  }

 private:
  TextRef keep(const std::string& text) { return TextRef(bytes_.emplace_back(text)); }

  void add_source(const Job& job, const SourceRowsLiteral& source) {
    SourceTable table;
    table.name = source.name;
    table.ordinal = static_cast<uint32_t>(ingested_.records.sources.size());
    table.files = {source.name + ".csv"};
    table.num_rows = static_cast<uint32_t>(source.rows.size() - 1);
    std::vector<std::string_view> row_bytes;
    for (size_t row = 1; row < source.rows.size(); ++row) {
      std::string joined;
      for (const std::string& cell : source.rows[row]) joined += cell + ",";
      row_bytes.push_back(keep(joined).view());
      table.row_ordinals.push_back(row);
      table.row_lines.push_back(row + 1);
    }
    for (size_t column = 0; column < source.rows[0].size(); ++column) {
      std::vector<TextRef> cells;
      for (size_t row = 1; row < source.rows.size(); ++row) cells.push_back(keep(source.rows[row][column]));
      if (source.rows[0][column] == "id") table.ids = cells;
      table.columns.push_back({source.rows[0][column], TextColumn::by_row(std::move(cells))});
    }
    const Status folded = fold_deliveries(job.sources[table.ordinal], job, row_bytes, table);
    EXPECT_TRUE(folded.ok()) << folded.to_string();
    ingested_.rows_in.push_back(table.num_rows);
    ingested_.reject_columns.push_back(source.rows[0]);
    ingested_.files.push_back({table.files[0], table.name, 100, hash_bytes_128(table.name), "csv", table.num_rows});
    ingested_.records.sources.push_back(std::move(table));
  }

  void number_records() {
    RecordSet& records = ingested_.records;
    for (SourceTable& table : records.sources) {
      table.first_record = records.num_records;
      records.num_records += table.num_records;
      records.source_of.resize(records.num_records, static_cast<uint8_t>(table.ordinal));
    }
  }

  std::deque<std::string> bytes_;
  Ingested ingested_;
};

inline Normalized normalized_of(const Job& job, const Ingested& ingested) {
  const Executor executor(1);
  MemoryAccountant memory;
  auto normalized = normalize(job, ingested, Moment::at(kAsOf), executor, memory);
  EXPECT_TRUE(normalized.ok()) << normalized.status().to_string();
  return std::move(normalized).value();
}

/// Consent that says what a test tells it.
class FakeConsent : public consent::Consent {
 public:
  void settle() override {}
  std::vector<std::vector<consent::Decision>> decisions;  ///< by cluster
  std::vector<RecordId> erased_records;
  std::vector<std::string> purpose_names = {"marketing"};
  std::vector<consent::EventReject> rejects;

  void decide(uint32_t cluster, std::vector<consent::Decision>& out) const override {
    if (cluster < decisions.size()) out.insert(out.end(), decisions[cluster].begin(), decisions[cluster].end());
  }
  bool erased(RecordId record) const override {
    return std::find(erased_records.begin(), erased_records.end(), record) != erased_records.end();
  }
  const std::vector<std::string>& purposes() const override { return purpose_names; }
  const consent::ConsentStats& stats() const override { return stats_; }
  const std::vector<consent::EventReject>& event_rejects() const override { return rejects; }
  std::vector<InputFile> files() const override { return {}; }
  std::string explain(uint32_t, const consent::Decision&) const override { return {}; }

 private:
  consent::ConsentStats stats_;
};

}  // namespace sosie::testing
