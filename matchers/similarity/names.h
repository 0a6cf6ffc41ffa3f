// How two person names relate, in the steps that matching decides on.
#pragma once

#include <cstdint>
#include <string_view>

namespace sosie::matchers {

// All names here are folded (lower case, no marks, hyphens and apostrophes read as blanks) and not empty; tokens are
// separated by single blanks. Particles are de, du, d, la, le, van, von, di, dos and the like (family_names.cc).

/// The closest relation that holds, tested in this order.
enum class GivenNameRelation : uint8_t {
  equal,
  nickname,  ///< one is a usual short form of the other, as a whole or word by word ("bob" / "robert"; see nicknames.h)
  compound,  ///< the same name written fuller: all words of one are among the other's ("jean", "pierre" / "jean
             ///< pierre"); or as far as both go each word is the other's, or its initial, with a word or two initials
             ///< in common
             ///< ("jp", "j p", "jean p" / "jean pierre"); or only blanks differ ("jeanpierre" / "jean pierre").
             ///< A nickname counts as the same word
  reversed,  ///< the same two or more tokens in another order ("pierre jean" / "jean pierre")
  one_edit,  ///< within_one_edit, both of at least three symbols
  close92,   ///< Jaro-Winkler >= 0.92
  initial,   ///< as far as both go they agree, through a single initial ("j" / "jean", "j" / "jean pierre", "j p" /
             ///< "jean")
  close88,   ///< Jaro-Winkler >= 0.88
  different,
};
GivenNameRelation given_name_relation(std::string_view a, std::string_view b);

/// Whether two given names speak against one person: both have a word of two letters, no nickname, compound, reversed
/// or initial relation holds, Jaro-Winkler is below 0.86 and they are more than one edit apart. Gender and the crossing
/// of given and family names are the caller's to weigh.
bool given_names_conflict(std::string_view a, std::string_view b);

/// The sound of a name under the French and the English key, hashed; 0 when the name has none. Worked out once per
/// distinct value.
struct NameSound {
  uint64_t french = 0;
  uint64_t english = 0;
};
NameSound name_sound(std::string_view name);
/// Whether one of the keys exists on both sides and is equal.
bool sound_alike(NameSound a, NameSound b);

/// The closest relation that holds, tested in this order.
enum class FamilyNameRelation : uint8_t {
  equal,
  part,      ///< without particles, all tokens of one are tokens of the other ("martin" / "martin durand",
             ///< "durand martin" / "martin durand", "de martin" / "martin")
  one_edit,  ///< within_one_edit, both of at least three symbols
  close92,   ///< Jaro-Winkler >= 0.92
  phonetic,  ///< sound_alike
  different,
};
FamilyNameRelation family_name_relation(std::string_view a, std::string_view b);
/// The same with the sounds known: several times faster, since most pairs get as far as `phonetic`.
FamilyNameRelation family_name_relation(std::string_view a, NameSound sound_a, std::string_view b, NameSound sound_b);

}  // namespace sosie::matchers
