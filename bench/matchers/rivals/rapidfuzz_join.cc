#include "bench/matchers/rivals/rapidfuzz_join.h"

#include <algorithm>
#include <rapidfuzz/distance.hpp>

namespace sosie::bench {

size_t QuerySample::num_pairs(size_t num_values) const {
  size_t pairs = 0;
  for (size_t query = first; query < num_values; query += step) pairs += num_values - query - 1;
  return pairs;
}

// With a cutoff the rival loses pairs whose score is the cutoff to the last bit (jean / jean louis: 0.88, and 0 with
// the cutoff 0.88), because it turns the cutoff into one for Jaro and rounds. A hair below, its own score decides.
static constexpr double kHair = 1e-9;

std::vector<JoinHit> rapidfuzz_join_jaro_winkler(ValueViews values, double level, QuerySample sample) {
  std::vector<JoinHit> hits;
  for (size_t query = sample.first; query < values.size(); query += sample.step) {
    const rapidfuzz::CachedJaroWinkler<char> scorer(values[query]);
    for (size_t value = query + 1; value < values.size(); ++value) {
      const double score = scorer.similarity(values[value], level - kHair);
      if (score >= level) hits.push_back({static_cast<uint32_t>(query), static_cast<uint32_t>(value), score});
    }
  }
  return hits;
}

std::vector<JoinHit> rapidfuzz_join_levenshtein(ValueViews values, size_t most, QuerySample sample) {
  std::vector<JoinHit> hits;
  for (size_t query = sample.first; query < values.size(); query += sample.step) {
    const rapidfuzz::CachedLevenshtein<char> scorer(values[query]);
    for (size_t value = query + 1; value < values.size(); ++value) {
      const size_t distance = scorer.distance(values[value], most);
      if (distance > most) continue;
      hits.push_back({static_cast<uint32_t>(query), static_cast<uint32_t>(value), static_cast<double>(distance)});
    }
  }
  return hits;
}

namespace {

template <int kLongest>
std::vector<JoinHit> multi_jaro_winkler(ValueViews values, double level) {
  rapidfuzz::experimental::MultiJaroWinkler<kLongest> scorer(values.size());
  for (const std::string_view value : values) scorer.insert(value);
  std::vector<double> scores(scorer.result_count());
  std::vector<JoinHit> hits;
  for (size_t query = 0; query < values.size(); ++query) {
    scorer.similarity(scores.data(), scores.size(), values[query], level - kHair);
    for (size_t value = query + 1; value < values.size(); ++value) {
      if (scores[value] >= level) {
        hits.push_back({static_cast<uint32_t>(query), static_cast<uint32_t>(value), scores[value]});
      }
    }
  }
  return hits;
}

}  // namespace

std::vector<JoinHit> rapidfuzz_multi_jaro_winkler(ValueViews values, double level) {
  const size_t longest = std::ranges::max(values, {}, &std::string_view::size).size();
  return longest <= 16 ? multi_jaro_winkler<16>(values, level) : multi_jaro_winkler<64>(values, level);
}

}  // namespace sosie::bench
