#include "engine/job/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/date.h"
#include "core/nearest_name.h"
#include "engine/field.h"
#include "engine/job/as_of.h"
#include "engine/job/limits.h"
#include "engine/job/words.h"
#include "matchers/normalize/dates.h"

namespace sosie {
namespace {

using Words = std::span<const std::string_view>;

constexpr size_t kMaxSources = 256;  // a record names its source in a byte
constexpr std::string_view kReservedColumns[] = {
    "entity_id", "household_id", "num_records", "num_sources", "updated",    "email_point", "may_email",
    "sms_point", "may_sms",      "voice_point", "may_voice",   "post_point", "may_post"};

std::string listed(Words words) { return fmt::format("{}", fmt::join(words, ", ")); }

class Validator {
 public:
  Validator(const Job& job, const JobPlaces& places) : job_(job), places_(places) {}

  Status check() const {
    SOSIE_RETURN_IF_ERROR(check_run());
    SOSIE_RETURN_IF_ERROR(check_names());
    SOSIE_RETURN_IF_ERROR(each("source", job_.sources, &Validator::check_source));
    SOSIE_RETURN_IF_ERROR(each("consent_events", job_.events, &Validator::check_events));
    SOSIE_RETURN_IF_ERROR(each("suppression", job_.suppressions, &Validator::check_suppression));
    SOSIE_RETURN_IF_ERROR(check_purposes());
    SOSIE_RETURN_IF_ERROR(check_thresholds());
    SOSIE_RETURN_IF_ERROR(each("blocking", job_.blocking, &Validator::check_blocking));
    SOSIE_RETURN_IF_ERROR(check_golden());
    SOSIE_RETURN_IF_ERROR(check_output());
    return check_limits();
  }

 private:
  Status wrong(const std::string& path, std::string message, std::string hint = {}) const {
    return Status::invalid_job(std::move(message)).at(places_.find(path)).hint(std::move(hint));
  }

  Status at(const std::string& path, Status status) const { return std::move(status).at(places_.find(path)); }

  template <typename Item>
  Status each(const std::string& list, const std::vector<Item>& items,
              Status (Validator::*check_one)(const Item&, const std::string&) const) const {
    for (size_t i = 0; i < items.size(); ++i)
      SOSIE_RETURN_IF_ERROR((this->*check_one)(items[i], fmt::format("{}[{}]", list, i)));
    return {};
  }

  Status check_word(const std::string& path, std::string_view what, Words words, const std::string& word) const {
    if (contains(words, word)) return {};
    std::string hint = suggestion(word, words);
    return wrong(path, fmt::format("\"{}\" is no {}", word, what),
                 hint.empty() ? "one of: " + listed(words) : std::move(hint));
  }

  Status check_country(const std::string& path, const std::string& country) const {
    if (country.empty() || is_country(country)) return {};
    return wrong(path, fmt::format("\"{}\" is no country code", country),
                 "ISO 3166 alpha-2 in capitals, such as FR or BE");
  }

  Status check_timezone(const std::string& path, const std::string& timezone) const {
    return timezone.empty() ? Status() : at(path, TimeZone::find(timezone).status());
  }

  // --- the run ---

  Status check_run() const {
    if (job_.output.empty()) return wrong("job.output", "`output` is empty");
    SOSIE_RETURN_IF_ERROR(check_country("job.country", job_.country));
    SOSIE_RETURN_IF_ERROR(check_timezone("job.timezone", job_.timezone));
    if (job_.as_of != "now") SOSIE_RETURN_IF_ERROR(at("job.as_of", resolve_as_of(job_).status()));
    if (job_.previous != "current" && job_.previous != "none")
      return wrong("job.previous", "`previous` naming a run is not built yet", "built: current, none");
    if (!job_.decisions.empty() && std::filesystem::exists(resolve_path(job_, job_.decisions)))
      return wrong("job.decisions",
                   fmt::format("{} exists, and obeying clerical decisions is not built yet", job_.decisions),
                   "move the file away, or leave the key out");
    return {};
  }

