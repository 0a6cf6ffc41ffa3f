// Consent columns and consent lists of source tables to facts.
#pragma once

#include "engine/consent/read_context.h"

namespace sosie::consent {

/// Appends what the consent columns and lists of one source say, row by row. Older deliveries of a record add their
/// restrictions only.
Status read_source_consent(const ReadContext& context, uint32_t source, FactSet& facts);

}  // namespace sosie::consent
