// What bench_normalize measures. Each prints JSON lines on stdout and returns whether the results were as they must be.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace sosie::bench {

/// Phone numbers in `path`, a file of matchers/normalize/derive/phone_vectors.py: a line that says how far they agree
/// with their oracle and one on time. False when fewer than 99.9 % agree. Examples of each disagreement go to stderr.
bool bench_phones(const std::string& path);

/// Columns of a million rows, and values one by one.
bool bench_columns();

/// Readings of one number as the rival sees it, to time it: how many are valid.
struct RivalPhone {
  std::string region, text;
};
size_t count_valid_by_libphonenumber(const std::vector<RivalPhone>& phones);

/// Seconds of the fastest of `repeats` calls.
template <typename Work>
double fastest(int repeats, Work&& work) {
  double best = 1e30;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace sosie::bench
