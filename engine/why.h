// Why two records were, or were not, linked; why a person may, or may not, be contacted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/memory.h"
#include "core/status.h"
#include "engine/ingest.h"
#include "engine/run_folder.h"

namespace sosie {

struct RecordName {
  std::string source, id;
  std::string text() const { return source + ":" + id; }
  friend auto operator<=>(const RecordName&, const RecordName&) = default;
};

/// Reads SOURCE:ID, parted at the first colon. invalid_argument without one.
Result<RecordName> parse_record_name(std::string_view text);

// --- what only the engine can tell, by judging the pair again ---

struct ComparisonReason {
  std::string comparison, level;
  double m = 0, u = 0;     ///< of the level; 0 for a missing side
  double weight_bits = 0;  ///< what it counted, which is not log2(m/u) where values have frequencies
};

struct PairReason {
  std::vector<ComparisonReason> comparisons;
  double prior_bits = 0, family_cap_bits = 0, weight_bits = 0, probability = 0;
  std::string blocking_rule;  ///< that makes the pair a candidate; empty: none does, so the pair was never compared
  std::string veto;           ///< empty: none
  std::string outcome;        ///< link | review | non-link
  std::vector<std::string> remarks;  ///< whatever else decided, a sentence each
};

class PairExplainer {
 public:
  virtual ~PairExplainer() = default;
  virtual Result<PairReason> explain(const RecordName& left, const RecordName& right) = 0;
};

/// One row of `contact`.
struct ContactRow {
  std::string point_kind, point, channel, purpose, allowed, state, since, basis, deciding_source, deciding_id, reason;
};

class ContactExplainer {
 public:
  virtual ~ContactExplainer() = default;
  /// Paragraphs: the deciding facts, the path from each to the point, and what would change the decision. `member` is
  /// any record of the entity.
  virtual Result<std::string> explain(const RecordName& member, const ContactRow& row) = 0;
};

// --- answers ---

/// One row of `links`.
struct LinkRow {
  RecordName left, right;
  std::string decision, blocking_rule;
  double match_weight = 0, match_probability = 0;
};

struct PairAnswer {
  RecordName left, right;
  std::string left_entity, right_entity;
  std::optional<LinkRow> link;  ///< their own row in `links`
  std::vector<LinkRow> path;    ///< from left to right inside one entity, over the strongest links: the weakest step is
                                ///< as strong as can be
  std::optional<PairReason> reason;  ///< nothing when nobody could judge the pair again
  std::vector<std::string> notes;    ///< what the answer does not rest on, and why
  bool together() const { return left_entity == right_entity; }
};

struct ContactQuestion {
  std::string entity;   ///< entity id, or SOURCE:ID of a member
  std::string channel;  ///< empty: all
  std::string purpose;  ///< empty: all
};

struct ContactAnswer {
  std::string entity;
  std::vector<RecordName> members;  ///< ordered
  std::vector<ContactRow> rows;
  std::vector<std::string> explanations;  ///< by row; empty where nobody could explain it again
  std::vector<std::string> notes;
};

/// Answers from the tables of a run, and with what `explainer` adds; it may be null. invalid_argument for a record that
/// the run does not have. An explainer that fails becomes a note: the tables' answer stands.
Result<PairAnswer> why_pair(const RunFolder& run, const RecordName& left, const RecordName& right,
                            PairExplainer* explainer, const Executor& executor, MemoryAccountant& memory);
Result<ContactAnswer> why_contact(const RunFolder& run, const ContactQuestion& question, ContactExplainer* explainer,
                                  const Executor& executor, MemoryAccountant& memory);

/// Inputs that are not as the run read them, a sentence each: then judging again may answer otherwise.
std::vector<std::string> changed_inputs(const std::vector<InputFile>& then, const std::vector<InputFile>& now);

/// For people; and one JSON line.
std::string to_text(const PairAnswer& answer);
std::string to_json(const PairAnswer& answer);
std::string to_text(const ContactAnswer& answer);
std::string to_json(const ContactAnswer& answer);

}  // namespace sosie
