#include "matchers/normalize/address_words.h"

#include <vector>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

// Lists of what is written in full and how it is shortened: "full:short short;full".
constexpr std::string_view kFrenchTypes =
    "rue:r;avenue:av ave aven avn avenues;boulevard:bd bld blvd boul bvd bvrd;route:rte rt;"
    "chemin:ch che chem chm chemins;impasse:imp imps;place:pl plc;allee:all al allees;square:sq;cours:crs;"
    "quai:qu q quais;residence:res resid rce;passage:pass psg pas;faubourg:fg fbg fbourg;"
    "rond point:rpt rondpoint;montee:mte mtee;cote;sentier:sent sen;villa:vla;esplanade:esp;promenade:prom;"
    "domaine:dom;hameau:ham;quartier:qua quart qrt;lotissement:lotiss lot;ruelle:rle;venelle:ven;voie;"
    "traverse:tra trav;cite;clos;cour;escalier;parc;pont;porte;rampe;rocade:roc;sente;parvis;mail;levee;digue;"
    "chaussee:chs chee;zone artisanale:za;zone industrielle:zi;zone amenagement concerte:zac;zone activites:zae;ferme;"
    "lieu dit:ld lieudit;route nationale:rn;route departementale:rd;carrefour:car "
    "carr;galerie:gal;peristyle;plateau;port;enclave;jardin;esplanades;corniche:cor;"
    "autoroute;dreve";

constexpr std::string_view kEnglishTypes =
    "street:st str;road:rd;avenue:av ave;drive:dr drv;lane:ln la;court:ct crt;place:pl;crescent:cres cr crs cre;"
    "close:cl cls;circuit:cct crct;terrace:ter tce terr;parade:pde;grove:gr gve grv;boulevard:blvd bvd bd;"
    "highway:hwy;parkway:pkwy pwy;square:sq;circle:cir circ;way:wy;gardens:gdns gdn;mews:mws;trail:trl;"
    "turnpike:tpke;alley:aly;heights:hts;rise;walk:wk;esplanade:esp;loop;row;view;hill;green:grn;plaza:plz;"
    "expressway:expy;freeway:fwy;point:pt;ridge:rdg;cove:cv;crossing:xing;pass;path;run;link;vale;quay;"
    "retreat:rtt;approach:app;chase;gate;glade;place";

constexpr std::string_view kWords =
    "general:gal gen gral;marechal:mal mchal;saint:st sankt;sainte:ste;docteur:dr;president:pdt pres presid;"
    "colonel:col;commandant:cdt cmdt;capitaine:cne capt cap;lieutenant:lt;professeur:prof pr;monseigneur:mgr;"
    "notre dame:nd;grand:gd;grande:gde;grands:gds;grandes:gdes;vieux:vx;haut:ht;haute:hte;hauts:hts;basse:bse;"
    "nationale:nle nale;departementale:dep dale;communal:cal;resistance:resist;republique:rep;sergent:sgt sgnt;"
    "adjudant:adj;abbe;amiral:aml;ancien:anc;ancienne:ancne;jean jacques:jj;jean baptiste:jb;route:rte;"
    "chemin:che chem;moulin:min;chateau:chau;eglise:egl;mont:mt;mount;north:nth;south:sth;industrielle:indus ind;"
    "faubourg:fbg fg fbourg;commercial:ccial;centre:ctre;rond point:rpt;port:prt;hotel ville:hdv;burgermeister:bgm "
    "bgmstr";

constexpr std::string_view kArticles =
    "de du des d la le les l a au aux et en of the del della delle dei di da do der den el los las van het y";

struct UnitSpellings {
  UnitKind kind;
  std::string_view form, spellings;
};
constexpr UnitSpellings kUnits[] = {
    {UnitKind::apartment, "apt",
     "apt appt appart appartement apartment app apmt ap flat unit suite wohnung whg studio"},
    {UnitKind::building, "bat", "bat batiment bt bldg building immeuble imm"},
    {UnitKind::staircase, "esc", "esc escalier staircase"},
    {UnitKind::floor, "etg", "etg etage floor fl piano planta"},
    {UnitKind::door, "porte", "porte pte door pta puerta"},
    {UnitKind::lot, "lot", "lot"},
    {UnitKind::box, "bte", "bte boite bus box bal"},
    {UnitKind::post_box, "bp", "bp"},
    {UnitKind::post_box, "cs", "cs"},
    {UnitKind::post_box, "tsa", "tsa"},
    {UnitKind::post_box, "po box", "pobox postfach apartado apdo"},
    {UnitKind::apartment, "chambre", "chambre chbre room rm"},
    {UnitKind::building, "tour", "tour"},
    {UnitKind::door, "entree", "entree ent"},
    {UnitKind::building, "hall", "hall"},
    {UnitKind::building, "bloc", "bloc block blk"},
};

/// The first meaning given to a word stays.
void set(std::string_view& meaning, std::string_view full) {
  if (meaning.empty()) meaning = full;
}

class Meanings {
 public:
  Meanings() : meanings_(1) {
    WordTable::for_each_spelling(kFrenchTypes, [&](auto word, auto full) { set(of(word).french_type, full); });
    WordTable::for_each_spelling(kEnglishTypes, [&](auto word, auto full) { set(of(word).english_type, full); });
    WordTable::for_each_spelling(kWords, [&](auto word, auto full) { set(of(word).in_full, full); });
    WordTable::for_each_item(kArticles, ' ', [&](auto word) { of(word).article = true; });
    for (const UnitSpellings& unit : kUnits) {
      WordTable::for_each_item(unit.spellings, ' ', [&](auto word) {
        of(word).unit = unit.kind;
        of(word).unit_form = unit.form;
      });
    }
  }
  const WordMeaning& find(std::string_view word) const { return meanings_[numbers_.find(word)]; }

 private:
  WordMeaning& of(std::string_view word) {
    numbers_.add(word, static_cast<uint32_t>(meanings_.size()));
    const uint32_t number = numbers_.find(word);
    if (number == meanings_.size()) meanings_.emplace_back();
    return meanings_[number];
  }

  WordTable numbers_;
  std::vector<WordMeaning> meanings_;  // [0] means nothing
};

}  // namespace

const WordMeaning& meaning_of(std::string_view word) {
  static const Meanings meanings;
  return meanings.find(word);
}

}  // namespace sosie::matchers
