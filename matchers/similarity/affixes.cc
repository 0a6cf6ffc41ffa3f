#include "matchers/similarity/affixes.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "matchers/similarity/metric_forms.h"
#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

template <typename Symbol>
size_t common_prefix(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

template <typename Symbol>
size_t common_suffix(SymbolSpan<Symbol> a, SymbolSpan<Symbol> b) {
  return static_cast<size_t>(std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
}

MeasuredDistance prefix_measured(std::string_view a, std::string_view b) {
  return with_text(a, b, [](const auto& left, const auto& right) {
    const size_t longest = std::max(left.size(), right.size());
    return MeasuredDistance{longest - common_prefix(left, right), longest};
  });
}

MeasuredDistance suffix_measured(std::string_view a, std::string_view b) {
  return with_text(a, b, [](const auto& left, const auto& right) {
    const size_t longest = std::max(left.size(), right.size());
    return MeasuredDistance{longest - common_suffix(left, right), longest};
  });
}

// Equal bytes, eight at a time.
size_t common_prefix_bytes(std::string_view a, std::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t i = 0;
  for (; i + 8 <= shorter; i += 8) {
    uint64_t left;
    uint64_t right;
    std::memcpy(&left, a.data() + i, 8);
    std::memcpy(&right, b.data() + i, 8);
    if (left != right) return i + static_cast<size_t>(std::countr_zero(left ^ right)) / 8;
  }
  while (i < shorter && a[i] == b[i]) ++i;
  return i;
}

size_t common_suffix_bytes(std::string_view a, std::string_view b) {
  const size_t shorter = std::min(a.size(), b.size());
  size_t i = 0;
  while (i < shorter && a[a.size() - 1 - i] == b[b.size() - 1 - i]) ++i;
  return i;
}

}  // namespace

// A difference that stands behind ASCII bytes stands between symbols.
size_t prefix_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  const size_t bytes = common_prefix_bytes(a, b);
  if (!is_ascii(a.substr(0, bytes))) return similarity_from(prefix_measured(a, b), cutoff);
  return bytes >= cutoff ? bytes : 0;
}
size_t prefix_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return distance_within(prefix_measured(a, b), cutoff);
}
double prefix_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance_within(prefix_measured(a, b), cutoff);
}
double prefix_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return normalized_similarity_from(prefix_measured(a, b), cutoff);
}

// A common byte of ASCII is a symbol, unless it was meant to be part of a sequence that it cuts short: that is one
// stray symbol before it, and the byte a symbol still.
size_t suffix_similarity(std::string_view a, std::string_view b, size_t cutoff) {
  const size_t bytes = common_suffix_bytes(a, b);
  if (!is_ascii(a.substr(a.size() - bytes))) return similarity_from(suffix_measured(a, b), cutoff);
  return bytes >= cutoff ? bytes : 0;
}
size_t suffix_distance(std::string_view a, std::string_view b, size_t cutoff) {
  return distance_within(suffix_measured(a, b), cutoff);
}
double suffix_normalized_distance(std::string_view a, std::string_view b, double cutoff) {
  return normalized_distance_within(suffix_measured(a, b), cutoff);
}
double suffix_normalized_similarity(std::string_view a, std::string_view b, double cutoff) {
  return normalized_similarity_from(suffix_measured(a, b), cutoff);
}

}  // namespace sosie::matchers
