#include "datasets/generator/tables.h"

#include <algorithm>
#include <charconv>

#include "datasets/generator/tables_built_in.h"

namespace sosie::generator {
namespace {

constexpr std::array<std::string_view, kNumForeignCountries + 1> kCountryCodes = {"PT", "ES", "IT", "DE", "GB",
                                                                                  "BE", "DZ", "TR", "FR"};

/// Takes the text up to `end` off the front.
std::string_view take_until(std::string_view& text, char end) {
  const size_t at = text.find(end);
  const std::string_view front = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return front;
}

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Calls `row(line)` for each line behind the header.
template <typename RowReader>
void for_each_row(std::string_view table, const RowReader& row) {
  take_until(table, '\n');
  while (!table.empty()) row(take_until(table, '\n'));
}

/// A table of two columns: text and weight.
WeightedChoice read_weighted(std::string_view table, std::vector<std::string_view>& texts) {
  std::vector<double> weights;
  for_each_row(table, [&](std::string_view line) {
    texts.push_back(take_until(line, '\t'));
    weights.push_back(number(line));
  });
  return WeightedChoice(weights);
}

}  // namespace

std::string_view country_code(Country country) { return kCountryCodes[static_cast<size_t>(country)]; }

const Tables& Tables::get() {
  static const Tables tables;
  return tables;
}

Tables::Tables() {
  surname_choice_ = read_weighted(built_in::kSurnames, surnames_);
  street_choice_ = read_weighted(built_in::kStreets, streets_);
  read_communes();
  read_international();
  given_names_ = {read_given_names(built_in::kGivenFemale), read_given_names(built_in::kGivenMale)};
}

void Tables::read_communes() {
  std::vector<double> populations;
  for_each_row(built_in::kCommunes, [&](std::string_view line) {
    const std::string_view name = take_until(line, '\t');
    const double population = number(take_until(line, '\t'));
    communes_.push_back({name, line, population});
    populations.push_back(population);
  });
  commune_choice_ = WeightedChoice(populations);
}

void Tables::read_international() {
  for_each_row(built_in::kInternational, [&](std::string_view line) {
    const std::string_view code = take_until(line, '\t');
    Foreign& country = foreign_[static_cast<size_t>(std::ranges::find(kCountryCodes, code) - kCountryCodes.begin())];
    const char kind = take_until(line, '\t').front();
    (kind == 's' ? country.surnames : country.given_names[kind == 'm']).push_back(line);
  });
}

Tables::Names Tables::read_given_names(std::string_view table) {
  Names names;
  std::array<std::vector<double>, kNumDecades> weights;
  for_each_row(table, [&](std::string_view line) {
    names.names.push_back(take_until(line, '\t'));
    for (std::vector<double>& decade : weights) decade.push_back(number(take_until(line, '\t')));
  });
  for (size_t decade = 0; decade < kNumDecades; ++decade) names.by_decade[decade] = WeightedChoice(weights[decade]);
  return names;
}

Drawn Tables::evenly(const std::vector<std::string_view>& names, Random& random) const {
  return {names[random.below(names.size())], 1.0 / static_cast<double>(names.size())};
}

Drawn Tables::surname(Country country, Random& random) const {
  if (country != Country::FR) return evenly(foreign_[static_cast<size_t>(country)].surnames, random);
  const size_t item = surname_choice_.draw(random);
  return {surnames_[item], surname_choice_.share(item)};
}

Drawn Tables::given_name(Country country, Sex sex, int birth_year, Random& random) const {
  const size_t of_sex = static_cast<size_t>(sex);
  if (country != Country::FR) return evenly(foreign_[static_cast<size_t>(country)].given_names[of_sex], random);
  const int decade = std::clamp((birth_year - 1901) / 10, 0, static_cast<int>(kNumDecades) - 1);
  const Names& names = given_names_[of_sex];
  const size_t item = names.by_decade[static_cast<size_t>(decade)].draw(random);
  return {names.names[item], names.by_decade[static_cast<size_t>(decade)].share(item)};
}

}  // namespace sosie::generator
