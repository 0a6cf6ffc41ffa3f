// A phonetic key for French names.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Writes a key that names pronounced alike in French usually share (dupont / dupond, gauthier / gautier,
/// lefebvre / lefevre, renault / reneau). `folded` is lower case without marks; blanks and digits are skipped; a name
/// without a letter a to z has an empty key. The rules are written out in french_key.cc. Replaces `out`, which must not
/// hold `folded`. Thread-safe.
void french_key(std::string_view folded, std::string& out);

}  // namespace sosie::matchers
