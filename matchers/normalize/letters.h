// Letters that Unicode does not decompose, written in Latin ones.
#pragma once

#include <optional>
#include <string_view>

namespace sosie::matchers {

/// The Latin spelling of one case-folded code point: ł ı đ ß ø æ œ þ and their kin, Greek (ELOT 743, letter by letter),
/// Cyrillic (BGN/PCGN, simplified), Arabic and Persian (ALA-LC without marks), Hebrew (common spelling), Hangul jamo
/// (Revised Romanization, letter by letter), decimal digits of every script. "" means the letter is silent; nothing: no
/// entry. The text is static. Thread-safe.
std::optional<std::string_view> latin_spelling(char32_t folded);

}  // namespace sosie::matchers
