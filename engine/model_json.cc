// The model as a JSON file and back.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "engine/model.h"

namespace sosie {
namespace {

constexpr size_t kMaxComparisons = 16;

std::string level_to_json(const Level& level) {
  return fmt::format(R"(        {{"name": "{}", "m": {}, "u": {}}})", level.name, level.m, level.u);
}

std::string comparison_to_json(const Comparison& comparison) {
  std::string text = fmt::format(
      "    {{\n      \"name\": \"{}\", \"kind\": \"{}\", \"by_frequency\": {}, \"cap_bits\": {}, \"family_evidence\": "
      "{}, "
      "\"person_specific\": {},\n      \"levels\": [\n",
      comparison.name, kind_name(comparison.kind), comparison.by_frequency, comparison.cap_bits,
      comparison.family_evidence, comparison.person_specific);
  for (size_t i = 1; i < comparison.levels.size(); ++i)
    text += level_to_json(comparison.levels[i]) + (i + 1 < comparison.levels.size() ? ",\n" : "\n");
  return text + "      ]\n    }";
}

/// Reads members with an error that names the path inside the file.
class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}
  Result<Model> model(std::string_view json);

 private:
  Result<Comparison> comparison(simdjson::dom::element element, size_t index);
  Status wrong(const std::string& where, const std::string& what) const {
    return Status::invalid_job("model: " + where + ": " + what)
        .at({path_})
        .hint("`sosie run` writes model.json into each run folder");
  }
  const std::string& path_;
};

Result<Comparison> Reader::comparison(simdjson::dom::element element, size_t index) {
  const std::string where = fmt::format("comparison {}", index + 1);
  std::string_view name, kind;
  if (element["name"].get(name) || element["kind"].get(kind)) return wrong(where, "expected \"name\" and \"kind\"");
  Comparison result;
  bool found = false;
  for (int k = 0; k <= static_cast<int>(ComparisonKind::text); ++k) {
    if (kind_name(static_cast<ComparisonKind>(k)) != kind) continue;
    result = default_comparison(std::string(name), static_cast<ComparisonKind>(k));
    found = true;
  }
  if (!found) return wrong(where, "unknown kind");
  bool flag = false;
  double number = 0;
  if (!element["by_frequency"].get(flag)) result.by_frequency = flag;
  if (!element["cap_bits"].get(number)) result.cap_bits = number;
  if (!element["family_evidence"].get(flag)) result.family_evidence = flag;
  if (!element["person_specific"].get(flag)) result.person_specific = flag;
  simdjson::dom::array levels;
  if (element["levels"].get(levels)) return wrong(where, "expected a list \"levels\"");
  for (simdjson::dom::element entry : levels) {
    std::string_view level_name;
    double m = 0, u = 0;
    if (entry["name"].get(level_name) || entry["m"].get(m) || entry["u"].get(u))
      return wrong(where, "each level needs \"name\", \"m\" and \"u\"");
    const auto level =
        std::find_if(result.levels.begin(), result.levels.end(), [&](const Level& l) { return l.name == level_name; });
    if (level == result.levels.end()) return wrong(where, fmt::format("unknown level \"{}\"", level_name));
    if (m < 0 || m > 1 || u < 0 || u > 1)
      return wrong(where, fmt::format("m and u of level \"{}\" must lie in [0, 1]", level_name));
    level->m = m;
    level->u = u;
  }
  return result;
}

Result<Model> Reader::model(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.parse(simdjson::padded_string(json)).get(root); error)
    return wrong("file", simdjson::error_message(error));
  Model model;
  model.origin = path_;
  if (root["prior_bits"].get(model.prior_bits)) return wrong("file", "expected a number \"prior_bits\"");
  if (root["family_cap_bits"].get(model.family_cap_bits)) return wrong("file", "expected a number \"family_cap_bits\"");
  simdjson::dom::array comparisons;
  if (root["comparisons"].get(comparisons)) return wrong("file", "expected a list \"comparisons\"");
  for (simdjson::dom::element element : comparisons) {
    SOSIE_ASSIGN_OR_RETURN(Comparison read, comparison(element, model.comparisons.size()));
    model.comparisons.push_back(std::move(read));
  }
  if (model.comparisons.empty() || model.comparisons.size() > kMaxComparisons)
    return wrong("comparisons", fmt::format("expected 1 to {}, found {}", kMaxComparisons, model.comparisons.size()));
  return model;
}

}  // namespace

std::string model_to_json(const Model& model) {
  std::string text = fmt::format(
      "{{\n  \"version\": 1,\n  \"origin\": \"{}\",\n  \"prior_bits\": {},\n  \"family_cap_bits\": {},\n  "
      "\"comparisons\": [\n",
      model.origin == "trained"    ? "trained"
      : model.origin == "defaults" ? "defaults"
                                   : "file",
      model.prior_bits, model.family_cap_bits);
  for (size_t i = 0; i < model.comparisons.size(); ++i)
    text += comparison_to_json(model.comparisons[i]) + (i + 1 < model.comparisons.size() ? ",\n" : "\n");
  return text + "  ]\n}\n";
}

Result<Model> model_from_json(std::string_view json, const std::string& path) { return Reader(path).model(json); }

}  // namespace sosie
