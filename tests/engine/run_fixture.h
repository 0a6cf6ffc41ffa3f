// A small run, ready to be published into a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/fault.h"
#include "engine/entity_ids.h"
#include "engine/publish.h"
#include "tests/engine/builders.h"

namespace sosie::testing {

constexpr const char* kPublishJob = R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
given_name = "given"
family_name = "family"
email = "email"
mobile = "mobile"
street = "street"
postcode = "postcode"
city = "city"
[[source]]
name = "shop"
path = "shop.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
given_name = "given"
family_name = "family"
email = "email"
)";

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Entities {crm:1 shop:9} {crm:2 crm:3} {crm:4}; crm:2 was delivered twice; one row of crm was refused.
class RunFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    output = ::testing::TempDir() + "sosie_" + ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(output);
    build("");
  }
  void TearDown() override {
    ASSERT_TRUE(arm_fault("").ok());
    std::filesystem::remove_all(output);
  }

  void build(const std::string& more_toml) {
    job = job_of(std::string(kPublishJob) + more_toml);
    records = std::make_unique<Records>(
        job, std::vector<SourceRowsLiteral>{
                 {"crm",
                  {{"id", "updated", "given", "family", "email", "mobile", "street", "postcode", "city"},
                   {"1", "2024-05-01", "JEAN", "MARTIN", "jm@free.fr", "06 12 34 56 78", "12 rue de la Paix", "75002",
                    "Paris"},
                   {"2", "2023-01-01", "Anne", "Petit", "old@free.fr", "", "", "", ""},
                   {"3", "2024-01-01", "Anne", "PETIT", "anne@orange.fr", "", "", "", ""},
                   {"2", "2024-02-01", "Anne", "Petit", "new@free.fr", "", "", "", ""},
                   {"4", "", "Paul", "Durand", "", "", "", "", ""}}},
                 {"shop",
                  {{"id", "updated", "given", "family", "email"},
                   {"9", "2025-01-01", "Jean", "Martin", "j.martin@gmail.com"}}}});
    SourceReject reject;
    reject.reject = {7, 8, 300, "ragged_row", "expected 9 fields, found 2", "bad,row", {}};
    records->ingested().rejects = {reject};
    records->ingested().rows_in[0] += 1;
    normalized = std::make_unique<Normalized>(normalized_of(job, records->ingested()));
    auto made = Merger::create(job, records->ingested(), *normalized);
    ASSERT_TRUE(made.ok()) << made.status().to_string();
    merger = std::move(*made);
    // Records: crm 1, 2, 3, 4, then shop 9.
    const std::vector<uint32_t> labels = {0, 1, 1, 2, 0};
    clusters = Clusters::from_labels(labels);
    pairs.comparisons = {"given_name", "email"};
    pairs.rules = {"email", "phonetic(family_name) + given_name"};
    pairs.pairs = {{0, 4, 12 * 65'536, 1, PairDecision::link, 7},
                   {1, 2, 8 * 65'536, 1, PairDecision::link, 7 | 2 << 4},
                   {2, 3, 65'536, 0, PairDecision::review, 1}};
    consent.decisions.clear();
  }

  Result<PublishedRun> publish_run(unsigned threads = 2) {
    erased = erased_records(consent, records->ingested().records.num_records);
    ids = *entity_ids(records->ingested().records, clusters, erased, Executor(2));
    const Executor executor(threads);
    households = {};
    if (makes_golden_records(job)) {
      SOSIE_ASSIGN_OR_RETURN(households, find_households({&records->ingested().records, normalized.get(), merger.get(),
                                                          &clusters, erased, ids},
                                                         executor));
    }
    PublishInput input;
    input.job = &job;
    input.output_directory = output;
    input.job_text = "version = 1\n";
    input.model_json = "{}\n";
    input.as_of = Moment::at(kAsOf);
    input.ingested = &records->ingested();
    input.normalized = normalized.get();
    input.clusters = &clusters;
    input.pairs = &pairs;
    input.consent = &consent;
    input.erased = erased;
    input.entity_ids = ids;
    input.households = &households;
    input.merger = merger.get();
    return publish(input, executor);
  }

  std::string entity(uint32_t cluster) const { return ids[cluster].hex(); }
  std::vector<std::string> table(const std::string& name) const {
    return lines_of(file_text(output + "/current/" + name));
  }
  /// Row of the table that begins so; empty when there is none.
  std::string row(const std::string& name, const std::string& beginning) const {
    for (const std::string& line : table(name)) {
      if (line.starts_with(beginning)) return line;
    }
    return {};
  }
  std::vector<std::string> runs() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(output + "/runs", error))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string output;
  Job job;
  std::unique_ptr<Records> records;
  std::unique_ptr<Normalized> normalized;
  std::unique_ptr<Merger> merger;
  Clusters clusters;
  DecidedPairs pairs;
  FakeConsent consent;
  std::vector<uint8_t> erased;
  std::vector<Hash128> ids;
  Households households;
};

}  // namespace sosie::testing
