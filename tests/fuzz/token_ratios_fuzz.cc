// Ratios of texts of several words against their definitions, to the last bit, as pairs and as queries.
#include "matchers/similarity/token_ratios.h"

#include "matchers/reference/token_ratios.h"
#include "matchers/similarity/qgrams.h"
#include "matchers/similarity/token_query.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

using Ratio = double (*)(std::string_view, std::string_view, double);

void expect_ratio(Ratio ratio, const TextPair& texts, double expected, double cutoff) {
  expect_equal(ratio(texts.a, texts.b, 0.0), expected);
  for (const double least : {cutoff, expected}) {
    expect_equal(ratio(texts.a, texts.b, least), expected >= least ? expected : 0.0);
  }
}

void check(FuzzInput input) {
  choose_target(input);
  const double cutoff = input.cutoff();
  const TextPair texts = text_pair(input);
  const auto& [a, b] = texts;
  expect_ratio(matchers::token_sort_ratio, texts, reference::token_sort_ratio(a, b), 100.0 * cutoff);
  expect_ratio(matchers::token_set_ratio, texts, reference::token_set_ratio(a, b), 100.0 * cutoff);
  expect_ratio(matchers::monge_elkan_similarity, texts, reference::monge_elkan_similarity(a, b), cutoff);
  expect_ratio(matchers::token_set_similarity, texts, reference::token_set_similarity(a, b), cutoff);
  const matchers::TokenQuery query(a);
  const matchers::TokenText value(b);
  for (const double least : {0.0, 100.0 * cutoff}) {
    expect_equal(query.token_sort_ratio(value, least), matchers::token_sort_ratio(a, b, least));
    expect_equal(query.token_set_ratio(value, least), matchers::token_set_ratio(a, b, least));
  }
  for (const double least : {0.0, cutoff}) {
    expect_equal(query.monge_elkan_similarity(value, least), matchers::monge_elkan_similarity(a, b, least));
  }
  expect_equal(matchers::token_sort_ratio(b, a), matchers::token_sort_ratio(a, b));
  expect_equal(matchers::token_set_ratio(b, a), matchers::token_set_ratio(a, b));
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
