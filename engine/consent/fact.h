// One fact: an immutable dated statement of consent.
#pragma once

#include <cstdint>
#include <limits>

#include "engine/consent/acts.h"

namespace sosie::consent {

using FactId = uint32_t;
inline constexpr FactId kNoFact = UINT32_MAX;
inline constexpr RecordId kNoRecord = UINT32_MAX;
inline constexpr int64_t kNeverEnds = std::numeric_limits<int64_t>::max();

/// 48 bytes: a run holds millions. What is only shown (basis, method, proof) stays in the row and is read when asked
/// for.
struct Fact {
  enum Flag : uint8_t {
    kInformed = 1,        ///< `informed` reads true
    kProven = 2,          ///< a proof is named
    kEndUnreadable = 4,   ///< `valid_to` holds something that is no date
    kDateUnreadable = 8,  ///< `at` holds something that is no date
    kPointOnly = 16,      ///< acts at its contact point and reaches no entity through it: lists, refused rows
  };

  Moment at;                  ///< when the person acted; missing when nobody knows
  int64_t ends = kNeverEnds;  ///< permission: first second it holds no more; lock: first second after it
  RecordId record =
      kNoRecord;         ///< the record that said it, or that an event names; none when a contact point is the subject
  uint32_t row = 0;      ///< in its origin: row of the source table, of the events, index of the reject
  uint32_t element = 0;  ///< in a consent list: the element
  PointId point = 0;     ///< the contact point it speaks of; 0: all points of its channels in the row
  uint16_t origin = 0;   ///< FactSet::origins
  uint8_t purpose = 0;   ///< node of PurposeTree
  ChannelSet channels = 0;
  Act act = Act::unknown;
  uint8_t flags = 0;

  bool has(Flag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Fact) == 48);

/// A scope as it was written: what was not declared widens a restriction and drops a permission.
struct Scope {
  ChannelSet channels = 0;
  bool channel_known = true;
  uint8_t purpose = 0;
  bool purpose_known = true;
};

/// Gives `fact` the scope its act has for it. False when the statement says nothing that counts: a permission or a
/// neutral act with an undeclared channel or purpose.
bool settle_scope(const Scope& scope, Fact& fact);

}  // namespace sosie::consent
