#include "engine/recognize/header_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using enum HeaderMeaning;
using Words = std::vector<std::string>;

struct Entry {
  std::string_view names;  ///< words run together, parted by blanks
  HeaderMeaning meaning;
  Field field = Field::text;
  bool weak = false;
};

/// Names without separators, accents and trailing numbers. French and English.
constexpr std::array kEntries = {
    Entry{"fullname nomcomplet nometprenom nomprenom prenomnom nomsprenoms nomprenoms completename displayname", field,
          Field::full_name},
    Entry{"name identite", field, Field::full_name, true},
    Entry{"civilite civ titre salutation honorific nameprefix", field, Field::title},
    Entry{"title prefix", field, Field::title, true},
    Entry{"prenom prenoms prenomusuel premierprenom firstname givenname givennames forename fname fnamec first given",
          field, Field::given_name},
    Entry{"middlename middle mname secondprenom deuxiemeprenom autresprenoms middleinitial", field, Field::middle_name},
    Entry{"nom nomfamille nomdefamille nomusage nomdusage nomusuel patronyme lastname surname familyname lname lnamec "
          "last family",
          field, Field::family_name},
    Entry{"nomnaissance nomdenaissance nomjeunefille nomdejeunefille nomnaiss maidenname birthname birthsurname "
          "birthlastname birthfamilyname",
          field, Field::birth_family_name},
    Entry{"suffix namesuffix suffixe", field, Field::name_suffix},
    Entry{"sexe sex gender genre", field, Field::gender},
    Entry{"datenaissance datedenaissance datenaiss dtnaissance naissance naiss ddn dob dateofbirth birthdate birthday "
          "datebirth nele neele bdate "
          "bday birth born",
          field, Field::birth_date},
    Entry{"anneenaissance anneedenaissance annaissance birthyear yearofbirth yob by dobyear dobyyyy naissanceannee "
          "ddnannee",
          field, Field::birth_year},
    Entry{"moisnaissance moisdenaissance birthmonth monthofbirth bm dobmonth dobmm naissancemois ddnmois", birth_month},
    Entry{"journaissance jourdenaissance dayofbirth bd dobday dobdd naissancejour ddnjour", birth_day},
    Entry{"lieunaissance lieudenaissance birthplace placeofbirth villenaissance villedenaissance communenaissance",
          field, Field::birth_place},
    Entry{"typepersonne persontype typeclient customertype clienttype", field, Field::person_type},
    Entry{"email mail courriel emailaddress mailaddress adresseemail adressemail adressecourriel adresseelectronique "
          "mel emailadresse",
          field, Field::email},
    Entry{"mobile portable gsm cell cellphone cellulaire telmobile telportable telephonemobile telephoneportable "
          "mobilephone phonemobile "
          "mobilenumber numportable nummobile numeroportable numeromobile telgsm cellnumber phonecell",
          field, Field::mobile},
    Entry{"fixe telfixe telephonefixe landline homephone phonehome teldomicile telephonedomicile numfixe numerofixe",
          field, Field::landline},
    Entry{"tel telephone phone phonenumber telephonenumber numtel ntel numtelephone notel numerotel numerotelephone "
          "numerodetelephone telno phoneno "
          "tele contactnumber",
          field, Field::phone},
    Entry{"adresse address addr rue street streetaddress streetname voie nomvoie libellevoie nomdevoie addressline "
          "adresseligne ligneadresse "
          "adressepostale postaladdress mailingaddress adressecomplete complementadresse complementdadresse "
          "adressecomplement",
          field, Field::street},
    Entry{"streetnumber housenumber streetno houseno numvoie numerovoie numerodevoie novoie numrue numerorue norue",
          field, Field::house_number},
    Entry{"appt appartement apt apartment unit flat suite unitnumber", field, Field::unit},
    Entry{"cp codepostal codepost postcode postalcode zip zipcode postal", field, Field::postcode},
    Entry{"ville commune city town localite municipality bureaudistributeur villepostale", field, Field::city},
    Entry{"suburb locality district", field, Field::city, true},
    Entry{"pays country codepays countrycode paysiso countryname nompays", field, Field::country},
    Entry{"state province region county departement dept neighborhood quartier", text},
    Entry{
        "societe raisonsociale entreprise company companyname organisation organization organisationname "
        "organizationname orgname nomsociete "
        "nomentreprise businessname sitename enseigne denomination denominationsociale etablissement nometablissement",
        field, Field::company},
    Entry{"nir numsecu numerosecu securitesociale numerosecuritesociale nosecu nationalid idnational ssn socsecid "
          "socialsecuritynumber",
          field, Field::national_id},
    Entry{"siren siret taxid tva numtva numerotva vat vatnumber tin tvaintra tvaintracommunautaire", field,
          Field::tax_id},
    Entry{"iban rib", field, Field::iban},
    Entry{"numclient numeroclient noclient nclient codeclient customernumber customerno customercode clientnumber "
          "clientno clientcode numcarte numerocarte "
          "nocarte cartefidelite numcartefidelite numerocartefidelite fidelite loyaltycard loyaltynumber cardnumber "
          "accountnumber numadherent "
          "numeroadherent",
          field, Field::customer_number},
    Entry{"fax telecopie telecopieur faxnumber numfax", text},
    Entry{"id uniqueid recordid rowid uid uuid guid pk rownumber rownum rowno ligne index idx identifiant idligne "
          "idunique",
          record_id},
    Entry{"updated updatedat updatedate dateupdated lastupdated lastupdate datemaj dtmaj maj datemiseajour miseajour "
          "modified modifiedat modifieddate "
          "datemodified lastmodified datemodification datedemodification derniermaj",
          updated},
    Entry{"source sources sourcefile sourcename fichier nomfichier filename file origine provenance created createdat "
          "createdate createddate datecreated "
          "creationdate datecreation datedecreation loaddate loadedat dateload importdate dateimport importedat "
          "inserted insertedat batch batchid "
          "timestamp dataset",
          load},
};

