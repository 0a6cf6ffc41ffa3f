#include <string>

#include "bench/matchers/rivals/measured_row.h"
#include "bench/matchers/rivals/rapidfuzz_join.h"
#include "bench/matchers/rivals/rows.h"
#include "bench/matchers/rivals/value_samples.h"
#include "core/simd.h"
#include "matchers/similarity/value_join.h"

namespace sosie::bench {
namespace {

using matchers::CodedValues;
using matchers::ValueJoin;
using Hits = std::vector<JoinHit>;

// All pairs of a column take the rival a minute: results are compared on all of them, times on every 64th query.
constexpr QuerySample kAll;
constexpr QuerySample kTimed{17, 64};

Hits sorted(Hits hits) {
  std::ranges::sort(
      hits, [](const JoinHit& a, const JoinHit& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
  return hits;
}

// Coding the column is part of the work.
template <typename MakeJoin>
Hits our_hits(ValueViews values, MakeJoin&& make_join) {
  Hits hits;
  const CodedValues coded(values);
  make_join(coded).run([&](std::span<const JoinHit> found) { hits.insert(hits.end(), found.begin(), found.end()); });
  return hits;
}

template <typename MakeJoin, typename Rival>
void join_row(const std::string& work, const std::vector<std::string>& texts, MakeJoin&& make_join, Rival&& rival) {
  if (!is_wanted(work)) return;
  const std::vector<std::string_view> values = views(texts);
  const Hits expected = sorted(rival(values, kAll));
  const double rival_ns =
      median_ns([&] { rival(values, kTimed); }) / static_cast<double>(kTimed.num_pairs(values.size()));
  for (const std::string& target : measured_targets()) {
    static_cast<void>(force_simd_target(target));
    MeasuredRow row;
    row.work = work;
    row.target = target;
    row.rival = "rapidfuzz-cpp cached";
    row.rival_ns = rival_ns;
    row.pairs = kAll.num_pairs(values.size());
    row.results = expected.size();
    row.equal = sorted(our_hits(values, make_join)) == expected;
    if (row.equal) row.ns = median_ns([&] { our_hits(values, make_join); }) / static_cast<double>(row.pairs);
    print_row(row);
  }
  static_cast<void>(force_simd_target_from_environment());
}

void jaro_winkler_row(const std::string& work, const std::vector<std::string>& texts, double level) {
  join_row(
      work, texts, [=](const CodedValues& values) { return ValueJoin::jaro_winkler(values, level); },
      [=](ValueViews values, QuerySample sample) { return rapidfuzz_join_jaro_winkler(values, level, sample); });
}

void levenshtein_row(const std::string& work, const std::vector<std::string>& texts, size_t most) {
  join_row(
      work, texts, [=](const CodedValues& values) { return ValueJoin::levenshtein(values, most); },
      [=](ValueViews values, QuerySample sample) { return rapidfuzz_join_levenshtein(values, most, sample); });
}

}  // namespace

void join_rows() {
  const std::vector<std::string> surnames = distinct_surnames(72'000, 1);
  jaro_winkler_row("join jaro_winkler .88 surnames", surnames, 0.88);
  levenshtein_row("join levenshtein 2 surnames", surnames, 2);
  jaro_winkler_row("join jaro_winkler .92 surnames", surnames, 0.92);
  levenshtein_row("join levenshtein 1 surnames", surnames, 1);
  const std::vector<std::string> emails = distinct_emails(20'000, 2);
  jaro_winkler_row("join jaro_winkler .88 emails", emails, 0.88);
  levenshtein_row("join levenshtein 2 emails", emails, 2);
}

}  // namespace sosie::bench
