#include "datasets/generator/slips.h"

#include <array>
#include <span>

#include "datasets/generator/letters.h"

namespace sosie::generator {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/// Neighbours on a French keyboard, by letter.
constexpr std::array<std::string_view, 26> kNeighbours = {"zq", "vn", "xv", "sf", "zr", "dg", "fh", "gj", "uo",
                                                          "hk", "jl", "km", "lp", "b",  "ip", "om", "as", "et",
                                                          "qd", "ry", "yi", "cb", "xq", "wc", "tu", "ae"};

struct Rewrite {
  std::string_view from, to;
};
/// What a scan makes of letters.
constexpr std::array kLookAlikes = std::to_array<Rewrite>(
    {{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"o", "0"}, {"cl", "d"}, {"i", "l"}, {"u", "v"}, {"e", "c"}, {"h", "b"}});
/// What the ear makes of French.
constexpr std::array kByEar = std::to_array<Rewrite>(
    {{"eau", "o"},  {"aud", "o"},  {"aux", "o"}, {"ph", "f"},  {"qu", "k"}, {"th", "t"}, {"tt", "t"}, {"ss", "c"},
     {"ll", "l"},   {"nn", "n"},   {"rr", "r"},  {"mm", "m"},  {"ff", "f"}, {"ai", "é"}, {"ei", "é"}, {"ain", "in"},
     {"au", "o"},   {"ault", "o"}, {"ot", "o"},  {"et", "é"},  {"er", "é"}, {"ez", "é"}, {"y", "i"},  {"ck", "k"},
     {"en", "an"},  {"em", "an"},  {"im", "in"}, {"ge", "j"},  {"ç", "ss"}, {"c", "k"},  {"z", "s"},  {"d", "t"},
     {"oeu", "eu"}, {"gn", "ni"},  {"sc", "s"},  {"ch", "sh"}, {"es", "e"}, {"s", ""},   {"e", ""}});

struct Nickname {
  std::string_view name;
  std::array<std::string_view, 2> forms;
};
constexpr std::array kNicknames = std::to_array<Nickname>({
    {"Alexandra", {"Alex", "Sandra"}},
    {"Alexandre", {"Alex", "Alexis"}},
    {"Alexis", {"Alex", ""}},
    {"Amandine", {"Mandy", ""}},
    {"Antoine", {"Tony", "Toine"}},
    {"Anthony", {"Tony", "Antho"}},
    {"Benjamin", {"Ben", "Benji"}},
    {"Benoît", {"Ben", ""}},
    {"Catherine", {"Cathy", "Cath"}},
    {"Charles", {"Charlie", ""}},
    {"Charlotte", {"Charlie", "Cha"}},
    {"Christian", {"Chris", ""}},
    {"Christine", {"Chris", "Cricri"}},
    {"Christophe", {"Chris", "Tof"}},
    {"Danielle", {"Dany", ""}},
    {"Daniel", {"Dan", "Dany"}},
    {"Dominique", {"Dom", "Domi"}},
    {"Édouard", {"Ed", "Doudou"}},
    {"Élisabeth", {"Babeth", "Lisa"}},
    {"Elisabeth", {"Babeth", "Lisa"}},
    {"Emmanuel", {"Manu", ""}},
    {"Emmanuelle", {"Manu", ""}},
    {"Florence", {"Flo", ""}},
    {"Florian", {"Flo", ""}},
    {"François", {"Fanfan", "Franck"}},
    {"Françoise", {"Fanfan", "Framboise"}},
    {"Frédéric", {"Fred", ""}},
    {"Frédérique", {"Fred", ""}},
    {"Geneviève", {"Ginette", "Geno"}},
    {"Gérard", {"Gégé", ""}},
    {"Grégory", {"Greg", ""}},
    {"Guillaume", {"Guigui", "Will"}},
    {"Isabelle", {"Isa", "Zabou"}},
    {"Jacqueline", {"Jackie", "Line"}},
    {"Jacques", {"Jacky", ""}},
    {"Jean-Baptiste", {"JB", "Jean"}},
    {"Jean-Claude", {"JC", "Jean"}},
    {"Jean-François", {"JF", "Jeff"}},
    {"Jean-Luc", {"JL", "Jean"}},
    {"Jean-Marc", {"JM", "Jean"}},
    {"Jean-Michel", {"JM", "Jean"}},
    {"Jean-Paul", {"JP", "Jean"}},
    {"Jean-Philippe", {"JP", "Jean"}},
    {"Jean-Pierre", {"JP", "Jean"}},
    {"Jérôme", {"Gégé", ""}},
    {"Jonathan", {"John", "Jo"}},
    {"Joséphine", {"Jo", "Fifi"}},
    {"Laurence", {"Lolo", "Laure"}},
    {"Laurent", {"Lolo", ""}},
    {"Ludovic", {"Ludo", ""}},
    {"Madeleine", {"Mado", "Madie"}},
    {"Margaux", {"Margot", ""}},
    {"Marie-Christine", {"Marie", "MC"}},
    {"Marie-Thérèse", {"Maïté", "Marie"}},
    {"Martine", {"Titine", ""}},
    {"Mathieu", {"Mat", ""}},
    {"Matthieu", {"Mat", "Matt"}},
    {"Maxime", {"Max", ""}},
    {"Michel", {"Mich", "Michou"}},
    {"Mickaël", {"Mika", "Mike"}},
    {"Monique", {"Momo", ""}},
    {"Nathalie", {"Nath", "Natacha"}},
    {"Nicolas", {"Nico", ""}},
    {"Olivier", {"Oliv", "Olive"}},
    {"Pascal", {"Pasco", ""}},
    {"Patrice", {"Pat", ""}},
    {"Patricia", {"Pat", "Patou"}},
    {"Patrick", {"Pat", ""}},
    {"Philippe", {"Phil", "Philou"}},
    {"Pierre", {"Pierrot", ""}},
    {"Robert", {"Bob", "Bobby"}},
    {"Sébastien", {"Seb", ""}},
    {"Sophie", {"Soso", ""}},
    {"Stéphane", {"Steph", ""}},
    {"Stéphanie", {"Steph", ""}},
    {"Suzanne", {"Suzie", "Suzy"}},
    {"Sylvain", {"Syl", ""}},
    {"Sylvie", {"Syl", ""}},
    {"Thérèse", {"Thé", ""}},
    {"Théo", {"Téo", ""}},
    {"Thomas", {"Tom", ""}},
    {"Valérie", {"Val", ""}},
    {"Véronique", {"Véro", ""}},
    {"Victoria", {"Vicky", ""}},
    {"Vincent", {"Vince", ""}},
    {"Virginie", {"Ninie", "Virg"}},
    {"Xavier", {"Xav", ""}},
});

constexpr std::array kTransliterations = std::to_array<Rewrite>({
    {"ä", "ae"},
    {"ö", "oe"},
    {"ü", "ue"},
    {"Ö", "Oe"},
    {"Ü", "Ue"},
    {"ß", "ss"},
    {"ş", "sh"},
    {"Ş", "Sh"},
    {"ç", "ch"},
    {"ğ", "g"},
    {"ñ", "n"},
    {"Mohamed", "Mohammed"},
    {"ou", "u"},
    {"kh", "k"},
    {"dj", "j"},
    {"Abd", "Abdel"},
    {"ij", "y"},
});

/// Replaces the occurrence of `rule.from` that lies furthest behind, never the first letter.
bool apply(Text& text, const Rewrite& rule) {
  const size_t at = text.view().rfind(rule.from);
  if (at == std::string_view::npos || at == 0) return false;
  text.replace(at, rule.from.size(), rule.to);
  return true;
}

/// The first rule that fits, looking from a drawn one on.
void apply_one(Text& text, std::span<const Rewrite> rules, Random& random) {
  const size_t start = random.below(rules.size());
  for (size_t i = 0; i < rules.size(); ++i)
    if (apply(text, rules[(start + i) % rules.size()])) return;
}

/// Position of a drawn plain letter that has a plain letter before it; 0 when there is none.
size_t draw_inner_letter(const Text& text, Random& random) {
  const size_t start = text.size() < 3 ? 0 : random.below(text.size());
  for (size_t i = 0; i < text.size() && text.size() >= 3; ++i) {
    const size_t at = (start + i) % text.size();
    if (at > 0 && is_letter(text[at]) && is_letter(text[at - 1])) return at;
  }
  return 0;
}

void hit_neighbour(Text& text, size_t at, Random& random) {
  const std::string_view keys =
      kNeighbours[static_cast<size_t>((is_upper(text[at]) ? text[at] - 'A' : text[at] - 'a'))];
  const char hit = keys[random.below(keys.size())];
  text.set(at, is_upper(text[at]) ? static_cast<char>(hit - 32) : hit);
}

}  // namespace

