#include <cmath>
#include <string>

#include "bench/matchers/rivals/measured_row.h"
#include "bench/matchers/rivals/rapidfuzz_pairs.h"
#include "bench/matchers/rivals/rows.h"
#include "bench/matchers/rivals/value_samples.h"
#include "core/simd.h"
#include "matchers/similarity/affixes.h"
#include "matchers/similarity/damerau.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/text_query.h"
#include "matchers/similarity/token_query.h"
#include "matchers/similarity/token_ratios.h"

namespace sosie::bench {
namespace {

using Text = std::string_view;

using matchers::TextQuery;
using matchers::TokenQuery;
using matchers::TokenText;

// Each query meets the same values; one in eight is a mistyped copy of a query, as candidate pairs are.
struct Sample {
  std::vector<std::string> queries;
  std::vector<std::string> values;
};

struct OurMetric {
  std::string name;
  ManyScores prepared;  ///< the query is prepared once per call
  ManyScores fresh;     ///< the function of two texts
  /// Queries and values are prepared once each; null where values have nothing to prepare.
  void (*block)(const Sample& sample, double* out) = nullptr;
};

template <typename Query, auto kScore>
void with_query(Text text, std::span<const Text> values, double* out) {
  const Query query(text);
  for (const Text value : values) *out++ = static_cast<double>(kScore(query, value));
}

template <auto kScore>
void with_pairs(Text query, std::span<const Text> values, double* out) {
  for (const Text value : values) *out++ = static_cast<double>(kScore(query, value));
}

template <auto kScore, auto kPrepared>
OurMetric metric(const char* name) {
  return {name, with_query<TextQuery, kPrepared>, with_pairs<kScore>};
}

// Where a query has nothing to prepare.
template <auto kScore>
OurMetric pair_metric(const char* name) {
  return {name, with_pairs<kScore>, with_pairs<kScore>};
}

using Query = const TextQuery&;

const OurMetric kMetrics[] = {
    metric<[](Text a, Text b) { return matchers::jaro_similarity(a, b); },
           [](Query a, Text b) { return a.jaro_similarity(b); }>("jaro"),
    metric<[](Text a, Text b) { return matchers::jaro_winkler_similarity(a, b); },
           [](Query a, Text b) { return a.jaro_winkler_similarity(b); }>("jaro_winkler"),
    metric<[](Text a, Text b) { return matchers::jaro_winkler_similarity(a, b, 0.88); },
           [](Query a, Text b) { return a.jaro_winkler_similarity(b, 0.88); }>("jaro_winkler .88"),
    metric<[](Text a, Text b) { return matchers::levenshtein_distance(a, b); },
           [](Query a, Text b) { return a.levenshtein_distance(b); }>("levenshtein"),
    metric<[](Text a, Text b) { return matchers::levenshtein_distance(a, b, 2); },
           [](Query a, Text b) { return a.levenshtein_distance(b, 2); }>("levenshtein 2"),
    metric<[](Text a, Text b) { return matchers::osa_distance(a, b); },
           [](Query a, Text b) { return a.osa_distance(b); }>("osa"),
    pair_metric<[](Text a, Text b) { return matchers::damerau_levenshtein_distance(a, b); }>("damerau_levenshtein"),
    metric<[](Text a, Text b) { return matchers::indel_normalized_similarity(a, b); },
           [](Query a, Text b) { return a.indel_normalized_similarity(b); }>("indel"),
    metric<[](Text a, Text b) { return matchers::lcs_similarity(a, b); },
           [](Query a, Text b) { return a.lcs_similarity(b); }>("lcs"),
    pair_metric<[](Text a, Text b) { return matchers::prefix_similarity(a, b); }>("prefix"),
    pair_metric<[](Text a, Text b) { return matchers::suffix_similarity(a, b); }>("suffix"),
};

using Tokens = const TokenQuery&;

template <auto kPrepared>
void with_token_texts(const Sample& sample, double* out) {
  const std::vector<TokenText> values(sample.values.begin(), sample.values.end());
  for (const std::string& text : sample.queries) {
    const TokenQuery query(text);
    for (const TokenText& value : values) *out++ = kPrepared(query, value);
  }
}

template <auto kScore, auto kPrepared>
OurMetric token_metric(const char* name) {
  constexpr auto kWithText = [](Tokens a, Text b) { return kPrepared(a, TokenText(b)); };
  return {name, with_query<TokenQuery, kWithText>, with_pairs<kScore>, with_token_texts<kPrepared>};
}

const OurMetric kTokenMetrics[] = {
    token_metric<[](Text a, Text b) { return matchers::token_sort_ratio(a, b); },
                 [](Tokens a, const TokenText& b) { return a.token_sort_ratio(b); }>("token_sort"),
    token_metric<[](Text a, Text b) { return matchers::token_set_ratio(a, b); },
                 [](Tokens a, const TokenText& b) { return a.token_set_ratio(b); }>("token_set"),
    token_metric<[](Text a, Text b) { return matchers::monge_elkan_similarity(a, b); },
                 [](Tokens a, const TokenText& b) { return a.monge_elkan_similarity(b); }>("monge_elkan"),
};

constexpr size_t kQueries = 64;
constexpr size_t kValues = 256;
constexpr size_t kPairs = kQueries * kValues;

Sample sample_of(const std::vector<std::string>& texts) {
  Sample sample;
  for (size_t i = 0; i < kQueries; ++i) sample.queries.push_back(texts[i * 7919 % texts.size()]);
  for (size_t i = 0; i < kValues; ++i) {
    sample.values.push_back(i % 8 == 0 ? with_slip(sample.queries[i % kQueries], i * 0x9e3779b97f4a7c15ULL)
                                       : texts[(i * 104729 + 1) % texts.size()]);
  }
  return sample;
}

std::vector<double> scores_of(ManyScores score, const Sample& sample) {
  const std::vector<Text> values = views(sample.values);
  std::vector<double> scores(kPairs);
  double* out = scores.data();
  for (const std::string& query : sample.queries) {
    score(query, values, out);
    out += kValues;
  }
  return scores;
}

const RivalMetric& rival_of(const std::string& name) {
  for (const RivalMetric& metric : rapidfuzz_metrics()) {
    if (name == metric.name) return metric;
  }
  std::abort();
}

// Repeats short works until the clock can tell.
template <typename Scores>
double median_per_pair(Scores&& scores) {
  constexpr double kLeastNs = 5e6;
  const double begin = thread_ns();
  scores();
  const double once = thread_ns() - begin;
  const int times = 1 + static_cast<int>(kLeastNs / once);
  return median_ns([&] {
           for (int i = 0; i < times; ++i) scores();
         }) /
         (static_cast<double>(times) * kPairs);
}

template <typename Ours, typename Theirs>
void compare(const std::string& work, const std::string& rival, Ours&& ours, Theirs&& theirs) {
  MeasuredRow row;
  row.work = work;
  row.target = simd_target();
  row.rival = rival;
  row.pairs = row.results = kPairs;
  row.equal = ours() == theirs();
  if (row.equal) {
    row.ns = median_per_pair(ours);
    row.rival_ns = median_per_pair(theirs);
  }
  print_row(row);
}

// With the query prepared on both sides, and with nothing prepared on either; where values can be prepared as well,
// what that brings.
void pair_row(const OurMetric& metric, const std::string& kind, const Sample& sample) {
  const std::string work = "pair " + metric.name + " " + kind;
  if (!is_wanted(work)) return;
  const RivalMetric& rival = rival_of(metric.name);
  const auto cached = [&] { return scores_of(rival.cached, sample); };
  compare(work, "rapidfuzz-cpp cached", [&] { return scores_of(metric.prepared, sample); }, cached);
  compare(
      work + ", nothing prepared", "rapidfuzz-cpp", [&] { return scores_of(metric.fresh, sample); },
      [&] { return scores_of(rival.fresh, sample); });
  if (metric.block == nullptr) return;
  const auto block = [&] {
    std::vector<double> scores(kPairs);
    metric.block(sample, scores.data());
    return scores;
  };
  compare(work + ", values prepared too", "rapidfuzz-cpp cached", block, cached);
}

// Addresses of both sides of a street, a company's line, a comment: texts beyond 64 symbols.
std::vector<std::string> long_texts() {
  const std::vector<std::string> lines = distinct_addresses(4000, 3);
  std::vector<std::string> texts;
  for (size_t i = 0; i + 5 < lines.size(); i += 5) {
    texts.push_back(lines[i] + " " + lines[i + 1] + " " + lines[i + 2] + " " + lines[i + 3] + " " + lines[i + 4]);
  }
  return texts;
}

}  // namespace

void pair_rows() {
  const Sample names = sample_of(distinct_surnames(24'000, 1));
  const Sample emails = sample_of(distinct_emails(20'000, 2));
  const Sample addresses = sample_of(distinct_addresses(20'000, 3));
  const Sample long_lines = sample_of(long_texts());
  for (const OurMetric& metric : kMetrics) {
    pair_row(metric, "names", names);
    pair_row(metric, "emails", emails);
    pair_row(metric, "addresses", addresses);
    pair_row(metric, "long", long_lines);
  }
  const Sample full_names = sample_of(distinct_full_names(20'000, 4));
  for (const OurMetric& metric : kTokenMetrics) pair_row(metric, "full names", full_names);
}

}  // namespace sosie::bench
