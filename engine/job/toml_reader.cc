#include "engine/job/toml_reader.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <sstream>
#include <tuple>

#include "core/nearest_name.h"
#include "engine/job/job_visitor.h"
#include "engine/job/keys.h"
#include "engine/job/words.h"

namespace sosie {
namespace {

constexpr std::string_view kOverridePrefix = "--set ";

Location place_of(const toml::source_region& region) {
  const std::string path = region.path ? *region.path : std::string();
  if (path.starts_with(kOverridePrefix)) return {path, 0, 0};  // a command line has no lines
  return {path, region.begin.line, region.begin.column};
}

std::string_view article_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return node.as_array()->is_array_of_tables() ? "a list of tables" : "a list";
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "an integer";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    default: return "a date or time";
  }
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

std::string join(const std::vector<std::string_view>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

/// A value as TOML writes it; dates and times without quotes.
std::string written(const toml::node& node) {
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

std::string as_path(std::string_view table, std::string_view key) {
  return table.empty() ? std::string(key) : fmt::format("{}.{}", table, key);
}

/// Mistakes, so that the one a reader meets first is reported, and a missing key only when nothing is misspelled.
class Mistakes {
 public:
  void add(Status status, bool is_absence = false) {
    const Location& at = status.location();
    const Rank rank = {is_absence, at.line, at.column};
    if (first_.ok() || rank < rank_) {
      first_ = std::move(status);
      rank_ = rank;
    }
  }
  Status take() { return std::move(first_); }

 private:
  using Rank = std::tuple<bool, uint64_t, uint64_t>;
  Status first_;
  Rank rank_;
};

class TomlReader final : public JobVisitor {
 public:
  TomlReader(const toml::table& root, const std::string& path, JobPlaces& places) : path_(path), places_(places) {
    places_.add("", {path, 0, 0});
    frames_.push_back({&root, "", "", {}});
  }

  /// After the walk: the first mistake, unknown keys of the top included.
  Status finish() {
    refuse_unknown_keys();
    return mistakes_.take();
  }

  void text(std::string_view key, std::string& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const KeyType type = registered(key).type;
    if (node->is_string()) {
      value = **node->as_string();
      if (type == KeyType::character) check_character(key, *node, value);
    } else if ((type == KeyType::amount && node->is_integer()) || (type == KeyType::instant && is_instant(*node))) {
      value = written(*node);
    } else {
      wrong_type(key, *node, type == KeyType::amount ? "a string or an integer" : "a string");
    }
    check_choice(key, *node, value);
  }

  void boolean(std::string_view key, bool& value) override {
    if (const toml::node* node = find(key)) {
      if (!node->is_boolean()) return wrong_type(key, *node, "true or false");
      value = **node->as_boolean();
    }
  }

  void boolean(std::string_view key, std::optional<bool>& value) override {
    bool given = value.value_or(false);
    if (frame().table->get(key) == nullptr) return;
    boolean(key, given);
    value = given;
  }

  void integer(std::string_view key, uint32_t& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto* number = node->as_integer();
    if (number == nullptr || **number < 0 || **number > UINT32_MAX)
      return wrong_type(key, *node, "an integer from 0 to 4,294,967,295");
    value = static_cast<uint32_t>(**number);
    check_choice(key, *node, std::to_string(value));
  }

  void number(std::string_view key, double& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const std::optional<double> given = node->is_number() ? node->value<double>() : std::nullopt;
    if (!given || !std::isfinite(*given)) return wrong_type(key, *node, "a finite number");
    value = *given;
  }

  void texts(std::string_view key, std::vector<std::string>& value) override {
    if (const toml::node* node = find(key)) read_texts(key, *node, value);
  }

  void date(std::string_view key, DateSpec& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    FieldSpec spec;
    read_columns(key, *node, spec, /*list_is_date_parts=*/true);
    value = {spec.columns, spec.formats, spec.timezone};
  }

  void column_or_constant(std::string_view key, ColumnOrConstant& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (node->is_string()) {
      value.text = **node->as_string();
    } else if (node->is_boolean()) {
      value.text = **node->as_boolean() ? "true" : "false";
      value.is_constant = true;
    } else if (!node->is_table()) {
      wrong_type(key, *node, "a column, a constant, or a table with `column` or `value`");
    } else {
      members(key, *node->as_table(), kColumnOrConstant, [&](std::string_view member, const toml::node& given) {
        if (member == "format") return read_texts(member, given, value.formats);
        if (member == "timezone") return read_text(member, given, value.timezone);
        read_text(member, given, value.text);
        (member == "value" ? value.is_constant : value.is_column) = true;
      });
    }
  }

  void coded_column(std::string_view key, std::span<const std::string_view> meanings, CodedColumn& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (node->is_string()) {
      const std::string& text = **node->as_string();
      (contains(meanings, text) ? value.constant : value.column) = text;
    } else if (!node->is_table()) {
      wrong_type(key, *node, "a column, a constant, or { column, codes }");
    } else {
      members(key, *node->as_table(), kCodedColumn, [&](std::string_view member, const toml::node& given) {
        if (member == "codes") return read_codes(member, given, value.codes);
        read_text(member, given, member == "value" ? value.constant : value.column);
      });
    }
  }

  void codes(std::string_view key, Codes& value) override {
    if (const toml::node* node = find(key)) read_codes(key, *node, value);
  }

  void fields(std::string_view key, std::vector<FieldSpec>& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_table()) return wrong_type(key, *node, "a table: field = column");
    read_fields(*node->as_table(), place(key), value);
  }

  void all_fields(std::vector<FieldSpec>& value) override {
    read_fields(*frame().table, frame().place, value);
    for (const auto& [key, node] : *frame().table) frame().seen.insert(std::string(key.str()));
  }

  void acts(std::string_view key, std::map<std::string, EventAct>& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_table()) return wrong_type(key, *node, "a table: cell value = { act, channel }");
    for (const auto& [cell, given] : *node->as_table()) {
      note(place(key) + "." + std::string(cell.str()), given);
      EventAct& act = value[std::string(cell.str())];
      if (given.is_string()) {
        act.act = **given.as_string();
      } else if (!given.is_table()) {
        wrong_type(cell.str(), given, "{ act, channel }");
      } else {
        members(cell.str(), *given.as_table(), kEventAct, [&](std::string_view member, const toml::node& word) {
          read_text(member, word, member == "act" ? act.act : act.channel);
        });
      }
    }
  }

  void words(std::string_view key, std::map<std::string, std::string>& value) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_table()) return wrong_type(key, *node, "a table: name = string");
    for (const auto& [name, given] : *node->as_table()) {
      note(place(key) + "." + std::string(name.str()), given);
      read_text(name.str(), given, value[std::string(name.str())]);
    }
  }

  void none(std::string_view key, bool& is_none) override {
    const toml::node* node = frame().table->get(key);
    if (node == nullptr || !node->is_string()) return;
    find(key);
    is_none = **node->as_string() == "none";
    if (!is_none)
      mistakes_.add(
          mistake(*node, fmt::format("{} is \"none\" or a list of [[{}]] tables", key, as_path(frame().pattern, key))));
  }

  void table(std::string_view key, const Body& body) override {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_table()) return wrong_type(key, *node, "a table");
    enter(*node->as_table(), as_path(frame().pattern, key), place(key), body);
  }

  void small_table(std::string_view key, const Body& body) override { table(key, body); }

  void lists_by_name(std::string_view key, std::string_view leaf,
                     std::map<std::string, std::vector<std::string>>& value) override {
    table(key, [&] {
      for (const auto& [name, given] : *frame().table) {
        find(name.str());
        if (!given.is_table()) {
          wrong_type(name.str(), given, "a table");
          continue;
        }
        enter(*given.as_table(), as_path(key, "*"), place(name.str()),
              [&, entry = std::string(name.str())] { texts(leaf, value[entry]); });
      }
    });
  }

 protected:
  size_t num_tables(std::string_view key, size_t /*now*/) override {
    const toml::node* node = frame().table->get(key);
    if (node == nullptr || (node->is_string() && frame().seen.contains(key))) return 0;
    find(key);
    const auto is_table = [](const toml::node& item) { return item.is_table(); };
    const toml::array* items = node->as_array();
    if (items == nullptr || !std::all_of(items->begin(), items->end(), is_table)) {
      wrong_type(key, *node, fmt::format("a list of tables, each headed [[{}]]", as_path(frame().pattern, key)));
      return 0;
    }
    return items->size();
  }

  void table_at(std::string_view key, size_t index, const Body& body) override {
    const toml::table& item = *frame().table->get_as<toml::array>(key)->get_as<toml::table>(index);
    const std::string where = fmt::format("{}[{}]", place(key), index);
    note(where, item);
    enter(item, as_path(frame().pattern, key), where, body);
  }

 private:
  using Allowed = std::span<const std::string_view>;
  static constexpr std::array<std::string_view, 4> kColumns = {"column", "columns", "format", "timezone"};
  static constexpr std::array<std::string_view, 4> kColumnOrConstant = {"column", "value", "format", "timezone"};
  static constexpr std::array<std::string_view, 3> kCodedColumn = {"column", "value", "codes"};
  static constexpr std::array<std::string_view, 2> kEventAct = {"act", "channel"};

  struct Frame {
    const toml::table* table;
    std::string pattern;  // path without indexes: a key of the registry
    std::string place;    // path with indexes
    std::set<std::string, std::less<>> seen;
  };

  Frame& frame() { return frames_.back(); }
  std::string place(std::string_view key) { return as_path(frame().place, key); }

  const JobKey& registered(std::string_view key) {
    const JobKey* found = find_key(as_path(frame().pattern, key));
    SOSIE_CHECK(found != nullptr, "every key that is read stands in the registry");
    return *found;
  }

  /// The node of a key of the current table, which counts as known from now on; null when absent.
  const toml::node* find(std::string_view key) {
    frame().seen.insert(std::string(key));
    const toml::node* node = frame().table->get(key);
    if (node != nullptr) {
      note(place(key), *node);
      if (const JobKey* known = find_key(as_path(frame().pattern, key))) refuse_unbuilt(*known, *node);
      return node;
    }
    const JobKey* known = find_key(as_path(frame().pattern, key));
    if (known != nullptr && known->fallback == kRequired) report_absence(*known);
    return nullptr;
  }

  void report_absence(const JobKey& key) {
    const std::string_view name = std::string_view(key.path).substr(key.path.rfind('.') + 1);
    Status status = Status::invalid_job(fmt::format("{} has no key `{}`: {}", heading(), name, key.doc))
                        .at(places_.find(frame().place));
    if (key.path == "source.id")
      status = std::move(status).hint("add id = \"COLUMN\", or id = \"\" to name rows by a hash of their content");
    mistakes_.add(std::move(status), /*is_absence=*/true);
  }

  /// `[job]`, `[[source]] "crm"`: how a message names the current table.
  std::string heading() {
    if (frame().pattern.empty()) return "the job";
    const bool listed = frame().place.ends_with(']');
    const auto* name = frame().table->get_as<std::string>("name");
    return fmt::format(fmt::runtime(listed ? "[[{}]]{}" : "[{}]{}"), frame().pattern, name ? " " + quoted(**name) : "");
  }

  void note(const std::string& path, const toml::node& node) { places_.add(path, place_of(node.source())); }

  Status mistake(const toml::node& node, std::string message) {
    return Status::invalid_job(std::move(message)).at(place_of(node.source()));
  }

  void wrong_type(std::string_view key, const toml::node& node, std::string_view wanted) {
    mistakes_.add(mistake(node, fmt::format("`{}` must be {}, and is {}", key, wanted, article_of(node))));
  }

  static bool is_instant(const toml::node& node) { return node.is_date() || node.is_date_time(); }

  void check_character(std::string_view key, const toml::node& node, const std::string& value) {
    if (value == "none" || (value.size() == 1 && value[0] > 0)) return;
    mistakes_.add(mistake(node, fmt::format("`{}` must be one ASCII character, and is {}", key, quoted(value)))
                      .hint("a tab is \"\\t\""));
  }

  void check_choice(std::string_view key, const toml::node& node, const std::string& value) {
    const std::vector<std::string_view> choices = split_words(registered(key).choices);
    if (choices.empty() || contains(choices, value)) return;
    std::string hint = suggestion(value, choices);
    if (hint.empty()) hint = "one of: " + join(choices, ", ");
    mistakes_.add(mistake(node, fmt::format("{} is no value of `{}`", quoted(value), key)).hint(std::move(hint)));
  }

  void refuse_unbuilt(const JobKey& key, const toml::node& node) {
    if (key.not_built.empty()) return;
    const std::string value = written(node);
    const bool refused = key.not_built == "*"
                             ? value != key.fallback && value != "''" && value != "\"\""
                             : node.is_string() && contains(split_words(key.not_built), **node.as_string());
    if (!refused) return;
    const std::string shown = node.is_string() ? quoted(**node.as_string()) : value;
    Status status = mistake(node, fmt::format("{} = {} is not built yet", key.path, shown));
    if (key.not_built != "*") {
      std::vector<std::string_view> built = split_words(key.choices);
      std::erase_if(built, [&](std::string_view word) { return contains(split_words(key.not_built), word); });
      status = std::move(status).hint("built: " + join(built, ", "));
    } else {
      status = std::move(status).hint("leave the key out");
    }
    mistakes_.add(std::move(status));
  }

  void enter(const toml::table& table, std::string pattern, std::string place, const Body& body) {
    frames_.push_back({&table, std::move(pattern), std::move(place), {}});
    body();
    refuse_unknown_keys();
    frames_.pop_back();
  }

  void refuse_unknown_keys() {
    for (const auto& [key, node] : *frame().table) {
      if (frame().seen.contains(key.str())) continue;
      Status status =
          Status::invalid_job(fmt::format("unknown key `{}` in {}", key.str(), heading())).at(place_of(key.source()));
      mistakes_.add(std::move(status).hint(meant(key.str())));
    }
  }

  /// What an unknown key was meant to be: a neighbour, or a key of another table.
  std::string meant(std::string_view key) {
    const std::vector<std::string_view> neighbours = keys_under(frame().pattern);
    if (std::string hint = suggestion(key, neighbours); !hint.empty()) return hint;
    if (const auto tables = tables_with(key); !tables.empty() && !tables.front().empty())
      return fmt::format("`{}` is a key of [{}]", key, tables.front());
    return "keys here: " + join(neighbours, ", ");
  }

  // --- values ---

  void read_text(std::string_view key, const toml::node& node, std::string& value) {
    if (!node.is_string()) return wrong_type(key, node, "a string");
    value = **node.as_string();
  }

  void read_texts(std::string_view key, const toml::node& node, std::vector<std::string>& value) {
    value.clear();
    if (node.is_string()) {
      value.push_back(**node.as_string());
    } else if (!node.is_array()) {
      wrong_type(key, node, "a string or a list of strings");
    } else {
      for (const toml::node& item : *node.as_array()) {
        if (!item.is_string()) return wrong_type(key, item, "a list of strings only");
        value.push_back(**item.as_string());
      }
    }
  }

  template <typename Visit>
  void members(std::string_view key, const toml::table& table, Allowed allowed, const Visit& visit) {
    for (const auto& [name, node] : table) {
      if (contains(allowed, name.str())) {
        visit(std::string_view(name.str()), node);
        continue;
      }
      std::string hint = suggestion(name.str(), allowed);
      if (hint.empty()) hint = "keys here: " + fmt::format("{}", fmt::join(allowed, ", "));
      mistakes_.add(Status::invalid_job(fmt::format("unknown key `{}` in `{}`", name.str(), key))
                        .at(place_of(name.source()))
                        .hint(std::move(hint)));
    }
  }

  void read_codes(std::string_view key, const toml::node& node, Codes& value) {
    if (!node.is_table()) return wrong_type(key, node, "a table: meaning = values");
    for (const auto& [meaning, values] : *node.as_table()) {
      note(as_path(place(key), meaning.str()), values);
      read_texts(meaning.str(), values, value[std::string(meaning.str())]);
    }
  }

  void read_fields(const toml::table& table, const std::string& where, std::vector<FieldSpec>& value) {
    for (const auto& [field, node] : table) {
      note(as_path(where, field.str()), node);
      FieldSpec spec;
      spec.field = field.str();
      read_columns(field.str(), node, spec, /*list_is_date_parts=*/false);
      value.push_back(std::move(spec));
    }
    const auto line_of = [&](const FieldSpec& spec) { return table.get(spec.field)->source().begin; };
    std::stable_sort(value.begin(), value.end(),
                     [&](const FieldSpec& a, const FieldSpec& b) { return line_of(a) < line_of(b); });
  }

  /// A column, a list of columns, or { column | columns, format, timezone }.
  void read_columns(std::string_view key, const toml::node& node, FieldSpec& spec, bool list_is_date_parts) {
    if (!node.is_table()) {
      if (list_is_date_parts && !node.is_string())
        return wrong_type(key, node, "a column, { column, format, timezone } or { columns = [year, month, day] }");
      if (!node.is_string() && !node.is_array())
        return wrong_type(key, node, "a column, a list of columns, or { column, format, timezone }");
      return read_texts(key, node, spec.columns);
    }
    members(key, *node.as_table(), kColumns, [&](std::string_view member, const toml::node& given) {
      if (member == "format") return read_texts(member, given, spec.formats);
      if (member == "timezone") return read_text(member, given, spec.timezone);
      if (member == "column" && !given.is_string()) return wrong_type(member, given, "a string");
      read_texts(member, given, spec.columns);
    });
    if (spec.columns.empty())
      mistakes_.add(mistake(node, fmt::format("`{}` names no column", key)).hint("add column = \"...\""),
                    /*is_absence=*/true);
  }

  std::string path_;
  JobPlaces& places_;
  std::vector<Frame> frames_;
  Mistakes mistakes_;
};

