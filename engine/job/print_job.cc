#include "engine/job/print_job.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/job/job_visitor.h"
#include "engine/job/keys.h"

namespace sosie {
namespace {

constexpr size_t kCommentColumn = 40;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else out += c;
    }
  }
  return out + "\"";
}

std::string bare_key(std::string_view key) {
  const auto is_bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !key.empty() && std::all_of(key.begin(), key.end(), is_bare) ? std::string(key) : quoted(key);
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (size_t i = 0; i < items.size(); ++i) out += (i > 0 ? ", " : "") + quoted(items[i]);
  return out + "]";
}

/// One string without brackets, several with.
std::string strings(const std::vector<std::string>& items) {
  return items.size() == 1 ? quoted(items[0]) : list(items);
}

std::string inline_table(const std::vector<std::string>& members) {
  return members.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(members, ", "));
}

std::string codes_text(const Codes& codes) {
  std::vector<std::string> members;
  for (const auto& [meaning, values] : codes)
    members.push_back(fmt::format("{} = {}", bare_key(meaning), list(values)));
  return inline_table(members);
}

/// A column, several, or a table with a format.
std::string columns_text(const std::vector<std::string>& columns, const std::vector<std::string>& formats,
                         const std::string& timezone, bool is_date) {
  const bool is_plain = formats.empty() && timezone.empty() && (columns.size() == 1 || !is_date);
  if (is_plain) return strings(columns);
  std::vector<std::string> members = {columns.size() == 1 ? "column = " + quoted(columns[0])
                                                          : "columns = " + list(columns)};
  if (!formats.empty()) members.push_back("format = " + strings(formats));
  if (!timezone.empty()) members.push_back("timezone = " + quoted(timezone));
  return inline_table(members);
}

