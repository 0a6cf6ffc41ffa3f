// How many symbols two texts share at one end.
#pragma once

#include <cstddef>
#include <string_view>

#include "matchers/similarity/byte_affixes.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/symbols.h"

namespace sosie::matchers {

// Forms and cutoffs as in indel.h; the distance is what the longer text has besides the common end.

/// Equal symbols from the beginning on, without a cutoff and without haste.
size_t prefix_symbols(std::string_view a, std::string_view b);
/// Equal symbols from the end on, backwards.
size_t suffix_symbols(std::string_view a, std::string_view b);

/// Equal symbols from the beginning on. Common bytes of ASCII are symbols: what differs behind them begins a symbol.
inline size_t prefix_similarity(std::string_view a, std::string_view b, size_t cutoff = 0) {
  if (a.empty() || b.empty() || a.front() != b.front()) return 0;  // most pairs
  const size_t shorter = std::min(a.size(), b.size());
  size_t symbols = 1;
  char bits = a.front();
  for (; symbols < shorter && a[symbols] == b[symbols]; ++symbols) bits = static_cast<char>(bits | a[symbols]);
  if ((bits & 0x80) != 0) symbols = prefix_symbols(a, b);
  return symbols >= cutoff ? symbols : 0;
}
size_t prefix_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
double prefix_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double prefix_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

/// Equal symbols from the end on, backwards. A common byte of ASCII is a symbol, unless it was meant to be part of a
/// sequence that it cuts short: that is one stray symbol before it, and the byte a symbol still.
inline size_t suffix_similarity(std::string_view a, std::string_view b, size_t cutoff = 0) {
  const size_t bytes = common_suffix_bytes(a, b);
  const size_t symbols = bytes == 0 || is_ascii(a.substr(a.size() - bytes)) ? bytes : suffix_symbols(a, b);
  return symbols >= cutoff ? symbols : 0;
}
size_t suffix_distance(std::string_view a, std::string_view b, size_t cutoff = kNoCutoff);
double suffix_normalized_distance(std::string_view a, std::string_view b, double cutoff = 1.0);
double suffix_normalized_similarity(std::string_view a, std::string_view b, double cutoff = 0.0);

}  // namespace sosie::matchers