// --- overrides ---

/// Steps into a table's key or a list's element, named by index or by its `name`; null when there is none.
/// A table that is missing is made, as if it stood at `place`.
toml::node* step(toml::node& node, const std::string& name, const toml::source_region& place) {
  if (toml::table* table = node.as_table()) {
    if (table->get(name) == nullptr) table->insert(toml::key(name, place), toml::table{});
    return table->get(name);
  }
  toml::array* items = node.as_array();
  if (items == nullptr) return nullptr;
  size_t index = items->size();
  std::from_chars(name.data(), name.data() + name.size(), index);
  for (size_t i = 0; i < items->size(); ++i) {
    const toml::table* item = items->get_as<toml::table>(i);
    if (item != nullptr && item->get("name") != nullptr && item->get("name")->value_or(std::string()) == name)
      index = i;
  }
  return items->get(index);
}

std::vector<std::string> split_path(const std::string& key) {
  std::vector<std::string> parts(1);
  bool in_quotes = false;
  for (const char c : key) {
    if (c == '"') in_quotes = !in_quotes;
    else if (c == '.' && !in_quotes) parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

Status apply_override(toml::table& root, const std::string& key, const std::string& value) {
  const std::string source = fmt::format("{}{}={}", kOverridePrefix, key, value);
  toml::table parsed;
  try {
    parsed = toml::parse("value = " + value, source);
  } catch (const toml::parse_error&) {
    std::ostringstream escaped;
    escaped << toml::value<std::string>(value);
    parsed = toml::parse("value = " + escaped.str(), source);
  }
  toml::node* node = &root;
  std::vector<std::string> parts = split_path(key);
  const std::string leaf = std::move(parts.back());
  parts.pop_back();
  for (const std::string& part : parts) {
    node = step(*node, part, parsed.get("value")->source());
    if (node == nullptr)
      return Status::invalid_job(fmt::format("there is no {} to set", quoted(part))).at({source, 0, 0});
  }
  toml::table* table = node->as_table();
  if (table == nullptr)
    return Status::invalid_job(fmt::format("there is no key {} to set", quoted(leaf)))
        .at({source, 0, 0})
        .hint("name an element of a list, as in source.crm.path");
  // A key without a place of its own would be reported at the top of the file.
  table->insert_or_assign(toml::key(leaf, parsed.get("value")->source()), std::move(*parsed.get("value")));
  return {};
}

}  // namespace

Status read_toml(std::string_view text, const std::string& path, const Overrides& overrides, Job& job,
                 JobPlaces& places) {
  toml::table root;
  try {
    root = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return Status::invalid_job(std::string(error.description()))
        .at({path, error.source().begin.line, error.source().begin.column});
  }
  for (const auto& [key, value] : overrides) SOSIE_RETURN_IF_ERROR(apply_override(root, key, value));
  TomlReader reader(root, path, places);
  bind_job(reader, job);
  return reader.finish();
}

}  // namespace sosie
