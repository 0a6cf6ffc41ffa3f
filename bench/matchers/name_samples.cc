#include "bench/matchers/name_samples.h"

#include <array>
#include <string_view>

#include "core/random.h"

namespace sosie::bench {
namespace {

constexpr auto kFamilyNames = std::to_array<std::string_view>(
    {"martin",    "bernard",     "thomas",     "petit",     "robert",   "richard",   "durand",   "dubois",
     "moreau",    "laurent",     "simon",      "michel",    "lefebvre", "leroy",     "roux",     "david",
     "bertrand",  "morel",       "fournier",   "girard",    "bonnet",   "dupont",    "lambert",  "fontaine",
     "rousseau",  "vincent",     "muller",     "lefevre",   "faure",    "andre",     "mercier",  "blanc",
     "guerin",    "boyer",       "garnier",    "chevalier", "francois", "legrand",   "gauthier", "garcia",
     "perrin",    "robin",       "clement",    "morin",     "nicolas",  "henry",     "roussel",  "mathieu",
     "gautier",   "masson",      "marchand",   "duval",     "denis",    "dumont",    "marie",    "lemaire",
     "noel",      "meyer",       "dufour",     "meunier",   "brun",     "blanchard", "giraud",   "joly",
     "riviere",   "lucas",       "brunet",     "gaillard",  "barbier",  "arnaud",    "martinez", "gerard",
     "roche",     "renard",      "schmitt",    "roy",       "leroux",   "colin",     "vidal",    "caron",
     "picard",    "roger",       "fabre",      "aubert",    "lemoine",  "renaud",    "dumas",    "lacroix",
     "olivier",   "philippe",    "bourgeois",  "pierre",    "benoit",   "rey",       "leclerc",  "payet",
     "rolland",   "leclercq",    "guillaume",  "lecomte",   "lopez",    "jean",      "dupuy",    "guillot",
     "hubert",    "berger",      "carpentier", "sanchez",   "dupuis",   "moulin",    "louis",    "deschamps",
     "huet",      "vasseur",     "perez",      "boucher",   "fleury",   "royer",     "klein",    "jacquet",
     "adam",      "paris",       "poirier",    "marty",     "aubry",    "guyot",     "carre",    "charles",
     "renault",   "charpentier", "menard",     "maillard",  "baron",    "bertin",    "bailly",   "herve",
     "schneider", "fernandez",   "le gall",    "collet",    "leger",    "bouvier",   "julien",   "prevost",
     "millet",    "perrot",      "daniel",     "le roux",   "cousin",   "germain",   "breton",   "besson",
     "langlois"});

constexpr auto kStarts =
    std::to_array<std::string_view>({"ber", "bou", "cha", "cor", "dela", "des",    "du", "fer", "gau", "gui", "la",
                                     "le",  "mar", "mon", "per", "rou",  "saint ", "ta", "val", "ver", "vi"});
constexpr auto kMiddles = std::to_array<std::string_view>(
    {"", "", "che", "ga", "ler", "li", "man", "mi", "na", "ne", "pin", "ra", "ri", "ron", "ti", "vi"});
constexpr auto kEnds =
    std::to_array<std::string_view>({"ard",  "aud",  "bert", "chon", "don", "eau", "elle", "et",  "ier",  "in",   "lot",
                                     "mont", "neau", "not",  "ot",   "qui", "ret", "rand", "sel", "teau", "ville"});

constexpr auto kStreetKinds =
    std::to_array<std::string_view>({"rue", "rue", "rue", "rue", "avenue", "avenue", "boulevard", "chemin", "allee",
                                     "impasse", "place", "route", "quai"});
constexpr auto kStreetNames =
    std::to_array<std::string_view>({"de la republique", "victor hugo",    "du general de gaulle",
                                     "jean jaures",      "de l eglise",    "des ecoles",
                                     "de la gare",       "pasteur",        "du moulin",
                                     "des lilas",        "de paris",       "du 8 mai 1945",
                                     "leon gambetta",    "du chateau",     "emile zola",
                                     "des acacias",      "de verdun",      "anatole france",
                                     "saint michel",     "de la fontaine", "des tilleuls",
                                     "du stade"});

template <typename List>
std::string_view pick(Random& random, const List& list) {
  return list[random.below(list.size())];
}

std::string rare_name(Random& random) {
  std::string name(pick(random, kStarts));
  name += pick(random, kMiddles);
  return name += pick(random, kEnds);
}

// Half of the draws fall on the first 20 ranks, half of the rest on the first 40, and so on.
size_t frequent_rank(Random& random) {
  size_t below = 20;
  while (below < kFamilyNames.size() && random.chance(0.5)) below *= 2;
  return random.below(std::min(below, kFamilyNames.size()));
}

std::string mistyped(Random& random, std::string name) {
  const size_t at = random.below(name.size());
  const char letter = "aeinorst"[random.below(8)];
  switch (random.below(4)) {
    case 0: name.insert(at, 1, letter); break;
    case 1: name.erase(at, 1); break;
    case 2: name[at] = letter; break;
    default: std::swap(name[at], name[(at + 1) % name.size()]); break;
  }
  return name;
}

}  // namespace

std::vector<std::string> family_names(size_t n, uint64_t seed) {
  Random random(seed);
  std::vector<std::string> names(n);
  for (std::string& name : names) {
    name = random.chance(0.4) ? std::string(kFamilyNames[frequent_rank(random)]) : rare_name(random);
  }
  return names;
}

std::vector<std::string> address_lines(size_t n, uint64_t seed) {
  Random random(seed);
  std::vector<std::string> lines(n);
  for (std::string& line : lines) {
    line = std::to_string(1 + random.below(random.below(200) + 1));
    if (random.chance(0.05)) line += " bis";
    line += " ";
    line += pick(random, kStreetKinds);
    line += " ";
    line += random.chance(0.6) ? std::string(pick(random, kStreetNames)) : rare_name(random);
  }
  return lines;
}

std::vector<NamePair> candidate_pairs(const std::vector<std::string>& values, size_t n, uint64_t seed) {
  Random random(seed);
  std::vector<NamePair> pairs;
  while (pairs.size() < n) {
    const std::string& a = values[random.below(values.size())];
    std::string b = random.chance(0.2) ? mistyped(random, a) : values[random.below(values.size())];
    if (a != b) pairs.emplace_back(a, std::move(b));
  }
  return pairs;
}

std::u32string symbols(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace sosie::bench
