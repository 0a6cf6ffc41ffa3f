#include "tests/datasets/generated_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace sosie::generator {
namespace {

std::string phone_digits(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) digits.push_back(c);
  const bool abroad = text.starts_with("+") || text.starts_with("00");
  if (abroad && digits.starts_with("00")) digits.erase(0, 2);
  if (abroad && digits.starts_with("33")) digits.erase(0, 2);
  if (!abroad && digits.starts_with("0")) digits.erase(0, 1);
  const bool placeholder = digits == "102030405" || digits == "606060606" || digits == "600000000" || digits.size() < 9;
  return placeholder ? std::string() : digits;
}

std::string email_key(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const size_t at = text.find('@');
  const bool placeholder = at == std::string::npos || text.substr(0, at) == text.substr(at + 1, at);
  return placeholder ? std::string() : text;
}

/// Strings behind `"key":`, one or several in brackets; none for null or an absent key.
std::vector<std::string> json_values(std::string_view line, std::string_view key) {
  const std::string name = "\"" + std::string(key) + "\":";
  size_t at = line.find(name);
  if (at == std::string_view::npos) return {};
  at += name.size();
  const std::string_view value =
      line.substr(at, line[at] == '[' ? line.find(']', at) - at : line.find_first_of(",}", at) - at);
  std::vector<std::string> values;
  for (size_t open = value.find('"'); open != std::string_view::npos; open = value.find('"', open + 1)) {
    const size_t close = value.find('"', open + 1);
    values.emplace_back(value.substr(open + 1, close - open - 1));
    open = close;
  }
  return values;
}

bool valid_utf8(std::string_view text) {
  // The generator breaks encodings with a Latin-1 letter between others, which no UTF-8 text holds.
  return text.find("\xE9t\xE9") == std::string_view::npos;
}

void add(std::map<RecordName, std::set<std::string>>& points, const RecordName& record, std::string point) {
  std::set<std::string>& of_record = points[record];
  if (!point.empty()) of_record.insert(std::move(point));
}

void read_web(const std::string& text, std::map<RecordName, std::set<std::string>>& points) {
  for (const std::vector<std::string>& row : parse_delimited(text, '\0')) {
    const std::string& line = row[0];
    const std::vector<std::string> id = json_values(line, "user_id");
    if (!line.ends_with("}") || !valid_utf8(line) || id.empty() || id[0].empty()) continue;
    const RecordName record("web", id[0]);
    add(points, record, {});
    for (const std::string& email : json_values(line, "email")) add(points, record, email_key(email));
    for (const std::string& phone : json_values(line, "phone")) add(points, record, phone_digits(phone));
  }
}

void read_delimited(Channel channel, const std::string& text, std::map<RecordName, std::set<std::string>>& points) {
  const auto rows = parse_delimited(text, delimiter_of(channel));
  const std::vector<std::string>& header = rows[0];
  constexpr std::array<std::string_view, 3> kEmails = {"Email", "email", "EMAIL"};
  constexpr std::array<std::string_view, 4> kPhones = {"TelFixe", "TelMobile", "phone", "tel"};
  for (size_t i = 1; i < rows.size(); ++i) {
    const bool readable =
        rows[i].size() == header.size() && !rows[i][0].empty() &&
        (channel == Channel::loyalty || std::ranges::all_of(rows[i], [](auto& cell) { return valid_utf8(cell); }));
    if (!readable) continue;
    const RecordName record(channel_name(channel), rows[i][0]);
    add(points, record, {});
    for (size_t column = 0; column < header.size(); ++column) {
      if (std::ranges::find(kEmails, header[column]) != kEmails.end()) add(points, record, email_key(rows[i][column]));
      if (std::ranges::find(kPhones, header[column]) != kPhones.end() || header[column] == "TEL")
        add(points, record, phone_digits(rows[i][column]));
    }
  }
}

}  // namespace

ScratchFolder::ScratchFolder(std::string_view name)
    : path_(std::filesystem::temp_directory_path() /
            (std::string("sosie_") + std::string(name) + "_" + std::to_string(getpid()))) {
  std::filesystem::remove_all(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_bytes(const std::filesystem::path& path) {
  // zlib reads files that are not compressed as they are.
  const gzFile file = gzopen(path.c_str(), "rb");
  EXPECT_NE(file, nullptr) << path;
  std::string bytes;
  std::array<char, 1 << 16> part;
  for (int count = 1; file != nullptr && count > 0;) {
    count = gzread(file, part.data(), part.size());
    if (count > 0) bytes.append(part.data(), static_cast<size_t>(count));
  }
  gzclose(file);
  return bytes;
}

std::map<std::string, std::string> read_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files[entry.path().filename()] = read_bytes(entry.path());
  return files;
}

char delimiter_of(Channel channel) { return channel == Channel::crm ? ';' : channel == Channel::billing ? '\t' : ','; }

std::vector<std::vector<std::string>> parse_delimited(std::string_view text, char delimiter) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (delimiter != '\0' && c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"') row.back().push_back(text[i++]);
      else quoted = !quoted;
    } else if (!quoted && c == delimiter) {
      row.emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
    } else if (quoted || c != '\r') {
      row.back().push_back(c);
    }
  }
  if (row.size() > 1 || !row[0].empty()) rows.push_back(row);
  return rows;
}

std::map<RecordName, std::set<std::string>> read_contact_points(const std::string& folder) {
  std::map<RecordName, std::set<std::string>> points;
  for (size_t i = 0; i < kNumChannels; ++i) {
    const Channel channel = static_cast<Channel>(i);
    const std::string text = read_bytes(std::filesystem::path(folder) / channel_file(channel));
    channel == Channel::web ? read_web(text, points) : read_delimited(channel, text, points);
  }
  return points;
}

std::map<RecordName, std::string> read_truth(const std::string& folder) {
  std::map<RecordName, std::string> truth;
  const auto rows = parse_delimited(read_bytes(std::filesystem::path(folder) / "truth.csv"), ',');
  EXPECT_EQ(rows[0], (std::vector<std::string>{"source", "id", "entity_id"}));
  for (size_t i = 1; i < rows.size(); ++i)
    EXPECT_TRUE(truth.emplace(RecordName(rows[i][0], rows[i][1]), rows[i][2]).second)
        << rows[i][0] << ":" << rows[i][1];
  return truth;
}

GenerateSummary generate_into(const std::string& folder, uint64_t people, uint64_t seed, unsigned threads) {
  GenerateOptions options;
  options.people = people;
  options.seed = seed;
  options.output = folder;
  const Result<GenerateSummary> summary = generate(options, Executor(threads));
  EXPECT_TRUE(summary.ok()) << summary.status().to_string();
  return summary.ok() ? *summary : GenerateSummary();
}

}  // namespace sosie::generator
