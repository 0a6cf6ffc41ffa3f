#include "matchers/normalize/placeholders.h"

#include <algorithm>
#include <string>

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
    return words;  // none has a digit: `is_varied` rests on that
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

bool may_repeat(ValueKind kind) { return kind == ValueKind::postcode || kind == ValueKind::phone; }

/// Two different letters or digits, and a digit among them or more of them than the longest placeholder word has:
/// folded, this is neither such a word (none has a digit) nor one character repeated nor a row of zeros.
bool is_varied(std::string_view raw) {
  const size_t longest = empty_words().longest();
  char first = 0;
  bool differs = false, digit = false;
  size_t count = 0;
  for (const char c : raw) {
    const char low = static_cast<char>(c | 0x20);  // of a letter its lower case; digits have the bit
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (low < 'a' || low > 'z')) continue;
    if (++count == 1) first = low;
    differs |= low != first;
    digit |= is_digit;
    if (differs && (digit || count > longest)) return true;
  }
  return false;
}

/// Whether `is_varied` is all that its kind asks of a value.
bool needs_only_variety(ValueKind kind) {
  return kind == ValueKind::text || kind == ValueKind::company || kind == ValueKind::address ||
         kind == ValueKind::phone || kind == ValueKind::date || kind == ValueKind::postcode;
}

/// `is_nobody` tells from the folded text whether a value of its kind names nobody.
template <typename IsNobody>
const char* folded_reason(ValueKind kind, std::string_view text, const IsNobody& is_nobody) {
  thread_local std::string folded;  // reused: most values are longer than fits a string in place
  fold(text, folded);
  if (folded.empty()) return kNoText;
  if (empty_words().contains(folded)) return kWord;
  if (is_nobody(folded)) return kWord;
  // 22222 is a postcode of Brittany; phones have a rule of their own, see Phone::placeholder.
  if (!may_repeat(kind) && is_one_character(kind, folded)) return kRepeated;
  return number_reason(kind, folded);
}

}  // namespace

const char* null_reason(ValueKind kind, std::string_view raw) {
  if (kind == ValueKind::email) return null_reason(read_email(raw), raw);
  const std::string_view text = trim(raw);
  if (text.empty()) return kBlank;
  if (needs_only_variety(kind) && is_varied(text)) return nullptr;
  return folded_reason(kind, text,
                       [&](std::string_view folded) { return kind == ValueKind::name && is_placeholder_name(folded); });
}

const char* null_reason(const Email& email, std::string_view raw) {
  const std::string_view text = trim(raw);
  if (text.empty()) return kBlank;
  if (!email.placeholder && is_varied(text)) return nullptr;
  return folded_reason(ValueKind::email, text, [&](std::string_view) { return email.placeholder; });
}

}  // namespace sosie::matchers
