// MinHash: values that share many bigrams (or words) probably share a band hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sosie::matchers {

inline constexpr size_t kMaxMinhashBands = 32;
inline constexpr size_t kMaxMinhashMinima = 16;

/// Band hashes of a value's set of bigrams (neighbouring code points). Each band hashes `minima_per_band` minima, each
/// under a hash function of its own; two values whose bigram sets have Jaccard similarity s agree in a given band with
/// probability s^minima_per_band. A band hash is never 0, except that a value without a bigram gets 0 in every band.
///
/// band_hashes      one per band, at most kMaxMinhashBands
/// minima_per_band  1 to kMaxMinhashMinima
/// The same numbers on every machine. A band does not depend on how many other bands are asked for. Thread-safe.
/// Source: Broder 1997, Compression and Complexity of Sequences, 21; banding: Indyk and Motwani 1998, STOC, 604.
void minhash_bands(std::string_view value, std::span<uint32_t> band_hashes, unsigned minima_per_band);

/// The same over the set of the value's words, separated by blanks: for company names and other long text.
void minhash_word_bands(std::string_view value, std::span<uint32_t> band_hashes, unsigned minima_per_band);

}  // namespace sosie::matchers
