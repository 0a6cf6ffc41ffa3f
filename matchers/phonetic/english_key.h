// Phonetic keys for English names.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// NYSIIS as published: Taft 1970, New York State Identification and Intelligence System, Special Report 1, without the
/// later cut to six letters. `folded` is lower case without marks; what is not a letter a to z is skipped; a name
/// without letters has an empty key. Writes capital letters; replaces `out`, which must not hold `folded`. Thread-safe.
void nysiis(std::string_view folded, std::string& out);

/// The English key used for blocking and comparison: NYSIIS.
inline void english_key(std::string_view folded, std::string& out) { nysiis(folded, out); }

}  // namespace sosie::matchers
