// Consent lists: an array of statements in every row.
#pragma once

#include "engine/consent/read_context.h"

namespace sosie::consent {

/// Appends what the elements of one list say, row by row. Undeclared channels and purposes widen restrictions and drop
/// permissions. invalid_job when the source has no such list: CSV has none.
Status read_consent_list(const ReadContext& context, const SourceTable& table, const ConsentListSpec& spec,
                         FactSet& facts);

}  // namespace sosie::consent
