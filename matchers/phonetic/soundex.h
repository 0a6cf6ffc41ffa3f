// American Soundex and its refined form.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Writes the four characters of the code, e.g. "R163" for "robert". `h` and `w` do not separate letters of one code,
/// vowels do (the rule of the US National Archives). Skips what is not a letter a to z; no letter, empty code.
/// Replaces `out`, which must not hold `folded`. Thread-safe.
/// Source: US patents 1,261,167 (1918) and 1,435,663 (1922); National Archives, General Information Leaflet 55.
void soundex(std::string_view folded, std::string& out);

/// Writes the first letter and the codes of all letters, the first included, each run of one code once: "T6036084" for
/// "testing". Ten codes instead of seven and no cut, so that fewer strangers share one; vowels are coded 0. Letters,
/// outputs and threads as above.
/// Source: the table of the Apache Commons Codec class RefinedSoundex, which has become the reference.
void refined_soundex(std::string_view folded, std::string& out);

}  // namespace sosie::matchers
