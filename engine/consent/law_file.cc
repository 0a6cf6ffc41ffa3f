#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "engine/consent/law.h"

namespace sosie::consent {
namespace {

constexpr std::array<std::string_view, 9> kKeys = {"country", "person", "channel", "purpose", "from",
                                                   "to",      "rule",   "proof",   "source"};

Status bad_row(const std::string& path, const toml::node& node, const std::string& message) {
  return Status::invalid_job("law table: " + message).at({path, node.source().begin.line, node.source().begin.column});
}

Status read_text(const toml::table& table, std::string_view key, const std::string& path, std::string& out) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  const auto text = node->value<std::string>();
  if (!text) return bad_row(path, *node, fmt::format("{}: expected a string", key));
  out = *text;
  return {};
}

/// A day as a TOML date or as a string.
Status read_day(const toml::table& table, std::string_view key, const std::string& path, Date& out) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  if (const auto date = node->value<toml::date>()) {
    out = Date::of(date->year, date->month, date->day);
  } else if (const auto text = node->value<std::string>(); text && text->size() == 10) {
    unsigned year = 0, month = 0, day = 0;
    if (std::sscanf(text->c_str(), "%4u-%2u-%2u", &year, &month, &day) == 3) out = Date::of(year, month, day);
  }
  return out.valid() ? Status() : bad_row(path, *node, fmt::format("{}: expected a day such as 2026-08-11", key));
}

Status read_rule(const toml::table& table, const std::string& path, LawRow& row) {
  std::string name;
  SOSIE_RETURN_IF_ERROR(read_text(table, "rule", path, name));
  for (const Rule rule : {Rule::opt_out, Rule::soft, Rule::opt_in}) {
    if (rule_name(rule) != name) continue;
    row.rule = rule;
    return {};
  }
  return bad_row(path, table, "rule: expected opt_in, soft or opt_out");
}

Result<LawRow> read_row(const toml::table& table, const std::string& path) {
  for (const auto& [key, node] : table) {
    if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end())
      return bad_row(path, node, fmt::format("unknown key \"{}\"", key.str()));
  }
  LawRow row;
  SOSIE_RETURN_IF_ERROR(read_text(table, "country", path, row.country));
  SOSIE_RETURN_IF_ERROR(read_text(table, "person", path, row.person));
  SOSIE_RETURN_IF_ERROR(read_text(table, "channel", path, row.channel));
  SOSIE_RETURN_IF_ERROR(read_text(table, "purpose", path, row.purpose));
  SOSIE_RETURN_IF_ERROR(read_text(table, "source", path, row.source));
  SOSIE_RETURN_IF_ERROR(read_day(table, "from", path, row.from));
  SOSIE_RETURN_IF_ERROR(read_day(table, "to", path, row.to));
  SOSIE_RETURN_IF_ERROR(read_rule(table, path, row));
  if (const toml::node* proof = table.get("proof")) {
    if (!proof->is_boolean()) return bad_row(path, *proof, "proof: expected true or false");
    row.needs_proof = *proof->value<bool>();
  }
  return row;
}

Result<std::vector<LawRow>> read_rows(const toml::table& document, const std::string& path) {
  const toml::array* rows = document["row"].as_array();
  if (rows == nullptr) return Status::invalid_job("law table: expected [[row]] tables, found none").at({path});
  std::vector<LawRow> law;
  for (const toml::node& node : *rows) {
    if (!node.is_table()) return bad_row(path, node, "expected a table");
    SOSIE_ASSIGN_OR_RETURN(LawRow row, read_row(*node.as_table(), path));
    law.push_back(std::move(row));
  }
  return law;
}

}  // namespace

Result<std::vector<LawRow>> read_law(std::string_view toml, const std::string& path) {
  try {
    return read_rows(toml::parse(toml), path);
  } catch (const toml::parse_error& error) {
    return Status::invalid_job(fmt::format("law table: {}", error.description()))
        .at({path, error.source().begin.line, error.source().begin.column});
  }
}

}  // namespace sosie::consent
