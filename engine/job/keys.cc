#include "engine/job/keys.h"

#include <algorithm>
#include <array>

namespace sosie {
namespace {

using enum KeyType;

constexpr std::string_view kDelimiterDoc = "character between cells; recognised when absent";
constexpr std::string_view kEncodingDoc = "recognised when absent";
constexpr std::string_view kEncodings = "utf-8 latin1 windows-1252 utf-16le utf-16be";
constexpr std::string_view kQuoteDoc = "quote character, or \"none\"; recognised when absent";
constexpr std::string_view kHeaderDoc =
    "whether the first row names the columns (else: column1, column2, ...); recognised when absent";
constexpr std::string_view kChannels = "email sms voice post push any";
constexpr std::string_view kValidToDoc = "end of the statement; a lock needs one";
constexpr std::string_view kProofDoc = "what proves the statement";
constexpr std::string_view kMethodDoc = "how it was given: web, paper, call";
constexpr std::string_view kBasisDoc = "legal basis as the source knows it";
constexpr std::string_view kInformedDoc = "whether the person was told at collection; `soft` counts only then";
constexpr std::string_view kCountryDoc = "ISO code of the default region; the job's when absent";

constexpr std::array kKeys = {
    JobKey{"version", integer, "1", "version of this format"},

    JobKey{"job", table, "", "the run as a whole"},
    JobKey{"job.output", text, "\"sosie-out\"", "folder of the runs: runs/<run-id>/ and the link `current`"},
    JobKey{"job.country", text, "\"FR\"", "default region of phones, addresses and law, an ISO 3166 code"},
    JobKey{"job.timezone", text, "\"Europe/Paris\"", "zone of times and days written without an offset"},
    JobKey{"job.link", choice, "\"dedupe\"", "dedupe: pairs within and across sources; link: across sources only",
           "dedupe link"},
    JobKey{"job.as_of", instant, "\"now\"",
           "consent is judged at this instant: now, an ISO time, or a day, which means its end"},
    JobKey{"job.previous", text, "\"current\"", "the run before; \"none\" for a first run"},
    JobKey{"job.decisions", text, "", "clerical decisions, obeyed when the file exists"},

    JobKey{"source", tables, "", "a delivery of records; at least one"},
    JobKey{"source.name", text, kRequired, "unique among sources, events and lists"},
    JobKey{"source.path", text, kRequired,
           "file or glob: .csv .tsv .ndjson .jsonl, also .gz .zst; \"-\" is standard input"},
    JobKey{"source.id", text, kRequired, "column of the record's id; \"\": a hash of the row names it"},
    JobKey{"source.origin", choice, "\"first_party\"", "who collected the data", "first_party partner bought"},
    JobKey{"source.updated", date, "", "business time of the row, for survivorship only"},
    JobKey{"source.mode", choice, "\"snapshot\"", "snapshot: the whole state; changes: rows since last time",
           "snapshot changes", "changes"},
    JobKey{"source.duplicate_free", boolean, "false", "true: at most one record of this source per entity"},
    JobKey{"source.may_lift", boolean, "false", "under strictest_reconsent only: its grants may lift a refusal"},
    JobKey{"source.may_be_late", boolean, "false", "true: the run goes on when tonight's file is missing"},
    JobKey{"source.country", text, "", kCountryDoc},
    JobKey{"source.timezone", text, "", "the job's when absent"},
    JobKey{"source.csv", table, "", "how a CSV file is written"},
    JobKey{"source.csv.delimiter", character, "", kDelimiterDoc},
    JobKey{"source.csv.quote", character, "", kQuoteDoc},
    JobKey{"source.csv.header", boolean, "", kHeaderDoc},
    JobKey{"source.csv.encoding", choice, "", kEncodingDoc, kEncodings},
    JobKey{"source.fields", fields, "", "field = column, dotted path in JSON, a list of them, or as a date"},
    JobKey{"source.address", tables, "", "a further address, a block that survives whole; keys are address fields"},
    JobKey{"source.consent", tables, "",
           "a column that speaks of consent; `consent = \"none\"` when the source has none"},
    JobKey{"source.consent.column", text, kRequired, "the column"},
    JobKey{"source.consent.channel", choice, kRequired, "the channel it speaks of", kChannels},
    JobKey{"source.consent.purpose", text, "\"marketing\"", "the purpose it speaks of"},
    JobKey{"source.consent.codes", codes, kRequired,
           "act = values; trimmed, case ignored; \"\" also means null and absent"},
    JobKey{"source.consent.at", date, "", "when the person acted"},
    JobKey{"source.consent.optional", boolean, "false", "true: a delivery may lack the column"},
    JobKey{"source.consent.point", text, "",
           "column of the contact point it speaks of; all of that channel when absent"},
    JobKey{"source.consent.valid_to", column_or_constant, "", kValidToDoc},
    JobKey{"source.consent.proof", column_or_constant, "", kProofDoc},
    JobKey{"source.consent.method", column_or_constant, "", kMethodDoc},
    JobKey{"source.consent.basis", column_or_constant, "", kBasisDoc},
    JobKey{"source.consent.informed", column_or_constant, "", kInformedDoc},
    JobKey{"source.consent_list", tables, "", "an array of consent objects in NDJSON"},
    JobKey{"source.consent_list.path", text, kRequired, "dotted path of the array"},
    JobKey{"source.consent_list.fields", table, kRequired, "members of one element"},
    JobKey{"source.consent_list.fields.channel", text, "", "member that names the channel"},
    JobKey{"source.consent_list.fields.purpose", text, "", "member that names the purpose"},
    JobKey{"source.consent_list.fields.status", text, kRequired, "member whose value `codes` translates"},
    JobKey{"source.consent_list.fields.point", text, "", "member that holds the contact point"},
    JobKey{"source.consent_list.fields.at", date, "", "when the person acted"},
    JobKey{"source.consent_list.fields.valid_to", column_or_constant, "", kValidToDoc},
    JobKey{"source.consent_list.fields.proof", column_or_constant, "", kProofDoc},
    JobKey{"source.consent_list.fields.method", column_or_constant, "", kMethodDoc},
    JobKey{"source.consent_list.fields.basis", column_or_constant, "", kBasisDoc},
    JobKey{"source.consent_list.fields.informed", column_or_constant, "", kInformedDoc},
    JobKey{"source.consent_list.codes", codes, kRequired, "act = values of `status`"},
    JobKey{"source.consent_list.channels", codes, "",
           "channel = values; an undeclared one widens a refusal and drops a permission"},
    JobKey{"source.consent_list.purposes", codes, "",
           "purpose = values; an undeclared one widens a refusal and drops a permission"},

    JobKey{"consent_events", tables, "", "dated acts after collection: unsubscribes, objections, erasures"},
    JobKey{"consent_events.name", text, kRequired, "unique among sources, events and lists"},
    JobKey{"consent_events.path", text, kRequired, "file or glob"},
    JobKey{"consent_events.id", text, kRequired, "column of the event's id"},
    JobKey{"consent_events.at", date, "", "when the person acted"},
    JobKey{"consent_events.key", text, kRequired, "column that holds an e-mail, a phone, or SOURCE:ID"},
    JobKey{"consent_events.key_kind", coded_column, kRequired, "what the key is: email, phone or record"},
    JobKey{"consent_events.purpose", coded_column, "", "the purpose; marketing when absent"},
    JobKey{"consent_events.channel", coded_column, "", "the channel; overrides the act's"},
    JobKey{"consent_events.act", text, kRequired, "column whose value `acts` translates"},
    JobKey{"consent_events.valid_to", column_or_constant, "", kValidToDoc},
    JobKey{"consent_events.proof", column_or_constant, "", kProofDoc},
    JobKey{"consent_events.method", column_or_constant, "", kMethodDoc},
    JobKey{"consent_events.basis", column_or_constant, "", kBasisDoc},
    JobKey{"consent_events.informed", column_or_constant, "", kInformedDoc},
    JobKey{"consent_events.country", text, "", kCountryDoc},
    JobKey{"consent_events.timezone", text, "", "the job's when absent"},
    JobKey{"consent_events.may_be_late", boolean, "false", "true: the run goes on when tonight's file is missing"},
    JobKey{"consent_events.csv", table, "", "how a CSV file is written"},
    JobKey{"consent_events.csv.delimiter", character, "", kDelimiterDoc},
    JobKey{"consent_events.csv.quote", character, "", kQuoteDoc},
    JobKey{"consent_events.csv.header", boolean, "", kHeaderDoc},
    JobKey{"consent_events.csv.encoding", choice, "", kEncodingDoc, kEncodings},
    JobKey{"consent_events.acts", acts, kRequired,
           "cell value = { act, channel }; an undeclared one restricts all its key can carry"},

    JobKey{"suppression", tables, "", "an opposition list"},
    JobKey{"suppression.name", text, kRequired, "unique among sources, events and lists"},
    JobKey{"suppression.path", text, kRequired, "file or glob"},
    JobKey{"suppression.value", text, kRequired, "column of the listed phone or e-mail"},
    JobKey{"suppression.kind", coded_column, kRequired, "phone, email, or { column, codes }"},
    JobKey{"suppression.channels", codes, "", "kind = channels; all that the kind can carry when absent"},
    JobKey{"suppression.listed", date, "", "when the entry was listed"},
    JobKey{"suppression.max_age_days", integer, "", "a list whose newest entry is older is stale; never when absent"},
    JobKey{"suppression.scheme", choice, "", "how values are hashed; plain when absent", "hmac-sha256 sha256", "*"},
    JobKey{"suppression.norm", integer, "1", "version of the normaliser the list was hashed with", {}, "*"},
    JobKey{"suppression.key", text, "", "secret of the hashes: env:NAME or a file", {}, "*"},
    JobKey{"suppression.country", text, "", kCountryDoc},
    JobKey{"suppression.csv", table, "", "how a CSV file is written"},
    JobKey{"suppression.csv.delimiter", character, "", kDelimiterDoc},
    JobKey{"suppression.csv.quote", character, "", kQuoteDoc},
    JobKey{"suppression.csv.header", boolean, "", kHeaderDoc},
    JobKey{"suppression.csv.encoding", choice, "", kEncodingDoc, kEncodings},

    JobKey{"consent", table, "", "how statements become decisions"},
    JobKey{"consent.policy", choice, "\"strictest\"", "who wins when statements disagree",
           "unanimous strictest strictest_reconsent latest_valid", "strictest_reconsent latest_valid"},
    JobKey{"consent.unsafe", boolean, "false", "latest_valid needs it, for migrations", {}, "*"},
    JobKey{"consent.purposes", texts, "[\"marketing\"]", "purposes written to `contact`"},
    JobKey{"consent.purpose_parents", words, "", "own purpose = the purpose it lies under; marketing when not named"},
    JobKey{"consent.law", text, "\"built-in\"", "the law table, or a file that replaces it"},

    JobKey{"model", table, "", "how alike two records must be"},
    JobKey{"model.preset", choice, "\"customer\"", "the built-in model", "customer organisation", "organisation"},
    JobKey{"model.file", text, "", "a trained model, instead of the preset"},
    JobKey{
        "model.scoring", choice, "\"bounded\"",
        "bounded: leaves a pair once it certainly stays below review; every_level: weighs all, for audit; both decide "
        "the same",
        "bounded every_level"},

    JobKey{"thresholds", table, "", "match probabilities that decide"},
    JobKey{"thresholds.link", number, "0.95", "at or above: one person"},
    JobKey{"thresholds.review", number, "0.5", "at or above: written for review"},

    JobKey{"blocking", tables, "", "a blocking rule; chosen from the fields and the data when absent"},
    JobKey{"blocking.on", texts, kRequired,
           "keys that must agree: postcode, phonetic(family_name), substr(given_name, 3), year(birth_date)"},

    JobKey{"golden", table, "", "survivorship, by field: which value the golden record keeps"},
    JobKey{"golden.*", table, "", "the field"},
    JobKey{"golden.*.rules", texts, kRequired, "tried in order until one value is left"},

    JobKey{"output", table, "", "what a run writes"},
    JobKey{"output.format", choice, "\"csv\"", "format of the tables", "csv ndjson parquet", "parquet"},
    JobKey{"output.tables", texts, "\"all\"", "\"all\", or a list of tables"},
    JobKey{"output.lineage", choice, "\"rivals\"", "rivals: fields with a rival value; all: every field", "rivals all"},
    JobKey{"output.to", text, "", "a database that receives the tables", {}, "*"},

    JobKey{"limits", table, "", "what a run may cost"},
    JobKey{"limits.rejects", amount, "\"1%\"", "refused rows of a source, a share or a count; over it: exit 3"},
    JobKey{"limits.memory", amount, "\"70%\"",
           "share of the machine or cgroup, or a size such as \"8GB\"; what does not fit is spilled (`--tmp`); exit 5 "
           "when "
           "not even the rest fits"},
    JobKey{"limits.pairs_per_record", integer, "60", "candidate pairs per record after refining; over it: exit 5"},
};

std::string_view parent_of(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

std::string_view leaf_of(std::string_view path) { return path.substr(path.rfind('.') + 1); }

}  // namespace

std::string_view key_type_name(KeyType type) {
  switch (type) {
    case text: return "string";
    case character: return "character";
    case choice: return "one of";
    case amount: return "string or integer";
    case instant: return "string, date or time";
    case boolean: return "true or false";
    case integer: return "integer";
    case number: return "number";
    case texts: return "string or list of strings";
    case date: return "date key";
    case column_or_constant: return "column or constant";
    case coded_column: return "coded column";
    case codes: return "table of codes";
    case fields: return "table of fields";
    case acts: return "table of acts";
    case words: return "table of strings";
    case table: return "table";
    case tables: return "list of tables";
  }
  return "";
}

std::span<const JobKey> job_keys() { return kKeys; }

const JobKey* find_key(std::string_view path) {
  const auto key =
      std::find_if(kKeys.begin(), kKeys.end(), [&](const JobKey& candidate) { return candidate.path == path; });
  return key == kKeys.end() ? nullptr : &*key;
}

std::vector<std::string_view> keys_under(std::string_view table) {
  std::vector<std::string_view> names;
  for (const JobKey& key : kKeys) {
    if (parent_of(key.path) == table) names.push_back(leaf_of(key.path));
  }
  return names;
}

std::vector<std::string_view> tables_with(std::string_view key) {
  std::vector<std::string_view> names;
  for (const JobKey& candidate : kKeys) {
    if (leaf_of(candidate.path) == key) names.push_back(parent_of(candidate.path));
  }
  return names;
}

std::vector<std::string_view> split_words(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    if (end > 0) parts.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return parts;
}

}  // namespace sosie
