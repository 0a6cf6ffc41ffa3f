#include "matchers/normalize/names.h"

#include <algorithm>

#include "matchers/normalize/name_words.h"
#include "matchers/normalize/suffixes.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

std::string_view last_word(std::string_view folded) {
  const size_t blank = folded.rfind(' ');
  return blank == std::string_view::npos ? folded : folded.substr(blank + 1);
}

/// Removes titles at both ends, in place. A title behind a name is taken for one only where it cannot be a suffix
/// ("Sr").
void strip_titles(std::string& folded) {
  std::string_view rest = folded;
  while (const size_t title = title_size(rest)) rest.remove_prefix(std::min(rest.size(), title + 1));
  while (!rest.empty() && title_word(last_word(rest)) != TitleWord::none && last_word(rest) != "sr") {
    rest.remove_suffix(std::min(rest.size(), last_word(rest).size() + 1));
  }
  const size_t start = static_cast<size_t>(rest.data() - folded.data());
  const size_t size = rest.size();
  folded.erase(0, size == 0 ? folded.size() : start);
  folded.resize(size);
}

void fold_without_titles(std::string_view raw, std::string& out) {
  raw = trim(raw);
  while (const size_t size = monsieur_size(raw)) raw = trim(raw.substr(size));
  fold(raw, out);
  strip_titles(out);
}

/// "o" and "mc" are written together with what follows; "st" and "ste" in full.
void append_family_word(std::string_view word, bool& join_next, std::string& out) {
  if (!out.empty() && !join_next) out += ' ';
  join_next = word == "o" || word == "mc";
  if (word == "st") out += "saint";
  else if (word == "ste") out += "sainte";
  else out += word;
}

/// "jr" of "jr phd": the only generation among words that are all suffixes; empty for other texts.
std::string_view generation_among(std::string_view folded) {
  std::string_view found;
  bool all = true;
  for_each_word(folded, [&](std::string_view word) {
    const std::string_view form = suffix_form(word);
    all &= !form.empty();
    if (is_generation(form)) {
      all &= found.empty() || found == form;
      found = form;
    }
  });
  return all ? found : std::string_view();
}

bool is_one_letter(std::string_view text) {
  const char first = text.front();
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == first || c == ' '; });
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c < '0' || c > '9') && c != ' '; });
}

const WordTable& placeholder_names() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "inconnu,inconnue,unknown,unk,test,teste,tests,testing,essai,xx,xy,nc,n c,na,n a,nr,n r,nd,n d,null,none,"
        "nan,vide,neant,aucun,aucune,sans nom,sans prenom,non renseigne,non renseignee,non communique,"
        "non communiquee,non precise,non defini,non fourni,anonyme,anonymous,anonym,client,cliente,clients,"
        "customer,prospect,particulier,monsieur,madame,nom,prenom,name,firstname,lastname,first name,last name,"
        "given name,family name,surname,nom prenom,a renseigner,a completer,a definir,tbd,tba,dummy,fake,azerty,"
        "qwerty,asdf,toto,foobar,deleted,supprime,supprimee,ne pas utiliser,doublon,user,utilisateur,admin,kunde,"
        "unbekannt,sin nombre,desconocido,desconocida,sconosciuto,ignoto,not available,not applicable,"
        "not provided,no name,noname,undefined,empty,missing",
        ',', 1);
    return words;
  }();
  return table;
}

}  // namespace

void normalize_given_name(std::string_view raw, std::string& out) { fold_without_titles(raw, out); }

void normalize_family_name(std::string_view raw, std::string& out) {
  std::string folded;
  fold_without_titles(raw, folded);
  out.clear();
  bool join_next = true;
  for_each_word(folded, [&](std::string_view word) { append_family_word(word, join_next, out); });
}

void normalize_suffix(std::string_view raw, std::string& out) {
  fold(raw, out);
  if (const std::string_view whole = suffix_form(out); !whole.empty()) {
    out = whole;
  } else if (const std::string_view generation = generation_among(out); !generation.empty()) {
    out = generation;
  }
}

NameGender gender_of_title(std::string_view raw) {
  bool female = false, male = false;
  const std::string folded = fold(raw);
  for (std::string_view rest = folded; !rest.empty();) {
    const size_t size = title_size(rest), word = size != 0 ? size : std::min(rest.find(' '), rest.size());
    const TitleWord title = title_word(rest.substr(0, word));
    female |= title == TitleWord::female;
    male |= title == TitleWord::male || rest.substr(0, word) == "m";
    rest.remove_prefix(std::min(rest.size(), word + 1));
  }
  if (female == male) return NameGender::unknown;
  return female ? NameGender::female : NameGender::male;
}

NameGender parse_gender(std::string_view raw) {
  static const WordTable words = [] {
    WordTable table;
    table.add_list(
        "f female femme feminin feminine w weiblich woman girl fille mujer femenino femmina donna feminino vrouw 2",
        ' ', static_cast<uint32_t>(NameGender::female));
    table.add_list(
        "m male homme masculin masculine h hombre man mann mannlich maennlich uomo maschio maschile masculino "
        "boy garcon 1",
        ' ', static_cast<uint32_t>(NameGender::male));
    return table;
  }();
  const std::string folded = fold(raw);
  const uint32_t found = words.find(folded);
  return found != 0 ? static_cast<NameGender>(found) : gender_of_title(folded);
}

bool is_placeholder_name(std::string_view normalized) {
  constexpr size_t kRepeats = 3;
  if (!has_letter(normalized) || placeholder_names().contains(normalized)) return true;
  return normalized.size() >= kRepeats && static_cast<unsigned char>(normalized.front()) < 0x80 &&
         is_one_letter(normalized);
}

}  // namespace sosie::matchers
