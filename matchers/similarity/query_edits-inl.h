// Subsequences and edit distances of a prepared query. For inclusion below hwy/foreach_target.h only.
//
// A query of up to 256 symbols is a known number of words, so that a column of the matrix stays in registers; longer
// ones keep it in memory. No distance is counted along the way: the differences down the last column add up to it.
#if defined(SOSIE_QUERY_EDITS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_QUERY_EDITS_INL_H_
#undef SOSIE_QUERY_EDITS_INL_H_
#else
#define SOSIE_QUERY_EDITS_INL_H_
#endif

#include <vector>

#include "matchers/similarity/edit_blocks.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/query_text-inl.h"

#if HWY_TARGET != HWY_SCALAR
HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

HWY_INLINE size_t Ones(uint64_t bits) { return static_cast<size_t>(std::popcount(bits)); }

// ---- longest common subsequence ----

inline HWY_NOINLINE size_t LcsOfLong(const QueryText& query, std::string_view text) {
  if (!IsAscii(text)) return SIZE_MAX;
  const uint64_t* const positions = query.positions.data();
  const SymbolSpan<uint8_t> symbols = ascii_symbols(text);
  switch (query.num_words) {
    case 2: return lcs_of_words<2>(positions, query.rows, symbols);
    case 3: return lcs_of_words<3>(positions, query.rows, symbols);
    case 4: return lcs_of_words<4>(positions, query.rows, symbols);
    default: return lcs_of_positions(positions, query.num_words, query.rows, symbols);
  }
}

constexpr size_t kNotAscii = SIZE_MAX;

// Length of the longest common subsequence, or kNotAscii.
HWY_INLINE size_t LcsLengthOf(const QueryText& query, std::string_view text) {
  if (HWY_UNLIKELY(text.empty())) return 0;
  if (HWY_UNLIKELY(query.num_words != 1)) return LcsOfLong(query, text);
  const uint64_t* const positions = query.positions.data();
  uint64_t rest = ~uint64_t{0};
  const Walked walked = EachByFours(text, [&](uint8_t symbol) HWY_ATTR { rest = lcs_step(rest, positions[symbol]); });
  return HWY_LIKELY(walked.is_ascii()) ? Ones(~rest & query.rows) : kNotAscii;
}

// ---- Levenshtein and optimal string alignment ----

// Up to 61 symbols. Steps behind the end of the text compare its padding with the one behind the query: equal ends cost
// nothing.
template <EditKind kKind>
HWY_INLINE size_t EditsOfWord(const QueryText& query, std::string_view text) {
  EditColumn<kKind> column;
  const uint64_t* const positions = query.positions.data();
  const Walked walked = EachByFours(text, [&](uint8_t symbol) HWY_ATTR { column.step(positions[symbol], {}); });
  if (HWY_UNLIKELY(!walked.is_ascii())) return kNotAscii;
  const uint64_t rows = LowBits(query.text.size() + walked.steps - text.size());
  return walked.steps + column.difference(rows);
}

template <EditKind kKind>
HWY_INLINE size_t EditsOfColumn(const EditColumn<kKind>* column, const QueryText& query, size_t text_size) {
  size_t distance = text_size;
  const size_t last = query.num_words - 1;
  for (size_t word = 0; word < last; ++word) distance += column[word].difference(~uint64_t{0});
  return distance + column[last].difference(query.rows);
}

template <EditKind kKind>
HWY_INLINE void EditStep(const uint64_t* HWY_RESTRICT equal, size_t num_words, EditColumn<kKind>* HWY_RESTRICT column) {
  typename EditColumn<kKind>::Carry carry;
  for (size_t word = 0; word < num_words; ++word) carry = column[word].step(equal[word], carry).carry();
}

template <EditKind kKind, size_t kWords>
HWY_INLINE size_t EditsOfWords(const QueryText& query, std::string_view text) {
  EditColumn<kKind> column[kWords];
  const uint64_t* const positions = query.positions.data();
  for (const char c : text) EditStep<kKind>(positions + static_cast<uint8_t>(c) * kWords, kWords, column);
  return EditsOfColumn<kKind>(column, query, text.size());
}

template <EditKind kKind>
size_t EditsOfManyWords(const QueryText& query, std::string_view text) {
  std::vector<EditColumn<kKind>> column(query.num_words);
  const uint64_t* const positions = query.positions.data();
  for (const char c : text) {
    EditStep<kKind>(positions + static_cast<uint8_t>(c) * query.num_words, query.num_words, column.data());
  }
  return EditsOfColumn<kKind>(column.data(), query, text.size());
}

template <EditKind kKind>
inline HWY_NOINLINE size_t EditsOfLong(const QueryText& query, std::string_view text) {
  if (!IsAscii(text)) return kNotAscii;
  switch (query.num_words) {
    case 1: return EditsOfWords<kKind, 1>(query, text);
    case 2: return EditsOfWords<kKind, 2>(query, text);
    case 3: return EditsOfWords<kKind, 3>(query, text);
    case 4: return EditsOfWords<kKind, 4>(query, text);
    default: return EditsOfManyWords<kKind>(query, text);
  }
}

template <EditKind kKind>
HWY_INLINE size_t PairEdits(const QueryText& query, std::string_view text, size_t cutoff) {
  return kKind == EditKind::osa ? matchers::osa_distance(query.text, text, cutoff)
                                : matchers::levenshtein_distance(query.text, text, cutoff);
}

// Every symbol that the query lacks costs an edit of its own.
template <EditKind kKind>
HWY_INLINE size_t EditsFrom(const QueryText& query, std::string_view text, size_t cutoff) {
  const size_t a = query.text.size();
  const size_t b = text.size();
  if (b < a && a - b > cutoff) return cutoff + 1;  // a symbol has at least a byte
  if (cutoff < b) {
    if (HWY_UNLIKELY(!IsAscii(text))) return PairEdits<kKind>(query, text, cutoff);
    if (b > a + cutoff || LacksMoreThan(query, text, cutoff)) return cutoff + 1;
    if (kKind == EditKind::levenshtein && cutoff <= 2 && b > kSixteen) {
      return few_edits(ascii_symbols(query.text), ascii_symbols(text), cutoff);
    }
  }
  if (HWY_UNLIKELY(b == 0)) return a;
  const size_t distance = HWY_LIKELY(a <= 61) ? EditsOfWord<kKind>(query, text) : EditsOfLong<kKind>(query, text);
  if (HWY_UNLIKELY(distance == kNotAscii)) return PairEdits<kKind>(query, text, cutoff);
  return std::min(distance, cutoff + 1);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();
#endif  // HWY_TARGET != HWY_SCALAR

#endif