void slip(Text& text, Random& random) {
  const size_t at = draw_inner_letter(text, random);
  const uint64_t kind = random.below(10);
  if (at == 0) return;
  const char letter = text[at];
  if (kind < 3) {
    text.replace(at, 1, {});
  } else if (kind < 5) {
    text.replace(at, 1, Text(std::string_view(&letter, 1)).append(letter).view());
  } else if (kind < 7) {
    hit_neighbour(text, at, random);
  } else if (kind < 9) {
    text.set(at, text[at - 1]);
    text.set(at - 1, letter);
  } else {
    apply_one(text, kLookAlikes, random);
  }
}

void write_by_ear(Text& text, Random& random) { apply_one(text, kByEar, random); }

Text short_form(std::string_view given_name, Random& random) {
  const uint64_t drawn = random.below(4);
  for (const Nickname& known : kNicknames)
    if (drawn < 3 && known.name == given_name) return known.forms[known.forms[1].empty() ? 0 : drawn % 2];
  Text initial = first_letter(given_name);
  return drawn % 2 == 0 ? initial.append('.') : initial;
}

void transliterate(Text& text) {
  for (const Rewrite& rule : kTransliterations) {
    const size_t at = text.view().find(rule.from);
    if (at == std::string_view::npos) continue;
    text.replace(at, rule.from.size(), rule.to);
    return;
  }
}

}  // namespace sosie::generator
