// Jaro and Jaro-Winkler of a prepared query. For inclusion below hwy/foreach_target.h only.
//
// The query is the pattern, the longer text or not: the greedy assignment is the same from both sides.
#if defined(SOSIE_QUERY_JARO_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SOSIE_QUERY_JARO_INL_H_
#undef SOSIE_QUERY_JARO_INL_H_
#else
#define SOSIE_QUERY_JARO_INL_H_
#endif

#include <vector>

#include "matchers/similarity/jaro_counts.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/query_text-inl.h"

#if HWY_TARGET != HWY_SCALAR
HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

// Symbols of the text that found a partner, in order; behind them any, up to a multiple of four.
template <size_t kMost>
struct MatchedSymbols {
  uint8_t symbols[kMost + 4] = {};
  size_t count = 0;
};

// ---- one word: up to 40 symbols on both sides ----

// Then the window may turn in a circle of 64: what leaves it on one side comes back beyond both texts.
constexpr size_t kMostInCircle = 40;

struct JaroStep {
  const uint64_t* positions;
  uint64_t free;    ///< symbols of the query that are not matched yet
  uint64_t window;  ///< of the symbol before
  MatchedSymbols<kMostInCircle>& matched;

  HWY_INLINE void operator()(uint8_t symbol) {
    window = std::rotl(window, 1);
    const uint64_t hit = positions[symbol] & window & free;
    free &= ~(hit & (~hit + 1));
    matched.symbols[matched.count] = symbol;
    matched.count += hit != 0;
  }
};

// Walks both sequences of matched symbols and counts where they agree. By fours, for a loop that stops in fewer places
// is easier to predict; behind the last match there is no symbol of the query left to agree with.
HWY_INLINE size_t JaroAgreements(const uint64_t* positions, uint64_t in_query,
                                 const MatchedSymbols<kMostInCircle>& matched) {
  size_t agreements = 0;
  for (size_t first = 0; first < matched.count; first += 4) {
    for (size_t k = first; k < first + 4; ++k) {
      const uint64_t next = in_query & (~in_query + 1);
      agreements += (positions[matched.symbols[k]] & next) != 0;
      in_query ^= next;
    }
  }
  return agreements;
}

HWY_INLINE double JaroOfCounts(const QueryText& query, size_t text_size, size_t matches, size_t agreements,
                               JaroRequest request) {
  return finished_score(jaro_score(query.text.size(), text_size, {matches, matches - agreements}), request);
}

constexpr double kNoScore = -1.0;  // the text is not ASCII

HWY_INLINE double JaroInCircle(const QueryText& query, std::string_view text, JaroRequest request) {
  const size_t reach = jaro_window(query.text.size(), text.size());
  const uint64_t window = std::rotr((uint64_t{2} << reach * 2) - 1, static_cast<int>(reach + 1));
  MatchedSymbols<kMostInCircle> matched;
  JaroStep step{query.positions.data(), query.rows, window, matched};
  if (HWY_UNLIKELY(!EachByFours(text, step).is_ascii())) return kNoScore;
  if (!can_reach(query.text.size(), text.size(), matched.count, request)) return 0.0;
  const size_t agreements = JaroAgreements(query.positions.data(), query.rows & ~step.free, matched);
  return JaroOfCounts(query, text.size(), matched.count, agreements, request);
}

// ---- more words: up to 256 symbols on both sides ----

constexpr size_t kMostInWords = 256;

template <size_t kWords>
struct JaroWords {
  uint64_t free[kWords];
  uint64_t window[kWords];
  size_t reach;
  size_t j = 0;

  HWY_INLINE JaroWords(size_t query_size, size_t text_size) : reach(jaro_window(query_size, text_size)) {
    for (size_t word = 0; word < kWords; ++word) {
      free[word] = LowBits(std::min<size_t>(query_size - std::min(query_size, word * 64), 64));
      window[word] = LowBits(std::min<size_t>(reach + 1 - std::min(reach + 1, word * 64), 64));
    }
  }

