// Names of persons: one form per name however it was typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sosie::matchers {

enum class NameGender : uint8_t { unknown, female, male };

/// Folded words of a given name without titles, replacing `out`: "Jean-Pierre" and "JEAN PIERRE" are "jean pierre",
/// "J.-P." is "j p", "M. Paul" is "paul". A text of titles alone gives "". Idempotent; at most kFoldGrowth times the
/// input.
void normalize_given_name(std::string_view raw, std::string& out);

/// Folded words of a family name without titles, replacing `out`. Particles stay words ("de La Tour" is "de la tour",
/// "D'Arc" is "d arc"); O' and Mc join their name ("O'Brien" is "obrien", "Mc Donald" is "mcdonald"), Mac does not.
/// Idempotent; bounded as above.
void normalize_family_name(std::string_view raw, std::string& out);

/// A generational suffix in one form, replacing `out`: "Jr." and "junior" are "jr", "père" is "sr", "fils" is "jr",
/// "III" and "3rd" are "iii", "Jr., PhD" is "jr", "Ph.D." is "phd". Other text folded. "" for none. Idempotent; at most
/// kFoldGrowth times the input and eight bytes.
void normalize_suffix(std::string_view raw, std::string& out);

/// The parts of a name written in one field, each as it was written (trimmed, not normalised).
struct FullName {
  std::string title, given, family, birth_family, suffix;
  bool two_people =
      false;  ///< "M. et Mme Martin": one record for two persons; given is then empty or belongs to neither alone
};

/// Takes apart "DUPONT Jean", "Dupont, Jean", "Jean Dupont", "Mme Anne DURAND née PETIT", "M. et Mme Martin", "Dr John
/// Smith Jr.". Words in capitals beside words that are not are the family name; else the part before a comma; else the
/// order is decided by which end is a usual given name, given name first in doubt. Never fails: what cannot be told is
/// `family`.
FullName split_full_name(std::string_view raw);

/// The parts of a cell of a family name column: "DURAND née PETIT", "PETIT épouse DURAND", "Durand (geb. Petit)". Each
/// as written.
struct FamilyName {
  std::string family, birth_family;
};
FamilyName split_family_name(std::string_view raw);

/// By title: "Mme", "Ms", "Frau", "Sra" are female, "M.", "Mr", "Herr" male, "Dr" or anything else unknown.
NameGender gender_of_title(std::string_view raw);
/// By a cell of a gender column: F, M, H, W, 1 (male), 2 (female), female, femme, homme, weiblich, mujer, a title, ...
NameGender parse_gender(std::string_view raw);

/// Whether a normalised given or family name stands for nobody: "inconnu", "test", "xxx", "nc", "client", "anonyme",
/// one letter repeated three times or more, or no letter at all.
bool is_placeholder_name(std::string_view normalized);

}  // namespace sosie::matchers
