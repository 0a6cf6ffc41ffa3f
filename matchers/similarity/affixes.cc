#include "matchers/similarity/affixes.h"

#include <algorithm>

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

}  // namespace

size_t prefix_symbols(std::string_view a, std::string_view b) {
  return with_text(a, b, [](const auto& left, const auto& right) { return common_prefix(left, right); });
}
size_t suffix_symbols(std::string_view a, std::string_view b) {
  return with_text(a, b, [](const auto& left, const auto& right) { return common_suffix(left, right); });
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
