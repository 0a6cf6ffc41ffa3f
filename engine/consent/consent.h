// Consent: facts to decisions. See docs/consent.md for the rules this folder implements.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clusters.h"
#include "core/date.h"
#include "core/executor.h"
#include "core/memory.h"
#include "engine/contact_points.h"
#include "engine/ingest.h"
#include "engine/job/job.h"

namespace sosie::consent {

enum class Channel : uint8_t { email, sms, voice, post, push, any };
/// Reported states, strictest last.
enum class State : uint8_t {
  granted,
  soft,
  unknown,
  pending,
  expired,
  held,
  invalid,
  denied,
  withdrawn,
  objected,
  suppressed,
  locked,
  erased,
};
std::string_view channel_name(Channel channel);
std::string_view state_name(State state);

/// One row of `contact`: may this point be used, on this channel, for this purpose?
struct Decision {
  PointKind point_kind = PointKind::none;  ///< none for post: the point is the entity's postal address
  PointId point = 0;                       ///< 0 for post
  Channel channel = Channel::email;
  uint16_t purpose = 0;  ///< index into Consent::purposes()
  bool allowed = false;
  State state = State::unknown;
  Moment since;                      ///< when the deciding fact was said; missing without one
  std::string_view basis;            ///< of the deciding fact, or the law row's rule (`opt_in`, `soft`, `opt_out`)
  std::string_view deciding_source;  ///< source, events or list name of the deciding fact; empty without one
  std::string_view deciding_id;      ///< record or event id of the deciding fact
  std::string_view reason;  ///< one sentence for people, without values or positions; lives as long as the program
  uint32_t deciding_fact = UINT32_MAX;  ///< index of the fact, for `why`
};

/// Counts for the manifest.
struct ConsentStats {
  uint64_t num_facts = 0, num_permissions = 0, num_restrictions = 0;
  uint64_t num_unreadable = 0;         ///< codes, channels, purposes or dates that were not declared or readable
  uint64_t num_unresolved_events = 0;  ///< events whose key nobody carries
  uint64_t num_erased_records = 0, num_held_entities = 0;
  uint64_t num_rejected_rows_read = 0;  ///< rejected rows whose "no" was counted
  std::vector<std::string> warnings;    ///< lists that are missing, damaged or stale, and what follows
};

/// A refused row of events or of a suppression list, for the `rejects` table.
struct EventReject {
  std::string source;  ///< name of the events or of the list
  std::string path;    ///< file it stands in
  io::Reject reject;   ///< without cells
};

/// A postal address worth writing to: for each record whether it has street and postcode, as normalize found.
struct PostalPoints {
  std::vector<bool> has_address;     ///< by record
  std::vector<std::string> country;  ///< by source: ISO code when a record names none
};

/// What an erasure compares inside an entity: equal name with equal birth date or contact point, or a validated id.
/// By record; codes are equal exactly when values are, 0 is missing.
struct IdentityColumns {
  std::vector<Code> given_name, family_name, validated_id;
  std::vector<uint32_t> birth_date;  ///< Date::digits
  std::vector<uint8_t> person_type;  ///< 0 unknown, 1 consumer, 2 professional
};

/// Everything consent is decided from. All members outlive the Consent made from them.
struct ConsentInput {
  const Job* job = nullptr;
  const Ingested* ingested = nullptr;
  const ContactPoints* points =
      nullptr;  ///< a point of an event, list or refused row that is not here is carried by nobody
  const Clusters* clusters = nullptr;  ///< of the run; records in run order; not looked at before settle()
  const PostalPoints* post = nullptr;
  const IdentityColumns* identity = nullptr;
  Moment as_of;
};

/// Facts read once, then decisions by entity. Built by one thread; decide() on many.
class Consent {
 public:
  /// Reads consent columns, consent lists, rejected rows, events and suppression lists. invalid_data / io_error as
  /// ingest. Nothing else may be asked before settle().
  static Result<std::unique_ptr<Consent>> read(const ConsentInput& input, const Executor& executor,
                                               MemoryAccountant& memory);
  /// Carries out erasures and finds what each statement reaches, once the clusters are made.
  virtual void settle() = 0;
  /// Both of them.
  static Result<std::unique_ptr<Consent>> build(const ConsentInput& input, const Executor& executor,
                                                MemoryAccountant& memory);
  virtual ~Consent() = default;

  /// Every decision of one cluster: its contact points (in order of value), channels, purposes of the job. Never fails.
  virtual void decide(uint32_t cluster, std::vector<Decision>& out) const = 0;
  /// Asks memory for what decide() will read of a cluster, in kPrefetchSteps steps, the first step farthest ahead.
  /// Changes no decision.
  static constexpr int kPrefetchSteps = 3;
  virtual void prefetch(uint32_t, int /*step*/) const {}
  /// Whether a record was erased: it leaves every table for `removed`.
  virtual bool erased(RecordId record) const = 0;
  virtual const std::vector<std::string>& purposes() const = 0;
  virtual const ConsentStats& stats() const = 0;
  virtual const std::vector<EventReject>& event_rejects() const = 0;
  virtual std::vector<InputFile> files() const = 0;

  /// Paragraphs for `why`: the deciding facts, the path from each to this point, and what would change the decision.
  virtual std::string explain(uint32_t cluster, const Decision& decision) const = 0;
};

}  // namespace sosie::consent
