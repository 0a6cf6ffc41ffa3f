// Jaro and Jaro-Winkler against their definitions to the last bit, as pairs and as queries.
#include "matchers/similarity/jaro_winkler.h"

#include "matchers/reference/jaro_winkler.h"
#include "matchers/reference/text.h"
#include "matchers/similarity/text_query.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

double from(double cutoff, double score) { return score >= cutoff ? score : 0.0; }
double within(double cutoff, double distance) { return distance <= cutoff ? distance : 1.0; }

void check(FuzzInput input) {
  choose_target(input);
  const double asked = input.cutoff();
  const TextPair texts = text_pair(input);
  const auto& [a, b] = texts;
  const double jaro = reference::jaro_similarity(reference::symbols_of(a), reference::symbols_of(b));
  const double winkler = reference::jaro_winkler_similarity(reference::symbols_of(a), reference::symbols_of(b));
  expect_equal(matchers::jaro_winkler(a, b), winkler);
  const matchers::TextQuery query(a);
  for (const double cutoff : {0.0, asked, jaro, winkler}) {
    expect_equal(matchers::jaro_similarity(a, b, cutoff), from(cutoff, jaro));
    expect_equal(matchers::jaro_similarity(b, a, cutoff), from(cutoff, jaro));
    expect_equal(matchers::jaro_winkler_similarity(a, b, cutoff), from(cutoff, winkler));
    expect_equal(matchers::jaro_winkler_similarity(b, a, cutoff), from(cutoff, winkler));
    expect_equal(query.jaro_similarity(b, cutoff), from(cutoff, jaro));
    expect_equal(query.jaro_winkler_similarity(b, cutoff), from(cutoff, winkler));
    expect_equal(matchers::jaro_distance(a, b, cutoff), within(cutoff, 1.0 - jaro));
    expect_equal(matchers::jaro_winkler_distance(a, b, cutoff), within(cutoff, 1.0 - winkler));
  }
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
