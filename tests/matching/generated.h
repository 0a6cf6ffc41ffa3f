// Generated customers, read and normalised.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "datasets/generator/generate.h"
#include "engine/job/as_of.h"
#include "engine/job/job_file.h"
#include "tests/matching/people.h"

namespace sosie::testing {

/// A generated folder as far as the records, gone with the object.
class Generated {
 public:
  Generated(uint64_t people, uint64_t seed) : folder_(::testing::TempDir() + "sosie_matching_generated") {
    std::filesystem::remove_all(folder_);
    generator::GenerateOptions options;
    options.people = people;
    options.seed = seed;
    options.output = folder_;
    const Executor executor(2);
    const auto summary = generator::generate(options, executor);
    EXPECT_TRUE(summary.ok()) << summary.status().to_string();
    job = value_of(load_job(folder_ + "/job.toml", {{"limits.rejects", "\"50%\""}}));
    ingested = value_of(ingest(job, executor, memory_));
    normalized = value_of(normalize(job, ingested, value_of(resolve_as_of(job)), executor, memory_));
  }
  Generated(const Generated&) = delete;
  Generated& operator=(const Generated&) = delete;
  ~Generated() { std::filesystem::remove_all(folder_); }

  Job job;
  Ingested ingested;
  Normalized normalized;

 private:
  std::string folder_;
  MemoryAccountant memory_;
};

}  // namespace sosie::testing
