// Levenshtein, OSA and Damerau-Levenshtein against their recurrences, in all forms, as pairs and as queries.
#include "matchers/reference/edit_distance.h"
#include "matchers/reference/subsequences.h"
#include "matchers/reference/text.h"
#include "matchers/similarity/damerau.h"
#include "matchers/similarity/text_query.h"
#include "tests/fuzz/forms.h"

namespace sosie::fuzz {
namespace {

constexpr Forms kLevenshtein = {matchers::levenshtein_distance, matchers::levenshtein_similarity,
                                matchers::levenshtein_normalized_distance, matchers::levenshtein_normalized_similarity};
constexpr Forms kOsa = {matchers::osa_distance, matchers::osa_similarity, matchers::osa_normalized_distance,
                        matchers::osa_normalized_similarity};
constexpr Forms kDamerau = {matchers::damerau_levenshtein_distance, matchers::damerau_levenshtein_similarity,
                            matchers::damerau_levenshtein_normalized_distance,
                            matchers::damerau_levenshtein_normalized_similarity};

void check(FuzzInput input) {
  choose_target(input);
  const size_t cutoff = input.below(16);
  const double share = input.cutoff();
  const TextPair texts = text_pair(input);
  const std::u32string a = reference::symbols_of(texts.a);
  const std::u32string b = reference::symbols_of(texts.b);
  const size_t longest = std::max(a.size(), b.size());
  const size_t levenshtein = reference::levenshtein_distance(a, b);
  const size_t osa = reference::osa_distance(a, b);
  expect_forms(kLevenshtein, texts, levenshtein, longest, cutoff, share);
  expect_forms(kOsa, texts, osa, longest, cutoff, share);
  expect_forms(kDamerau, texts, reference::damerau_levenshtein_distance(a, b), longest, cutoff, share);
  expect_equal(matchers::within_one_edit(texts.a, texts.b), osa <= 1);
  const matchers::TextQuery query(texts.a);
  for (const size_t most : {cutoff, matchers::kNoCutoff}) {
    expect_equal(query.levenshtein_distance(texts.b, most), std::min(levenshtein, most + 1));
    expect_equal(query.osa_distance(texts.b, most), std::min(osa, most + 1));
  }
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
