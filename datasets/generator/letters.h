// Letters in other cases, alphabets and encodings.
#pragma once

#include <string>
#include <string_view>

#include "datasets/generator/text.h"

namespace sosie::generator {

/// UTF-8 in, UTF-8 out; letters beyond Latin Extended-A stay as they are.
Text folded(std::string_view text);        ///< plain letters: Éléonore -> Eleonore
Text upper(std::string_view text);         ///< ÉLÉONORE
Text lower_ascii(std::string_view text);   ///< only a-z of the folded text, lower case: for e-mail addresses
Text first_letter(std::string_view text);  ///< the first code point; empty when there is none

/// Appends `text` in Windows-1252; a letter that it lacks loses its mark.
void append_windows_1252(std::string& out, std::string_view text);

}  // namespace sosie::generator
