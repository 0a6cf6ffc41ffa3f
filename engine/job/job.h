// What the user asked for: the job file as plain data. Keys and meaning are documented in docs/job-file.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/status.h"
#include "io/input.h"

namespace sosie {

/// A date key: one column, or several whose cells are year, month and day; with the formats to try in order.
struct DateSpec {
  std::vector<std::string> columns;  ///< empty: the key is absent. One column, or {year, month, day}
  std::vector<std::string> formats;  ///< strftime subset; empty: ISO 8601, else recognised
  std::string timezone;              ///< empty: the source's
  bool absent() const { return columns.empty(); }
  friend bool operator==(const DateSpec&, const DateSpec&) = default;
};

/// A key that is a column when the source has one of that name, and a constant otherwise.
struct ColumnOrConstant {
  std::string text;                  ///< column name or constant; empty: the key is absent
  bool is_constant = false;          ///< written as { value = "..." } or as a TOML boolean (`true`, `false`)
  bool is_column = false;            ///< written as { column = "..." }: a source that lacks the column is refused
  std::vector<std::string> formats;  ///< for dates
  std::string timezone;
  bool absent() const { return text.empty(); }
  friend bool operator==(const ColumnOrConstant&, const ColumnOrConstant&) = default;
};

/// Values of a code list, by the meaning they are declared to have. Values are trimmed and compared without case;
/// "" also means null and absent.
using Codes = std::map<std::string, std::vector<std::string>>;

struct FieldSpec {
  std::string field;                 ///< a field known by meaning, or any other name (a plain text field)
  std::vector<std::string> columns;  ///< columns or dotted paths; several are several values (e-mail, phone,
                                     ///< identifiers) or parts joined by a blank
  std::vector<std::string> formats;  ///< for dates
  std::string timezone;
  friend bool operator==(const FieldSpec&, const FieldSpec&) = default;
};

/// One [[source.consent]]: a column that speaks of consent.
struct ConsentColumnSpec {
  std::string column;
  std::string channel;  ///< email | sms | voice | post | push | any
  std::string purpose = "marketing";
  Codes codes;  ///< act -> values
  DateSpec at;
  bool optional = false;
  std::string point;  ///< the column of the contact point it speaks of; empty: all points of that channel in the record
  ColumnOrConstant valid_to, proof, method, basis, informed;
  friend bool operator==(const ConsentColumnSpec&, const ConsentColumnSpec&) = default;
};

/// One [[source.consent_list]]: an array of consent objects per row.
struct ConsentListSpec {
  std::string path;
  std::string channel, purpose, status, point;  ///< members of an element; empty: absent
  DateSpec at;
  ColumnOrConstant valid_to, proof, method, basis, informed;
  Codes codes, channels, purposes;
  friend bool operator==(const ConsentListSpec&, const ConsentListSpec&) = default;
};

enum class Origin : uint8_t { first_party, partner, bought };

struct SourceSpec {
  std::string name;
  std::string path;  ///< as written; relative to the job file
  std::string id;    ///< id column; empty (dedupe only): hash of the row and its ordinal among equal rows
  Origin origin = Origin::first_party;
  DateSpec updated;
  bool changes_only = false;  ///< mode = "changes"
  bool duplicate_free = false;
  bool may_lift = false;
  bool may_be_late = false;
  std::string country;   ///< empty: the job's
  std::string timezone;  ///< empty: the job's
  io::CsvOptions csv;
  std::vector<FieldSpec> fields;
  std::vector<std::vector<FieldSpec>> addresses;  ///< each further [[source.address]]
  std::vector<ConsentColumnSpec> consent;
  std::vector<ConsentListSpec> consent_lists;
  bool has_no_consent = false;  ///< consent = "none"
  friend bool operator==(const SourceSpec&, const SourceSpec&) = default;
};

/// A column whose values are translated through codes, or a constant.
struct CodedColumn {
  std::string column;
  Codes codes;           ///< meaning -> values; empty: the values are the meanings
  std::string constant;  ///< set when there is no column
  bool absent() const { return column.empty() && constant.empty(); }
  friend bool operator==(const CodedColumn&, const CodedColumn&) = default;
};

struct EventAct {
  std::string act;      ///< grant soft deny withdraw object lock erase annul pending ask unknown
  std::string channel;  ///< empty: `any` where the act allows, else every channel the key can carry
  friend bool operator==(const EventAct&, const EventAct&) = default;
};

/// One [[consent_events]]: dated acts after collection.
struct EventsSpec {
  std::string name, path, id, key, act;
  DateSpec at;
  CodedColumn key_kind;  ///< email | phone | record (SOURCE:ID)
  CodedColumn purpose;
  CodedColumn channel;                   ///< optional: overrides the act's channel
  std::map<std::string, EventAct> acts;  ///< cell value -> act
  ColumnOrConstant valid_to, proof, method, basis, informed;
  std::string timezone;
  std::string country;
  bool may_be_late = false;
  io::CsvOptions csv;
  friend bool operator==(const EventsSpec&, const EventsSpec&) = default;
};

/// One [[suppression]]: an opposition list.
struct SuppressionSpec {
  std::string name, path, value;
  CodedColumn kind;                                          ///< email | phone
  std::map<std::string, std::vector<std::string>> channels;  ///< kind -> channels; a kind not named: all it can carry
  DateSpec listed;
  uint32_t max_age_days = 0;  ///< 0: never stale
  std::string scheme;         ///< empty (plain) | hmac-sha256 | sha256
  uint32_t norm = 1;
  std::string key;  ///< env:NAME or a file
  std::string country;
  io::CsvOptions csv;
  friend bool operator==(const SuppressionSpec&, const SuppressionSpec&) = default;
};

enum class ConsentPolicy : uint8_t { strictest, unanimous, strictest_reconsent, latest_valid };
const char* policy_name(ConsentPolicy policy);
const char* origin_name(Origin origin);

struct ConsentSettings {
  ConsentPolicy policy = ConsentPolicy::strictest;
  bool unsafe = false;
  std::vector<std::string> purposes = {"marketing"};  ///< written to `contact`
  /// child -> parent of own purposes, beyond marketing > newsletter, partner_offers, profiling. Own purposes are
  /// children of marketing.
  std::map<std::string, std::string> purpose_parents;
  std::string law = "built-in";  ///< or a file
  friend bool operator==(const ConsentSettings&, const ConsentSettings&) = default;
};

struct BlockingSpec {
  std::vector<std::string>
      on;  ///< key expressions: `postcode`, `phonetic(family_name)`, `substr(given_name, 3)`, `year(birth_date)`
  friend bool operator==(const BlockingSpec&, const BlockingSpec&) = default;
};

enum class TableSet : uint8_t { fields_with_rival, all };

/// How candidate pairs are weighed. Both decide the same.
enum class Scoring : uint8_t {
  bounded,      ///< a pair is left as soon as it certainly stays below review
  every_level,  ///< every comparison of every candidate pair, and counts of their levels: for audit, and slow
};

struct Job {
  // --- [job] ---
  std::string output = "sosie-out";
  std::string country = "FR";
  std::string timezone = "Europe/Paris";
  bool link_only = false;  ///< link = "link": pairs across sources only
  std::string as_of = "now";
  std::string previous = "current";
  std::string decisions;  ///< path; obeyed when the file exists
  // --- inputs ---
  std::vector<SourceSpec> sources;
  std::vector<EventsSpec> events;
  std::vector<SuppressionSpec> suppressions;
  // --- decisions ---
  ConsentSettings consent;
  std::string model_preset = "customer";  ///< customer | organisation
  std::string model_file;
  Scoring scoring = Scoring::bounded;
  double link_threshold = 0.95;
  double review_threshold = 0.50;
  std::vector<BlockingSpec> blocking;                      ///< empty: chosen from the fields and the data
  std::map<std::string, std::vector<std::string>> golden;  ///< field -> survivorship rules
  // --- [output] ---
  std::string format = "csv";
  std::vector<std::string> tables;  ///< empty: all
  TableSet lineage = TableSet::fields_with_rival;
  std::string to;
  // --- [limits] ---
  std::string rejects = "1%";  ///< a share of a source's rows, or a count
  std::string memory = "70%";
  uint32_t pairs_per_record = 60;

  // --- where it came from, and how it is run (command line) ---
  std::string path;       ///< the job file; empty for dedupe
  std::string directory;  ///< what relative paths are relative to
  unsigned threads = 0;   ///< 0: all
  uint64_t seed = 1;
  std::string temp_directory;
  bool has_unread_consent =
      false;  ///< dedupe: a column looks like consent and nobody declared it, so no contact right is decided
  std::string clusters_file;  ///< `source,id,cluster`: fixes the clustering, matching is skipped
  friend bool operator==(const Job&, const Job&) = default;
};

/// Whether any source, event or list of the job speaks of consent.
bool knows_of_consent(const Job& job);
bool asks_for_table(const Job& job, std::string_view table);

/// `path` as seen from the job's directory; absolute paths and "-" stay.
std::string resolve_path(const Job& job, const std::string& path);

}  // namespace sosie