  // Matches the next symbol with the first free one in the window; whether there was one. Words behind it see nothing.
  HWY_INLINE bool Match(const uint64_t* HWY_RESTRICT equal) {
    uint64_t found = 0;
    for (size_t word = 0; word < kWords; ++word) {
      const uint64_t hit = found != 0 ? 0 : equal[word] & window[word] & free[word];
      free[word] &= ~(hit & (~hit + 1));
      found |= hit;
    }
    for (size_t word = kWords; --word > 0;) window[word] = window[word] << 1 | window[word - 1] >> 63;
    window[0] = window[0] << 1 | uint64_t{j < reach};
    ++j;
    return found != 0;
  }
};

template <size_t kWords>
HWY_INLINE size_t JaroAgreements(const QueryText& query, const JaroWords<kWords>& left,
                                 const MatchedSymbols<kMostInWords>& matched) {
  size_t agreements = 0;
  size_t k = 0;
  for (size_t word = 0; word < kWords; ++word) {
    const uint64_t all = word + 1 < kWords ? ~uint64_t{0} : query.rows;
    for (uint64_t rest = all & ~left.free[word]; rest != 0; rest &= rest - 1) {
      const uint64_t next = rest & (~rest + 1);
      agreements += (query.positions[matched.symbols[k++] * kWords + word] & next) != 0;
    }
  }
  return agreements;
}

template <size_t kWords>
HWY_INLINE double JaroOfWords(const QueryText& query, std::string_view text, JaroRequest request) {
  JaroWords<kWords> words(query.text.size(), text.size());
  MatchedSymbols<kMostInWords> matched;
  for (const char c : text) {
    const auto symbol = static_cast<uint8_t>(c);
    matched.symbols[matched.count] = symbol;
    matched.count += words.Match(query.positions.data() + symbol * kWords);
  }
  if (!can_reach(query.text.size(), text.size(), matched.count, request)) return 0.0;
  const size_t agreements = JaroAgreements<kWords>(query, words, matched);
  return JaroOfCounts(query, text.size(), matched.count, agreements, request);
}

inline HWY_NOINLINE double JaroOfLong(const QueryText& query, std::string_view text, JaroRequest request) {
  if (text.size() > kMostInWords || !IsAscii(text)) return kNoScore;
  switch (query.num_words) {
    case 1: return JaroOfWords<1>(query, text, request);
    case 2: return JaroOfWords<2>(query, text, request);
    case 3: return JaroOfWords<3>(query, text, request);
    case 4: return JaroOfWords<4>(query, text, request);
    default: return kNoScore;
  }
}

HWY_INLINE size_t CommonPrefix4(std::string_view a, std::string_view b) {
  const size_t most = std::min({a.size(), b.size(), size_t{4}});
  size_t prefix = 0;
  while (prefix < most && a[prefix] == b[prefix]) ++prefix;
  return prefix;
}

template <bool kWinkler>
HWY_INLINE double PairJaro(const QueryText& query, std::string_view text, double cutoff) {
  return kWinkler ? matchers::jaro_winkler_similarity(query.text, text, cutoff)
                  : matchers::jaro_similarity(query.text, text, cutoff);
}

template <bool kWinkler>
HWY_INLINE double JaroFrom(const QueryText& query, std::string_view text, double cutoff) {
  const size_t a = query.text.size();
  const size_t b = text.size();
  if (HWY_UNLIKELY(b == 0)) return PairJaro<kWinkler>(query, text, cutoff);
  const JaroRequest request{.prefix = kWinkler ? CommonPrefix4(query.text, text) : 0, .cutoff = cutoff};
  if (cutoff > 0.0) {
    if (HWY_UNLIKELY(!IsAscii(text))) return PairJaro<kWinkler>(query, text, cutoff);
    if (!can_reach(a, b, std::min(a, b), request)) return 0.0;
    if (!can_reach(a, b, NumPresent(query, text), request)) return 0.0;
  }
  const double score = HWY_LIKELY(a <= kMostInCircle && b <= kMostInCircle) ? JaroInCircle(query, text, request)
                                                                            : JaroOfLong(query, text, request);
  return HWY_LIKELY(score != kNoScore) ? score : PairJaro<kWinkler>(query, text, cutoff);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();
#endif  // HWY_TARGET != HWY_SCALAR

#endif
