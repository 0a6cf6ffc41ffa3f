#include "matchers/normalize/address_words.h"

#include <array>
#include <vector>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

/// Words and what they stand for, from lists "full short short;full short".
class Vocabulary {
 public:
  explicit Vocabulary(std::string_view groups) {
    WordTable::for_each_item(groups, ';', [&](std::string_view group) {
      const size_t bar = group.find(':');
      forms_.push_back(group.substr(0, bar));
      const auto number = static_cast<uint32_t>(forms_.size());
      words_.add(forms_.back(), number);
      if (bar != std::string_view::npos) words_.add_list(group.substr(bar + 1), ' ', number);
    });
  }
  std::string_view in_full(std::string_view word) const {
    const uint32_t number = words_.find(word);
    return number == 0 ? std::string_view() : forms_[number - 1];
  }

 private:
  std::vector<std::string_view> forms_;
  WordTable words_;
};

constexpr std::string_view kFrenchTypes =
    "rue:r;avenue:av ave aven avn avenues;boulevard:bd bld blvd boul bvd bvrd;route:rte rt;chemin:ch che chem chm "
    "chemins;"
    "impasse:imp imps;place:pl plc;allee:all al allees;square:sq;cours:crs;quai:qu q quais;residence:res resid rce;"
    "passage:pass psg pas;faubourg:fg fbg fbourg;rond point:rpt rondpoint;montee:mte mtee;cote;sentier:sent "
    "sen;villa:vla;"
    "esplanade:esp;promenade:prom;domaine:dom;hameau:ham;quartier:qua quart "
    "qrt;lotissement:lotiss;ruelle:rle;venelle:ven;voie;"
    "traverse:tra "
    "trav;cite;clos;cour;escalier;parc;pont;porte;rampe;rocade:roc;sente;parvis;mail;levee;digue;chaussee:chs;"
    "zone artisanale:za;zone industrielle:zi;zone amenagement concerte:zac;zone activites:zae;ferme;lieu dit:ld;"
    "carrefour:car carr;galerie:gal;peristyle;plateau;port;enclave;jardin;esplanades;corniche:cor;autoroute;dreve";

constexpr std::string_view kEnglishTypes =
    "street:st str;road:rd;avenue:av ave;drive:dr drv;lane:ln la;court:ct crt;place:pl;crescent:cres cr crs "
    "cre;close:cl cls;"
    "circuit:cct crct;terrace:ter tce terr;parade:pde;grove:gr gve grv;boulevard:blvd bvd bd;highway:hwy;parkway:pkwy "
    "pwy;"
    "square:sq;circle:cir circ;way:wy;gardens:gdns "
    "gdn;mews:mws;trail:trl;turnpike:tpke;alley:aly;heights:hts;rise;walk:wk;"
    "esplanade:esp;loop;row;view;hill;green:grn;plaza:plz;expressway:expy;freeway:fwy;point:pt;ridge:rdg;cove:cv;"
    "crossing:xing;pass;path;run;link;vale;quay;retreat:rtt;approach:app;chase;gate;glade;place";

constexpr std::string_view kGermanTypes = "strasse:str;platz:pl;weg;allee;gasse;ring;damm;ufer;chaussee:ch";
constexpr std::string_view kDutchTypes = "straat:str;laan:ln;plein:pln;weg;kade;gracht;steenweg:stwg;dreef;lei;singel";
constexpr std::string_view kSpanishTypes =
    "calle:c cl cll;avenida:av avda avd avgda;plaza:pza plz pl placa;paseo:pso pg p passeig;carretera:ctra cra crta;"
    "camino:cno cmno cam;ronda:rda;travesia:trv "
    "trva;urbanizacion:urb;glorieta:gta;carrer;callejon:cjon;poligono:pol;cuesta:cta";
constexpr std::string_view kItalianTypes =
    "via:v;viale:vle vl;piazza:pza pzza p;corso:cso c;largo:lgo;vicolo:vlo vic;strada:str;piazzale:ple "
    "pzle;contrada:cda;"
    "localita:loc;frazione:fraz fr;lungomare;galleria;salita;borgo;traversa:trav";

