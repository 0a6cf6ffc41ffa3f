// The four forms of a metric from its distance by definition.
#pragma once

#include <algorithm>
#include <string_view>

#include "matchers/similarity/levenshtein.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {

using Text = std::string_view;

struct Forms {
  size_t (*distance)(Text, Text, size_t);
  size_t (*similarity)(Text, Text, size_t);
  double (*normalized_distance)(Text, Text, double);
  double (*normalized_similarity)(Text, Text, double);
};

/// Compares every form, without and with cutoffs, both ways round.
inline void expect_forms(const Forms& forms, const TextPair& texts, size_t distance, size_t maximum, size_t cutoff,
                         double share) {
  const double far = maximum == 0 ? 0.0 : static_cast<double>(distance) / static_cast<double>(maximum);
  const size_t similarity = maximum - distance;
  for (const auto& [a, b] : {std::pair<Text, Text>(texts.a, texts.b), std::pair<Text, Text>(texts.b, texts.a)}) {
    expect_equal(forms.distance(a, b, matchers::kNoCutoff), distance);
    expect_equal(forms.similarity(a, b, 0), similarity);
    expect_equal(forms.normalized_distance(a, b, 1.0), far);
    expect_equal(forms.normalized_similarity(a, b, 0.0), 1.0 - far);
    for (const size_t most : {cutoff, distance, distance + 1, distance > 0 ? distance - 1 : 0}) {
      expect_equal(forms.distance(a, b, most), distance <= most ? distance : most + 1);
    }
    for (const size_t least : {cutoff, similarity, similarity + 1}) {
      expect_equal(forms.similarity(a, b, least), similarity >= least ? similarity : 0);
    }
    for (const double limit : {share, far, 1.0 - far}) {
      expect_equal(forms.normalized_distance(a, b, limit), far <= limit ? far : 1.0);
      expect_equal(forms.normalized_similarity(a, b, limit), 1.0 - far >= limit ? 1.0 - far : 0.0);
    }
  }
}

}  // namespace sosie::fuzz
