// What two texts share at their beginning and end costs no edit. Internal to this folder.
#pragma once

#include <algorithm>

#include "matchers/similarity/symbols.h"

namespace sosie::matchers {

/// Both return how many symbols the texts had in common at their ends.
template <typename Symbol>
size_t cut_common_ends(SymbolSpan<Symbol>& a, SymbolSpan<Symbol>& b) {
  const auto prefix = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a = a.subspan(prefix);
  b = b.subspan(prefix);
  const auto suffix = static_cast<size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  a = a.first(a.size() - suffix);
  b = b.first(b.size() - suffix);
  return prefix + suffix;
}

inline size_t cut_common_ends(ShortText& a, ShortText& b) {
  const size_t prefix = common_prefix(a, b);
  a.remove_prefix(prefix);
  b.remove_prefix(prefix);
  const size_t suffix = common_suffix(a, b);
  a.remove_suffix(suffix);
  b.remove_suffix(suffix);
  return prefix + suffix;
}

}  // namespace sosie::matchers