std::string number_text(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

class Printer final : public JobVisitor {
 public:
  explicit Printer(const PrintJobOptions& options) : options_(options) {}
  std::string take() { return std::move(out_); }

  void text(std::string_view key, std::string& value) override {
    const bool is_required = fallback(key) == kRequired;
    if (!value.empty() || is_required) line(key, quoted(value));
    else absent(key);
  }
  void boolean(std::string_view key, bool& value) override { line(key, value ? "true" : "false"); }
  void boolean(std::string_view key, std::optional<bool>& value) override {
    if (value) line(key, *value ? "true" : "false");
  }
  void integer(std::string_view key, uint32_t& value) override {
    if (value != 0 || !fallback(key).empty()) line(key, std::to_string(value));
    else absent(key);
  }
  void number(std::string_view key, double& value) override { line(key, number_text(value)); }
  void texts(std::string_view key, std::vector<std::string>& value) override {
    line(key, value == std::vector<std::string>{"all"} ? quoted("all") : list(value));
  }

  void date(std::string_view key, DateSpec& value) override {
    if (value.absent()) return absent(key);
    line(key, columns_text(value.columns, value.formats, value.timezone, true));
  }

  void column_or_constant(std::string_view key, ColumnOrConstant& value) override {
    if (value.absent()) return absent(key);
    const bool is_plain = !value.is_constant && !value.is_column && value.formats.empty() && value.timezone.empty();
    if (is_plain) return line(key, quoted(value.text));
    std::vector<std::string> members = {(value.is_constant ? "value = " : "column = ") + quoted(value.text)};
    if (!value.formats.empty()) members.push_back("format = " + strings(value.formats));
    if (!value.timezone.empty()) members.push_back("timezone = " + quoted(value.timezone));
    line(key, inline_table(members));
  }

  void coded_column(std::string_view key, std::span<const std::string_view> /*meanings*/, CodedColumn& value) override {
    if (value.absent()) return absent(key);
    std::vector<std::string> members = {value.column.empty() ? "value = " + quoted(value.constant)
                                                             : "column = " + quoted(value.column)};
    if (!value.codes.empty()) members.push_back("codes = " + codes_text(value.codes));
    line(key, inline_table(members));
  }

  void codes(std::string_view key, Codes& value) override {
    if (value.empty()) return absent(key);
    line(key, codes_text(value));
  }

  void fields(std::string_view key, std::vector<FieldSpec>& value) override {
    if (value.empty()) return;
    enter(key, "[{}]", [&] { print_fields(value); });
    if (options_.after_fields) comment(options_.after_fields(index_));
  }
  void all_fields(std::vector<FieldSpec>& value) override { print_fields(value); }

  void acts(std::string_view key, std::map<std::string, EventAct>& value) override {
    enter(key, "[{}]", [&] {
      for (const auto& [cell, act] : value) {
        std::vector<std::string> members = {"act = " + quoted(act.act)};
        if (!act.channel.empty()) members.push_back("channel = " + quoted(act.channel));
        line(bare_key(cell), inline_table(members));
      }
    });
  }

  void words(std::string_view key, std::map<std::string, std::string>& value) override {
    if (value.empty()) return absent(key);
    std::vector<std::string> members;
    for (const auto& [name, word] : value) members.push_back(fmt::format("{} = {}", bare_key(name), quoted(word)));
    line(key, inline_table(members));
  }

  void none(std::string_view key, bool& is_none) override {
    if (is_none) line(key, quoted("none"));
  }

  void table(std::string_view key, const Body& body) override { enter(key, "[{}]", body); }

  void small_table(std::string_view key, const Body& body) override {
    const std::string before = std::move(pattern_);
    pattern_ = before.empty() ? std::string(key) : before + "." + std::string(key);
    small_.emplace();
    body();
    const std::vector<std::string> members = std::move(*small_);
    small_.reset();
    pattern_ = before;
    if (!members.empty()) line(key, inline_table(members));
  }

  void lists_by_name(std::string_view key, std::string_view leaf,
                     std::map<std::string, std::vector<std::string>>& value) override {
    for (auto& [name, items] : value) {
      enter(key, "[{}." + escape_braces(bare_key(name)) + "]", [&, &chain = items] { line(leaf, list(chain)); });
    }
  }

 protected:
  size_t num_tables(std::string_view /*key*/, size_t now) override { return now; }
  void table_at(std::string_view key, size_t index, const Body& body) override {
    if (key == "source") index_ = index;
    enter(key, "[[{}]]", body);
  }

 private:
  static std::string escape_braces(const std::string& text) {
    std::string out;
    for (const char c : text) {
      out += c;
      if (c == '{' || c == '}') out += c;
    }
    return out;
  }

  std::string path_of(std::string_view key) const {
    return pattern_.empty() ? std::string(key) : fmt::format("{}.{}", pattern_, key);
  }

  const JobKey* registered(std::string_view key) const { return find_key(path_of(key)); }

  std::string_view fallback(std::string_view key) const {
    const JobKey* found = registered(key);
    return found == nullptr ? std::string_view() : found->fallback;
  }

  /// `key = value` with what the key means behind it.
  void line(std::string_view key, const std::string& value) {
    if (small_) return small_->push_back(fmt::format("{} = {}", key, value));
    const JobKey* found = registered(key);
    commented(fmt::format("{} = {}", key, value), found == nullptr ? std::string() : std::string(found->doc));
  }

  /// A key of a section that stands alone and has no value is shown as a comment, so that the reader knows of it.
  void absent(std::string_view key) {
    const JobKey* found = registered(key);
    if (small_ || is_repeated_ || found == nullptr || !options_.documentation) return;
    commented(fmt::format("# {} =", key), std::string(found->doc));
  }

  void commented(const std::string& text, const std::string& documentation) {
    if (!options_.documentation || documentation.empty()) {
      out_ += text + "\n";
    } else {
      out_ += fmt::format("{:<{}}  # {}\n", text, kCommentColumn, documentation);
    }
  }

  void comment(const std::string& lines) {
    size_t begin = 0;
    while (begin < lines.size()) {
      const size_t end = std::min(lines.find('\n', begin), lines.size());
      out_ += "# " + lines.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
  }

  void print_fields(const std::vector<FieldSpec>& fields) {
    for (const FieldSpec& field : fields) {
      const std::string value = columns_text(field.columns, field.formats, field.timezone, field.field == "birth_date");
      const std::string why = options_.field_comment ? options_.field_comment(index_, field.field) : std::string();
      commented(fmt::format("{} = {}", bare_key(field.field), value), why);
    }
  }

  void enter(std::string_view key, const std::string& heading, const Body& body) {
    const std::string pattern = path_of(key);
    if (!out_.empty()) out_ += "\n";
    const JobKey* found = find_key(pattern);
    commented(fmt::format(fmt::runtime(heading), pattern), found == nullptr ? std::string() : std::string(found->doc));
    const std::string before = std::exchange(pattern_, heading.starts_with("[{}.") ? pattern + ".*" : pattern);
    const bool was_repeated = std::exchange(is_repeated_, is_repeated_ || heading == "[[{}]]");
    body();
    pattern_ = before;
    is_repeated_ = was_repeated;
  }

  const PrintJobOptions& options_;
  std::string out_;
  std::string pattern_;                            // path of the current table, without indexes
  size_t index_ = 0;                               // of the current source
  bool is_repeated_ = false;                       // inside a list of tables
  std::optional<std::vector<std::string>> small_;  // members of the table that is written on one line
};

}  // namespace

std::string print_job(const Job& job, const PrintJobOptions& options) {
  Printer printer(options);
  Job copy = job;  // visitors may write; the printer does not
  bind_job(printer, copy);
  std::string heading;
  for (size_t begin = 0; begin < options.heading.size();) {
    const size_t end = std::min(options.heading.find('\n', begin), options.heading.size());
    heading += "# " + options.heading.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return heading + printer.take();
}

}  // namespace sosie
