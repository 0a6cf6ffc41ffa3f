#include "matchers/normalize/local_street_words.h"

#include <array>
#include <vector>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

// Lists of what is written in full and how it is shortened: "full:short short;full".
constexpr std::string_view kGermanTypes = "strasse:str;platz:pl;weg;allee;gasse;ring;damm;ufer;chaussee:ch";
constexpr std::string_view kDutchTypes = "straat:str;laan:ln;plein:pln;weg;kade;gracht;steenweg:stwg;dreef;lei;singel";
constexpr std::string_view kSpanishTypes =
    "calle:c cl cll;avenida:av avda avd avgda;plaza:pza plz pl placa;paseo:pso pg p passeig;"
    "carretera:ctra cra crta;camino:cno cmno cam;ronda:rda;travesia:trv trva;urbanizacion:urb;glorieta:gta;"
    "carrer;callejon:cjon;poligono:pol;cuesta:cta";
constexpr std::string_view kItalianTypes =
    "via:v;viale:vle vl;piazza:pza pzza p;corso:cso c;largo:lgo;vicolo:vlo vic;strada:str;piazzale:ple pzle;"
    "contrada:cda;localita:loc;frazione:fraz fr;lungomare;galleria;salita;borgo;traversa:trav";

struct UnitSpellings {
  UnitKind kind;
  std::string_view form, spellings;
};
using Units = std::vector<UnitSpellings>;

const Units kGermanUnits = {{UnitKind::apartment, "apt", "wohnungsnr top"},
                            {UnitKind::staircase, "esc", "aufgang stiege stg treppenhaus"},
                            {UnitKind::floor, "etg", "og stock stockwerk obergeschoss"},
                            {UnitKind::door, "porte", "tur tuer"}};
const Units kGermanWholeUnits = {{UnitKind::building, "bat hinterhaus", "hinterhaus hh hths"},
                                 {UnitKind::building, "bat vorderhaus", "vorderhaus vh vdhs"},
                                 {UnitKind::building, "bat seitenflugel", "seitenflugel sfl"},
                                 {UnitKind::building, "bat gartenhaus", "gartenhaus gh"},
                                 {UnitKind::floor, "etg 0", "eg erdgeschoss parterre"},
                                 {UnitKind::floor, "etg dach", "dg dachgeschoss"},
                                 {UnitKind::floor, "etg keller", "ug untergeschoss souterrain"},
                                 {UnitKind::door, "porte links", "links li"},
                                 {UnitKind::door, "porte rechts", "rechts re"},
                                 {UnitKind::door, "porte mitte", "mitte mi"}};
const Units kSpanishUnits = {{UnitKind::building, "bat", "bloque blq portal edificio edif"},
                             {UnitKind::floor, "etg", "piso pl"},
                             {UnitKind::staircase, "esc", "escalera"}};
const Units kSpanishWholeUnits = {{UnitKind::floor, "etg 0", "bajo bj bajos"},
                                  {UnitKind::floor, "etg entresuelo", "entresuelo entlo ent"},
                                  {UnitKind::floor, "etg principal", "principal pral ppal"},
                                  {UnitKind::floor, "etg atico", "atico"},
                                  {UnitKind::door, "porte izquierda", "izquierda izq izqda izda"},
                                  {UnitKind::door, "porte derecha", "derecha dcha dch drcha"},
                                  {UnitKind::door, "porte centro", "centro ctro cto"}};
const Units kItalianUnits = {{UnitKind::apartment, "apt", "int interno"},
                             {UnitKind::staircase, "esc", "scala sc"},
                             {UnitKind::building, "bat", "palazzina pal edificio ed"},
                             {UnitKind::floor, "etg", "piano p"}};
const Units kBelgianUnits = {{UnitKind::box, "bte", "bte"}, {UnitKind::post_box, "po box", "postbus"}};
const Units kSwissUnits = {{UnitKind::post_box, "po box", "cp"}};
const Units kBritishUnits = {{UnitKind::apartment, "apt", "maisonette"}};
const Units kAmericanUnits = {{UnitKind::apartment, "apt", "ste"}, {UnitKind::building, "bat", "bldg"}};