  Status check_name(std::set<std::string>& names, const std::string& table, const std::string& name) const {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (name.empty()) return wrong(table + ".name", "`name` is empty");
    if (name.find(':') != std::string::npos || std::any_of(name.begin(), name.end(), is_control))
      return wrong(table + ".name", fmt::format("the name \"{}\" holds a colon or a control character", name),
                   "records are written SOURCE:ID");
    if (!names.insert(name).second)
      return wrong(table + ".name", fmt::format("the name \"{}\" is taken", name),
                   "sources, events and lists share one set of names");
    return {};
  }

  Status check_names() const {
    if (job_.sources.empty()) return wrong("", "the job has no [[source]]", "a source needs name, path, id and fields");
    if (job_.sources.size() > kMaxSources) return wrong("source", fmt::format("at most {} sources", kMaxSources));
    if (job_.link_only && job_.sources.size() < 2)
      return wrong("job.link", "link = \"link\" compares across sources, and the job has one",
                   "link = \"dedupe\" compares within it");
    std::set<std::string> names;
    const auto check_all = [&](const std::string& list, const auto& items) -> Status {
      for (size_t i = 0; i < items.size(); ++i)
        SOSIE_RETURN_IF_ERROR(check_name(names, fmt::format("{}[{}]", list, i), items[i].name));
      return {};
    };
    SOSIE_RETURN_IF_ERROR(check_all("source", job_.sources));
    SOSIE_RETURN_IF_ERROR(check_all("consent_events", job_.events));
    return check_all("suppression", job_.suppressions);
  }

  Status check_path(const std::string& table, const std::string& path) const {
    if (path.empty()) return wrong(table + ".path", "`path` is empty");
    if (path.ends_with(".parquet"))
      return wrong(table + ".path", "reading Parquet is not built yet", "built: .csv .tsv .ndjson .jsonl");
    if (path.find("://") != std::string::npos)
      return wrong(table + ".path", "reading a database or an address is not built yet", "built: files");
    return {};
  }

  // --- sources ---

  Status check_source(const SourceSpec& source, const std::string& table) const {
    SOSIE_RETURN_IF_ERROR(check_path(table, source.path));
    SOSIE_RETURN_IF_ERROR(check_country(table + ".country", source.country));
    SOSIE_RETURN_IF_ERROR(check_timezone(table + ".timezone", source.timezone));
    if (source.changes_only) return wrong(table + ".mode", "mode = \"changes\" is not built yet", "built: snapshot");
    SOSIE_RETURN_IF_ERROR(check_date(table + ".updated", source.updated));
    SOSIE_RETURN_IF_ERROR(check_consent_is_stated(source, table));
    if (source.fields.empty() && source.consent.empty() && source.consent_lists.empty())
      return wrong(table, fmt::format("source \"{}\" maps no field", source.name), "add [source.fields]");
    for (const FieldSpec& field : source.fields)
      SOSIE_RETURN_IF_ERROR(check_field(field, table + ".fields." + field.field));
    for (size_t i = 0; i < source.addresses.size(); ++i)
      SOSIE_RETURN_IF_ERROR(check_address(source.addresses[i], fmt::format("{}.address[{}]", table, i)));
    for (size_t i = 0; i < source.consent.size(); ++i)
      SOSIE_RETURN_IF_ERROR(check_consent(source.consent[i], fmt::format("{}.consent[{}]", table, i)));
    for (size_t i = 0; i < source.consent_lists.size(); ++i)
      SOSIE_RETURN_IF_ERROR(check_consent_list(source.consent_lists[i], fmt::format("{}.consent_list[{}]", table, i)));
    return {};
  }

  Status check_consent_is_stated(const SourceSpec& source, const std::string& table) const {
    const bool speaks = !source.consent.empty() || !source.consent_lists.empty();
    if (speaks && source.has_no_consent)
      return wrong(table + ".consent", "consent = \"none\" beside columns that speak of consent");
    if (speaks || source.has_no_consent) return {};
    return wrong(
        table, fmt::format("source \"{}\" does not say what it knows of consent", source.name),
        "add the line consent = \"none\" below its path, or a [[source.consent]] for each column that speaks of it");
  }

