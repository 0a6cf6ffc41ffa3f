// Declared code lists: what a raw cell means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dictionary.h"
#include "core/status.h"
#include "engine/consent/acts.h"
#include "engine/consent/purposes.h"

namespace sosie::consent {

/// Replaces `out` by the value as code lists compare it: blanks at both ends removed, case folded, characters composed.
void normalize_code(std::string_view raw, std::string& out);

/// Values to small meanings. Build on one thread, then read from many.
class CodeTable {
 public:
  /// Of two meanings for one value the greater counts.
  void declare(std::string_view value, uint8_t meaning);
  bool empty() const { return meanings_.empty() && !empty_; }

  /// The meaning of a cell; nothing when its value was not declared. An empty cell is the value "".
  std::optional<uint8_t> find(std::string_view raw) const;

 private:
  Dictionary values_;
  std::vector<uint8_t> meanings_;  // by code of `values_`, less one
  std::optional<uint8_t> empty_;   // a dictionary has no empty value
};

/// What a consent cell says; nothing when it says nothing (missing, or a code declared `unknown` or `ask`).
std::optional<Act> read_act(const CodeTable& codes, std::string_view cell);

/// Tables for the three kinds of codes. A list without entries takes the names themselves as values.
/// invalid_job names a meaning that is no act, channel or purpose; `where` says which key it stands in.
Result<CodeTable> act_codes(const Codes& codes, const std::string& where);
Result<CodeTable> channel_codes(const Codes& codes, const std::string& where);  ///< meanings are ChannelSets
Result<CodeTable> purpose_codes(const Codes& codes, const PurposeTree& purposes, const std::string& where);

}  // namespace sosie::consent
