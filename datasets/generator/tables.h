// Names, streets and communes that people are made of; datasets/README.md says where they come from.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "datasets/generator/weighted.h"

namespace sosie::generator {

enum class Sex : uint8_t { female, male };

/// A drawn value with its share among those that could have been drawn.
struct Drawn {
  std::string_view text;
  double share = 0;
};

struct Commune {
  std::string_view name;
  std::string_view postcodes;  ///< one or more, parted by blanks
  double population;
};

/// Countries whose names live in France. The first kNumCountriesAbroad also have addresses and numbers of their own.
enum class Country : uint8_t { PT, ES, IT, DE, GB, BE, DZ, TR, FR };
inline constexpr size_t kNumForeignCountries = 8;
inline constexpr size_t kNumCountriesAbroad = 6;
/// ISO 3166-1 alpha-2.
std::string_view country_code(Country country);

/// Everything read once from the tables inside the library; lives as long as the process. Thread-safe.
class Tables {
 public:
  static const Tables& get();

  /// `country` FR: by frequency; for given names, that of the decade of birth.
  Drawn surname(Country country, Random& random) const;
  Drawn given_name(Country country, Sex sex, int birth_year, Random& random) const;
  std::string_view street(Random& random) const { return streets_[street_choice_.draw(random)]; }
  const Commune& commune(Random& random) const { return communes_[commune_choice_.draw(random)]; }

 private:
  static constexpr size_t kNumDecades = 12;  // 1901 to 2011 and after
  struct Names {
    std::vector<std::string_view> names;
    std::array<WeightedChoice, kNumDecades> by_decade;
  };
  Tables();
  void read_communes();
  void read_international();
  static Names read_given_names(std::string_view table);
  Drawn evenly(const std::vector<std::string_view>& names, Random& random) const;

  std::vector<std::string_view> surnames_, streets_;
  std::vector<Commune> communes_;
  WeightedChoice surname_choice_, street_choice_, commune_choice_;
  std::array<Names, 2> given_names_;  // by Sex
  struct Foreign {
    std::vector<std::string_view> surnames;
    std::array<std::vector<std::string_view>, 2> given_names;  // by Sex
  };
  std::array<Foreign, kNumForeignCountries> foreign_;
};

}  // namespace sosie::generator
