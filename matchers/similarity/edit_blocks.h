// Bit-parallel edit distance: the recurrence for one word, and ways for long texts. Internal to this folder.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "matchers/similarity/symbols.h"

namespace sosie::matchers {

enum class EditKind : uint8_t { levenshtein, osa };

/// Up to 64 cells of one column of the distance matrix, as differences between neighbours, and the step to the next
/// column. Names as in Hyyrö 2003: vp, vn are the cells one more or one less than the cell above, d0 those equal to
/// their diagonal.
///
/// A step waits for the one before, so it is written for the shortest way from vp to the next vp (which stands
/// complemented): what does not depend on the sum is worked out beside it.
template <EditKind kKind>
struct EditColumn {
  uint64_t not_vp = 0;
  uint64_t vn = 0;
  uint64_t last_d0 = 0;  // osa only: as the last step left them
  uint64_t last_equal = 0;

  /// Bits that pass from one word to the word below it in the matrix (the next of the pattern).
  struct Carry {
    uint64_t hp = 1;  ///< the horizontal difference is +1; so it is above the first word
    uint64_t hn = 0;  ///< it is -1
    uint64_t exchange = 0;
  };
  /// Horizontal differences of all cells, and the exchange candidates that the next word needs at its lowest bit.
  struct Differences {
    uint64_t hp = 0;
    uint64_t hn = 0;
    uint64_t exchange = 0;
    Carry carry() const { return {hp >> 63, hn >> 63, exchange >> 63}; }
  };

  /// `equal`: positions of the pattern that hold the new column's symbol.
  Differences step(uint64_t equal, Carry in) {
    Differences out;
    uint64_t diagonal = equal | in.hn;                       // cells known to equal their diagonal without the sum
    const uint64_t not_sum = not_vp - (diagonal & ~not_vp);  // ~((diagonal & vp) + vp)
    if constexpr (kKind == EditKind::osa) {
      out.exchange = ~last_d0 & equal;
      diagonal |= (out.exchange << 1 | in.exchange) & last_equal;
      last_equal = equal;
    }
    const uint64_t known = diagonal | vn;
    const uint64_t rising = not_sum & (not_vp & ~known);
    const uint64_t d0 = (not_sum ^ not_vp) | known;
    out.hp = rising | vn;
    out.hn = (not_sum & ~not_vp) | (diagonal & ~not_vp);
    const uint64_t hp_known = vn << 1 | in.hp;
    not_vp = (rising << 1 | (hp_known | d0)) & ~(out.hn << 1 | in.hn);
    vn = d0 & (rising << 1 | hp_known);
    if constexpr (kKind == EditKind::osa) last_d0 = d0;
    return out;
  }

