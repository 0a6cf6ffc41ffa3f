// Short texts of a few words. One register after the other is compared with blanks, and the words stand between the
// bits of the result; they are sorted by their first eight bytes as numbers, and copied in whole registers.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "matchers/similarity/token_kernels.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "matchers/similarity/jaro_lanes-inl.h"
#include "matchers/similarity/query_edits-inl.h"
#include "matchers/similarity/query_jaro-inl.h"
#include "matchers/similarity/token_kernels.h"

#ifndef SOSIE_TOKEN_SPLITTER
#define SOSIE_TOKEN_SPLITTER
namespace sosie::matchers {
/// Writes what TokenText keeps.
class TokenSplitter {
 public:
  using Word = TokenText::Word;
  static constexpr size_t kBytes = TokenText::kMostBytes + 33;

  explicit TokenSplitter(TokenText& out) : out_(out) {}
  Word* words() { return out_.words_.data(); }
  char* joined() { return out_.joined_.data(); }
  void finish(size_t num_words, size_t joined_size, bool repeated, bool long_words) {
    out_.num_words_ = num_words;
    out_.joined_size_ = joined_size;
    out_.has_repeated_words_ = repeated;
    out_.has_long_words_ = long_words;
    out_.has_words_ = true;
  }

 private:
  TokenText& out_;
};
}  // namespace sosie::matchers
#endif

HWY_BEFORE_NAMESPACE();
namespace sosie::matchers {
namespace HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR
// Without vectors of 16 bytes no words are known, and nobody asks for more.
void Split(std::string_view, TokenSplitter) {}
size_t LcsOfKept(const QueryText&, uint64_t, std::string_view) { return 0; }
double SumOfBestWords(std::span<const QueryText>, const TokenText&) { return 0.0; }
#else

// Bit i: byte i is white space of ASCII, or what separates words in files.
HWY_INLINE uint64_t BlankBits(SixteenBytes bytes) {
  const Sixteen d;
  const auto below = [&](uint8_t first, uint8_t count) HWY_ATTR {
    const auto from_first = hn::Sub(bytes, hn::Set(d, first));
    return hn::Eq(hn::Min(from_first, hn::Set(d, static_cast<uint8_t>(count - 1))), from_first);
  };
  return Bits(hn::Or(below('\t', 5), below(0x1c, 5)));  // \t to \r; 1c to 1f and the blank
}

struct Separated {
  uint64_t blank = 0;
  uint64_t not_ascii = 0;
};

// Copies a text of at most kMostBytes in registers, and finds what separates its words.
HWY_INLINE Separated Separate(std::string_view text, char* HWY_RESTRICT copy) {
  Separated bits;
  const auto add = [&](SixteenBytes bytes, size_t first) HWY_ATTR {
    hn::StoreU(bytes, Sixteen(), reinterpret_cast<uint8_t*>(copy + first));
    bits.blank |= BlankBits(bytes) << first;
    bits.not_ascii |= uint64_t{Bits(hn::Eq(hn::And(bytes, hn::Set(Sixteen(), kPadding)), hn::Set(Sixteen(), kPadding)))}
                      << first;
  };
  size_t first = 0;
  for (; first + kSixteen <= text.size(); first += kSixteen) {
    add(hn::LoadU(Sixteen(), reinterpret_cast<const uint8_t*>(text.data() + first)), first);
  }
  if (first < text.size()) add(LoadSixteen(text.substr(first)), first);
  bits.blank |= ~uint64_t{0} << text.size();
  bits.not_ascii &= LowBits(text.size());
  return bits;
}

HWY_INLINE uint64_t SortingKey(const char* word, size_t size) {
  uint64_t bytes;
  std::memcpy(&bytes, word, 8);
  return __builtin_bswap64(bytes) & (~uint64_t{0} << (64 - std::min<size_t>(size, 8) * 8));
}

// Of words in one text.
HWY_INLINE bool IsBefore(const char* text, const TokenText::Word& a, const TokenText::Word& b) {
  if (HWY_LIKELY(a.key != b.key)) return a.key < b.key;
  return std::string_view(text + a.begin, a.size) < std::string_view(text + b.begin, b.size);
}

HWY_INLINE size_t SortedWords(const char* text, uint64_t blank, TokenText::Word* HWY_RESTRICT words) {
  uint64_t begins = ~blank & (blank << 1 | 1);
  uint64_t ends = blank & ~(blank << 1 | 1);
  size_t count = 0;
  for (; begins != 0; begins &= begins - 1, ends &= ends - 1) {
    const auto begin = static_cast<uint32_t>(std::countr_zero(begins));
    const auto size = static_cast<uint32_t>(std::countr_zero(ends)) - begin;
    const TokenText::Word word{SortingKey(text + begin, size), begin, size};
    size_t at = count++;
    for (; at > 0 && IsBefore(text, word, words[at - 1]); --at) words[at] = words[at - 1];
    words[at] = word;
  }
  return count;
}

HWY_INLINE void CopyRegisters(const char* HWY_RESTRICT from, size_t size, char* HWY_RESTRICT to) {
  for (size_t i = 0; i < size; i += kSixteen) std::memcpy(to + i, from + i, kSixteen);
}

void Split(std::string_view text, TokenSplitter splitter) {
  if (text.size() > TokenText::kMostBytes) return;
  char copy[TokenSplitter::kBytes];
  const Separated bits = Separate(text, copy);
  const uint64_t begins = ~bits.blank & (bits.blank << 1 | 1);
  if (bits.not_ascii != 0 || Ones(begins) > TokenText::kMostWords) return;
  TokenText::Word* const words = splitter.words();
  const size_t count = SortedWords(copy, bits.blank, words);
  char* const joined = splitter.joined();
  size_t size = 0;
  bool repeated = false;
  bool long_words = false;
  for (size_t i = 0; i < count; ++i) {
    TokenText::Word& word = words[i];
    CopyRegisters(copy + word.begin, word.size, joined + size);
    long_words |= word.size > TokenText::kMostInRegister;
    repeated |=
        i > 0 && word.key == words[i - 1].key &&
        std::string_view(joined + size, word.size) == std::string_view(joined + words[i - 1].begin, words[i - 1].size);
    word.begin = static_cast<uint32_t>(size);
    size += word.size;
    joined[size++] = ' ';
  }
  splitter.finish(count, size - (size > 0), repeated, long_words);
}

size_t LcsOfKept(const QueryText& query, uint64_t kept, std::string_view text) {
  uint64_t rest = ~uint64_t{0};
  if (text.empty()) return 0;
  EachByFours(text, [&](uint8_t symbol) HWY_ATTR { rest = lcs_step(rest, query.positions[symbol] & kept); });
  return Ones(~rest & query.rows);
}

// ---- Jaro-Winkler of one query and all words of a value at once, a lane of 16 bits per word ----

using Lanes = hn::FixedTag<uint16_t, TokenText::kMostWords>;
using LaneBits = hn::Vec<Lanes>;

HWY_INLINE LaneBits Each(uint16_t value) { return hn::Set(Lanes(), value); }
HWY_INLINE LaneBits LowestBit(LaneBits bits) { return hn::And(bits, hn::Sub(hn::Zero(Lanes()), bits)); }

struct WordLanes {
  SixteenBytes bytes[TokenText::kMostWords];
  alignas(16) uint16_t sizes[TokenText::kMostWords] = {};
  size_t count;

