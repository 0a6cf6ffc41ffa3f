// The law table: what may be done without a fact, by country, person, channel, purpose and day.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/status.h"
#include "engine/consent/acts.h"
#include "engine/consent/purposes.h"

namespace sosie::consent {

/// Strictest last.
enum class Rule : uint8_t { opt_out, soft, opt_in };
std::string_view rule_name(Rule rule);

enum class Person : uint8_t { consumer, professional };

/// What the law asks of one key.
struct Demand {
  Rule rule = Rule::opt_in;
  bool needs_proof = false;
};
/// The stricter of two demands in each respect.
Demand stricter(Demand a, Demand b);

/// One row as written; see law.toml.
struct LawRow {
  std::string country = "*";
  std::string person, channel, purpose;  ///< empty: all
  Date from, to;                         ///< missing: unbounded
  Rule rule = Rule::opt_in;
  bool needs_proof = false;
  std::string source;
};

/// The text of the table that ships with sosie.
extern const std::string_view kBuiltInLaw;

/// Reads a law table in TOML. invalid_job names the row and what is wrong with it; `path` is for messages.
Result<std::vector<LawRow>> read_law(std::string_view toml, const std::string& path);

/// A country of the law table: 0 for every country without rows of its own.
using LawCountry = uint16_t;

/// The rows that hold on one day, ready to be asked. Where no row speaks, opt_in. Immutable, thread-safe.
class Law {
 public:
  /// invalid_job for a channel, person or purpose that is unknown.
  static Result<Law> on(Date day, std::vector<LawRow> rows, const PurposeTree& purposes);

  /// `iso` is an ISO 3166-1 alpha-2 code; empty for an unknown country.
  LawCountry country(std::string_view iso) const;
  Demand demand(LawCountry country, Person person, Channel channel, uint8_t purpose) const {
    return demands_[index(country, person, channel, purpose)];
  }

 private:
  size_t index(LawCountry country, Person person, Channel channel, uint8_t purpose) const {
    return ((country * 2 + static_cast<size_t>(person)) * kContactChannels.size() + static_cast<size_t>(channel)) *
               num_purposes_ +
           purpose;
  }

  std::vector<std::string> countries_;  // [0] is "*"
  size_t num_purposes_ = 0;
  std::vector<Demand> demands_;
};

}  // namespace sosie::consent
