// Which counts of matches and transpositions reach a Jaro-Winkler level: the doubles are worked out once per lengths
// and prefix, pairs then compare small integers. Internal to this folder.
#pragma once

#include <array>
#include <cstdint>

#include "matchers/similarity/jaro_counts.h"

namespace sosie::matchers {

/// The level for values of two lengths, each of 1 to 63 symbols.
class JaroLevel {
 public:
  JaroLevel(size_t a, size_t b, double level) : a_(a), b_(b) {
    for (size_t prefix = 0; prefix < 5; ++prefix) {
      for (size_t matches = 0; matches < 64; ++matches) {
        most_transpositions_[prefix][matches] = most_transpositions(prefix, matches, level);
      }
    }
  }

  /// The fewest matches that reach the level with this prefix; 64 when none do.
  size_t least_matches(size_t prefix) const {
    size_t matches = 0;
    while (matches < 64 && most_transpositions_[prefix][matches] < 0) ++matches;
    return matches;
  }
  /// The most transpositions with which the matches reach the level; -1 when they never do.
  int most_transpositions(size_t prefix, size_t matches) const { return most_transpositions_[prefix][matches]; }

  double score(size_t prefix, JaroCounts counts) const { return winkler_boost(jaro_score(a_, b_, counts), prefix); }

 private:
  // The score falls with each transposition, in doubles too: every operation of it is monotone.
  int8_t most_transpositions(size_t prefix, size_t matches, double level) const {
    if (matches > std::min(a_, b_)) return -1;
    int8_t most = -1;
    for (size_t t = 0; t <= matches / 2 && score(prefix, {matches, 2 * t}) >= level; ++t) most = static_cast<int8_t>(t);
    return most;
  }

  size_t a_;
  size_t b_;
  std::array<std::array<int8_t, 64>, 5> most_transpositions_;
};

}  // namespace sosie::matchers