/// Units by word.
class UnitTable {
 public:
  explicit UnitTable(const Units& units) : units_(1) {
    for (const UnitSpellings& unit : units) {
      WordTable::for_each_item(unit.spellings, ' ',
                               [&](auto word) { numbers_.add(word, static_cast<uint32_t>(units_.size())); });
      units_.push_back({unit.kind, unit.form});
    }
  }
  UnitWord find(std::string_view word) const { return units_[numbers_.find(word)]; }

 private:
  WordTable numbers_;
  std::vector<UnitWord> units_;  // [0] is none
};

}  // namespace

struct LocalStreetWords::Vocabulary {
  Vocabulary(std::string_view types, const Units& units, const Units& whole_units, std::string_view slash_word)
      : has_types(!types.empty()), unit(units), whole_unit(whole_units), slash(slash_word) {
    WordTable::for_each_spelling(types, [&](auto word, auto full) {
      type_numbers.add(word, static_cast<uint32_t>(type_forms.size()));
      type_forms.push_back(full);
    });
  }

  bool has_types;
  WordTable type_numbers;
  std::vector<std::string_view> type_forms{1};  // [0] is empty
  UnitTable unit, whole_unit;
  std::string_view slash;
};

const LocalStreetWords& LocalStreetWords::of(std::string_view country) {
  static const Vocabulary none({}, {}, {}, {}), germany(kGermanTypes, kGermanUnits, kGermanWholeUnits, {}),
      austria(kGermanTypes, kGermanUnits, kGermanWholeUnits, "tur"), netherlands(kDutchTypes, kBelgianUnits, {}, {}),
      spain(kSpanishTypes, kSpanishUnits, kSpanishWholeUnits, {}), italy(kItalianTypes, kItalianUnits, {}, "interno"),
      belgium({}, kBelgianUnits, {}, "bte"), switzerland({}, kSwissUnits, kGermanWholeUnits, {}),
      britain({}, kBritishUnits, {}, {}), america({}, kAmericanUnits, {}, {});
  static const std::array<LocalStreetWords, 10> words{
      LocalStreetWords(none),    LocalStreetWords(germany), LocalStreetWords(austria), LocalStreetWords(netherlands),
      LocalStreetWords(spain),   LocalStreetWords(italy),   LocalStreetWords(belgium), LocalStreetWords(switzerland),
      LocalStreetWords(britain), LocalStreetWords(america)};
  static const WordTable by_country = [] {
    WordTable table;
    uint32_t number = 0;
    for (const std::string_view countries : {"DE LI", "AT", "NL", "ES", "IT", "BE", "CH", "GB IE", "US CA"})
      table.add_list(countries, ' ', ++number);
    return table;
  }();
  return words[by_country.find(country)];
}

std::string_view LocalStreetWords::type(std::string_view word) const {
  return vocabulary_.has_types ? vocabulary_.type_forms[vocabulary_.type_numbers.find(word)] : std::string_view();
}
bool LocalStreetWords::has_types() const { return vocabulary_.has_types; }
UnitWord LocalStreetWords::unit(std::string_view word) const { return vocabulary_.unit.find(word); }
UnitWord LocalStreetWords::whole_unit(std::string_view word) const { return vocabulary_.whole_unit.find(word); }
std::string_view LocalStreetWords::slash() const { return vocabulary_.slash; }

bool number_follows_name(std::string_view country) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list("DE AT CH LI NL BE IT ES PT PL CZ SK HU SE NO DK FI HR SI RO BG GR EE LV LT", ' ', 1);
    return words;
  }();
  return table.contains(country);
}

bool is_english_speaking(std::string_view country) {
  return country == "GB" || country == "US" || country == "IE" || country == "CA" || country == "AU" || country == "NZ";
}

}  // namespace sosie::matchers