  Status check_date(const std::string& path, const DateSpec& date) const {
    if (date.absent()) return {};
    if (date.columns.size() != 1 && date.columns.size() != 3)
      return wrong(path, "a date is one column, or three: year, month, day",
                   "columns = [\"year\", \"month\", \"day\"]");
    SOSIE_RETURN_IF_ERROR(check_formats(path, date.formats));
    return check_timezone(path, date.timezone);
  }

  Status check_formats(const std::string& path, const std::vector<std::string>& formats) const {
    matchers::DateOptions options;
    options.formats = formats;
    return at(path, matchers::DateReader::compile(std::move(options), TimeZone()).status());
  }

  Status check_field(const FieldSpec& spec, const std::string& path) const {
    const Field field = field_of(spec.field);
    const auto is_empty = [](const std::string& column) { return column.empty(); };
    if (spec.columns.empty() || std::any_of(spec.columns.begin(), spec.columns.end(), is_empty))
      return wrong(path, fmt::format("field \"{}\" names no column", spec.field));
    if (field == Field::text && contains(kReservedColumns, spec.field))
      return wrong(path, fmt::format("\"{}\" is a column of the golden records already", spec.field),
                   "choose another name for the field");
    if (field == Field::birth_date) return check_date(path, {spec.columns, spec.formats, spec.timezone});
    if (!spec.formats.empty() || !spec.timezone.empty())
      return wrong(path, fmt::format("\"{}\" takes no format: it is no date", spec.field), "birth_date is a date");
    return {};
  }

  Status check_address(const std::vector<FieldSpec>& address, const std::string& path) const {
    static constexpr std::string_view kParts[] = {"street", "house_number", "unit", "postcode", "city", "country"};
    if (address.empty()) return wrong(path, "an empty address");
    for (const FieldSpec& field : address) {
      SOSIE_RETURN_IF_ERROR(check_word(path + "." + field.field, "part of an address", kParts, field.field));
      SOSIE_RETURN_IF_ERROR(check_field(field, path + "." + field.field));
    }
    return {};
  }

  // --- statements of consent ---

  Status check_act(const std::string& path, const std::string& act) const {
    SOSIE_RETURN_IF_ERROR(check_word(path, "act", act_words(), act));
    if (act == "annul") return wrong(path, "the act `annul` is not built yet", "it needs the ledger of earlier runs");
    return {};
  }

  Status check_act_codes(const std::string& path, const Codes& codes, bool has_end) const {
    if (codes.empty())
      return wrong(path, "no codes: every value would be unreadable", "codes = { grant = [\"1\"], deny = [\"0\"] }");
    for (const auto& [act, values] : codes) {
      SOSIE_RETURN_IF_ERROR(check_act(path + "." + act, act));
      if (act == "lock" && !has_end) return wrong(path + "." + act, "a lock needs `valid_to`");
    }
    return {};
  }

  Status check_keys(const std::string& path, std::string_view what, Words words, const Codes& codes) const {
    for (const auto& [meaning, values] : codes)
      SOSIE_RETURN_IF_ERROR(check_word(path + "." + meaning, what, words, meaning));
    return {};
  }

  Status check_consent(const ConsentColumnSpec& spec, const std::string& path) const {
    if (spec.column.empty()) return wrong(path + ".column", "`column` is empty");
    SOSIE_RETURN_IF_ERROR(check_word(path + ".channel", "channel", channel_words(), spec.channel));
    if (spec.purpose.empty()) return wrong(path + ".purpose", "`purpose` is empty", "leave the key out for marketing");
    SOSIE_RETURN_IF_ERROR(check_act_codes(path + ".codes", spec.codes, !spec.valid_to.absent()));
    SOSIE_RETURN_IF_ERROR(check_formats(path + ".valid_to", spec.valid_to.formats));
    return check_date(path + ".at", spec.at);
  }

  Status check_consent_list(const ConsentListSpec& spec, const std::string& path) const {
    if (spec.path.empty()) return wrong(path + ".path", "`path` is empty");
    if (spec.status.empty()) return wrong(path + ".fields", "`status` is empty");
    SOSIE_RETURN_IF_ERROR(check_act_codes(path + ".codes", spec.codes, !spec.valid_to.absent()));
    SOSIE_RETURN_IF_ERROR(check_keys(path + ".channels", "channel", channel_words(), spec.channels));
    SOSIE_RETURN_IF_ERROR(check_formats(path + ".fields.valid_to", spec.valid_to.formats));
    return check_date(path + ".fields.at", spec.at);
  }