constexpr std::string_view kWords =
    "general:gal gen gral;marechal:mal mchal;saint:st;sainte:ste;docteur:dr;president:pdt pres "
    "presid;colonel:col;commandant:cdt cmdt;"
    "capitaine:cne capt cap;lieutenant:lt;professeur:prof pr;monseigneur:mgr;notre "
    "dame:nd;grand:gd;grande:gde;grands:gds;"
    "grandes:gdes;vieux:vx;haut:ht;haute:hte;hauts:hts;basse:bse;nationale:nle nale;"
    "departementale:dep dale;communal:cal;resistance:resist;republique:rep;sergent:sgt "
    "sgnt;adjudant:adj;abbe;amiral:aml;"
    "ancien:anc;ancienne:ancne;jean jacques:jj;jean baptiste:jb;"
    "route:rte;chemin:che chem;moulin:min;chateau:chau;eglise:egl;mont:mt;mount;north:nth;south:sth;"
    "industrielle:indus ind;commercial:ccial;centre:ctre;rond point:rpt;port:prt;hotel ville:hdv";

constexpr std::string_view kArticles =
    "de du des d la le les l a au aux et en of the del della delle dei di da do der den el los las van het y";

const Vocabulary& local_types(std::string_view country) {
  static const Vocabulary none(""), german(kGermanTypes), dutch(kDutchTypes), spanish(kSpanishTypes),
      italian(kItalianTypes);
  if (country == "DE" || country == "AT" || country == "LI") return german;
  if (country == "NL") return dutch;
  if (country == "ES") return spanish;
  return country == "IT" ? italian : none;
}

struct UnitWord {
  UnitKind kind;
  std::string_view form;
};

constexpr std::array<UnitWord, 16> kUnits = {{
    {UnitKind::apartment, "apt"},
    {UnitKind::building, "bat"},
    {UnitKind::staircase, "esc"},
    {UnitKind::floor, "etg"},
    {UnitKind::door, "porte"},
    {UnitKind::lot, "lot"},
    {UnitKind::box, "bte"},
    {UnitKind::post_box, "bp"},
    {UnitKind::post_box, "cs"},
    {UnitKind::post_box, "tsa"},
    {UnitKind::post_box, "po box"},
    {UnitKind::apartment, "chambre"},
    {UnitKind::building, "tour"},
    {UnitKind::door, "entree"},
    {UnitKind::building, "hall"},
    {UnitKind::building, "bloc"},
}};

const WordTable& unit_words() {
  static const WordTable table = [] {
    constexpr std::array<std::string_view, kUnits.size()> kSpellings = {
        "apt appt appart appartement apartment app apmt ap flat unit suite wohnung whg studio",
        "bat batiment bt bldg building immeuble imm",
        "esc escalier staircase",
        "etg etage floor fl piano planta",
        "porte pte door pta puerta",
        "lot",
        "bte boite bus box bal",
        "bp",
        "cs",
        "tsa",
        "pobox postfach",
        "chambre chbre room rm",
        "tour",
        "entree ent",
        "hall",
        "bloc block blk"};
    WordTable words;
    for (size_t i = 0; i < kUnits.size(); ++i) words.add_list(kSpellings[i], ' ', static_cast<uint32_t>(i + 1));
    return words;
  }();
  return table;
}

}  // namespace

std::string_view french_street_type(std::string_view word) {
  static const Vocabulary types(kFrenchTypes);
  return types.in_full(word);
}

std::string_view local_street_type(std::string_view word, std::string_view country) {
  return local_types(country).in_full(word);
}

std::string_view english_street_type(std::string_view word) {
  static const Vocabulary types(kEnglishTypes);
  return types.in_full(word);
}

std::string_view street_word_in_full(std::string_view word) {
  static const Vocabulary words(kWords);
  return words.in_full(word);
}

bool is_street_article(std::string_view word) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(kArticles, ' ', 1);
    return words;
  }();
  return table.contains(word);
}

UnitKind unit_kind(std::string_view word, std::string_view& form) {
  const uint32_t number = unit_words().find(word);
  if (number == 0) return UnitKind::none;
  form = kUnits[number - 1].form;
  return kUnits[number - 1].kind;
}

bool number_follows_name(std::string_view country) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list("DE AT CH LI NL BE IT ES PT PL CZ SK HU SE NO DK FI HR SI RO BG GR EE LV LT", ' ', 1);
    return words;
  }();
  return table.contains(country);
}

}  // namespace sosie::matchers
