#include "bench/matchers/rivals/rapidfuzz_pairs.h"

#include <algorithm>
#include <iterator>
#include <rapidfuzz/distance.hpp>
#include <rapidfuzz/fuzz.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace sosie::bench {
namespace {

using Text = std::string_view;
using Values = std::span<const Text>;

template <typename Scorer, auto kScore>
void with_cached(Text query, Values values, double* out) {
  const Scorer scorer(query);
  for (const Text value : values) *out++ = static_cast<double>(kScore(scorer, value));
}

template <auto kScore>
void with_fresh(Text query, Values values, double* out) {
  for (const Text value : values) *out++ = static_cast<double>(kScore(query, value));
}

constexpr auto kDistance = [](const auto& scorer, Text value) { return scorer.distance(value); };
constexpr auto kDistance2 = [](const auto& scorer, Text value) { return scorer.distance(value, 2); };
constexpr auto kSimilarity = [](const auto& scorer, Text value) { return scorer.similarity(value); };
constexpr auto kNormalized = [](const auto& scorer, Text value) { return scorer.normalized_similarity(value); };
// A hair below the cutoff, as in rapidfuzz_join.cc.
constexpr auto kAtLeast88 = [](const auto& scorer, Text value) {
  const double score = scorer.similarity(value, 0.88 - 1e-9);
  return score >= 0.88 ? score : 0.0;
};

std::vector<std::string> words_of(Text text) {
  std::istringstream stream{std::string(text)};
  return {std::istream_iterator<std::string>(stream), {}};
}

// The rival has no Monge-Elkan: its cached Jaro-Winkler inside the two loops, words split once per text.
template <typename ScorerOf>
double best_mean(const std::vector<ScorerOf>& scorers, Text value) {
  double sum = 0.0;
  for (const auto& scorer : scorers) {
    double best = 0.0;
    for (size_t begin = 0; begin < value.size();) {
      const size_t end = std::min(value.find(' ', begin), value.size());
      best = std::max(best, scorer.similarity(value.substr(begin, end - begin), best));
      begin = end + 1;
    }
    sum += best;
  }
  return sum / static_cast<double>(scorers.size());
}

void monge_elkan_cached(Text query, Values values, double* out) {
  std::vector<rapidfuzz::CachedJaroWinkler<char>> scorers;
  for (const std::string& word : words_of(query)) scorers.emplace_back(word);
  for (const Text value : values) *out++ = best_mean(scorers, value);
}

void monge_elkan_fresh(Text query, Values values, double* out) {
  for (const Text value : values) monge_elkan_cached(query, {&value, 1}, out++);
}

namespace rf = rapidfuzz;

constexpr RivalMetric kMetrics[] = {
    {"jaro", with_cached<rf::CachedJaro<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::jaro_similarity(a, b); }>},
    {"jaro_winkler", with_cached<rf::CachedJaroWinkler<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::jaro_winkler_similarity(a, b); }>},
    {"jaro_winkler .88", with_cached<rf::CachedJaroWinkler<char>, kAtLeast88>, with_fresh<[](Text a, Text b) {
       const double score = rf::jaro_winkler_similarity(a, b, 0.1, 0.88 - 1e-9);
       return score >= 0.88 ? score : 0.0;
     }>},
    {"levenshtein", with_cached<rf::CachedLevenshtein<char>, kDistance>,
     with_fresh<[](Text a, Text b) { return rf::levenshtein_distance(a, b); }>},
    {"levenshtein 2", with_cached<rf::CachedLevenshtein<char>, kDistance2>,
     with_fresh<[](Text a, Text b) { return rf::levenshtein_distance(a, b, {1, 1, 1}, 2); }>},
    {"osa", with_cached<rf::CachedOSA<char>, kDistance>,
     with_fresh<[](Text a, Text b) { return rf::osa_distance(a, b); }>},
    {"damerau_levenshtein", with_cached<rf::experimental::CachedDamerauLevenshtein<char>, kDistance>,
     with_fresh<[](Text a, Text b) { return rf::experimental::damerau_levenshtein_distance(a, b); }>},
    {"indel", with_cached<rf::CachedIndel<char>, kNormalized>,
     with_fresh<[](Text a, Text b) { return rf::indel_normalized_similarity(a, b); }>},
    {"lcs", with_cached<rf::CachedLCSseq<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::lcs_seq_similarity(a, b); }>},
    {"prefix", with_cached<rf::CachedPrefix<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::prefix_similarity(a, b); }>},
    {"suffix", with_cached<rf::CachedPostfix<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::postfix_similarity(a, b); }>},
    {"token_sort", with_cached<rf::fuzz::CachedTokenSortRatio<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::fuzz::token_sort_ratio(a, b); }>},
    {"token_set", with_cached<rf::fuzz::CachedTokenSetRatio<char>, kSimilarity>,
     with_fresh<[](Text a, Text b) { return rf::fuzz::token_set_ratio(a, b); }>},
    {"monge_elkan", monge_elkan_cached, monge_elkan_fresh},
};

