// One line of the comparison: how long a work takes, and how many times longer the rival does.
#pragma once

#include <ctime>

#include <algorithm>
#include <string>
#include <vector>

namespace sosie::bench {

/// Nanoseconds of CPU time of this thread: a machine that is shared counts less than with a wall clock.
inline double thread_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Median over kRepeats runs of `body`, after one to warm up.
inline constexpr int kRepeats = 5;
template <typename Body>
double median_ns(Body&& body) {
  body();
  std::vector<double> times(kRepeats);
  for (double& time : times) {
    const double begin = thread_ns();
    body();
    time = thread_ns() - begin;
  }
  std::ranges::nth_element(times, times.begin() + kRepeats / 2);
  return times[kRepeats / 2];
}

/// Times are per pair of values. `equal`: both sides gave the same results, asserted before anything was timed.
struct MeasuredRow {
  std::string work;
  std::string target;
  double ns = 0;
  std::string rival;
  double rival_ns = 0;
  size_t pairs = 0;
  size_t results = 0;  ///< hits, or pairs where every pair has a result
  bool equal = false;
};

/// Prints the row as a JSON line to stdout. A row that is not equal has no times.
void print_row(const MeasuredRow& row);

/// Works whose name contains the text given on the command line; all when none is given.
bool is_wanted(const std::string& work);
void want_only(std::string part_of_name);
/// Whether any printed row was unequal.
bool any_unequal();

/// The best target and the best one of 128 bits, or the one that SOSIE_SIMD forces.
std::vector<std::string> measured_targets();

}  // namespace sosie::bench