/// Words that say whose name or address it is, not what it is.
constexpr std::array<std::string_view, 25> kNoise = {
    "client",    "clients", "customer",  "contact",    "person",  "personne", "user",    "member",   "membre",
    "adherent",  "abonne",  "acheteur",  "buyer",      "patient", "cust",     "billing", "shipping", "facturation",
    "livraison", "primary", "principal", "principale", "du",      "de",       "la"};

/// A header with one of these words speaks of consent.
constexpr std::array<std::string_view, 31> kConsentWords = {
    "optin",       "optout",         "opt",         "consent",    "consents",     "consentement", "consentements",
    "newsletter",  "newsletters",    "marketing",   "subscribed", "unsubscribed", "subscribe",    "unsubscribe",
    "subscriber",  "subscription",   "accept",      "accepts",    "accepte",      "rgpd",         "gdpr",
    "desinscrit",  "desinscription", "inscrit",     "bloctel",    "dnc",          "donotcall",    "donotemail",
    "prospection", "sollicitation",  "solicitation"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
using matchers::is_digit;
bool is_letter(char c) { return is_upper(c) || is_lower(c); }

/// Whether a new word begins at `i`: telFixe, IDClient, adresse2, 2eme.
bool is_boundary(std::string_view text, size_t i) {
  const char before = text[i - 1], here = text[i], after = i + 1 < text.size() ? text[i + 1] : ' ';
  if (is_lower(before) && is_upper(here)) return true;
  if (is_upper(before) && is_upper(here) && is_lower(after)) return true;
  return (is_letter(before) && is_digit(here)) || (is_digit(before) && is_letter(here));
}

Words words_of(std::string_view header) {
  std::string spaced;
  for (size_t i = 0; i < header.size(); ++i) {
    if (i > 0 && is_boundary(header, i)) spaced += ' ';
    spaced += header[i];
  }
  Words words;
  const std::string folded = matchers::fold(spaced);
  matchers::for_each_word(folded, [&](std::string_view word) {
    if (!word.empty()) words.emplace_back(word);
  });
  return words;
}

bool is_number(const std::string& word) { return std::all_of(word.begin(), word.end(), is_digit); }

std::string run_together(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

/// The entry whose names hold `name`, or null.
const Entry* find_entry(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const Entry& entry : kEntries) {
    for (std::string_view rest = entry.names; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) == name) return &entry;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return nullptr;
}

bool speaks_of_consent(const Words& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    const bool is_stop = words[i] == "stop" && words.size() > 1;
    const bool is_do_not = words[i] == "do" && i + 1 < words.size() && words[i + 1] == "not";
    if (contains(kConsentWords, words[i]) || is_stop || is_do_not) return true;
  }
  return contains(kConsentWords, run_together(words));
}

/// The plainest reading first: all words, then without noise, then without the path that leads to the last component.
const Entry* look_up(const Words& words, std::string_view header) {
  if (const Entry* entry = find_entry(run_together(words))) return entry;
  Words plain = words;
  std::erase_if(plain, [](const std::string& word) { return contains(kNoise, word); });
  if (const Entry* entry = plain.size() < words.size() ? find_entry(run_together(plain)) : nullptr) return entry;
  const size_t dot = header.rfind('.');
  return dot == std::string_view::npos ? nullptr : look_up(words_of(header.substr(dot + 1)), header.substr(dot + 1));
}

bool is_named_like_an_id(const Words& words) {
  return words.size() > 1 &&
         (words.back() == "id" || words.front() == "id" || words.back() == "uuid" || words.front() == "identifiant");
}

}  // namespace

HeaderGuess guess_by_header(std::string_view header) {
  Words words = words_of(header);
  while (words.size() > 1 && is_number(words.back())) words.pop_back();
  HeaderGuess guess;
  guess.stem = run_together(words);
  if (speaks_of_consent(words)) {
    guess.meaning = consent;
  } else if (const Entry* entry = look_up(words, header)) {
    // `IdClient` is more than a row id: it may name the customer in other files too.
    const bool is_of_somebody = entry->meaning == record_id && entry != find_entry(guess.stem);
    guess.meaning = is_of_somebody ? some_id : entry->meaning;
    guess.field = entry->field;
    guess.weak = entry->weak;
  } else if (is_named_like_an_id(words)) {
    guess.meaning = some_id;
  }
  return guess;
}

std::string snake_name(std::string_view header) {
  std::string name;
  for (const std::string& word : words_of(header)) {
    if (!name.empty()) name += '_';
    name += word;
  }
  if (name.empty() || is_digit(name.front())) name.insert(0, "column_");
  return name;
}

}  // namespace sosie