template <typename Scorer, typename Result, auto kScores>
void with_multi_of(Values values, std::vector<double>& out) {
  Scorer scorer(values.size());
  for (const Text value : values) scorer.insert(value);
  std::vector<Result> results(scorer.result_count());
  for (const Text query : values) {
    kScores(scorer, results, query);
    out.insert(out.end(), results.begin(), results.begin() + static_cast<std::ptrdiff_t>(values.size()));
  }
}

// The narrowest lanes that hold all values.
template <template <int> typename Multi, typename Result, auto kScores>
void with_multi(Values values, std::vector<double>& out) {
  const size_t longest = std::ranges::max(values, {}, &Text::size).size();
  if (longest <= 16) return with_multi_of<Multi<16>, Result, kScores>(values, out);
  if (longest <= 32) return with_multi_of<Multi<32>, Result, kScores>(values, out);
  with_multi_of<Multi<64>, Result, kScores>(values, out);
}

constexpr auto kDistances = [](const auto& scorer, auto& results, Text query) {
  scorer.distance(results.data(), results.size(), query);
};
constexpr auto kSimilarities = [](const auto& scorer, auto& results, Text query) {
  scorer.similarity(results.data(), results.size(), query);
};
constexpr auto kNormalizedSimilarities = [](const auto& scorer, auto& results, Text query) {
  scorer.normalized_similarity(results.data(), results.size(), query);
};

namespace multi = rf::experimental;

constexpr RivalMulti kMultis[] = {
    {"levenshtein", "Multi", "rapidfuzz-cpp MultiLevenshtein", with_multi<multi::MultiLevenshtein, size_t, kDistances>},
    {"osa", "Multi", "rapidfuzz-cpp MultiOSA", with_multi<multi::MultiOSA, size_t, kDistances>},
    {"lcs", "Multi", "rapidfuzz-cpp MultiLCSseq", with_multi<multi::MultiLCSseq, size_t, kSimilarities>},
    {"indel", "Multi", "rapidfuzz-cpp MultiIndel", with_multi<multi::MultiIndel, double, kNormalizedSimilarities>},
    {"jaro", "Multi", "rapidfuzz-cpp MultiJaro", with_multi<multi::MultiJaro, double, kSimilarities>},
    {"jaro_winkler", "Multi", "rapidfuzz-cpp MultiJaroWinkler",
     with_multi<multi::MultiJaroWinkler, double, kSimilarities>},
};

}  // namespace

std::span<const RivalMulti> rapidfuzz_multis() { return kMultis; }

#ifndef SOSIE_WITH_STRINGZILLA
std::span<const RivalMulti> stringzilla_blocks() { return {}; }
#endif

std::span<const RivalMetric> rapidfuzz_metrics() { return kMetrics; }

}  // namespace sosie::bench
