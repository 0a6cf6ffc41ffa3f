#include "matchers/normalize/suffixes.h"

#include <cstdint>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

enum class Kind : uint8_t { generation, degree };
enum class Place : uint8_t { full_name, cell };  // words that end names too are suffixes in a cell of their own only

struct SuffixWords {
  std::string_view form;
  Kind kind;
  Place place;
  std::string_view spellings;
};
constexpr SuffixWords kSuffixes[] = {
    {"jr", Kind::generation, Place::full_name, "jr,jnr,junior,fils,hijo,figlio,sohn,filho"},
    {"jr", Kind::generation, Place::cell,
     "j r,jun,junr,d j,le jeune,jeune,cadet,cadette,le cadet,der jungere,der juengere,el joven,il giovane,the "
     "younger,younger,zoon,"
     "fille,le fils,hija,jrs"},
    {"sr", Kind::generation, Place::full_name, "sr,snr,senior,pere,padre,vater"},
    {"sr", Kind::generation, Place::cell,
     "s r,sen,senr,pai,d a,l aine,aine,ainee,l ainee,l ancien,der altere,der aeltere,el viejo,il vecchio,the "
     "elder,elder,mere,le pere"},
    {"i", Kind::generation, Place::cell, "i,1,1st,1er,ier,1ere,first,premier"},
    {"ii", Kind::generation, Place::full_name, "ii,iind"},
    {"ii", Kind::generation, Place::cell, "2,2nd,2d,2e,2eme,iie,iieme,second,deuxieme"},
    {"iii", Kind::generation, Place::full_name, "iii,iiird"},
    {"iii", Kind::generation, Place::cell, "3,3rd,3d,3e,3eme,iiie,third,troisieme"},
    {"iv", Kind::generation, Place::full_name, "iv,ivth"},
    {"iv", Kind::generation, Place::cell, "4,4th,4e,4eme,ive,fourth,quatrieme"},
    {"v", Kind::generation, Place::cell, "v,5,5th,5e,5eme,ve,fifth,vth"},
    {"vi", Kind::generation, Place::cell, "vi,6,6th,6e,6eme,sixth"},
    {"vii", Kind::generation, Place::full_name, "vii"},
    {"vii", Kind::generation, Place::cell, "7,7th,7e"},
    {"viii", Kind::generation, Place::full_name, "viii"},
    {"viii", Kind::generation, Place::cell, "8,8th,8e"},
    {"neto", Kind::generation, Place::cell, "neto,nieto"},
    {"sobrinho", Kind::generation, Place::cell, "sobrinho"},
    {"phd", Kind::degree, Place::full_name, "phd"},
    {"phd", Kind::degree, Place::cell, "ph d,dphil,d phil"},
    {"md", Kind::degree, Place::cell, "md,m d"},
    {"mba", Kind::degree, Place::cell, "mba,m b a"},
    {"esq", Kind::degree, Place::full_name, "esq,esquire"},
    {"cpa", Kind::degree, Place::cell, "cpa,c p a"},
    {"jd", Kind::degree, Place::cell, "jd,j d"},
    {"dds", Kind::degree, Place::full_name, "dds"},
    {"dds", Kind::degree, Place::cell, "d d s"},
    {"rn", Kind::degree, Place::cell, "rn,r n"},
    {"obe", Kind::degree, Place::cell, "obe"},
    {"mbe", Kind::degree, Place::cell, "mbe"},
    {"cbe", Kind::degree, Place::cell, "cbe"},
    {"bsc", Kind::degree, Place::cell, "bsc,b sc"},
    {"msc", Kind::degree, Place::cell, "msc,m sc"},
};

const SuffixWords* find(std::string_view folded) {
  static const WordTable table = [] {
    WordTable words;
    uint32_t number = 0;
    for (const SuffixWords& suffix : kSuffixes) words.add_list(suffix.spellings, ',', ++number);
    return words;
  }();
  const uint32_t number = table.find(folded);
  return number == 0 ? nullptr : &kSuffixes[number - 1];
}

}  // namespace

std::string_view suffix_form(std::string_view folded) {
  const SuffixWords* const suffix = find(folded);
  return suffix == nullptr ? std::string_view() : suffix->form;
}

bool ends_full_name(std::string_view folded) {
  const SuffixWords* const suffix = find(folded);
  return suffix != nullptr && suffix->place == Place::full_name;
}

bool is_generation(std::string_view suffix) {
  const SuffixWords* const found = find(suffix);
  return found != nullptr && found->kind == Kind::generation;
}

}  // namespace sosie::matchers
