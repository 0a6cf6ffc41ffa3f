// Words that stand around names: titles, particles, "née". All take folded words.
#pragma once

#include <cstdint>
#include <string_view>

#include "matchers/normalize/names.h"

namespace sosie::matchers {

enum class TitleWord : uint8_t { none, female, male, neutral };

/// "mme", "herr", "dr". A lone "m" is none here: whether it is Monsieur or an initial its surroundings tell.
TitleWord title_word(std::string_view folded);

/// Bytes of the title at the front of folded words, one word or two ("sig ra" of "Sig.ra"); 0 for none.
size_t title_size(std::string_view folded);

/// "maire", "docteur": what follows "Mme le" and is no name.
bool is_office(std::string_view folded);

/// "de", "la", "van", "von", "der", "el": words that begin or continue a family name.
bool is_particle(std::string_view folded);

/// What the word says about the names around it: "née" and "geb." stand before a birth name, "épouse" before a married
/// one.
enum class NameMarker : uint8_t { none, born, married };
/// The word as written and folded: "né" without its accent is not taken for one.
NameMarker name_marker(std::string_view raw, std::string_view folded);

/// "et", "and", "&", "/": joins two people. The word as written and folded.
bool joins_people(std::string_view raw, std::string_view folded);

/// Whether the word has letters, none of them lower case.
bool is_capitals(std::string_view raw);

/// Bytes of "M. " or "M " (Monsieur) at the front of a name; 0 when there is none. "M.-Claude" and "m paul" have none.
size_t monsieur_size(std::string_view raw);

}  // namespace sosie::matchers
