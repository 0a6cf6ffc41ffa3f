// Jaro counts of long texts. Symbols of different kinds never compete for a match, so each kind is assigned on its own:
// its positions on both sides, ascending, are merged by two pointers, which is the textbook's greedy choice. The cost
// is that of sorting, where the textbook needs |a| * |b|.
#include <algorithm>
#include <array>
#include <vector>

#include "matchers/similarity/jaro_counts.h"

namespace sosie::matchers {
namespace {

// Symbol above, position below: sorts into runs of one symbol with ascending positions.
using Occurrence = uint64_t;
constexpr uint64_t symbol_of(Occurrence occurrence) { return occurrence >> 32; }
constexpr uint64_t position_of(Occurrence occurrence) { return occurrence & 0xffffffffu; }

// Bytes by counting.
std::vector<Occurrence> occurrences(SymbolSpan<uint8_t> text) {
  std::array<size_t, 257> places = {};
  for (const uint8_t symbol : text) ++places[symbol + size_t{1}];
  for (size_t symbol = 0; symbol < 256; ++symbol) places[symbol + 1] += places[symbol];
  std::vector<Occurrence> result(text.size());
  for (size_t i = 0; i < text.size(); ++i) result[places[text[i]]++] = static_cast<uint64_t>(text[i]) << 32 | i;
  return result;
}

std::vector<Occurrence> occurrences(SymbolSpan<char32_t> text) {
  std::vector<Occurrence> result(text.size());
  for (size_t i = 0; i < text.size(); ++i) result[i] = static_cast<uint64_t>(text[i]) << 32 | i;
  std::sort(result.begin(), result.end());
  return result;
}

struct Matched {
  std::vector<bool> a;
  std::vector<bool> b;
  size_t count = 0;
};

template <typename Symbol>
Matched match(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  const std::vector<Occurrence> left = occurrences(a);
  const std::vector<Occurrence> right = occurrences(b);
  const size_t reach = jaro_window(a.size(), b.size());
  Matched matched{std::vector<bool>(a.size()), std::vector<bool>(b.size())};
  for (auto i = left.begin(), j = right.begin(); i != left.end() && j != right.end();) {
    if (symbol_of(*i) != symbol_of(*j)) {
      ++(symbol_of(*i) < symbol_of(*j) ? i : j);
    } else if (position_of(*i) + reach < position_of(*j)) {
      ++i;
    } else if (position_of(*j) + reach < position_of(*i)) {
      ++j;
    } else {
      matched.a[position_of(*i++)] = true;
      matched.b[position_of(*j++)] = true;
      ++matched.count;
    }
  }
  return matched;
}

template <typename Symbol>
JaroCounts counts(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  const Matched matched = match(a, b);
  JaroCounts result{matched.count, 0};
  for (size_t i = 0, j = 0, left = matched.count; left > 0; --left, ++i, ++j) {
    while (!matched.a[i]) ++i;
    while (!matched.b[j]) ++j;
    result.disagreements += a[i] != b[j];
  }
  return result;
}

}  // namespace

JaroCounts long_jaro_counts(SymbolSpan<uint8_t> a, SymbolSpan<uint8_t> b) { return counts(a, b); }
JaroCounts long_jaro_counts(SymbolSpan<char32_t> a, SymbolSpan<char32_t> b) { return counts(a, b); }

}  // namespace sosie::matchers
