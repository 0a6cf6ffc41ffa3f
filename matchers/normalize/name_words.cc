#include "matchers/normalize/name_words.h"

#include <utf8proc.h>

#include <algorithm>
#include <string>

#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

const WordTable& titles() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "mme mmes madame mesdames mlle mlles melle melles mle mademoiselle mesdemoiselles mrs ms miss lady madam frau "
        "fraulein "
        "fraeulein sra srta senora senorita signora signorina sigra signa dona mevrouw mevr mw vve veuve "
        "dottoressa",
        ' ', static_cast<uint32_t>(TitleWord::female));
    words.add_list("mr mm monsieur messieurs mister herr hr sr senor sig signor sir lord dhr meneer heer abbe", ' ',
                   static_cast<uint32_t>(TitleWord::male));
    words.add_list("sig ra,sig na,sr a,sr ta,dott ssa,prof ssa", ',', static_cast<uint32_t>(TitleWord::female));
    words.add_list(
        "dr docteur doctor prof professeur professor pr me maitre mgr monseigneur dott dottore rev reverend mx", ' ',
        static_cast<uint32_t>(TitleWord::neutral));
    return words;
  }();
  return table;
}

const WordTable& particles() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "de d du des la le les l van von vom zu zum zur der den del della delle degli dei di da do dos das ten "
        "ter te el al ben bin ibn abu abd bint af av y e saint sainte st ste mac mc o san santa",
        ' ', 1);
    return words;
  }();
  return table;
}

}  // namespace

TitleWord title_word(std::string_view folded) { return static_cast<TitleWord>(titles().find(folded)); }

size_t title_size(std::string_view folded) {
  const size_t first = std::min(folded.find(' '), folded.size());
  if (first < folded.size()) {
    const size_t second = std::min(folded.find(' ', first + 1), folded.size());
    if (title_word(folded.substr(0, second)) != TitleWord::none) return second;
  }
  return title_word(folded.substr(0, first)) != TitleWord::none ? first : 0;
}

bool is_office(std::string_view folded) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "maire president presidente directeur directrice ministre prefet prefete depute deputee senateur senatrice "
        "juge notaire conseiller conseillere adjoint adjointe recteur cure colonel capitaine commandant general",
        ' ', 1);
    return words;
  }();
  return table.contains(folded) || title_word(folded) != TitleWord::none;
}

bool is_particle(std::string_view folded) { return particles().contains(folded); }

NameMarker name_marker(std::string_view raw, std::string_view word) {
  if (word == "nee" || word == "ne e" || word == "geb" || word == "geborene" || word == "nata" || word == "born") {
    return NameMarker::born;
  }
  if (word == "ne") return raw == "ne" || raw == "NE" || raw == "Ne" ? NameMarker::none : NameMarker::born;
  if (word == "epouse" || word == "ep" || word == "epse" || word == "veuve" || word == "vve" || word == "verh") {
    return NameMarker::married;
  }
  return NameMarker::none;
}

bool joins_people(std::string_view raw, std::string_view word) {
  if (raw == "&" || raw == "/" || raw == "+") return true;
  return word == "et" || word == "and" || word == "und" || word == "ou";
}

bool is_capitals(std::string_view raw) {
  bool any = false;
  while (!raw.empty()) {
    utf8proc_int32_t code = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(raw.data()),
                                       static_cast<utf8proc_ssize_t>(raw.size()), &code);
    if (size <= 0) return false;
    const auto category = utf8proc_category(code);
    if (category == UTF8PROC_CATEGORY_LL) return false;
    any |= category == UTF8PROC_CATEGORY_LU;
    raw.remove_prefix(static_cast<size_t>(size));
  }
  return any;
}

size_t monsieur_size(std::string_view raw) {
  if (raw.size() < 3) return 0;
  const bool capital = raw[0] == 'M', dot = raw[1] == '.';
  if (!capital && !(raw[0] == 'm' && dot)) return 0;
  const size_t at = dot ? 2 : 1;
  return raw[at] == ' ' ? at + 1 : 0;
}

}  // namespace sosie::matchers
