// Street lines of one source. Most are a house number and a name that many lines share.
#pragma once

#include <string>
#include <vector>

#include "engine/normalize/value_mapper.h"

namespace sosie {

/// Codes by record of the source, in one dictionary.
struct StreetCodes {
  std::vector<Code>& street;
  std::vector<Code>& number;
  std::vector<Code>& unit;
};

/// Reads the records' cells of a street field as `matchers::read_street` does, every name once. Codes of records
/// without a value stay as they are.
Status map_streets(const MapContext& context, const MappedField& field, const std::string& country, Dictionary& words,
                   const StreetCodes& out);

}  // namespace sosie
