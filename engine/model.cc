#include "engine/model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace sosie {
namespace {

constexpr std::array<std::string_view, 9> kKindNames = {"given_name", "family_name", "birth_date", "email", "mobile",
                                                        "landline",   "address",     "identifier", "text"};

struct Start {
  std::string_view name;
  double m, u;
};

// Starting values: log2(m / u) is what a synthetic file with families taught (see docs/model.md); training moves them.
constexpr Start kGivenName[] = {{"missing", 0, 0},
                                {"else", .19, .935},
                                {"jaro_winkler_88", .03, .0040},
                                {"initial", .04, .010},
                                {"one_edit_or_92", .10, .0025},
                                {"nickname", .06, .0035},
                                {"crossed", .03, .00075},
                                {"equal", .55, .0045}};
constexpr Start kFamilyName[] = {{"missing", 0, 0},
                                 {"else", .07, .975},
                                 {"phonetic", .02, .0031},
                                 {"part", .03, .0015},
                                 {"one_edit_or_92", .07, .0012},
                                 {"crossed", .03, .0004},
                                 {"equal", .78, .0016}};
constexpr Start kBirthDate[] = {{"missing", 0, 0},
                                {"else", .04, .97},
                                {"year_close", .01, .035},
                                {"two_parts", .02, .0041},
                                {"swapped_or_one_digit", .06, .00115},
                                {"equal", .87, .0001},
                                {"year_differs", .10, .80},
                                {"year_by_one", .05, .05},
                                {"year_equal", .85, .0188}};
constexpr Start kEmail[] = {{"missing", 0, 0},
                            {"else", .31, 1.0},
                            {"local_part", .05, 1.6e-5},
                            {"one_edit", .03, 3.7e-6},
                            {"equal", .61, 1.08e-6}};
constexpr Start kMobile[] = {
    {"missing", 0, 0}, {"else", .435, 1.0}, {"one_digit", .015, 1.8e-6}, {"equal", .55, 9.8e-7}};
constexpr Start kLandline[] = {
    {"missing", 0, 0}, {"else", .435, 1.0}, {"one_digit", .015, 7.3e-6}, {"equal", .55, 2.1e-6}};
constexpr Start kAddress[] = {{"missing", 0, 0},
                              {"else", .152, .99},
                              {"area", .05, .0102},
                              {"postcode", .12, .0046},
                              {"number_street", .05, 1.2e-5},
                              {"line", .62, 3.08e-5}};
constexpr Start kIdentifier[] = {
    {"missing", 0, 0}, {"else", .10, 1.0}, {"one_edit", .08, 1.0e-4}, {"equal", .82, 2.5e-6}};
constexpr Start kText[] = {
    {"missing", 0, 0}, {"else", .30, .90}, {"some", .10, .06}, {"close", .15, .02}, {"equal", .45, .02}};

std::span<const Start> start_of(ComparisonKind kind) {
  switch (kind) {
    case ComparisonKind::given_name: return kGivenName;
    case ComparisonKind::family_name: return kFamilyName;
    case ComparisonKind::birth_date: return kBirthDate;
    case ComparisonKind::email: return kEmail;
    case ComparisonKind::mobile: return kMobile;
    case ComparisonKind::landline: return kLandline;
    case ComparisonKind::address: return kAddress;
    case ComparisonKind::identifier: return kIdentifier;
    case ComparisonKind::text: return kText;
  }
  return kText;
}

}  // namespace

std::string_view kind_name(ComparisonKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

int Model::index_of(std::string_view name) const {
  for (size_t i = 0; i < comparisons.size(); ++i) {
    if (comparisons[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

Weight level_weight(const Level& level) {
  if (level.m <= 0 || level.u <= 0) return 0;
  return static_cast<Weight>(std::lround(std::log2(level.m / level.u) * kWeightsPerBit));
}

Comparison default_comparison(std::string name, ComparisonKind kind) {
  Comparison comparison;
  comparison.name = std::move(name);
  comparison.kind = kind;
  for (const Start& start : start_of(kind)) comparison.levels.push_back({std::string(start.name), start.m, start.u});
  using enum ComparisonKind;
  comparison.by_frequency = kind == given_name || kind == family_name || kind == text;
  comparison.cap_bits = kind == text ? 8 : 12;
  comparison.family_evidence = kind == family_name || kind == landline || kind == address;
  comparison.person_specific =
      kind == given_name || kind == birth_date || kind == email || kind == mobile || kind == identifier;
  return comparison;
}

}  // namespace sosie
