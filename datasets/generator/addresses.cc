#include "datasets/generator/addresses.h"

#include <array>

#include "datasets/generator/letters.h"

namespace sosie::generator {
namespace {

struct StreetType {
  std::string_view name, short_form;
  double weight;
};
constexpr std::array kStreetTypes = std::to_array<StreetType>({{"rue", "r.", 58},
                                                               {"avenue", "av", 11},
                                                               {"chemin", "chem.", 7},
                                                               {"impasse", "imp", 6},
                                                               {"allée", "all.", 5},
                                                               {"route", "rte", 5},
                                                               {"boulevard", "Bd", 4},
                                                               {"place", "pl.", 3},
                                                               {"square", "sq", 1}});

struct CityAbroad {
  Country country;
  std::string_view name, postcode;
};
constexpr std::array kCitiesAbroad = std::to_array<CityAbroad>({
    {Country::PT, "Lisboa", "1100-148"},  {Country::PT, "Porto", "4000-322"},      {Country::PT, "Braga", "4700-030"},
    {Country::PT, "Coimbra", "3000-150"}, {Country::ES, "Madrid", "28004"},        {Country::ES, "Barcelona", "08010"},
    {Country::ES, "Valencia", "46002"},   {Country::ES, "San Sebastián", "20003"}, {Country::IT, "Torino", "10121"},
    {Country::IT, "Milano", "20121"},     {Country::IT, "Genova", "16121"},        {Country::IT, "Forlì", "47121"},
    {Country::DE, "Köln", "50667"},       {Country::DE, "Saarbrücken", "66111"},   {Country::DE, "Freiburg", "79098"},
    {Country::DE, "München", "80331"},    {Country::GB, "London", "SW1A 2AA"},     {Country::GB, "Bristol", "BS1 4DJ"},
    {Country::GB, "Leeds", "LS1 4DY"},    {Country::GB, "Edinburgh", "EH1 1YZ"},   {Country::BE, "Bruxelles", "1000"},
    {Country::BE, "Liège", "4000"},       {Country::BE, "Gent", "9000"},           {Country::BE, "Antwerpen", "2000"},
});
/// By Country, six streets each.
constexpr std::array<std::array<std::string_view, 6>, kNumCountriesAbroad> kStreetsAbroad = {{
    {"Rua Augusta", "Rua do Comércio", "Avenida da Liberdade", "Rua Direita", "Rua das Flores", "Travessa do Carmo"},
    {"Calle Mayor", "Calle de Alcalá", "Avenida de la Constitución", "Calle Real", "Calle San Juan", "Paseo del Prado"},
    {"Via Roma", "Via Garibaldi", "Corso Vittorio Emanuele", "Via Dante", "Via Mazzini", "Piazza Cavour"},
    {"Hauptstraße", "Bahnhofstraße", "Gartenweg", "Schillerstraße", "Lindenallee", "Am Markt"},
    {"High Street", "Station Road", "Church Lane", "Victoria Road", "Park Avenue", "Mill Lane"},
    {"Rue Neuve", "Kerkstraat", "Chaussée de Wavre", "Stationsstraat", "Rue de la Loi", "Grote Markt"},
}};

size_t draw_street_type(Random& random) {
  static const WeightedChoice choice = [] {
    std::array<double, kStreetTypes.size()> weights{};
    for (size_t i = 0; i < weights.size(); ++i) weights[i] = kStreetTypes[i].weight;
    return WeightedChoice(weights);
  }();
  return choice.draw(random);
}

/// One of the postcodes of a commune; big cities have several.
std::string_view draw_postcode(const Commune& commune, Random& random) {
  const size_t count = (commune.postcodes.size() + 1) / 6;
  return commune.postcodes.substr(random.below(count) * 6, 5);
}

void draw_number(Address& address, Random& random) {
  // Low numbers are frequent: streets are short.
  address.number.append_number(1 + random.below(1 + random.below(120)));
  if (random.chance(0.06)) address.number.append(random.chance(0.75) ? " bis" : " ter");
}

void draw_unit(Address& address, Random& random) {
  const uint64_t kind = random.below(4);
  if (kind == 0) {
    address.complement.append("Résidence ").append(Tables::get().street(random));
  } else if (kind < 3) {
    address.complement.append("Bât ").append(static_cast<char>('A' + random.below(6)));
  }
  if (kind > 0) address.complement.append(kind == 3 ? "Apt " : " Apt ").append_number(1 + random.below(60));
}

Address draw_house(Random& random) {
  const Tables& tables = Tables::get();
  const Commune& commune = tables.commune(random);
  Address address;
  address.city = commune.name;
  address.postcode = draw_postcode(commune, random);
  if (commune.population < 3'000 && random.chance(0.2)) {
    address.street.append("Lieu-dit ").append(tables.surname(Country::FR, random).text);
    return address;
  }
  draw_number(address, random);
  address.type = kStreetTypes[draw_street_type(random)].name;
  address.street = tables.street(random);
  return address;
}

std::string_view short_street_type(std::string_view type) {
  for (const StreetType& known : kStreetTypes)
    if (known.name == type) return known.short_form;
  return type;
}

/// Shortens the first of the usual words in a street name.
void abbreviate(Text& street) {
  constexpr std::array<std::array<std::string_view, 2>, 8> kShort = {{{"Saint-", "St "},
                                                                      {"Sainte-", "Ste "},
                                                                      {"Général", "Gal"},
                                                                      {"Maréchal", "Mal"},
                                                                      {"Docteur", "Dr"},
                                                                      {"Résidence", "Rés."},
                                                                      {"Lieu-dit", "LD"},
                                                                      {"Président", "Pdt"}}};
  for (const auto& [from, to] : kShort) {
    const size_t at = street.view().find(from);
    if (at != std::string_view::npos) return street.replace(at, from.size(), to);
  }
}

}  // namespace

Address draw_address(Random& random) {
  Address address = draw_house(random);
  if (random.chance(0.22) && !address.number.empty()) draw_unit(address, random);
  return address;
}

Address draw_flat(uint64_t building_seed, Random& random) {
  Random building(building_seed);
  Address address = draw_house(building);
  if (random.chance(0.85)) draw_unit(address, random);
  return address;
}

Address draw_address_abroad(Country country, Random& random) {
  Address address;
  const size_t first = static_cast<size_t>(country) * 4;  // four cities a country, in order
  const CityAbroad& city = kCitiesAbroad[first + random.below(4)];
  address.country = country;
  address.city = city.name;
  address.postcode = city.postcode;
  address.street = kStreetsAbroad[static_cast<size_t>(country)][random.below(6)];
  draw_number(address, random);
  return address;
}

Text street_line(const Address& address, bool spelled, Random& random) {
  if (address.country == Country::GB) return Text(address.number).append(' ').append(address.street);
  if (address.country != Country::FR) return Text(address.street).append(' ').append(address.number);
  const uint64_t manner = spelled ? 1 + random.below(4) : 0;
  Text street = address.street;
  if (manner >= 2) abbreviate(street);
  Text line = address.number;
  if (!line.empty()) line.append(manner == 1 || manner == 3 ? ", " : " ");
  if (!address.type.empty()) line.append(manner >= 2 ? short_street_type(address.type) : address.type).append(' ');
  line.append(street);
  return manner == 4 ? upper(folded(line)) : line;
}

Text careless_city(const Address& address, Random& random) {
  Text city = upper(folded(address.city));
  const uint64_t manner = random.below(8);
  if (manner < 3 && city.view().starts_with("SAINT-")) city.replace(0, 6, "ST ");
  if (manner < 3 && city.view().starts_with("SAINTE-")) city.replace(0, 7, "STE ");
  if (manner == 3) city.append(" CEDEX");
  if (manner == 4) return Text(address.city);
  return city;
}

}  // namespace sosie::generator
