// A small run in memory: rows with cells, a given clustering, files of events and lists. Decisions come back as text.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/consent/consent.h"

namespace sosie::consent {

/// A row of a source. Cells by column name; a column that is not named is missing.
struct WorldRow {
  std::string source, id;
  std::string cluster;  ///< rows of one cluster are one entity; of an older delivery: ignored
  std::map<std::string, std::string> cells;
  bool is_older = false;  ///< an older delivery of an id that stands in another row
};

struct WorldEvent {
  std::string id, at, key, kind, purpose, type;
};

/// What `contact` would say of one key.
struct Right {
  bool allowed = false;
  std::string state, source, id, reason, basis;
  friend bool operator==(const Right&, const Right&) = default;
};

/// Sources have the columns email, phone, optin (email), optin_at, sms (sms), sms_at, post, postcode and street; events
/// the kinds of `kEventTypes`; the list `bloctel` closes voice.
class World {
 public:
  World();
  Job job;
  std::vector<WorldRow> rows;
  std::vector<WorldEvent> events;
  std::vector<std::string> listed;  ///< phone numbers in the opposition list
  /// Refused rows of source `crm`, by cells; a row without cells has only `raw`.
  struct Refused {
    std::map<std::string, std::string> cells;
    std::string raw;
  };
  std::vector<Refused> refused;
  std::string as_of = "2026-06-30";

  void row(const std::string& source, const std::string& id, const std::string& cluster,
           std::map<std::string, std::string> cells) {
    rows.push_back({source, id, cluster, std::move(cells), false});
  }
};

/// A run of a world, kept alive for its views.
class WorldRun {
 public:
  explicit WorldRun(const World& world);
  ~WorldRun();

  const Consent& consent() const { return *consent_; }
  /// "source:id" names the entity; point is an e-mail address, an E.164 number, or "post". A key that does not exist
  /// has the state "absent".
  Right right(const std::string& record, const std::string& point, const std::string& channel,
              const std::string& purpose = "marketing") const;
  /// "allowed granted", "no denied", "no absent".
  std::string state(const std::string& record, const std::string& point, const std::string& channel,
                    const std::string& purpose = "marketing") const;
  /// Every right of every entity, by "smallest member / point / channel / purpose".
  std::map<std::string, Right> rights() const;
  std::string explain(const std::string& record, const std::string& point, const std::string& channel) const;
  bool erased(const std::string& record) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  std::unique_ptr<Consent> consent_;
};

}  // namespace sosie::consent
