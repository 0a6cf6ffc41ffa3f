// Bags of bigrams, common ends and MinHash bands against their definitions.
#include "matchers/reference/affixes.h"
#include "matchers/reference/minhash.h"
#include "matchers/reference/qgrams.h"
#include "matchers/reference/text.h"
#include "matchers/similarity/affixes.h"
#include "matchers/similarity/minhash.h"
#include "matchers/similarity/qgrams.h"
#include "tests/fuzz/forms.h"

namespace sosie::fuzz {
namespace {

constexpr Forms kPrefix = {matchers::prefix_distance, matchers::prefix_similarity, matchers::prefix_normalized_distance,
                           matchers::prefix_normalized_similarity};
constexpr Forms kSuffix = {matchers::suffix_distance, matchers::suffix_similarity, matchers::suffix_normalized_distance,
                           matchers::suffix_normalized_similarity};

using Coefficient = double (*)(std::string_view, std::string_view, double);

void expect_coefficient(Coefficient coefficient, const TextPair& texts, double expected, double cutoff) {
  for (const double least : {0.0, cutoff, expected}) {
    expect_equal(coefficient(texts.a, texts.b, least), expected >= least ? expected : 0.0);
    expect_equal(coefficient(texts.b, texts.a, least), expected >= least ? expected : 0.0);
  }
}

void expect_bands(std::string_view text, std::u32string_view symbols, size_t num_bands, unsigned minima) {
  std::vector<uint32_t> bands(num_bands);
  matchers::minhash_bands(text, bands, minima);
  const std::vector<uint32_t> features = reference::bigram_features(symbols);
  for (size_t band = 0; band < num_bands; ++band) {
    expect_equal(bands[band], reference::minhash_band(features, band, minima));
  }
}

void check(FuzzInput input) {
  choose_target(input);
  const size_t cutoff = input.below(16);
  const double share = input.cutoff();
  const size_t num_bands = input.below(matchers::kMaxMinhashBands + 1);
  const auto minima = static_cast<unsigned>(1 + input.below(matchers::kMaxMinhashMinima));
  const TextPair texts = text_pair(input);
  const std::u32string a = reference::symbols_of(texts.a);
  const std::u32string b = reference::symbols_of(texts.b);
  const size_t longest = std::max(a.size(), b.size());
  expect_forms(kPrefix, texts, longest - reference::prefix_length(a, b), longest, cutoff, share);
  expect_forms(kSuffix, texts, longest - reference::suffix_length(a, b), longest, cutoff, share);
  expect_coefficient(matchers::dice_similarity, texts, reference::dice_similarity(a, b), share);
  expect_coefficient(matchers::jaccard_similarity, texts, reference::jaccard_similarity(a, b), share);
  expect_coefficient(matchers::cosine_similarity, texts, reference::cosine_similarity(a, b), share);
  expect_bands(texts.a, a, num_bands, minima);
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
