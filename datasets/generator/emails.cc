#include "datasets/generator/emails.h"

#include <array>

#include "datasets/generator/letters.h"
#include "datasets/generator/tables.h"
#include "datasets/generator/weighted.h"

namespace sosie::generator {
namespace {

struct Provider {
  std::string_view domain;
  double weight;
};
constexpr std::array kProviders = std::to_array<Provider>({{"gmail.example", 38},
                                                           {"orange.example", 14},
                                                           {"hotmail.example", 11},
                                                           {"free.example", 9},
                                                           {"laposte.example", 6},
                                                           {"outlook.example", 5},
                                                           {"sfr.example", 5},
                                                           {"yahoo.example", 5},
                                                           {"wanadoo.example", 4},
                                                           {"icloud.example", 3}});

std::string_view draw_provider(Random& random) {
  static const WeightedChoice choice = [] {
    std::array<double, kProviders.size()> weights{};
    for (size_t i = 0; i < weights.size(); ++i) weights[i] = kProviders[i].weight;
    return WeightedChoice(weights);
  }();
  return kProviders[choice.draw(random)].domain;
}

constexpr std::array<std::string_view, 24> kNicks = {
    "lulu",     "titi",   "soleil", "minou",  "loulou", "papillon", "choupette", "zorro",
    "marmotte", "pilou",  "etoile", "doudou", "bibou",  "coco",     "fleur",     "dauphin",
    "tigrou",   "bretzh", "motard", "rando",  "cigale", "mimosa",   "caramel",   "nounours"};

/// The part before the at sign, without the number.
Text local_part(const Text& given, const Text& family, Random& random) {
  const uint64_t manner = random.below(20);
  const Text initial(given.view().substr(0, 1));
  if (manner < 8) return Text(given).append('.').append(family);
  if (manner < 11) return Text(initial).append('.').append(family);
  if (manner < 13) return Text(given).append(family);
  if (manner < 15) return Text(family).append('.').append(given);
  if (manner < 17) return Text(given).append('_').append(family);
  if (manner < 18) return Text(initial).append(family);
  return Text(kNicks[random.below(kNicks.size())]).append('.').append(given);
}

bool names_only(const Text& local, const Text& given, const Text& family) {
  return local.view().find(given.view()) != std::string_view::npos &&
         local.view().find(family.view()) != std::string_view::npos;
}

/// A number behind the names: the year of birth while namesakes are rare, else one of so many that they hardly meet.
void append_distinction(Text& local, int birth_year, double namesakes, Random& random) {
  if (namesakes < 0.05) {
    local.append_number(static_cast<uint64_t>(birth_year % 100), 2);
    return;
  }
  local.append_number(10 + random.below(90 + static_cast<uint64_t>(2'000 * namesakes)));
}

}  // namespace

Text draw_email(std::string_view given, std::string_view family, int birth_year, double namesakes, Random& random) {
  const Text plain_given = lower_ascii(given), plain_family = lower_ascii(family);
  Text local = local_part(plain_given, plain_family, random);
  // Initials and nicks are shared by many more people than full names.
  const double rivals = names_only(local, plain_given, plain_family) ? namesakes : 30 * namesakes + 1;
  if (rivals > 0.02 || random.chance(0.3)) append_distinction(local, birth_year, rivals, random);
  return local.append('@').append(draw_provider(random));
}

Company draw_company(uint64_t company_seed) {
  Random random(company_seed);
  constexpr std::array<std::string_view, 12> kTrades = {"Garage",    "Boulangerie", "Menuiserie",  "Transports",
                                                        "Pharmacie", "Cabinet",     "Plomberie",   "Imprimerie",
                                                        "Maison",    "Atelier",     "Électricité", "Jardins"};
  constexpr std::array<std::string_view, 5> kForms = {" SARL", " SAS", " SA", " EURL", ""};
  const std::string_view trade = kTrades[random.below(kTrades.size())];
  const std::string_view owner = Tables::get().surname(Country::FR, random).text;
  Company company;
  company.name.append(trade).append(' ').append(owner).append(kForms[random.below(kForms.size())]);
  company.domain.append(lower_ascii(trade)).append('-').append(lower_ascii(owner)).append_number(company_seed % 1'000);
  company.domain.append(".example");
  return company;
}

Text draw_work_email(std::string_view given, std::string_view family, double namesakes, const Company& company,
                     Random& random) {
  Text local = lower_ascii(given).append('.').append(lower_ascii(family));
  if (namesakes > 20) local.append_number(2 + random.below(98));
  return local.append('@').append(company.domain);
}

Text draw_desk_email(const Company& company, Random& random) {
  constexpr std::array<std::string_view, 4> kDesks = {"info@", "contact@", "accueil@", "commande@"};
  return Text(kDesks[random.below(kDesks.size())]).append(company.domain);
}

}  // namespace sosie::generator
