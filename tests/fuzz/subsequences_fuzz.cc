// LCS and indel against their recurrence, in all forms, as pairs and as queries.
#include "matchers/reference/subsequences.h"

#include "matchers/reference/text.h"
#include "matchers/similarity/indel.h"
#include "matchers/similarity/text_query.h"
#include "tests/fuzz/forms.h"

namespace sosie::fuzz {
namespace {

constexpr Forms kLcs = {matchers::lcs_distance, matchers::lcs_similarity, matchers::lcs_normalized_distance,
                        matchers::lcs_normalized_similarity};
constexpr Forms kIndel = {matchers::indel_distance, matchers::indel_similarity, matchers::indel_normalized_distance,
                          matchers::indel_normalized_similarity};

void check(FuzzInput input) {
  choose_target(input);
  const size_t cutoff = input.below(16);
  const double share = input.cutoff();
  const TextPair texts = text_pair(input);
  const std::u32string a = reference::symbols_of(texts.a);
  const std::u32string b = reference::symbols_of(texts.b);
  const size_t common = reference::lcs_length(a, b);
  const size_t longest = std::max(a.size(), b.size());
  const size_t all = a.size() + b.size();
  const size_t indel = all - 2 * common;
  expect_forms(kLcs, texts, longest - common, longest, cutoff, share);
  expect_forms(kIndel, texts, indel, all, cutoff, share);
  const matchers::TextQuery query(texts.a);
  expect_equal(query.lcs_similarity(texts.b, cutoff), common >= cutoff ? common : 0);
  expect_equal(query.indel_distance(texts.b, cutoff), std::min(indel, cutoff + 1));
  expect_equal(query.indel_normalized_similarity(texts.b, share),
               matchers::indel_normalized_similarity(texts.a, texts.b, share));
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
