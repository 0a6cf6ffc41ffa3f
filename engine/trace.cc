#include "engine/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/nearest_name.h"
#include "engine/job/words.h"
#include "matchers/normalize/address.h"
#include "matchers/normalize/address_line.h"
#include "matchers/normalize/companies.h"
#include "matchers/normalize/email.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/nicknames.h"
#include "matchers/normalize/phone.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/vat_numbers.h"
#include "matchers/phonetic/french_key.h"

namespace sosie {
namespace {

using matchers::NameGender;
using matchers::ValueKind;

constexpr std::string_view kPlaceholderName = "placeholder name";

/// A value, and where its story is written down.
class Tracer {
 public:
  /// `field` is static.
  Tracer(std::string_view field, const TraceOptions& options, ValueTrace& trace)
      : field_(field), options_(options), trace_(trace) {}

  std::string_view field() const { return field_; }
  std::string_view raw() const { return trace_.input; }
  const TraceOptions& options() const { return options_; }

  void step(std::string_view name, std::string text) { trace_.steps.emplace_back(name, std::move(text)); }
  void step_unless_empty(std::string_view name, std::string text) {
    if (!text.empty()) step(name, std::move(text));
  }
  void value(std::string_view name, std::string text) {
    if (!text.empty()) trace_.values.emplace_back(name, std::move(text));
  }
  void null(std::string_view reason) { trace_.null = reason; }
  /// Whether the cell says nothing, by list or by form.
  bool says_nothing(ValueKind kind) {
    const std::string_view trimmed = matchers::trim(raw());
    const char* reason = trimmed.empty() ? "blank" : matchers::null_reason(kind, raw());
    if (reason != nullptr) null(reason);
    return reason != nullptr;
  }

