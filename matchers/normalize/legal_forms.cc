// Forms and their abbreviations: Entity Legal Forms code list (ISO 20275, Global Legal Entity Identifier Foundation),
// folded, "and" of all languages as "et", letters in a row written together.
#include "matchers/normalize/legal_forms.h"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

// Written in front of names as well as behind them.
constexpr std::string_view kFrontForms[] = {
    // France
    "sa,sarl,sarlu,eurl,sas,sasu,snc,scs,sca,sci,scp,scm,scpi,sccv,scop,scic,sc,selarl,selarlu,selas,selasu,selafa,"
    "selca,spfpl,earl,gaec,gfa,gfr,scea,gie,geie,ei,eirl,sem,seml,sml,spl,spla,epic,epa,sica,cuma,sep,slp,sasp,aarpi,"
    "societe anonyme,societe a responsabilite limitee,societe par actions simplifiee,"
    "societe par actions simplifiee unipersonnelle,entreprise unipersonnelle a responsabilite limitee,"
    "entreprise individuelle,entreprise individuelle a responsabilite limitee,societe en nom collectif,"
    "societe en commandite simple,societe en commandite par actions,societe civile,societe civile immobiliere,"
    "societe civile professionnelle,societe civile de moyens,societe civile d exploitation agricole,"
    "societe cooperative,societe cooperative et participative,societe d economie mixte,"
    "groupement d interet economique,groupement agricole d exploitation en commun,"
    "exploitation agricole a responsabilite limitee,societe d exercice liberal a responsabilite limitee",
    // Belgium, Luxembourg
    "srl,sprl,scrl,scris,asbl,aisbl,sarls,secs,scsp,sicav,sicar,societe a responsabilite limitee simplifiee,"
    "association sans but lucratif,bvba,vzw",
    // Italy, Spain, Romania: a few are written in front
    "societa a responsabilita limitata,societa per azioni,sociedad anonima,sociedad limitada,sociedad de "
    "responsabilidad limitada",
    // Baltic states, Bulgaria
    "uab,sia,ou,vsi,eood,ood",
};

// Written behind names only: "AS Roma" and "AG Insurance" are called so.
constexpr std::string_view kEndForms[] = {
    // Germany, Austria, Switzerland, Liechtenstein
    "gmbh,mbh,ggmbh,gesmbh,ges mbh,gesellschaft mbh,gesellschaft mit beschrankter haftung,ag,aktiengesellschaft,kg,"
    "kommanditgesellschaft,ohg,offene handelsgesellschaft,og,gbr,ug,ug haftungsbeschrankt,"
    "unternehmergesellschaft haftungsbeschrankt,unternehmergesellschaft,kgaa,ev,eg,egen,ek,eu,ekfm,"
    "ekfr,gmbh et co kg,gmbh et co kgaa,gmbh et co ohg,gmbh u co kg,ag et co kg,ug et co kg,ug haftungsbeschrankt et "
    "co "
    "kg,gmbh co kg,et co kg,co kg,se et co kg,partg,partgmbb,part gmbb,vvag,klg,kmg",
    // Great Britain, Ireland
    "ltd,limited,plc,public limited company,llp,limited liability partnership,lp,cic,community interest company,cio,"
    "unlimited,ultd,dac,designated activity company,clg,company limited by guarantee,teo,teoranta,uc,co ltd,co "
    "limited,company ltd,company limited,et co ltd",
    // United States
    "inc,incorporated,corp,corporation,co,company,llc,lllp,pllc,pc,limited liability company,limited partnership,"
    "professional corporation,et co,et company,pbc",
    // Netherlands, Belgium
    "bv,nv,vof,cv,cvba,cvoa,comm v,commv,gcv,ivzw,besloten vennootschap,naamloze vennootschap,esv,eesv",
    // Italy
    "spa,srls,sapa,scarl,scrl,scpa,soc coop,soc coop arl,societa cooperativa,coop,onlus,aps,asd,ssd,et c",
    // Spain
    "sl,slu,sau,slp,slne,sll,sal,scoop,s coop,scoopand,scp,cb,aie,sociedad anonima,sociedad limitada",
    // Portugal
    "lda,limitada,unipessoal lda,sgps,unipessoal,crl",
    // France and others, "and company"
    "et cie,et compagnie,cie",
    // Sweden, Denmark, Norway, Finland, Iceland
    "ab,ab publ,publ,aktiebolag,hb,kb,handelsbolag,ek for,as,asa,aps,amba,ivs,ans,nuf,oy,oyj,abp,ky,osk,ay,tmi,"
    "osakeyhtio,ehf,hf,ohf,slhf,smba,fmba",
    // Poland, Czechia, Slovakia, Hungary
    "sp zoo,spolka zoo,spolka z ograniczona odpowiedzialnoscia,sp j,spj,sp k,spk,sp p,spp,ska,psa,spolka "
    "akcyjna,spolka "
    "jawna,spolka komandytowa,spzoo,sro,spol sro,spolsro,as,ks,vos,zs,ops,akciova spolecnost,kft,bt,zrt,nyrt,kkt,"
    "korlatolt felelossegu tarsasag",
    // Romania, Bulgaria, Croatia, Slovenia
    "srl d,srld,pfa,sca,ad,ead,kd,kda,doo,dd,jdoo,dno,obrt",
    // Greece, Cyprus, Malta, Baltic states
    "ae,epe,ike,oe,ee,mepe,mike,abee,avee,mon ike,mon epe,anonymi etaireia,ab,as,fie,mtu",
    // Europe, Turkey, Russia, world
    "se,sce,eeig,ewiv,pte,pty,pty ltd,pte ltd,sdn bhd,kk,ltda,cia,cia ltda,sac,eireli,as sti,ltd sti,zao,oao,ooo,pao",
};