  HWY_INLINE explicit WordLanes(const TokenText& value) : count(value.num_words()) {
    for (size_t i = 0; i < count; ++i) {
      bytes[i] = LoadSixteen(value.word_text(i));
      sizes[i] = static_cast<uint16_t>(value.word(i).size);
    }
    for (size_t i = count; i % 4 != 0; ++i) bytes[i] = hn::Set(Sixteen(), kPadding);
  }

  // Calls of(i) for words i in fours, and puts what it returns side by side.
  template <typename Of>
  HWY_INLINE LaneBits Collect(Of&& of) const {
    const auto four = [&](size_t first) HWY_ATTR {
      return static_cast<uint64_t>(of(first)) | static_cast<uint64_t>(of(first + 1)) << 16 |
             static_cast<uint64_t>(of(first + 2)) << 32 | static_cast<uint64_t>(of(first + 3)) << 48;
    };
    return hn::BitCast(Lanes(), FromWords(four(0), HWY_UNLIKELY(count > 4) ? four(4) : 0));
  }

  // Positions of a symbol in each word.
  HWY_INLINE LaneBits Positions(char symbol) const {
    const auto wanted = hn::Set(Sixteen(), static_cast<uint8_t>(symbol));
    return Collect([&](size_t i) HWY_ATTR { return Bits(hn::Eq(bytes[i], wanted)); });
  }

  // How far apart matching symbols may stand.
  HWY_INLINE LaneBits Reach(size_t query_size) const {
    const auto longest = hn::Max(hn::Load(Lanes(), sizes), Each(static_cast<uint16_t>(query_size)));
    return hn::SaturatedSub(hn::ShiftRight<1>(longest), Each(1));
  }

