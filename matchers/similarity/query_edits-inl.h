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

HWY_INLINE uint64_t LcsStepOf(uint64_t rest, uint64_t equal) { return (rest + (rest & equal)) | (rest & ~equal); }

using TwoWords = unsigned __int128;

// Adds with a carry of 0 or 1; returns the sum and leaves the next carry.
template <typename Word>
HWY_INLINE Word AddCarry(Word a, Word b, Word& carry) {
  const Word first = a + b;
  const Word sum = first + carry;
  carry = Word{first < a} | Word{sum < first};
  return sum;
}

template <typename Word>
HWY_INLINE Word LcsStep(Word rest, Word equal, Word& carry) {
  return AddCarry<Word>(rest, rest & equal, carry) | (rest & ~equal);
}

template <typename Word>
HWY_INLINE Word LoadWord(const uint64_t* words) {
  Word word;
  std::memcpy(&word, words, sizeof(Word));  // two words: the lower one first, as on every target that is compiled
  return word;
}

// Zeros of `rest` count; the last word has `rows` of its own.
HWY_INLINE size_t LcsLength(const uint64_t* rest, size_t num_words, uint64_t rows) {
  size_t length = 0;
  for (size_t word = 0; word + 1 < num_words; ++word) length += Ones(~rest[word]);
  return length + Ones(~rest[num_words - 1] & rows);
}

// Two to four words, by twos: the compiler has an addition of two words and keeps all in registers.
template <size_t kWords>
HWY_INLINE size_t LcsOfWords(const QueryText& query, std::string_view text) {
  constexpr size_t kTwos = kWords / 2;
  TwoWords twos[kTwos];
  for (TwoWords& two : twos) two = ~TwoWords{0};
  uint64_t odd = ~uint64_t{0};
  const uint64_t* const positions = query.positions.data();
  for (const char c : text) {
    const uint64_t* const equal = positions + static_cast<uint8_t>(c) * kWords;
    TwoWords carry = 0;
    for (size_t i = 0; i < kTwos; ++i) twos[i] = LcsStep(twos[i], LoadWord<TwoWords>(equal + i * 2), carry);
    auto last_carry = static_cast<uint64_t>(carry);
    if (kWords % 2 != 0) odd = LcsStep(odd, equal[kWords - 1], last_carry);
  }
  uint64_t rest[kWords];
  std::memcpy(rest, twos, sizeof(twos));
  if (kWords % 2 != 0) rest[kWords - 1] = odd;
  return LcsLength(rest, kWords, query.rows);
}

inline size_t LcsOfManyWords(const QueryText& query, std::string_view text) {
  const size_t num_words = query.num_words;
  std::vector<uint64_t> rest(num_words, ~uint64_t{0});
  for (const char c : text) {
    const uint64_t* const equal = query.positions.data() + static_cast<uint8_t>(c) * num_words;
    uint64_t carry = 0;
    for (size_t word = 0; word < num_words; ++word) rest[word] = LcsStep(rest[word], equal[word], carry);
  }
  return LcsLength(rest.data(), num_words, query.rows);
}

inline HWY_NOINLINE size_t LcsOfLong(const QueryText& query, std::string_view text) {
  if (!IsAscii(text)) return SIZE_MAX;
  switch (query.num_words) {
    case 2: return LcsOfWords<2>(query, text);
    case 3: return LcsOfWords<3>(query, text);
    case 4: return LcsOfWords<4>(query, text);
    default: return LcsOfManyWords(query, text);
  }
}

constexpr size_t kNotAscii = SIZE_MAX;

// Length of the longest common subsequence, or kNotAscii.
HWY_INLINE size_t LcsLengthOf(const QueryText& query, std::string_view text) {
  if (HWY_UNLIKELY(text.empty())) return 0;
  if (HWY_UNLIKELY(query.num_words != 1)) return LcsOfLong(query, text);
  const uint64_t* const positions = query.positions.data();
  uint64_t rest = ~uint64_t{0};
  const Walked walked = EachByFours(text, [&](uint8_t symbol) HWY_ATTR { rest = LcsStepOf(rest, positions[symbol]); });
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
