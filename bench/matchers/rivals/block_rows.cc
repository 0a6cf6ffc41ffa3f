#include <algorithm>
#include <array>
#include <string>

#include "bench/matchers/rivals/measured_row.h"
#include "bench/matchers/rivals/rapidfuzz_join.h"
#include "bench/matchers/rivals/rows.h"
#include "bench/matchers/rivals/value_samples.h"
#include "core/simd.h"
#include "matchers/similarity/value_block.h"

namespace sosie::bench {
namespace {

using matchers::BlockHit;

constexpr size_t kBlock = 128;
constexpr size_t kBlocks = 1000;
constexpr size_t kPairs = kBlocks * (kBlock * (kBlock - 1) / 2);
constexpr std::array<double, 2> kLevels = {0.88, 0.92};

// Values drawn at random from the whole column: a block's rows lie anywhere in memory, for both sides.
std::vector<uint32_t> drawn_blocks(size_t num_values) {
  std::vector<uint32_t> drawn(kBlocks * kBlock);
  for (size_t i = 0; i < drawn.size(); ++i) drawn[i] = static_cast<uint32_t>(i * 7919 % num_values);
  return drawn;
}

using BlockOf = std::span<const uint32_t>;
BlockOf block_at(const std::vector<uint32_t>& drawn, size_t block) {
  return std::span(drawn).subspan(block * kBlock, kBlock);
}

std::vector<BlockHit> our_hits(matchers::ValueBlock& comparer, const std::vector<uint32_t>& drawn) {
  std::vector<BlockHit> hits;
  for (size_t block = 0; block < kBlocks; ++block) {
    const auto first = static_cast<std::ptrdiff_t>(hits.size());
    comparer.find_pairs(block_at(drawn, block), hits);
    std::sort(hits.begin() + first, hits.end(), [](const BlockHit& a, const BlockHit& b) {
      return a.left != b.left ? a.left < b.left : a.right < b.right;
    });
  }
  return hits;
}

std::vector<BlockHit> rival_hits(ValueViews values, const std::vector<uint32_t>& drawn, bool simd) {
  std::vector<BlockHit> hits;
  std::vector<std::string_view> texts(kBlock);
  for (size_t block = 0; block < kBlocks; ++block) {
    std::ranges::transform(block_at(drawn, block), texts.begin(), [&](uint32_t value) { return values[value]; });
    const auto found =
        simd ? rapidfuzz_multi_jaro_winkler(texts, kLevels[0]) : rapidfuzz_join_jaro_winkler(texts, kLevels[0], {});
    for (const JoinHit& hit : found) {
      hits.push_back({hit.left, hit.right, hit.measure >= kLevels[1] ? 2u : 1u, hit.measure});
    }
  }
  return hits;
}

void block_row(const std::string& work, const std::vector<std::string>& texts) {
  if (!is_wanted(work)) return;
  const std::vector<std::string_view> values = views(texts);
  const std::vector<uint32_t> drawn = drawn_blocks(values.size());
  const matchers::CodedValues coded(values);
  for (const bool simd : {false, true}) {
    const std::vector<BlockHit> expected = rival_hits(values, drawn, simd);
    const double rival_ns = median_ns([&] { rival_hits(values, drawn, simd); }) / kPairs;
    for (const std::string& target : measured_targets()) {
      static_cast<void>(force_simd_target(target));
      matchers::ValueBlock comparer(coded, kLevels);
      MeasuredRow row;
      row.work = simd ? work + " beside Multi" : work;
      row.target = target;
      row.rival = simd ? "rapidfuzz-cpp MultiJaroWinkler" : "rapidfuzz-cpp cached";
      row.rival_ns = rival_ns;
      row.pairs = kPairs;
      row.results = expected.size();
      row.equal = our_hits(comparer, drawn) == expected;
      if (row.equal) row.ns = median_ns([&] { our_hits(comparer, drawn); }) / kPairs;
      print_row(row);
    }
    static_cast<void>(force_simd_target_from_environment());
  }
}

}  // namespace

void block_rows() {
  block_row("block jaro_winkler 128 names", distinct_surnames(72'000, 1));
  block_row("block jaro_winkler 128 emails", distinct_emails(20'000, 2));
}

}  // namespace sosie::bench
