#include "engine/block/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/block/key_parts.h"
#include "engine/block/near_keys.h"

namespace sosie {
namespace {

constexpr size_t kMaxRules = 31;
constexpr unsigned kMinhashBands = 4;

/// The exact default rules; those whose fields no record has fall away.
const std::vector<std::vector<std::string>>& default_expressions() {
  static const std::vector<std::vector<std::string>> expressions = {
      {"email"},
      {"phone"},
      {"phonetic(family_name)", "birth_date"},
      {"given_name", "birth_date"},
      {"substr(given_name, 3)", "substr(family_name, 3)", "postcode"},
      {"substr(given_name, 3)", "house_number", "postcode"},
      {"given_name", "family_name", "area(postcode)"},
      {"substr(given_name, 3)", "substr(family_name, 3)", "local_part(email)"},
      {"birth_date", "postcode"},
      {"sorted(names)", "year(birth_date)"},
  };
  return expressions;
}

/// The comparisons an expression decides: those that training must leave out.
std::vector<std::string> comparisons_of(const std::string& expression) {
  const auto parsed = parse_key_expression(expression);
  if (!parsed.ok()) return {};
  const std::string& field = parsed->field;
  if (field == "names") return {"given_name", "family_name"};
  if (field == "phone") return {"mobile", "landline"};
  if (field == "postcode" || field == "house_number" || field == "street" || field == "city") return {"address"};
  if (field == "birth_year") return {"birth_date"};
  return {field};
}

RulePlan plan_of(const std::vector<std::string>& expressions) {
  RulePlan plan{expressions, {}};
  for (const std::string& expression : expressions) {
    for (const std::string& name : comparisons_of(expression)) {
      if (std::find(plan.fields.begin(), plan.fields.end(), name) == plan.fields.end()) plan.fields.push_back(name);
    }
  }
  return plan;
}

template <typename T>
bool any_filled(const std::vector<T>& codes) {
  return std::any_of(codes.begin(), codes.end(), [](T code) { return code != T{0}; });
}

bool is_filled(const std::string& field, const Comparables& c) {
  if (field == "given_name") return any_filled(c.given_name);
  if (field == "family_name") return any_filled(c.family_name);
  if (field == "birth_date") return any_filled(c.birth_date);
  if (field == "email") return any_filled(c.email.codes);
  if (field == "mobile" || field == "landline") return any_filled(c.mobile.codes) || any_filled(c.landline.codes);
  if (field == "address")
    return std::any_of(c.address.begin(), c.address.end(),
                       [](const auto& a) { return a.postcode != 0 || a.city != 0; });
  return true;
}

bool has_fields(const RulePlan& plan, const Comparables& c) {
  return std::all_of(plan.fields.begin(), plan.fields.end(),
                     [&](const std::string& field) { return is_filled(field, c); });
}

/// Plain text blocks well where values hardly repeat.
bool is_selective(const ValueField& field) {
  const auto filled = field.column.codes.size() -
                      static_cast<size_t>(std::count(field.column.codes.begin(), field.column.codes.end(), Code{0}));
  return field.values.size() * 4 >= filled && filled > 0;
}

}  // namespace

std::string RulePlan::name() const {
  std::string text;
  for (const std::string& expression : expressions) text += (text.empty() ? "" : ", ") + expression;
  return text;
}

Result<std::vector<RulePlan>> plan_rules(const std::vector<BlockingSpec>& specs, const Normalized& normalized) {
  std::vector<RulePlan> plans;
  for (const BlockingSpec& spec : specs) plans.push_back(plan_of(spec.on));
  if (plans.size() > kMaxRules)
    return Status::invalid_job(fmt::format("[[blocking]]: at most {} rules, found {}", kMaxRules, plans.size()));
  if (!plans.empty()) return plans;
  const Comparables& c = normalized.comparables;
  for (const ValueField& field : c.identifiers) plans.push_back(plan_of({field.name}));
  for (const std::vector<std::string>& expressions : default_expressions()) plans.push_back(plan_of(expressions));
  for (const ValueField& field : c.texts) {
    if (is_selective(field) && plans.size() < kMaxRules - kMinhashBands - 1) plans.push_back(plan_of({field.name}));
  }
  std::erase_if(plans, [&](const RulePlan& plan) { return !has_fields(plan, c); });
  const bool has_names = any_filled(c.family_name) || any_filled(c.given_name);
  // Near keys are made of these values, so pairs they find are alike in them whether they match or not.
  std::vector<std::string> near_fields = {"given_name", "family_name", "address"};
  if (!has_names) {
    for (const ValueField& field : c.texts) near_fields.push_back(field.name);
  }
  for (unsigned band = 1; band <= kMinhashBands; ++band) plans.push_back({{minhash_expression(band)}, near_fields});
  if (has_names) plans.push_back({{std::string(kSortedNeighbourhood)}, {"given_name", "family_name"}});
  return plans;
}

}  // namespace sosie