  /// A coded column: its meanings must be known, whether they stand in `codes` or as a constant.
  Status check_coded(const std::string& path, std::string_view what, Words words, const CodedColumn& column) const {
    if (!column.constant.empty()) return check_word(path, what, words, column.constant);
    return check_keys(path + ".codes", what, words, column.codes);
  }

  Status check_events(const EventsSpec& events, const std::string& table) const {
    SOSIE_RETURN_IF_ERROR(check_path(table, events.path));
    SOSIE_RETURN_IF_ERROR(check_country(table + ".country", events.country));
    SOSIE_RETURN_IF_ERROR(check_timezone(table + ".timezone", events.timezone));
    SOSIE_RETURN_IF_ERROR(check_date(table + ".at", events.at));
    if (events.key.empty()) return wrong(table + ".key", "`key` is empty");
    if (events.act.empty()) return wrong(table + ".act", "`act` is empty");
    SOSIE_RETURN_IF_ERROR(check_coded(table + ".key_kind", "kind of key", event_key_words(), events.key_kind));
    SOSIE_RETURN_IF_ERROR(check_coded(table + ".channel", "channel", channel_words(), events.channel));
    for (const auto& [value, act] : events.acts) {
      const std::string path = table + ".acts." + value;
      SOSIE_RETURN_IF_ERROR(check_act(path, act.act));
      if (!act.channel.empty()) SOSIE_RETURN_IF_ERROR(check_word(path, "channel", channel_words(), act.channel));
      if (act.act == "lock" && events.valid_to.absent()) return wrong(path, "a lock needs `valid_to`");
    }
    return {};
  }

  Status check_suppression(const SuppressionSpec& list, const std::string& table) const {
    SOSIE_RETURN_IF_ERROR(check_path(table, list.path));
    if (list.value.empty()) return wrong(table + ".value", "`value` is empty");
    SOSIE_RETURN_IF_ERROR(check_country(table + ".country", list.country));
    SOSIE_RETURN_IF_ERROR(check_coded(table + ".kind", "kind of list", list_kind_words(), list.kind));
    SOSIE_RETURN_IF_ERROR(check_keys(table + ".channels", "kind of list", list_kind_words(), list.channels));
    for (const auto& [kind, channels] : list.channels) {
      for (const std::string& channel : channels)
        SOSIE_RETURN_IF_ERROR(check_word(table + ".channels." + kind, "channel", channel_words(), channel));
    }
    if (list.max_age_days > 0 && list.listed.absent())
      return wrong(table + ".max_age_days", "`max_age_days` needs `listed`",
                   "the age is as_of minus the newest `listed`");
    return check_date(table + ".listed", list.listed);
  }

  // --- settings ---

  /// Follows parents upwards from `purpose`: the walk must end in a built-in purpose.
  Status check_ancestry(const std::string& purpose) const {
    std::set<std::string> seen;
    std::string current = purpose;
    while (!contains(purpose_words(), current)) {
      if (!seen.insert(current).second)
        return wrong("consent.purpose_parents." + purpose, fmt::format("purpose \"{}\" lies under itself", purpose));
      const auto parent = job_.consent.purpose_parents.find(current);
      if (parent == job_.consent.purpose_parents.end()) {
        if (current == purpose) return {};
        return wrong("consent.purpose_parents." + purpose, fmt::format("no purpose is named \"{}\"", current),
                     suggestion(current, purpose_words()));
      }
      current = parent->second;
    }
    return {};
  }