 private:
  const std::string_view field_;
  const TraceOptions& options_;
  ValueTrace& trace_;
};

using Normalize = void (*)(std::string_view, std::string&);

std::string normalized(Normalize normalize, std::string_view raw) {
  std::string text;
  normalize(raw, text);
  return text;
}

std::string phonetic(const std::string& name) {
  std::string key;
  matchers::french_key(name, key);
  return key;
}

std::string gender_text(NameGender gender) {
  return gender == NameGender::unknown ? "" : gender == NameGender::female ? "f" : "m";
}

/// One name part on its own.
void trace_name(Normalize normalize, Tracer& t) {
  if (t.says_nothing(ValueKind::name)) return;
  t.step("folded", matchers::fold(t.raw()));
  const std::string name = normalized(normalize, t.raw());
  t.step("normalised", name);
  if (matchers::is_placeholder_name(name)) return t.null(kPlaceholderName);
  t.step_unless_empty("French key", phonetic(name));
  t.value(t.field(), name);
}

void trace_given_name(Tracer& t) {
  trace_name(matchers::normalize_given_name, t);
  t.step_unless_empty("usual gender",
                      gender_text(matchers::usual_gender(normalized(matchers::normalize_given_name, t.raw()))));
}
void trace_birth_family_name(Tracer& t) { trace_name(matchers::normalize_family_name, t); }
void trace_suffix(Tracer& t) { trace_name(matchers::normalize_suffix, t); }

void trace_family_name(Tracer& t) {
  if (t.says_nothing(ValueKind::name)) return;
  const matchers::FamilyName parts = matchers::split_family_name(t.raw());
  if (!parts.birth_family.empty()) t.step("split", fmt::format("{} | born {}", parts.family, parts.birth_family));
  t.step("folded", matchers::fold(parts.family));
  const std::string family = normalized(matchers::normalize_family_name, parts.family);
  const std::string birth = normalized(matchers::normalize_family_name, parts.birth_family);
  t.step("normalised", family);
  if (matchers::is_placeholder_name(family)) return t.null(kPlaceholderName);
  t.step_unless_empty("French key", phonetic(family));
  t.value("family_name", family);
  if (!matchers::is_placeholder_name(birth)) t.value("birth_family_name", birth);
}

void trace_full_name(Tracer& t) {
  if (t.says_nothing(ValueKind::name)) return;
  const matchers::FullName parts = matchers::split_full_name(t.raw());
  t.step_unless_empty("title", parts.title);
  t.step_unless_empty("given", parts.given);
  t.step_unless_empty("family", parts.family);
  t.step_unless_empty("born", parts.birth_family);
  t.step_unless_empty("suffix", parts.suffix);
  if (parts.two_people) t.step("two people", "one record for two: no given name counts");
  const auto name = [&](std::string_view field, Normalize normalize, const std::string& raw) {
    const std::string text = normalized(normalize, raw);
    if (!matchers::is_placeholder_name(text)) t.value(field, text);
  };
  if (!parts.two_people) name("given_name", matchers::normalize_given_name, parts.given);
  name("family_name", matchers::normalize_family_name, parts.family);
  if (parts.two_people) return;
  name("birth_family_name", matchers::normalize_family_name, parts.birth_family);
  t.value("name_suffix", normalized(matchers::normalize_suffix, parts.suffix));
  t.value("gender", gender_text(matchers::gender_of_title(parts.title)));
}

void trace_gender_by(NameGender (*parse)(std::string_view), Tracer& t) {
  t.step("folded", matchers::fold(t.raw()));
  const std::string gender = gender_text(parse(t.raw()));
  if (gender.empty()) return t.null("tells no gender");
  t.value("gender", gender);
}
void trace_title(Tracer& t) { trace_gender_by(matchers::gender_of_title, t); }
void trace_gender(Tracer& t) { trace_gender_by(matchers::parse_gender, t); }

std::string_view problem_text(matchers::DateProblem problem) {
  switch (problem) {
    case matchers::DateProblem::none: return {};
    case matchers::DateProblem::missing: return "placeholder date";
    case matchers::DateProblem::unreadable: return "unreadable date";
    case matchers::DateProblem::impossible: return "impossible date";
  }
  return {};
}

Status trace_birth_date(Tracer& t) {
  SOSIE_ASSIGN_OR_RETURN(const TimeZone utc, TimeZone::find("UTC"));
  SOSIE_ASSIGN_OR_RETURN(
      const auto reader,
      matchers::DateReader::compile({t.options().formats, t.options().order, t.options().newest_year}, utc));
  if (t.says_nothing(ValueKind::date)) return {};
  matchers::DateEvidence evidence;
  matchers::note_date(t.raw(), evidence);
  if (t.options().formats.empty() && evidence.ambiguous > 0)
    t.step("day or month first", t.options().order == matchers::DateOrder::day_first
                                     ? "day, unless the column says otherwise"
                                     : "month, unless the column says otherwise");
  matchers::DateProblem problem = matchers::DateProblem::none;
  const Date date = reader.read_date(t.raw(), &problem);
  const bool is_impossible = problem == matchers::DateProblem::impossible;
  const uint32_t digits = is_impossible ? matchers::impossible_date_digits(t.raw(), t.options().order) : 0;
  if (problem == matchers::DateProblem::none) {
    t.value("birth_date", date.iso());
  } else if (digits != 0) {
    t.step("no such day", "compared digit by digit");
    t.value("birth_date", std::to_string(digits));
  } else {
    t.null(problem_text(problem));
  }
  return {};
}

void trace_birth_year(Tracer& t) {
  const int year = matchers::read_year(matchers::trim(t.raw()), t.options().newest_year);
  if (year == 0) return t.null("no year");
  t.value("birth_year", std::to_string(year));
}

void trace_email(Tracer& t) {
  if (t.says_nothing(ValueKind::email)) return;
  const matchers::Email email = matchers::read_email(t.raw());
  t.step("contact point", email.point);
  if (const std::string_view meant = matchers::likely_domain(email.domain()); !meant.empty())
    t.step("likely meant", std::string(meant));
  if (!email.valid) return t.null("no valid address");
  t.step("local part", std::string(email.local()));
  const bool provider = matchers::is_mail_provider(email.domain());
  t.step("domain", fmt::format("{}{}", email.domain(), provider ? " (mail for private persons)" : ""));
  if (email.placeholder) return t.null("placeholder address");
  if (email.role) return t.null("role address or switchboard");
  t.value("email", email.point);
}

std::string_view kind_text(matchers::PhoneKind kind) {
  constexpr std::array<std::string_view, 12> kNames = {"no valid number",
                                                       "mobile",
                                                       "landline",
                                                       "landline or mobile",
                                                       "toll free",
                                                       "premium rate",
                                                       "shared cost",
                                                       "voip",
                                                       "personal number",
                                                       "pager",
                                                       "one number of a company",
                                                       "voicemail"};
  return kNames[static_cast<size_t>(kind)];
}

void trace_phone(Tracer& t) {
  if (t.says_nothing(ValueKind::phone)) return;
  for (const std::string_view piece : matchers::split_phones(t.raw())) {
    const matchers::Phone phone = matchers::read_phone(piece, t.options().country);
    t.step("number", std::string(piece));
    t.step("E.164", phone.e164);
    t.step("kind", std::string(phone.placeholder ? "placeholder number" : kind_text(phone.kind)));
    if (phone.placeholder) t.null("placeholder number");
    else if (!phone.valid) t.null("no valid number");
    else if (matchers::is_switchboard_kind(phone.kind)) t.null("role address or switchboard");
    else t.value(phone.kind == matchers::PhoneKind::landline ? "landline" : "mobile", phone.e164);
  }
}

void put_street(const matchers::Street& street, Tracer& t) {
  t.value("street", street.key);
  t.value("house_number", street.number);
  t.value("unit", street.unit);
}

void trace_street(Tracer& t) {
  if (t.says_nothing(ValueKind::address)) return;
  t.step("folded", matchers::fold(t.raw()));
  put_street(matchers::read_street(t.raw(), t.options().country), t);
}

void trace_address(Tracer& t) {
  if (t.says_nothing(ValueKind::address)) return;
  const matchers::AddressLine line = matchers::split_address_line(t.raw(), t.options().country);
  t.step("street line", line.street);
  t.step_unless_empty("town", line.city);
  t.step_unless_empty("postcodes it may be", fmt::format("{}", fmt::join(line.postcodes, " ")));
  put_street(matchers::read_street(line.street, t.options().country), t);
  t.value("postcode", std::string(line.postcode()));
  t.value("city", line.city);
}

void trace_postcode(Tracer& t) {
  if (t.says_nothing(ValueKind::postcode)) return;
  std::string postcode;
  matchers::normalize_postcode(t.raw(), t.options().country, postcode);
  t.step("area", std::string(matchers::departement_of(postcode, t.options().country)));
  t.value("postcode", postcode);
}

void trace_text_by(ValueKind kind, Normalize normalize, Tracer& t) {
  if (t.says_nothing(kind)) return;
  t.step("folded", matchers::fold(t.raw()));
  t.value(t.field(), normalized(normalize, t.raw()));
}
void trace_house_number(Tracer& t) { trace_text_by(ValueKind::text, matchers::normalize_house_number, t); }
void trace_unit(Tracer& t) { trace_text_by(ValueKind::text, matchers::normalize_unit, t); }
void trace_city(Tracer& t) { trace_text_by(ValueKind::text, matchers::normalize_city, t); }
void trace_text(Tracer& t) { trace_text_by(ValueKind::text, matchers::fold, t); }

void trace_country(Tracer& t) {
  const std::string_view code = matchers::country_code(t.raw());
  if (code.empty()) return t.null("unknown country");
  t.value("country", std::string(code));
}

void trace_company(Tracer& t) {
  if (t.says_nothing(ValueKind::company)) return;
  t.step("folded", matchers::fold(t.raw()));
  t.step("legal form", matchers::has_legal_form(t.raw()) ? "yes, left out" : "none");
  t.value("company", normalized(matchers::normalize_company, t.raw()));
}

std::string checked(bool is_valid) { return is_valid ? "check digits agree" : "check digits fail"; }

std::string_view vat_text(std::string_view raw) {
  switch (matchers::read_vat(raw, {}).verdict) {
    case matchers::VatVerdict::unknown_country: return "of no country we know";
    case matchers::VatVerdict::malformed: return "not written as its country does";
    case matchers::VatVerdict::wrong_check: return "check digits fail";
    case matchers::VatVerdict::form_only: return "right in form; no check digit is known";
    default: return "check digits agree";
  }
}

void trace_identifier(Tracer& t) {
  if (t.says_nothing(ValueKind::identifier)) return;
  const std::string id = normalized(matchers::normalize_identifier, t.raw());
  t.step("letters and digits", id);
  const bool is_iban = t.field() == "iban";
  if (is_iban) t.step("IBAN", checked(matchers::valid_iban(id)));
  if (t.field() == "national_id" && id.size() == 15) t.step("NIR", checked(matchers::valid_nir(id)));
  if (t.field() == "tax_id" && id.size() == 9) t.step("SIREN", checked(matchers::valid_siren(id)));
  if (t.field() == "tax_id" && id.size() == 14) t.step("SIRET", checked(matchers::valid_siret(id)));
  if (t.field() == "tax_id" && id.size() != 9 && id.size() != 14) t.step("VAT number", std::string(vat_text(t.raw())));
  if (is_iban && !matchers::valid_iban(id)) return t.null("check digits fail");
  t.value(t.field(), id);
}

struct TracedField {
  std::string_view name;
  void (*trace)(Tracer&);  // null for dates, whose formats can be wrong
};

constexpr TracedField kFields[] = {
    {"full_name", trace_full_name},
    {"title", trace_title},
    {"given_name", trace_given_name},
    {"middle_name", trace_given_name},
    {"family_name", trace_family_name},
    {"birth_family_name", trace_birth_family_name},
    {"name_suffix", trace_suffix},
    {"gender", trace_gender},
    {"birth_date", nullptr},
    {"birth_year", trace_birth_year},
    {"birth_place", trace_text},
    {"email", trace_email},
    {"phone", trace_phone},
    {"mobile", trace_phone},
    {"landline", trace_phone},
    {"address", trace_address},
    {"street", trace_street},
    {"house_number", trace_house_number},
    {"unit", trace_unit},
    {"postcode", trace_postcode},
    {"city", trace_city},
    {"country", trace_country},
    {"company", trace_company},
    {"national_id", trace_identifier},
    {"tax_id", trace_identifier},
    {"iban", trace_identifier},
    {"customer_number", trace_identifier},
    {"text", trace_text},
};

constexpr auto kNames = [] {
  std::array<std::string_view, std::size(kFields)> names;
  for (size_t i = 0; i < names.size(); ++i) names[i] = kFields[i].name;
  return names;
}();

}  // namespace

std::span<const std::string_view> traced_fields() { return kNames; }

Result<ValueTrace> trace_value(std::string_view field, std::string_view raw, const TraceOptions& options) {
  const auto* known =
      std::find_if(std::begin(kFields), std::end(kFields), [&](const TracedField& f) { return f.name == field; });
  if (known == std::end(kFields)) {
    Status unknown = Status::invalid_argument(fmt::format("there is no field \"{}\"", field));
    std::string hint = suggestion(field, kNames);
    return std::move(unknown).hint(hint.empty() ? fmt::format("fields: {}", fmt::join(kNames, " ")) : std::move(hint));
  }
  if (!is_country(options.country))
    return Status::invalid_argument(fmt::format("\"{}\" is no country code", options.country))
        .hint("ISO 3166 alpha-2 in capitals, such as FR or BE");
  ValueTrace trace;
  trace.field = known->name;
  trace.input = raw;
  Tracer tracer(known->name, options, trace);
  if (known->trace != nullptr) known->trace(tracer);
  else SOSIE_RETURN_IF_ERROR(trace_birth_date(tracer));
  if (!trace.values.empty()) trace.null = {};  // of several numbers in a cell one that counts is enough
  return trace;
}

}  // namespace sosie
