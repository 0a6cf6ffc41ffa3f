// MinHash with banding. All minima of all bands are kept in vectors while the features (bigrams or words) of the value
// stream past: one multiplication, one addition and one minimum per feature and vector of hash functions.
//
// Hash function (band b, minimum i) is x -> x * factor + offset modulo 2^32 with an odd factor, on features mixed by
// mix64; factor and offset come from the constants below, so that a band does not depend on how many are asked for.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/minhash.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/hash.h"
#include "core/status.h"
#include "matchers/similarity/minhash.h"
#include "matchers/similarity/minhash_functions.h"
#include "matchers/similarity/symbols.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The minima of `kRows` hash functions in each of the bands from `band` on, folded into one hash a band.
template <class D>
HWY_INLINE void Bands(D d, const uint32_t* HWY_RESTRICT features, size_t num_features, size_t band, size_t rows,
                      uint32_t* HWY_RESTRICT out) {
  auto hash = hn::Zero(d);
  for (size_t i = 0; i < rows; ++i) {
    const auto factor = hn::LoadU(d, kMinhashFunctions.factor[i].data() + band);
    const auto offset = hn::LoadU(d, kMinhashFunctions.offset[i].data() + band);
    auto least = hn::Set(d, ~uint32_t{0});
    for (size_t f = 0; f < num_features; ++f) {
      least = hn::Min(least, hn::Set(d, features[f]) * factor + offset);
    }
    hash = (hash ^ least) * hn::Set(d, kMinhashFold);
    hash = hash ^ hn::ShiftRight<15>(hash);
  }
  hn::StoreU(hn::Max(hash, hn::Set(d, 1)), d, out);
}

// `out` has room for kMaxMinhashBands.
void MinhashBands(const uint32_t* features, size_t num_features, size_t num_bands, size_t rows, uint32_t* out) {
  const hn::CappedTag<uint32_t, 8> d;
  for (size_t band = 0; band < num_bands; band += hn::Lanes(d)) {
    Bands(d, features, num_features, band, rows, out + band);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {

HWY_EXPORT(MinhashBands);

void hash_bands(std::span<const uint32_t> features, std::span<uint32_t> band_hashes, unsigned minima_per_band) {
  SOSIE_DCHECK(band_hashes.size() <= kMaxMinhashBands, "there are hash functions for 32 bands");
  SOSIE_DCHECK(minima_per_band >= 1 && minima_per_band <= kMaxMinhashMinima, "a band has 1 to 16 minima");
  std::array<uint32_t, kMaxMinhashBands> bands{};
  if (!features.empty()) {
    HWY_DYNAMIC_DISPATCH(MinhashBands)(features.data(), features.size(), band_hashes.size(), minima_per_band,
                                       bands.data());
  }
  std::copy_n(bands.begin(), band_hashes.size(), band_hashes.begin());
}

template <typename Symbol>
void hash_bigrams(SymbolSpan<Symbol> text, std::span<uint32_t> band_hashes, unsigned minima_per_band) {
  const size_t size = text.empty() ? 0 : text.size() - 1;
  std::array<uint32_t, 64> on_stack;
  std::vector<uint32_t> on_heap(size > on_stack.size() ? size : 0);
  uint32_t* const features = on_heap.empty() ? on_stack.data() : on_heap.data();
  for (size_t i = 0; i < size; ++i) features[i] = minhash_bigram(text[i], text[i + 1]);
  hash_bands({features, size}, band_hashes, minima_per_band);
}

}  // namespace

void minhash_bands(std::string_view value, std::span<uint32_t> band_hashes, unsigned minima_per_band) {
  if (is_ascii(value)) return hash_bigrams(ascii_symbols(value), band_hashes, minima_per_band);
  hash_bigrams(DecodedText(value).symbols(), band_hashes, minima_per_band);
}

void minhash_word_bands(std::string_view value, std::span<uint32_t> band_hashes, unsigned minima_per_band) {
  std::vector<uint32_t> features;
  while (!value.empty()) {
    const size_t blank = value.find(' ');
    if (blank != 0) features.push_back(minhash_word(value.substr(0, blank)));
    value = blank == std::string_view::npos ? std::string_view() : value.substr(blank + 1);
  }
  hash_bands(features, band_hashes, minima_per_band);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
