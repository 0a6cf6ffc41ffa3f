// What the words of short ASCII texts have in common, compiled once per SIMD target. Internal to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "matchers/similarity/query_kernels.h"
#include "matchers/similarity/token_text.h"

namespace sosie::matchers {

/// Longest common subsequence of `text`, which is ASCII, and those symbols of the query that have their bit in `kept`.
/// The query has 1 to 64 symbols.
size_t lcs_of_kept(const QueryText& query, uint64_t kept, std::string_view text);

/// Sum over the queries, in their order, of the best Jaro-Winkler similarity with a word of `value`. Each query has 1
/// to kMostInRegister symbols, as has each word.
double sum_of_best_words(std::span<const QueryText> queries, const TokenText& value);

}  // namespace sosie::matchers
