#include "engine/manifest.h"

#include <gtest/gtest.h>

namespace sosie {
namespace {

Manifest example() {
  Manifest manifest;
  manifest.version = "0.1.0";
  manifest.run_id = "20251231T235959Z-00c0ffee";
  manifest.as_of = "2026-01-01T00:59:59+01:00";
  manifest.job_hash = "ab";
  manifest.model_hash = "cd";
  manifest.format = "csv";
  manifest.link = "dedupe";
  manifest.inputs = {{"in/\"crm\".csv", "crm", 12, {0x0123456789abcdef, 0xfedcba9876543210}, "csv, delimiter ';'", 3}};
  manifest.sources = {{"crm", 3, 2, 1, 0}};
  manifest.tables = {{"golden", "golden.csv", 2, 99}};
  manifest.counts = {{"links", 1}, {"entities", 2}};
  manifest.guesses = {"delimiter ';'"};
  manifest.false_merges = {0.25, 0, 1.2};
  manifest.stages = {{"ingest", 0.5}};
  manifest.peak_bytes = 4096;
  return manifest;
}

TEST(Manifest, ReadsBackWhatItWrote) {
  const Manifest before = example();
  const auto read = manifest_from_json(manifest_to_json(before), "manifest.json");
  ASSERT_TRUE(read.ok()) << read.status().to_string();
  EXPECT_EQ(manifest_to_json(*read), manifest_to_json(before));
  EXPECT_EQ(read->inputs[0].hash, before.inputs[0].hash);
  EXPECT_EQ(read->inputs[0].path, before.inputs[0].path);
  EXPECT_EQ(read->counts, before.counts);
}

TEST(Manifest, DamageIsToldWithItsPath) {
  for (const char* json : {"", "{", "{}", "[]", "{\"run_id\": 7}"}) {
    const auto read = manifest_from_json(json, "out/manifest.json");
    ASSERT_FALSE(read.ok()) << json;
    EXPECT_EQ(read.status().code(), StatusCode::invalid_data);
    EXPECT_EQ(read.status().location().path, "out/manifest.json");
  }
}

}  // namespace
}  // namespace sosie
