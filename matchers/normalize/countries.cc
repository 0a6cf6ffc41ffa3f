// Countries by their codes and names.
#include <string_view>
#include <vector>

#include "matchers/normalize/address.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

#include "matchers/normalize/tables/countries.inc"

struct Names {
  std::string_view code, names;
};

/// What no list of official names has: plates of cars, parts of a country, what people say. Wins over the list.
constexpr Names kInUse[] = {
    {"FR", "f,france metropolitaine,metropole,republique francaise,corse"},
    {"BE", "b,flandre,wallonie"},
    {"LU", "l,grand duche luxembourg,grand duche de luxembourg"},
    {"CH", "c h"},
    {"DE", "d,ger,rfa,brd,republique federale allemagne,bundesrepublik deutschland"},
    {"AT", "a,oesterreich"},
    {"ES", "e,baleares,canarias,iles canaries,iles baleares"},
    {"IT", "i"},
    {"PT", "p,madere,acores"},
    {"MC", "principaute monaco,principaute de monaco"},
    {"GB",
     "u k,uk,g b,england,angleterre,inghilterra,inglaterra,scotland,ecosse,schottland,scozia,escocia,wales,pays de "
     "galles,northern ireland,irlande du nord,great britain,grande bretagne,gran bretana,gran "
     "bretagna,grossbritannien,royaume uni de grande bretagne et irlande du nord"},
    {"IE", "eire,republique irlande,republic of ireland"},
    {"NL", "hollande,holland,holanda,olanda,the netherlands,les pays bas"},
    {"US",
     "u s,u s a,usa,etats unis,etats unis d amerique,united states of america,america,amerique,eeuu,e e u u,ee "
     "uu,stati uniti d america,estados unidos de america"},
    {"DK", "danmark"},
    {"SE", "sverige"},
    {"NO", "norge"},
    {"FI", "suomi"},
    {"PL", "polska"},
    {"CZ", "cesko,ceska republika,tchequie,czechia"},
    {"SK", "slovensko"},
    {"HU", "magyarorszag"},
    {"RO", "romania"},
    {"BG", "balgariya,bulgariya"},
    {"GR", "el,ellada,hellas,grece,greece"},
    {"HR", "hrvatska"},
    {"SI", "slovenija"},
    {"EE", "eesti"},
    {"LV", "latvija"},
    {"LT", "lietuva"},
    {"TR", "turkiye,turquie,turkey"},
    {"UA", "ukraina"},
    {"RS", "srbija"},
    {"MK", "macedoine,macedonia"},
    {"BA", "bosnie,bosna i hercegovina"},
    {"MD", "moldavie"},
    {"RU", "federation de russie,russie,russia,russland,rusia"},
    {"CD", "rdc,congo kinshasa,zaire"},
    {"CG", "congo,congo brazzaville"},
    {"CI", "ivory coast"},
    {"CV", "cap vert"},
    {"AE", "emirats,uae,dubai"},
    {"VN", "viet nam,vietnam"},
    {"KR", "coree du sud,south korea,coree"},
    {"CN", "chine populaire,prc"},
    {"HK", "hong kong"},
    {"TW", "taiwan"},
    {"MA", "al maghrib"},
    {"DZ", "al jazair"},
    {"IR", "iran"},
    {"SY", "syrie,syria"},
    {"LA", "laos"},
    {"BO", "bolivie"},
    {"VE", "venezuela"},
    {"TZ", "tanzanie,tanzania"},
    {"MM", "birmanie,burma"},
    {"SZ", "swaziland"},
    {"VA", "vatican,vaticano,saint siege"},
    {"RE", "ile de la reunion,ile reunion,la reunion"},
    {"GP", "la guadeloupe"},
    {"MQ", "la martinique"},
    {"GF", "guyane,la guyane,guyane francaise"},
    {"PM", "st pierre et miquelon,saint pierre et miquelon"},
    {"NC", "nouvelle caledonie"},
    {"PF", "tahiti,polynesie"},
    {"BL", "st barthelemy"},
    {"MF", "st martin"},
    {"WF", "wallis et futuna"},
    {"MU", "ile maurice,l ile maurice"},
};

/// Two capitals as a number from 1.
uint32_t number_of(std::string_view alpha2) {
  return static_cast<uint32_t>(alpha2[0] - 'A') * 26 + static_cast<uint32_t>(alpha2[1] - 'A') + 1;
}

class Countries {
 public:
  Countries() : codes_(26 * 26 + 1) {
    for (const Names& country : kInUse) add(country.code, country.names);
    WordTable::for_each_item(kCountries, '\n', [&](std::string_view line) { add(line.substr(0, 2), line.substr(3)); });
  }
  std::string_view find(std::string_view folded) const { return codes_[numbers_.find(folded)]; }

 private:
  void add(std::string_view alpha2, std::string_view names) {
    codes_[number_of(alpha2)] = alpha2;
    numbers_.add_list(names, ',', number_of(alpha2));
  }

  WordTable numbers_;
  std::vector<std::string_view> codes_;  // by number; [0] is empty
};

}  // namespace

std::string_view country_code(std::string_view raw) {
  static const Countries countries;
  return countries.find(fold(raw));
}

}  // namespace sosie::matchers