constexpr std::string_view kDesignations = "ste,ets,etabl,etablissement,etablissements,asso,assoc,association,firma";

uint32_t num_words(std::string_view form) {
  return static_cast<uint32_t>(std::count(form.begin(), form.end(), ' ')) + 1;
}

/// Sequences of words known by heart. One look-up of a word tells how long the longest is that it begins or ends; most
/// words begin or end none.
class WordSequences {
 public:
  explicit WordSequences(std::initializer_list<std::span<const std::string_view>> lists) {
    std::vector<std::string_view> forms;
    for (const auto& group : lists) {
      for (const std::string_view list : group)
        WordTable::for_each_item(list, ',', [&](std::string_view form) { forms.push_back(form); });
    }
    // Of two entries of one word the first counts.
    std::stable_sort(forms.begin(), forms.end(),
                     [](std::string_view a, std::string_view b) { return num_words(a) > num_words(b); });
    for (const std::string_view form : forms) {
      table_.add(form, 1);
      longest_from_.add(form.substr(0, form.find(' ')), num_words(form));
      longest_to_.add(form.substr(form.rfind(' ') + 1), num_words(form));
    }
  }
  size_t longest_in_front(CompanyWords words) const {
    size_t size = words.empty() ? 0 : std::min<size_t>(longest_from_.find(words.front()), words.size());
    while (size > 0 && !contains(words.first(size))) --size;
    return size;
  }
  size_t longest_at_end(CompanyWords words) const {
    size_t size = words.empty() ? 0 : std::min<size_t>(longest_to_.find(words.back()), words.size());
    while (size > 0 && !contains(words.last(size))) --size;
    return size;
  }

 private:
  bool contains(CompanyWords words) const {
    if (words.size() == 1) return table_.contains(words[0]);
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
    return table_.contains(text);
  }

  WordTable table_, longest_from_, longest_to_;  // the latter by first and last word: the most words of a form
};

const WordSequences& front_forms() {
  static const WordSequences forms({kFrontForms});
  return forms;
}

const WordSequences& end_forms() {
  static const WordSequences forms({kFrontForms, kEndForms});
  return forms;
}

const WordSequences& designations() {
  static const WordSequences words({std::span(&kDesignations, 1)});
  return words;
}

}  // namespace

size_t form_in_front(CompanyWords words) { return front_forms().longest_in_front(words); }

size_t form_at_end(CompanyWords words) { return end_forms().longest_at_end(words); }

size_t designation_in_front(CompanyWords words) { return designations().longest_in_front(words); }

}  // namespace sosie::matchers