  /// Difference between the cell of the last of these rows and the cell above the first, counted in whole.
  size_t difference(uint64_t rows) const {
    return static_cast<size_t>(std::popcount(~not_vp & rows)) - static_cast<size_t>(std::popcount(vn & rows));
  }
};

/// Distance from equality masks (bit i of equal[j]: pattern[i] == text[j]); the pattern has 1 to as many symbols as
/// Mask has bits. Bits beyond the pattern do not matter.
template <EditKind kKind, typename Mask>
inline size_t edits_from_masks(const Mask* equal, size_t pattern_size, size_t text_size) {
  EditColumn<kKind> column;
  size_t distance = pattern_size;
  for (size_t j = 0; j < text_size; ++j) {
    const auto out = column.step(equal[j], {});
    distance += out.hp >> (pattern_size - 1) & 1;
    distance -= out.hn >> (pattern_size - 1) & 1;
  }
  return distance;
}

/// Length of the longest common subsequence from the same masks. Zeros of `rest` are the symbols of the pattern that
/// end a longer subsequence than the symbol before. Source: Hyyrö 2004.
template <typename Mask>
inline size_t lcs_from_masks(const Mask* equal, size_t pattern_size, size_t text_size) {
  uint64_t rest = ~uint64_t{0};
  for (size_t j = 0; j < text_size; ++j) {
    const uint64_t taken = rest & equal[j];
    rest = (rest + taken) | (rest - taken);
  }
  return static_cast<size_t>(std::popcount(~rest & (~uint64_t{0} >> (64 - pattern_size))));
}

/// One symbol, in one word whose carry nobody wants.
inline uint64_t lcs_step(uint64_t rest, uint64_t equal) { return (rest + (rest & equal)) | (rest & ~equal); }

/// One symbol with a carry of 0 or 1 from the word before, left for the word behind. Word: unsigned, one word or two.
template <typename Word>
inline Word lcs_step(Word rest, Word equal, Word& carry) {
  const Word first = rest + (rest & equal);
  const Word sum = first + carry;
  carry = Word{first < rest} | Word{sum < first};
  return sum | (rest & ~equal);
}

/// Zeros of `rest` count; the last word has `rows` of its own.
inline size_t lcs_length(const uint64_t* rest, size_t num_words, uint64_t rows) {
  size_t length = 0;
  for (size_t word = 0; word + 1 < num_words; ++word) length += static_cast<size_t>(std::popcount(~rest[word]));
  return length + static_cast<size_t>(std::popcount(~rest[num_words - 1] & rows));
}

/// Two to four words, by twos: the compiler has an addition of two words and keeps all in registers. Always inline, for
/// callers that are compiled for more instructions than this file is.
template <size_t kWords>
[[gnu::always_inline]] inline size_t lcs_of_words(const uint64_t* positions, uint64_t rows, SymbolSpan<uint8_t> text) {
  using TwoWords = unsigned __int128;
  constexpr size_t kTwos = kWords / 2;
  TwoWords twos[kTwos];
  for (TwoWords& two : twos) two = ~TwoWords{0};
  uint64_t odd = ~uint64_t{0};
  for (const uint8_t symbol : text) {
    const uint64_t* const equal = positions + symbol * kWords;
    TwoWords carry = 0;
    for (size_t i = 0; i < kTwos; ++i) {
      twos[i] = lcs_step(twos[i], TwoWords{equal[i * 2 + 1]} << 64 | equal[i * 2], carry);
    }
    auto last_carry = static_cast<uint64_t>(carry);
    if (kWords % 2 != 0) odd = lcs_step(odd, equal[kWords - 1], last_carry);
  }
  uint64_t rest[kWords];
  for (size_t i = 0; i < kTwos; ++i) {
    rest[i * 2] = static_cast<uint64_t>(twos[i]);
    rest[i * 2 + 1] = static_cast<uint64_t>(twos[i] >> 64);
  }
  if (kWords % 2 != 0) rest[kWords - 1] = odd;
  return lcs_length(rest, kWords, rows);
}

/// Length of the longest common subsequence; positions[symbol][word] with `rows` bits in the last of at least two
/// words.
size_t lcs_of_positions(const uint64_t* positions, size_t num_words, uint64_t rows, SymbolSpan<uint8_t> text);

/// Levenshtein distance up to a cutoff of at most 2, beyond it cutoff + 1: by trying the few edits that are possible.
size_t few_edits(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b, size_t cutoff);

/// Cells within `cutoff` of the diagonal: exact up to the cutoff, beyond it any number above it.
/// |a| >= |b| >= 1, |a| - |b| <= cutoff.
size_t banded_edits(EditKind kind, SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b, size_t cutoff);
size_t banded_edits(EditKind kind, SymbolSpan<char32_t> a, SymbolSpan<char32_t> b, size_t cutoff);

/// Any length over any alphabet in |a| * |b| / 64 steps, with memory proportional to |a|. Neither is empty.
size_t block_edits(EditKind kind, SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b);
size_t block_edits(EditKind kind, SymbolSpan<char32_t> a, SymbolSpan<char32_t> b);

/// Length of the longest common subsequence at the same price. Neither text is empty.
size_t block_lcs(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b);
size_t block_lcs(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b);

}  // namespace sosie::matchers
