// How text changes between one desk and the next: case, accents, encodings, slips of the hand and of the ear.
#pragma once

#include <string>
#include <string_view>

#include "core/random.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// UTF-8 in, UTF-8 out; letters beyond Latin Extended-A stay as they are.
Text folded(std::string_view text);       ///< plain letters: Éléonore -> Eleonore
Text upper(std::string_view text);        ///< ÉLÉONORE
Text lower_ascii(std::string_view text);  ///< only a-z of the folded text, lower case: for e-mail addresses
/// Appends `text` in Windows-1252; a letter that it lacks loses its mark.
void append_windows_1252(std::string& out, std::string_view text);

/// One mistake of the hand: a letter missing, doubled, replaced by its neighbour on the keyboard, or by a look-alike of
/// a scan, or two letters exchanged. Marks stay; a text without three plain letters stays.
void slip(Text& text, Random& random);
/// The text as somebody who only heard it writes it (Philippe -> Filipe). Stays when no rule fits.
void write_by_ear(Text& text, Random& random);
/// A short form of a given name: a nickname where there is one, else the initial.
Text short_form(std::string_view given_name, Random& random);
/// A name of another language in another spelling: Müller -> Mueller, Mohamed -> Mohammed. Stays when none is known.
void transliterate(Text& text);

}  // namespace sosie::generator
