#include "datasets/generator/spelling.h"

#include <array>
#include <cstdint>
#include <span>

namespace sosie::generator {
namespace {

/// Plain letters of U+00C0 to U+017F, two bytes each; a blank second byte is none.
constexpr std::string_view kPlainLetters =
    "A A A A A A AEC E E E E I I I I D N O O O O O x O U U U U Y THss"
    "a a a a a a aec e e e e i i i i d n o o o o o / o u u u u y thy "
    "A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g "
    "G g G g H h H h I i I i I i I i I i IJijJ j K k k L l L l L l L "
    "l L l N n N n N n n N n O o O o O o OEoeR r R r R r S s S s S s "
    "S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z Z z Z z s ";
static_assert(kPlainLetters.size() == 2 * (0x180 - 0xC0));

/// Takes one code point off the front; a broken byte is taken as it is.
uint32_t take_code_point(std::string_view& text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const size_t length = byte(0) < 0xC0 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (length == 1 || length > text.size()) {
    const uint32_t value = byte(0);
    text.remove_prefix(1);
    return value;
  }
  uint32_t value = byte(0) & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) value = value << 6 | (byte(i) & 0x3F);
  text.remove_prefix(length);
  return value;
}

void append_code_point(Text& out, uint32_t value) {
  if (value < 0x80) {
    out.append(static_cast<char>(value));
  } else if (value < 0x800) {
    out.append(static_cast<char>(0xC0 | value >> 6)).append(static_cast<char>(0x80 | (value & 0x3F)));
  } else {
    out.append(static_cast<char>(0xE0 | value >> 12)).append(static_cast<char>(0x80 | (value >> 6 & 0x3F)));
    out.append(static_cast<char>(0x80 | (value & 0x3F)));
  }
}

/// The plain letters of a code point; empty when it has none here.
std::string_view plain_letters(uint32_t value) {
  if (value < 0xC0 || value >= 0x180) return {};
  const std::string_view pair = kPlainLetters.substr(2 * (value - 0xC0), 2);
  return pair[1] == ' ' ? pair.substr(0, 1) : pair;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

uint32_t upper_code_point(uint32_t value) {
  if (value < 0x80) return is_lower(static_cast<char>(value)) ? value - 32 : value;
  if (value >= 0xE0 && value <= 0xFE && value != 0xF7) return value - 32;
  if (value == 0xFF) return 0x178;
  if (value == 0x131) return 'I';
  // In Latin Extended-A capitals are even up to U+0137 and from U+014A to U+0177, odd elsewhere.
  const bool capitals_even = value <= 0x137 || (value >= 0x14A && value <= 0x177);
  if (value >= 0x100 && value < 0x17F && (value % 2 == 1) == capitals_even) return value - 1;
  return value;
}

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
  const std::string_view keys = kNeighbours[static_cast<size_t>(to_lower(text[at]) - 'a')];
  const char hit = keys[random.below(keys.size())];
  text.set(at, is_upper(text[at]) ? static_cast<char>(hit - 32) : hit);
}

}  // namespace

Text folded(std::string_view text) {
  Text out;
  while (!text.empty()) {
    const uint32_t value = take_code_point(text);
    const std::string_view plain = plain_letters(value);
    plain.empty() ? append_code_point(out, value) : static_cast<void>(out.append(plain));
  }
  return out;
}

Text upper(std::string_view text) {
  Text out;
  while (!text.empty()) append_code_point(out, upper_code_point(take_code_point(text)));
  return out;
}

Text lower_ascii(std::string_view text) {
  Text out;
  const Text plain = folded(text);
  for (const char c : plain.view())
    if (is_letter(c)) out.append(to_lower(c));
  return out;
}

void append_windows_1252(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const uint32_t value = take_code_point(text);
    if (value < 0x80 || (value >= 0xA0 && value < 0x100)) {
      out.push_back(static_cast<char>(value));
    } else if (value == 0x152 || value == 0x153) {  // Œ œ
      out.push_back(static_cast<char>(value == 0x152 ? 0x8C : 0x9C));
    } else {
      out.append(plain_letters(value));
    }
  }
}

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
  std::string_view rest = given_name;
  Text initial;
  append_code_point(initial, take_code_point(rest));
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
