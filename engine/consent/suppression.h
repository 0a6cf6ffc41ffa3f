// Opposition lists: contact points that may not be used, whoever carries them.
#pragma once

#include <vector>

#include "engine/consent/read_context.h"
#include "engine/consent/read_input.h"

namespace sosie::consent {

/// A list that cannot be relied on closes every point of the kinds it is for, on its channels.
struct Blanket {
  PointKind kind = PointKind::none;
  FactId fact = kNoFact;  ///< its channels say where
};

/// invalid_job for a list that cannot be read yet (hashed), or names a kind or channel that is unknown.
Status check_suppression(const SuppressionSpec& spec);

InputRequest request_for(const SuppressionSpec& spec);

/// Appends an entry for every point of the list that a record carries; on a stale list also blankets and a warning.
Status read_suppression(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank, const InputRows& rows,
                        Moment as_of, FactSet& facts, std::vector<Blanket>& blankets,
                        std::vector<std::string>& warnings);

/// The list is missing or damaged: blankets only. `why` completes "the list ... ".
Status add_blankets(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank, const std::string& why,
                    FactSet& facts, std::vector<Blanket>& blankets, std::vector<std::string>& warnings);

}  // namespace sosie::consent
