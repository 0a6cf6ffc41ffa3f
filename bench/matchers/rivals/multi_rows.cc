#include <string>

#include "bench/matchers/rivals/measured_row.h"
#include "bench/matchers/rivals/rapidfuzz_pairs.h"
#include "bench/matchers/rivals/rows.h"
#include "bench/matchers/rivals/value_samples.h"
#include "core/simd.h"
#include "matchers/similarity/text_block.h"

namespace sosie::bench {
namespace {

using matchers::TextBlock;
using Text = std::string_view;

// As many as a block of records has; what a side prepares for its values is part of the work.
constexpr size_t kValues = 128;
constexpr size_t kQueries = 128;
constexpr size_t kBlocks = 8;
constexpr size_t kPairs = kBlocks * kQueries * kValues;

using BlockScores = void (*)(std::span<const Text> values, std::vector<double>& out);

template <typename Result, auto kMethod>
void with_block(std::span<const Text> values, std::vector<double>& out) {
  const TextBlock block(values);
  std::vector<Result> results(block.num_results());
  for (const Text query : values) {
    (block.*kMethod)(query, std::span<Result>(results));
    out.insert(out.end(), results.begin(), results.begin() + static_cast<std::ptrdiff_t>(block.size()));
  }
}

struct BlockMetric {
  const char* name;
  BlockScores scores;
};

constexpr BlockMetric kMetrics[] = {
    {"levenshtein", with_block<uint32_t, &TextBlock::levenshtein_distance>},
    {"osa", with_block<uint32_t, &TextBlock::osa_distance>},
    {"lcs", with_block<uint32_t, &TextBlock::lcs_similarity>},
    {"indel", with_block<double, &TextBlock::indel_normalized_similarity>},
    {"jaro", with_block<double, &TextBlock::jaro_similarity>},
    {"jaro_winkler", with_block<double, &TextBlock::jaro_winkler_similarity>},
};

std::vector<double> scores_of(BlockScores scores, std::span<const Text> values) {
  std::vector<double> all;
  all.reserve(kPairs);
  for (size_t block = 0; block < kBlocks; ++block) scores(values.subspan(block * kValues, kValues), all);
  return all;
}

void multi_row(const BlockMetric& metric, const std::string& kind, std::span<const Text> values,
               const RivalMulti& rival) {
  const std::string work = "block " + std::string(metric.name) + " all " + kind + " beside " + rival.beside;
  if (!is_wanted(work)) return;
  const std::vector<double> expected = scores_of(rival.scores, values);
  const double rival_ns = median_ns([&] { scores_of(rival.scores, values); }) / kPairs;
  for (const std::string& target : measured_targets()) {
    static_cast<void>(force_simd_target(target));
    MeasuredRow row;
    row.work = work;
    row.target = target;
    row.rival = rival.type;
    row.rival_ns = rival_ns;
    row.pairs = row.results = kPairs;
    row.equal = scores_of(metric.scores, values) == expected;
    if (row.equal) row.ns = median_ns([&] { scores_of(metric.scores, values); }) / kPairs;
    print_row(row);
  }
  static_cast<void>(force_simd_target_from_environment());
}

void rows_of(const BlockMetric& metric, const std::string& kind, std::span<const Text> values) {
  for (const std::span<const RivalMulti> rivals : {rapidfuzz_multis(), stringzilla_blocks()}) {
    for (const RivalMulti& rival : rivals) {
      if (std::string_view(rival.name) == metric.name) multi_row(metric, kind, values, rival);
    }
  }
}

}  // namespace

void multi_rows() {
  const std::vector<std::string> names = distinct_surnames(24'000, 1);
  const std::vector<std::string> emails = distinct_emails(20'000, 2);
  for (const BlockMetric& metric : kMetrics) {
    for (const auto& [kind, texts] : {std::pair{"names", &names}, std::pair{"emails", &emails}}) {
      std::vector<Text> drawn;
      for (size_t i = 0; i < kBlocks * kValues; ++i) drawn.push_back((*texts)[i * 7919 % texts->size()]);
      rows_of(metric, kind, drawn);
    }
  }
}

}  // namespace sosie::bench
