#include "matchers/normalize/letters.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace sosie::matchers {
namespace {

struct Letter {
  char32_t code;
  std::string_view latin;
};

// Latin.
constexpr Letter kLatin[] = {
    {0x00df, "ss"}, {0x00e6, "ae"}, {0x00f0, "d"},  {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"},  {0x0127, "h"},
    {0x0131, "i"},  {0x0138, "k"},  {0x0142, "l"},  {0x0149, "n"}, {0x014b, "ng"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0185, ""},   {0x0188, "c"},  {0x0192, "f"}, {0x0195, "hv"}, {0x0199, "k"},  {0x019a, "l"},
    {0x019b, "l"},  {0x019e, "n"},  {0x01a3, "oi"}, {0x01a5, "p"}, {0x01a8, "s"},  {0x01ab, "t"},  {0x01ad, "t"},
    {0x01b4, "y"},  {0x01b6, "z"},  {0x01bd, "s"},  {0x01bf, "w"}, {0x01dd, "e"},  {0x0221, "d"},  {0x0223, "ou"},
    {0x0225, "z"},  {0x0234, "l"},  {0x0235, "n"},  {0x0236, "t"}, {0x0237, "j"},  {0x023c, "c"},  {0x0247, "e"},
    {0x0249, "j"},  {0x024d, "r"},  {0x024f, "y"},  {0x0253, "b"}, {0x0254, "o"},  {0x0256, "d"},  {0x0257, "d"},
    {0x0259, "e"},  {0x025b, "e"},  {0x0260, "g"},  {0x0263, "g"}, {0x0268, "i"},  {0x0269, "i"},  {0x0272, "n"},
    {0x0288, "t"},  {0x0289, "u"},  {0x028b, "v"},  {0x0292, "z"}, {0x0294, ""},   {0x1e9e, "ss"}, {0x2c65, "a"},
    {0x2c66, "t"},  {0xa727, "h"},  {0xa78c, ""},
};

// Greek.
constexpr Letter kGreek[] = {
    {0x03b1, "a"},  {0x03b2, "v"},  {0x03b3, "g"},  {0x03b4, "d"}, {0x03b5, "e"}, {0x03b6, "z"},  {0x03b7, "i"},
    {0x03b8, "th"}, {0x03b9, "i"},  {0x03ba, "k"},  {0x03bb, "l"}, {0x03bc, "m"}, {0x03bd, "n"},  {0x03be, "x"},
    {0x03bf, "o"},  {0x03c0, "p"},  {0x03c1, "r"},  {0x03c2, "s"}, {0x03c3, "s"}, {0x03c4, "t"},  {0x03c5, "y"},
    {0x03c6, "f"},  {0x03c7, "ch"}, {0x03c8, "ps"}, {0x03c9, "o"}, {0x03d0, "v"}, {0x03d1, "th"}, {0x03d5, "f"},
    {0x03d6, "p"},  {0x03db, "st"}, {0x03dd, "w"},  {0x03df, "k"}, {0x03e1, "s"}, {0x03f0, "k"},  {0x03f1, "r"},
    {0x03f2, "s"},  {0x03f5, "e"},
};

// Cyrillic.
constexpr Letter kCyrillic[] = {
    {0x0430, "a"},  {0x0431, "b"},  {0x0432, "v"},  {0x0433, "g"},  {0x0434, "d"},    {0x0435, "e"},  {0x0436, "zh"},
    {0x0437, "z"},  {0x0438, "i"},  {0x0439, "y"},  {0x043a, "k"},  {0x043b, "l"},    {0x043c, "m"},  {0x043d, "n"},
    {0x043e, "o"},  {0x043f, "p"},  {0x0440, "r"},  {0x0441, "s"},  {0x0442, "t"},    {0x0443, "u"},  {0x0444, "f"},
    {0x0445, "kh"}, {0x0446, "ts"}, {0x0447, "ch"}, {0x0448, "sh"}, {0x0449, "shch"}, {0x044a, ""},   {0x044b, "y"},
    {0x044c, ""},   {0x044d, "e"},  {0x044e, "yu"}, {0x044f, "ya"}, {0x0450, "e"},    {0x0451, "e"},  {0x0452, "dj"},
    {0x0453, "g"},  {0x0454, "ye"}, {0x0455, "dz"}, {0x0456, "i"},  {0x0457, "yi"},   {0x0458, "j"},  {0x0459, "lj"},
    {0x045a, "nj"}, {0x045b, "c"},  {0x045c, "k"},  {0x045d, "i"},  {0x045e, "w"},    {0x045f, "dz"}, {0x0461, "o"},
    {0x0463, "e"},  {0x0467, "ya"}, {0x046b, "u"},  {0x0473, "f"},  {0x0475, "i"},    {0x0491, "g"},  {0x0493, "gh"},
    {0x0495, "gh"}, {0x0497, "zh"}, {0x0499, "z"},  {0x049b, "q"},  {0x049d, "g"},    {0x04a1, "q"},  {0x04a3, "ng"},
    {0x04ab, "s"},  {0x04af, "u"},  {0x04b1, "u"},  {0x04b3, "h"},  {0x04b7, "j"},    {0x04b9, "j"},  {0x04bb, "h"},
    {0x04d9, "a"},  {0x04e3, "i"},  {0x04e9, "o"},  {0x04ef, "u"},
};

// Arabic and Persian.
constexpr Letter kArabic[] = {
    {0x0621, ""},  {0x0622, "a"},  {0x0623, "a"}, {0x0624, "w"},  {0x0625, "i"},  {0x0626, "y"},  {0x0627, "a"},
    {0x0628, "b"}, {0x0629, "a"},  {0x062a, "t"}, {0x062b, "th"}, {0x062c, "j"},  {0x062d, "h"},  {0x062e, "kh"},
    {0x062f, "d"}, {0x0630, "dh"}, {0x0631, "r"}, {0x0632, "z"},  {0x0633, "s"},  {0x0634, "sh"}, {0x0635, "s"},
    {0x0636, "d"}, {0x0637, "t"},  {0x0638, "z"}, {0x0639, ""},   {0x063a, "gh"}, {0x0640, ""},   {0x0641, "f"},
    {0x0642, "q"}, {0x0643, "k"},  {0x0644, "l"}, {0x0645, "m"},  {0x0646, "n"},  {0x0647, "h"},  {0x0648, "w"},
    {0x0649, "a"}, {0x064a, "y"},  {0x0671, "a"}, {0x0679, "t"},  {0x067e, "p"},  {0x0686, "ch"}, {0x0688, "d"},
    {0x0691, "r"}, {0x0698, "zh"}, {0x06a4, "v"}, {0x06a9, "k"},  {0x06af, "g"},  {0x06ba, "n"},  {0x06be, "h"},
    {0x06c1, "h"}, {0x06cc, "y"},  {0x06d2, "y"},
};

// Hebrew.
constexpr Letter kHebrew[] = {
    {0x05d0, "a"},  {0x05d1, "b"},  {0x05d2, "g"}, {0x05d3, "d"}, {0x05d4, "h"},  {0x05d5, "v"}, {0x05d6, "z"},
    {0x05d7, "h"},  {0x05d8, "t"},  {0x05d9, "y"}, {0x05da, "k"}, {0x05db, "k"},  {0x05dc, "l"}, {0x05dd, "m"},
    {0x05de, "m"},  {0x05df, "n"},  {0x05e0, "n"}, {0x05e1, "s"}, {0x05e2, ""},   {0x05e3, "p"}, {0x05e4, "p"},
    {0x05e5, "ts"}, {0x05e6, "ts"}, {0x05e7, "k"}, {0x05e8, "r"}, {0x05e9, "sh"}, {0x05ea, "t"},
};

// Hangul: leading consonants, vowels, trailing consonants.
constexpr Letter kHangul[] = {
    {0x1100, "g"},  {0x1101, "kk"},  {0x1102, "n"},  {0x1103, "d"},  {0x1104, "tt"},  {0x1105, "r"},  {0x1106, "m"},
    {0x1107, "b"},  {0x1108, "pp"},  {0x1109, "s"},  {0x110a, "ss"}, {0x110b, ""},    {0x110c, "j"},  {0x110d, "jj"},
    {0x110e, "ch"}, {0x110f, "k"},   {0x1110, "t"},  {0x1111, "p"},  {0x1112, "h"},   {0x1161, "a"},  {0x1162, "ae"},
    {0x1163, "ya"}, {0x1164, "yae"}, {0x1165, "eo"}, {0x1166, "e"},  {0x1167, "yeo"}, {0x1168, "ye"}, {0x1169, "o"},
    {0x116a, "wa"}, {0x116b, "wae"}, {0x116c, "oe"}, {0x116d, "yo"}, {0x116e, "u"},   {0x116f, "wo"}, {0x1170, "we"},
    {0x1171, "wi"}, {0x1172, "yu"},  {0x1173, "eu"}, {0x1174, "ui"}, {0x1175, "i"},   {0x11a8, "k"},  {0x11a9, "k"},
    {0x11aa, "k"},  {0x11ab, "n"},   {0x11ac, "n"},  {0x11ad, "n"},  {0x11ae, "t"},   {0x11af, "l"},  {0x11b0, "k"},
    {0x11b1, "m"},  {0x11b2, "l"},   {0x11b3, "l"},  {0x11b4, "l"},  {0x11b5, "p"},   {0x11b6, "l"},  {0x11b7, "m"},
    {0x11b8, "p"},  {0x11b9, "p"},   {0x11ba, "t"},  {0x11bb, "t"},  {0x11bc, "ng"},  {0x11bd, "t"},  {0x11be, "t"},
    {0x11bf, "k"},  {0x11c0, "t"},   {0x11c1, "p"},  {0x11c2, "t"},
};

// The zeros of scripts with decimal digits of their own; nine more follow each.
constexpr char32_t kZeros[] = {
    0x0660,  0x06f0,  0x07c0,  0x0966,  0x09e6,  0x0a66,  0x0ae6,  0x0b66,  0x0be6,  0x0c66,  0x0ce6,  0x0d66,
    0x0de6,  0x0e50,  0x0ed0,  0x0f20,  0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,
    0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
    0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
};

template <size_t N>
constexpr bool is_sorted_by_code(const Letter (&letters)[N]) {
  return std::is_sorted(std::begin(letters), std::end(letters),
                        [](const Letter& a, const Letter& b) { return a.code < b.code; });
}
static_assert(is_sorted_by_code(kLatin) && is_sorted_by_code(kGreek) && is_sorted_by_code(kCyrillic) &&
              is_sorted_by_code(kArabic) && is_sorted_by_code(kHebrew) && is_sorted_by_code(kHangul));

template <size_t N>
std::optional<std::string_view> find(const Letter (&letters)[N], char32_t code) {
  const auto* found = std::lower_bound(std::begin(letters), std::end(letters), code,
                                       [](const Letter& letter, char32_t wanted) { return letter.code < wanted; });
  if (found == std::end(letters) || found->code != code) return std::nullopt;
  return found->latin;
}

std::optional<std::string_view> digit_spelling(char32_t code) {
  constexpr std::string_view kDigits = "0123456789";
  const auto* after = std::upper_bound(std::begin(kZeros), std::end(kZeros), code);
  if (after == std::begin(kZeros) || code - *(after - 1) > 9) return std::nullopt;
  return kDigits.substr(code - *(after - 1), 1);
}

}  // namespace

std::optional<std::string_view> latin_spelling(char32_t folded) {
  std::optional<std::string_view> found;
  if (folded < 0x370 || (folded >= 0x1e00 && folded < 0x3000) || folded >= 0xa700) found = find(kLatin, folded);
  else if (folded < 0x400) found = find(kGreek, folded);
  else if (folded < 0x530) found = find(kCyrillic, folded);
  else if (folded < 0x600) found = find(kHebrew, folded);
  else if (folded < 0x700) found = find(kArabic, folded);
  else if (folded >= 0x1100 && folded < 0x1200) found = find(kHangul, folded);
  return found ? found : digit_spelling(folded);
}

}  // namespace sosie::matchers
