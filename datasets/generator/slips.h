// What happens to text between one desk and the next: slips of the hand and of the ear.
#pragma once

#include <string_view>

#include "core/random.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

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