  Status check_purposes() const {
    const ConsentSettings& settings = job_.consent;
    if (settings.policy == ConsentPolicy::strictest_reconsent || settings.policy == ConsentPolicy::latest_valid)
      return wrong("consent.policy", fmt::format("policy = \"{}\" is not built yet", policy_name(settings.policy)),
                   "built: strictest, unanimous");
    if (settings.purposes.empty())
      return wrong("consent.purposes", "`purposes` is empty", "purposes = [\"marketing\"]");
    std::set<std::string> seen;
    for (const std::string& purpose : settings.purposes) {
      if (purpose.empty()) return wrong("consent.purposes", "a purpose without a name");
      if (!seen.insert(purpose).second)
        return wrong("consent.purposes", fmt::format("purpose \"{}\" stands twice", purpose));
    }
    for (const auto& [child, parent] : settings.purpose_parents) {
      if (contains(purpose_words(), child))
        return wrong("consent.purpose_parents." + child, fmt::format("\"{}\" has its place already", child));
      SOSIE_RETURN_IF_ERROR(check_ancestry(child));
    }
    return {};
  }

  Status check_thresholds() const {
    const auto is_probability = [](double p) { return p > 0 && p < 1; };
    if (!is_probability(job_.link_threshold)) return wrong("thresholds.link", "`link` must lie between 0 and 1");
    if (!is_probability(job_.review_threshold)) return wrong("thresholds.review", "`review` must lie between 0 and 1");
    if (job_.review_threshold > job_.link_threshold) return wrong("thresholds.review", "`review` lies above `link`");
    if (job_.model_preset == "organisation")
      return wrong("model.preset", "preset = \"organisation\" is not built yet", "built: customer");
    return {};
  }

  Status check_blocking(const BlockingSpec& rule, const std::string& path) const {
    if (rule.on.empty()) return wrong(path + ".on", "`on` is empty");
    for (const std::string& key : rule.on) {
      const size_t open = key.find('(');
      if (key.empty() || (open != std::string::npos && key.back() != ')'))
        return wrong(path + ".on", fmt::format("\"{}\" is no blocking key", key),
                     "a field, or function(field), as in phonetic(family_name)");
      if (open != std::string::npos)
        SOSIE_RETURN_IF_ERROR(
            check_word(path + ".on", "function of blocking keys", blocking_function_words(), key.substr(0, open)));
    }
    return {};
  }

  /// Every field that some source maps, and every field known by meaning.
  std::vector<std::string_view> field_names() const {
    std::vector<std::string_view> names;
    for (const Field field : known_fields()) names.push_back(field_name(field));
    for (const SourceSpec& source : job_.sources) {
      for (const FieldSpec& field : source.fields) names.push_back(field.field);
    }
    return names;
  }

  Status check_golden() const {
    const std::vector<std::string_view> names = field_names();
    for (const auto& [field, rules] : job_.golden) {
      const std::string path = "golden." + field;
      if (!contains(names, field))
        return wrong(path, fmt::format("no source maps a field \"{}\"", field), suggestion(field, names));
      if (rules.empty()) return wrong(path + ".rules", "`rules` is empty");
      for (const std::string& rule : rules)
        SOSIE_RETURN_IF_ERROR(check_word(path + ".rules", "survivorship rule", survivorship_words(), rule));
    }
    return {};
  }

  Status check_output() const {
    static constexpr std::string_view kFormats[] = {"csv", "ndjson"};
    if (job_.format == "parquet")
      return wrong("output.format", "format = \"parquet\" is not built yet", "built: csv, ndjson");
    SOSIE_RETURN_IF_ERROR(check_word("output.format", "format", kFormats, job_.format));
    if (!job_.to.empty()) return wrong("output.to", "`to` is not built yet", "leave the key out");
    for (const std::string& table : job_.tables) {
      if (table == "changes") return wrong("output.tables", "the table `changes` is not built yet");
      SOSIE_RETURN_IF_ERROR(check_word("output.tables", "table", table_words(), table));
    }
    return {};
  }

  Status check_limits() const {
    static constexpr uint64_t kAnyMachine = uint64_t{1} << 40;
    SOSIE_RETURN_IF_ERROR(at("limits.rejects", parse_reject_limit(job_.rejects).status()));
    SOSIE_RETURN_IF_ERROR(at("limits.memory", parse_memory_limit(job_.memory, kAnyMachine).status()));
    if (job_.pairs_per_record == 0) return wrong("limits.pairs_per_record", "`pairs_per_record` must be at least 1");
    return {};
  }

  const Job& job_;
  const JobPlaces& places_;
};

}  // namespace

Status validate(const Job& job, const JobPlaces& places) { return Validator(job, places).check(); }

}  // namespace sosie
