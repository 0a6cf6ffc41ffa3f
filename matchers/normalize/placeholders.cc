#include "matchers/normalize/placeholders.h"

#include <algorithm>

#include "matchers/normalize/email.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

constexpr const char* kBlank = "blank";
constexpr const char* kWord = "placeholder word";
constexpr const char* kNoText = "no letter or digit";
constexpr const char* kRepeated = "one character repeated";
constexpr const char* kNumber = "placeholder number";

/// Words that say nothing in any field.
const WordTable& empty_words() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "n a,na,nc,n c,nr,n r,nd,n d,null,none,nan,neant,vide,aucun,aucune,inconnu,inconnue,unknown,unbekannt,"
        "desconocido,sconosciuto,undefined,empty,missing,not available,not applicable,not provided,non renseigne,"
        "non renseignee,non communique,non communiquee,non precise,non defini,non fourni,a renseigner,"
        "a completer,a definir,tbd,tba,sans objet,pas de,pas d adresse,pas de mail,pas d email,pas de telephone,"
        "sans adresse,sans mail,sans email,sans telephone,ras,xxx,test,teste,essai,dummy,fake,azerty,qwerty,asdf",
        ',', 1);
    return words;
  }();
  return table;
}

/// 1111 may be a house number; letters, zeros and longer runs say nothing.
bool is_one_character(ValueKind kind, std::string_view folded) {
  constexpr size_t kRepeats = 4, kRepeatsOfDigits = 6;
  const char first = folded.front();
  if (static_cast<unsigned char>(first) >= 0x80) return false;
  size_t count = 0;
  for (const char c : folded) {
    if (c == ' ') continue;
    if (c != first) return false;
    ++count;
  }
  const bool may_be_number = first >= '1' && first <= '9' && (kind == ValueKind::text || kind == ValueKind::address);
  return count >= (may_be_number ? kRepeatsOfDigits : kRepeats);
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Keys pressed in a row: 123456 and longer, upwards from 0 or 1, or down to 0 or 1.
bool is_counted(std::string_view digits) {
  constexpr std::string_view kUp = "01234567890123456789", kDown = "98765432109876543210";
  return digits.size() >= 6 && is_number(digits) &&
         (kUp.find(digits) <= 1 || (kDown.find(digits) != std::string_view::npos && digits.back() <= '1'));
}

bool is_zero(std::string_view folded) { return folded.find_first_not_of("0 ") == std::string_view::npos; }

const char* number_reason(ValueKind kind, std::string_view folded) {
  switch (kind) {
    case ValueKind::identifier: return is_zero(folded) || is_counted(folded) ? kNumber : nullptr;
    case ValueKind::postcode: return is_zero(folded) || folded == "99999" ? kNumber : nullptr;
    case ValueKind::date: return is_zero(folded) ? kNumber : nullptr;
    default: return nullptr;
  }
}

bool is_nobody(ValueKind kind, std::string_view raw, std::string_view folded) {
  if (kind == ValueKind::name) return is_placeholder_name(folded);
  if (kind == ValueKind::email) return read_email(raw).placeholder;
  return false;
}

bool may_repeat(ValueKind kind) { return kind == ValueKind::postcode || kind == ValueKind::phone; }

}  // namespace

const char* null_reason(ValueKind kind, std::string_view raw) {
  const std::string_view text = trim(raw);
  if (text.empty()) return kBlank;
  const std::string folded = fold(text);
  if (folded.empty()) return kNoText;
  if (empty_words().contains(folded)) return kWord;
  if (is_nobody(kind, text, folded)) return kWord;
  // 22222 is a postcode of Brittany; phones have a rule of their own, see Phone::placeholder.
  if (!may_repeat(kind) && is_one_character(kind, folded)) return kRepeated;
  return number_reason(kind, folded);
}

}  // namespace sosie::matchers
