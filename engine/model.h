// The Fellegi-Sunter model: comparisons, their levels, m and u, and the prior.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "engine/decided_pairs.h"

namespace sosie {

/// What a comparison looks at. The kind fixes its levels.
enum class ComparisonKind : uint8_t {
  given_name,
  family_name,
  birth_date,
  email,
  mobile,
  landline,
  address,
  identifier,
  text,
};
std::string_view kind_name(ComparisonKind kind);

/// Levels by kind, the number is the level: 0 is "a side is missing" in all of them, 1 is "else".
namespace level {
inline constexpr unsigned kMissing = 0, kElse = 1;
namespace given {
inline constexpr unsigned kClose88 = 2, kInitial = 3, kNear = 4, kNickname = 5, kCrossed = 6, kEqual = 7;
}
namespace family {
inline constexpr unsigned kPhonetic = 2, kPart = 3, kNear = 4, kCrossed = 5, kEqual = 6;
}
namespace birth {
inline constexpr unsigned kYearClose = 2, kTwoParts = 3, kSlip = 4, kEqual = 5, kOnlyYearElse = 6, kOnlyYearClose = 7,
                          kOnlyYearEqual = 8;
}
namespace email {
inline constexpr unsigned kLocalPart = 2, kNear = 3, kEqual = 4;
}
namespace phone {
inline constexpr unsigned kNear = 2, kEqual = 3;
}
namespace address {
inline constexpr unsigned kArea = 2, kPostcode = 3, kNumberStreet = 4, kLine = 5;
}
namespace identifier {
inline constexpr unsigned kNear = 2, kEqual = 3;
}
namespace text {
inline constexpr unsigned kSome = 2, kClose = 3, kEqual = 4;
}
}  // namespace level

/// One comparison level. m: how often a pair of one person shows it; u: how often a pair of two persons does; both
/// among pairs where neither side is missing.
struct Level {
  std::string name;
  double m = 0;
  double u = 0;
};

struct Comparison {
  std::string name;  ///< the field compared; also the suffix of the gamma column
  ComparisonKind kind = ComparisonKind::text;
  std::vector<Level> levels;     ///< by level number; [0] (missing) has weight 0 by definition
  bool by_frequency = false;     ///< the weight of "equal" follows the value's frequency
  double cap_bits = 12;          ///< most that an equal value may weigh under `by_frequency`
  bool family_evidence = false;  ///< what a family shares; see Model::family_cap_bits
  bool person_specific = false;  ///< an agreement speaks of one person
};

/// Everything that turns levels into a match weight. Plain data; one model per run.
struct Model {
  std::vector<Comparison> comparisons;  ///< at most 16
  double prior_bits = -20;              ///< log2 odds that a random pair of records is one person
  double family_cap_bits = 3;           ///< family evidence counts at most -prior + this
  std::string origin = "defaults";      ///< `defaults`, `trained`, or the file's path

  int index_of(std::string_view name) const;
};

/// log2(m / u) as a weight; 0 when either is unknown.
Weight level_weight(const Level& level);

/// A comparison with the default m and u of its kind.
Comparison default_comparison(std::string name, ComparisonKind kind);

/// The model as JSON, one comparison level per line; the same bytes for the same model.
std::string model_to_json(const Model& model);
/// Reads what model_to_json wrote. invalid_job names what is missing or out of range.
Result<Model> model_from_json(std::string_view json, const std::string& path);

}  // namespace sosie