  // Up to 4 symbols.
  HWY_INLINE LaneBits CommonPrefix(uint32_t first_four) const {
    return Collect([&](size_t i) HWY_ATTR {
      const auto word = hn::GetLane(hn::BitCast(hn::FixedTag<uint32_t, 4>(), bytes[i]));
      return word == first_four ? 4 : std::countr_zero(word ^ first_four) / 8;
    });
  }
};

// Symbols 0 to reach from the left, for a reach of up to 7.
HWY_INLINE LaneBits FirstWindow(LaneBits reach) {
  alignas(16) static constexpr uint8_t kWindows[16] = {1, 3, 7, 15, 31, 63, 127, 255};
  const auto places = hn::BitCast(Sixteen(), hn::Or(reach, Each(0x8000)));
  return hn::BitCast(Lanes(), hn::TableLookupBytesOr0(hn::Load(Sixteen(), kWindows), places));
}

struct LaneCounts {
  LaneBits matches;
  LaneBits disagreements;
};

// The greedy assignment and the walk over its two sequences, as in query_jaro-inl.h.
HWY_INLINE LaneCounts CountLanes(std::string_view query, const WordLanes& words) {
  LaneBits positions[kSixteen];
  LaneBits not_found[kSixteen];
  const LaneBits zero = hn::Zero(Lanes());
  const LaneBits reach = words.Reach(query.size());
  LaneBits window = FirstWindow(reach);
  LaneBits matched = zero;
  LaneBits matches = zero;
  for (size_t j = 0; j < query.size(); ++j) {
    positions[j] = words.Positions(query[j]);
    const LaneBits hit = hn::AndNot(matched, hn::And(positions[j], window));
    matched = hn::Or(matched, LowestBit(hit));
    not_found[j] = hn::VecFromMask(Lanes(), hn::Eq(hit, zero));
    matches = hn::Add(matches, hn::Add(not_found[j], Each(1)));
    const LaneBits enters = hn::VecFromMask(Lanes(), hn::Gt(reach, Each(static_cast<uint16_t>(j))));
    window = hn::Sub(hn::Add(window, window), enters);
  }
  LaneBits disagreements = zero;
  for (size_t j = 0; j < query.size(); ++j) {
    const LaneBits next = hn::AndNot(not_found[j], LowestBit(matched));
    const LaneBits differs = hn::VecFromMask(Lanes(), hn::Eq(hn::And(next, positions[j]), zero));
    disagreements = hn::Sub(disagreements, hn::AndNot(not_found[j], differs));
    matched = hn::Xor(matched, next);
  }
  return {matches, disagreements};
}

// Lanes as numbers, a few at a time.
struct LaneNumbers {
  alignas(16) uint16_t lanes[TokenText::kMostWords];
  HWY_INLINE explicit LaneNumbers(LaneBits bits) { hn::Store(bits, Lanes(), lanes); }
  HWY_INLINE hn::Vec<Doubles> From(size_t first) const {
    const hn::Rebind<uint16_t, Doubles> narrow;
    const hn::Rebind<int32_t, Doubles> wide;
    return hn::PromoteTo(Doubles(), hn::PromoteTo(wide, hn::LoadU(narrow, lanes + first)));
  }
};

HWY_INLINE double BestWord(const QueryText& query, const WordLanes& words, const LaneNumbers& sizes) {
  const LaneCounts counts = CountLanes(query.text, words);
  const LaneNumbers matches(counts.matches);
  const LaneNumbers transpositions(hn::ShiftRight<1>(counts.disagreements));
  const LaneNumbers prefix(words.CommonPrefix(query.first_four));
  const Doubles d;
  const auto query_size = hn::Set(d, static_cast<double>(query.text.size()));
  auto best = hn::Zero(d);
  for (size_t first = 0; first < words.count; first += hn::Lanes(d)) {
    best = hn::Max(best, ScoreLanes(query_size, sizes.From(first), matches.From(first), transpositions.From(first),
                                    prefix.From(first)));
  }
  return hn::GetLane(hn::MaxOfLanes(d, best));
}

double SumOfBestWords(std::span<const QueryText> queries, const TokenText& value) {
  const WordLanes words(value);
  const LaneNumbers sizes(hn::Load(Lanes(), words.sizes));
  double sum = 0.0;
  for (const QueryText& query : queries) sum += BestWord(query, words, sizes);
  return sum;
}
#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace HWY_NAMESPACE
}  // namespace sosie::matchers
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::matchers {
namespace {
HWY_EXPORT(Split);
HWY_EXPORT(LcsOfKept);
HWY_EXPORT(SumOfBestWords);
}  // namespace

TokenText::TokenText(std::string_view text) : text_(text) { HWY_DYNAMIC_DISPATCH(Split)(text, TokenSplitter(*this)); }

size_t lcs_of_kept(const QueryText& query, uint64_t kept, std::string_view text) {
  return HWY_DYNAMIC_DISPATCH(LcsOfKept)(query, kept, text);
}

double sum_of_best_words(std::span<const QueryText> queries, const TokenText& value) {
  return HWY_DYNAMIC_DISPATCH(SumOfBestWords)(queries, value);
}

}  // namespace sosie::matchers
#endif  // HWY_ONCE
