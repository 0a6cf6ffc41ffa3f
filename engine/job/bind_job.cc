#include <algorithm>
#include <array>
#include <utility>

#include "engine/job/job_visitor.h"
#include "engine/job/words.h"

namespace sosie {
namespace {

template <typename Value>
using Named = std::pair<std::string_view, Value>;

constexpr std::array kOrigins = {Named<Origin>("first_party", Origin::first_party),
                                 Named<Origin>("partner", Origin::partner), Named<Origin>("bought", Origin::bought)};
constexpr std::array kPolicies = {Named<ConsentPolicy>("unanimous", ConsentPolicy::unanimous),
                                  Named<ConsentPolicy>("strictest", ConsentPolicy::strictest),
                                  Named<ConsentPolicy>("strictest_reconsent", ConsentPolicy::strictest_reconsent),
                                  Named<ConsentPolicy>("latest_valid", ConsentPolicy::latest_valid)};
constexpr std::array kLinks = {Named<bool>("dedupe", false), Named<bool>("link", true)};
constexpr std::array kModes = {Named<bool>("snapshot", false), Named<bool>("changes", true)};
constexpr std::array kLineages = {Named<TableSet>("rivals", TableSet::fields_with_rival),
                                  Named<TableSet>("all", TableSet::all)};
constexpr std::array kScorings = {Named<Scoring>("bounded", Scoring::bounded),
                                  Named<Scoring>("every_level", Scoring::every_level)};
constexpr std::array kEncodings = {
    Named<io::Encoding>("utf-8", io::Encoding::utf8), Named<io::Encoding>("latin1", io::Encoding::latin1),
    Named<io::Encoding>("windows-1252", io::Encoding::windows_1252),
    Named<io::Encoding>("utf-16le", io::Encoding::utf16_le), Named<io::Encoding>("utf-16be", io::Encoding::utf16_be)};

template <typename Value, size_t size>
std::string_view name_of(const std::array<Named<Value>, size>& names, Value value) {
  return std::find_if(names.begin(), names.end(), [&](const auto& named) { return named.second == value; })->first;
}

/// Visits an enumeration by its name. The parser refuses words that the registry does not list, so a name is always
/// found.
template <typename Value, size_t size>
void choice(JobVisitor& visitor, std::string_view key, const std::array<Named<Value>, size>& names, Value& value) {
  std::string word(name_of(names, value));
  visitor.text(key, word);
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& named) { return named.first == word; });
  if (found != names.end()) value = found->second;
}

/// One character; "none" is the character that never occurs.
void character(JobVisitor& visitor, std::string_view key, std::optional<char>& value) {
  std::string word = !value ? "" : *value == '\0' ? "none" : std::string(1, *value);
  visitor.text(key, word);
  if (!word.empty()) value = word == "none" ? '\0' : word[0];
}

void bind_csv(JobVisitor& visitor, io::CsvOptions& csv) {
  visitor.small_table("csv", [&] {
    character(visitor, "delimiter", csv.delimiter);
    character(visitor, "quote", csv.quote);
    visitor.boolean("header", csv.header);
    std::string encoding(csv.encoding ? name_of(kEncodings, *csv.encoding) : "");
    visitor.text("encoding", encoding);
    for (const auto& [name, value] : kEncodings) {
      if (name == encoding) csv.encoding = value;
    }
  });
}

/// What may accompany any statement of consent.
template <typename Statement>
void bind_companions(JobVisitor& visitor, Statement& statement) {
  visitor.column_or_constant("valid_to", statement.valid_to);
  visitor.column_or_constant("proof", statement.proof);
  visitor.column_or_constant("method", statement.method);
  visitor.column_or_constant("basis", statement.basis);
  visitor.column_or_constant("informed", statement.informed);
}

void bind_consent_column(JobVisitor& visitor, ConsentColumnSpec& spec) {
  visitor.text("column", spec.column);
  visitor.text("channel", spec.channel);
  visitor.text("purpose", spec.purpose);
  visitor.codes("codes", spec.codes);
  visitor.date("at", spec.at);
  visitor.boolean("optional", spec.optional);
  visitor.text("point", spec.point);
  bind_companions(visitor, spec);
}

void bind_consent_list(JobVisitor& visitor, ConsentListSpec& spec) {
  visitor.text("path", spec.path);
  visitor.small_table("fields", [&] {
    visitor.text("channel", spec.channel);
    visitor.text("purpose", spec.purpose);
    visitor.text("status", spec.status);
    visitor.text("point", spec.point);
    visitor.date("at", spec.at);
    bind_companions(visitor, spec);
  });
  visitor.codes("codes", spec.codes);
  visitor.codes("channels", spec.channels);
  visitor.codes("purposes", spec.purposes);
}

