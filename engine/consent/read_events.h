// Consent events: dated acts after collection, keyed by an e-mail address, a phone number or a record.
#pragma once

#include <vector>

#include "engine/consent/read_context.h"
#include "engine/consent/read_input.h"
#include "engine/consent/read_rejected.h"

namespace sosie::consent {

/// Appends what the rows of one [[consent_events]] say. An event whose key nobody carries says nothing and is counted
/// in `num_unresolved`. `rejected` holds the refused rows by source: a record that was refused is still named by its
/// id. invalid_job for an act, channel or purpose that is unknown, and for `annul`, which needs the ledger of runs.
Status read_events(const ReadContext& context, const EventsSpec& spec, uint16_t rank, const InputRows& rows,
                   const std::vector<RejectedRows>& rejected, FactSet& facts, uint64_t& num_unresolved);

/// Which columns the rows of events need.
InputRequest request_for(const EventsSpec& spec);

}  // namespace sosie::consent
