// Proposals for columns that look like consent: comments to be confirmed, never more.
#pragma once

#include <string>

#include "engine/recognize/recognize_columns.h"

namespace sosie::apps {

/// A [[source.consent]] table for each such column, with what its values seem to say, and lines that ask for
/// confirmation. Empty when no column looks like consent.
std::string propose_consent(const RecognizedFile& file);

}  // namespace sosie::apps