void bind_source(JobVisitor& visitor, SourceSpec& spec) {
  visitor.text("name", spec.name);
  visitor.text("path", spec.path);
  visitor.text("id", spec.id);
  choice(visitor, "origin", kOrigins, spec.origin);
  visitor.date("updated", spec.updated);
  choice(visitor, "mode", kModes, spec.changes_only);
  visitor.boolean("duplicate_free", spec.duplicate_free);
  visitor.boolean("may_lift", spec.may_lift);
  visitor.boolean("may_be_late", spec.may_be_late);
  visitor.text("country", spec.country);
  visitor.text("timezone", spec.timezone);
  bind_csv(visitor, spec.csv);
  visitor.none("consent", spec.has_no_consent);
  visitor.fields("fields", spec.fields);
  visitor.tables("address", spec.addresses, [&](std::vector<FieldSpec>& address) { visitor.all_fields(address); });
  visitor.tables("consent", spec.consent, [&](ConsentColumnSpec& column) { bind_consent_column(visitor, column); });
  visitor.tables("consent_list", spec.consent_lists, [&](ConsentListSpec& list) { bind_consent_list(visitor, list); });
}

void bind_events(JobVisitor& visitor, EventsSpec& spec) {
  visitor.text("name", spec.name);
  visitor.text("path", spec.path);
  visitor.text("id", spec.id);
  visitor.date("at", spec.at);
  visitor.text("key", spec.key);
  visitor.coded_column("key_kind", event_key_words(), spec.key_kind);
  visitor.coded_column("purpose", purpose_words(), spec.purpose);
  visitor.coded_column("channel", channel_words(), spec.channel);
  visitor.text("act", spec.act);
  bind_companions(visitor, spec);
  visitor.text("country", spec.country);
  visitor.text("timezone", spec.timezone);
  visitor.boolean("may_be_late", spec.may_be_late);
  bind_csv(visitor, spec.csv);
  visitor.acts("acts", spec.acts);
}

void bind_suppression(JobVisitor& visitor, SuppressionSpec& spec) {
  visitor.text("name", spec.name);
  visitor.text("path", spec.path);
  visitor.text("value", spec.value);
  visitor.coded_column("kind", list_kind_words(), spec.kind);
  visitor.codes("channels", spec.channels);
  visitor.date("listed", spec.listed);
  visitor.integer("max_age_days", spec.max_age_days);
  visitor.text("scheme", spec.scheme);
  visitor.integer("norm", spec.norm);
  visitor.text("key", spec.key);
  visitor.text("country", spec.country);
  bind_csv(visitor, spec.csv);
}

void bind_run(JobVisitor& visitor, Job& job) {
  visitor.text("output", job.output);
  visitor.text("country", job.country);
  visitor.text("timezone", job.timezone);
  choice(visitor, "link", kLinks, job.link_only);
  visitor.text("as_of", job.as_of);
  visitor.text("previous", job.previous);
  visitor.text("decisions", job.decisions);
}

void bind_consent(JobVisitor& visitor, ConsentSettings& settings) {
  choice(visitor, "policy", kPolicies, settings.policy);
  visitor.boolean("unsafe", settings.unsafe);
  visitor.texts("purposes", settings.purposes);
  visitor.text("law", settings.law);
  visitor.words("purpose_parents", settings.purpose_parents);
}

/// "all" stands for no selection.
void bind_tables(JobVisitor& visitor, std::vector<std::string>& tables) {
  std::vector<std::string> names = tables.empty() ? std::vector<std::string>{"all"} : tables;
  visitor.texts("tables", names);
  tables = names == std::vector<std::string>{"all"} ? std::vector<std::string>() : std::move(names);
}

void bind_output(JobVisitor& visitor, Job& job) {
  visitor.text("format", job.format);
  bind_tables(visitor, job.tables);
  choice(visitor, "lineage", kLineages, job.lineage);
  visitor.text("to", job.to);
}

void bind_limits(JobVisitor& visitor, Job& job) {
  visitor.text("rejects", job.rejects);
  visitor.text("memory", job.memory);
  visitor.integer("pairs_per_record", job.pairs_per_record);
}

}  // namespace

const char* policy_name(ConsentPolicy policy) { return name_of(kPolicies, policy).data(); }

const char* origin_name(Origin origin) { return name_of(kOrigins, origin).data(); }

void bind_job(JobVisitor& visitor, Job& job) {
  uint32_t version = 1;
  visitor.integer("version", version);
  visitor.table("job", [&] { bind_run(visitor, job); });
  visitor.tables("source", job.sources, [&](SourceSpec& source) { bind_source(visitor, source); });
  visitor.tables("consent_events", job.events, [&](EventsSpec& events) { bind_events(visitor, events); });
  visitor.tables("suppression", job.suppressions, [&](SuppressionSpec& list) { bind_suppression(visitor, list); });
  visitor.table("consent", [&] { bind_consent(visitor, job.consent); });
  visitor.table("model", [&] {
    visitor.text("preset", job.model_preset);
    visitor.text("file", job.model_file);
    choice(visitor, "scoring", kScorings, job.scoring);
  });
  visitor.table("thresholds", [&] {
    visitor.number("link", job.link_threshold);
    visitor.number("review", job.review_threshold);
  });
  visitor.tables("blocking", job.blocking, [&](BlockingSpec& rule) { visitor.texts("on", rule.on); });
  visitor.lists_by_name("golden", "rules", job.golden);
  visitor.table("output", [&] { bind_output(visitor, job); });
  visitor.table("limits", [&] { bind_limits(visitor, job); });
}

}  // namespace sosie
