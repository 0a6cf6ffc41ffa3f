// Parts of blocking keys: `postcode`, `phonetic(family_name)`, `substr(given_name, 3)`, `year(birth_date)`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/executor.h"
#include "core/status.h"
#include "engine/normalize.h"

namespace sosie {

/// A further key of a record that has several values: two phones, two e-mails.
struct MoreKey {
  RecordId record;
  uint32_t key;
};

/// One part, hashed, by record; 0 where the record has no value. The hash depends on the value's text only.
struct KeyPart {
  std::vector<uint32_t> hashes;
  std::vector<MoreKey> more;  ///< ordered by record
};

/// Works out parts by their expression and keeps them: rules share parts.
class KeyParts {
 public:
  KeyParts(const Normalized& normalized, const Executor& executor);

  /// Works out the parts of expressions that are not known yet, several at a time. invalid_job names what is unknown
  /// and what is possible.
  Status prepare(const std::vector<std::string>& expressions);
  /// Lets go of all other parts.
  void keep_only(const std::vector<std::string>& expressions);
  /// A part that was prepared; the reference stays valid while it is kept.
  const KeyPart& at(const std::string& expression) const { return parts_.at(expression); }

 private:
  Result<KeyPart> make(const std::string& expression) const;

  const Normalized& normalized_;
  const Executor& executor_;
  std::map<std::string, KeyPart> parts_;
};

/// `name(argument, 3)` taken apart; a bare field has an empty function.
struct KeyExpression {
  std::string function, field;
  unsigned number = 0;
};
Result<KeyExpression> parse_key_expression(std::string_view text);

}  // namespace sosie
