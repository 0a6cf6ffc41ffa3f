// A name is cut from the left into the longest spellings of the table. Each spelling has codes for the beginning of the
// name, before a vowel, and elsewhere; two readings are parted by a slash; an empty code is not coded.
#include "matchers/phonetic/daitch_mokotoff.h"

#include <algorithm>
#include <array>

namespace sosie::matchers {
namespace {

constexpr size_t kDigits = 6;

struct Rule {
  std::string_view spelling, at_start, before_vowel, elsewhere;
};

// By first letter, longer spellings first.
constexpr std::array kRules = std::to_array<Rule>({{"ai", "0", "1", ""},
                                                   {"aj", "0", "1", ""},
                                                   {"au", "0", "7", ""},
                                                   {"ay", "0", "1", ""},
                                                   {"a", "0", "", ""},
                                                   {"b", "7", "7", "7"},
                                                   {"chs", "5", "54", "54"},
                                                   {"csz", "4", "4", "4"},
                                                   {"czs", "4", "4", "4"},
                                                   {"ch", "5/4", "5/4", "5/4"},
                                                   {"ck", "5/45", "5/45", "5/45"},
                                                   {"cs", "4", "4", "4"},
                                                   {"cz", "4", "4", "4"},
                                                   {"c", "5/4", "5/4", "5/4"},
                                                   {"drs", "4", "4", "4"},
                                                   {"drz", "4", "4", "4"},
                                                   {"dsh", "4", "4", "4"},
                                                   {"dsz", "4", "4", "4"},
                                                   {"dzh", "4", "4", "4"},
                                                   {"dzs", "4", "4", "4"},
                                                   {"ds", "4", "4", "4"},
                                                   {"dt", "3", "3", "3"},
                                                   {"dz", "4", "4", "4"},
                                                   {"d", "3", "3", "3"},
                                                   {"ei", "0", "1", ""},
                                                   {"ej", "0", "1", ""},
                                                   {"eu", "1", "1", ""},
                                                   {"ey", "0", "1", ""},
                                                   {"e", "0", "", ""},
                                                   {"fb", "7", "7", "7"},
                                                   {"f", "7", "7", "7"},
                                                   {"g", "5", "5", "5"},
                                                   {"h", "5", "5", ""},
                                                   {"ia", "1", "", ""},
                                                   {"ie", "1", "", ""},
                                                   {"io", "1", "", ""},
                                                   {"iu", "1", "", ""},
                                                   {"i", "0", "", ""},
                                                   {"j", "1/4", "/4", "/4"},
                                                   {"kh", "5", "5", "5"},
                                                   {"ks", "5", "54", "54"},
                                                   {"k", "5", "5", "5"},
                                                   {"l", "8", "8", "8"},
                                                   {"mn", "66", "66", "66"},
                                                   {"m", "6", "6", "6"},
                                                   {"nm", "66", "66", "66"},
                                                   {"n", "6", "6", "6"},
                                                   {"oi", "0", "1", ""},
                                                   {"oj", "0", "1", ""},
                                                   {"oy", "0", "1", ""},
                                                   {"o", "0", "", ""},
                                                   {"pf", "7", "7", "7"},
                                                   {"ph", "7", "7", "7"},
                                                   {"p", "7", "7", "7"},
                                                   {"q", "5", "5", "5"},
                                                   {"rs", "94/4", "94/4", "94/4"},
                                                   {"rz", "94/4", "94/4", "94/4"},
                                                   {"r", "9", "9", "9"},
                                                   {"schtsch", "2", "4", "4"},
                                                   {"schtch", "2", "4", "4"},
                                                   {"schtsh", "2", "4", "4"},
                                                   {"shtch", "2", "4", "4"},
                                                   {"shtsh", "2", "4", "4"},
                                                   {"stsch", "2", "4", "4"},
                                                   {"schd", "2", "43", "43"},
                                                   {"scht", "2", "43", "43"},
                                                   {"shch", "2", "4", "4"},
                                                   {"stch", "2", "4", "4"},
                                                   {"strs", "2", "4", "4"},
                                                   {"strz", "2", "4", "4"},
                                                   {"stsh", "2", "4", "4"},
                                                   {"szcs", "2", "4", "4"},
                                                   {"szcz", "2", "4", "4"},
                                                   {"sch", "4", "4", "4"},
                                                   {"shd", "2", "43", "43"},
                                                   {"sht", "2", "43", "43"},
                                                   {"szd", "2", "43", "43"},
                                                   {"szt", "2", "43", "43"},
                                                   {"sc", "2", "4", "4"},
                                                   {"sd", "2", "43", "43"},
                                                   {"sh", "4", "4", "4"},
                                                   {"st", "2", "43", "43"},
                                                   {"sz", "4", "4", "4"},
                                                   {"s", "4", "4", "4"},
                                                   {"ttsch", "4", "4", "4"},
                                                   {"tsch", "4", "4", "4"},
                                                   {"ttch", "4", "4", "4"},
                                                   {"ttsz", "4", "4", "4"},
                                                   {"tch", "4", "4", "4"},
                                                   {"trs", "4", "4", "4"},
                                                   {"trz", "4", "4", "4"},
                                                   {"tsh", "4", "4", "4"},
                                                   {"tsz", "4", "4", "4"},
                                                   {"tts", "4", "4", "4"},
                                                   {"ttz", "4", "4", "4"},
                                                   {"tzs", "4", "4", "4"},
                                                   {"tc", "4", "4", "4"},
                                                   {"th", "3", "3", "3"},
                                                   {"ts", "4", "4", "4"},
                                                   {"tz", "4", "4", "4"},
                                                   {"t", "3", "3", "3"},
                                                   {"ue", "0", "", ""},
                                                   {"ui", "0", "1", ""},
                                                   {"uj", "0", "1", ""},
                                                   {"uy", "0", "1", ""},
                                                   {"u", "0", "", ""},
                                                   {"v", "7", "7", "7"},
                                                   {"w", "7", "7", "7"},
                                                   {"x", "5", "54", "54"},
                                                   {"y", "1", "", ""},
                                                   {"zhdzh", "2", "4", "4"},
                                                   {"zdzh", "2", "4", "4"},
                                                   {"zsch", "4", "4", "4"},
                                                   {"zdz", "2", "4", "4"},
                                                   {"zhd", "2", "43", "43"},
                                                   {"zsh", "4", "4", "4"},
                                                   {"zd", "2", "43", "43"},
                                                   {"zh", "4", "4", "4"},
                                                   {"zs", "4", "4", "4"},
                                                   {"z", "4", "4", "4"}});

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// Every letter is a spelling, so that one is always found.
const Rule& longest_rule(std::string_view rest) {
  const auto first = std::ranges::find_if(kRules, [&](const Rule& rule) { return rest.starts_with(rule.spelling); });
  return *first;
}

std::string_view codes_of(const Rule& rule, bool at_start, std::string_view behind) {
  if (at_start) return rule.at_start;
  return !behind.empty() && is_vowel(behind.front()) ? rule.before_vowel : rule.elsewhere;
}

/// One reading so far.
struct Reading {
  std::string digits;
  std::string_view last;  // code of the spelling before

  // Neighbours of one code are one sound; m beside n are two.
  void add(std::string_view code, bool always) {
    if (always || !last.ends_with(code)) digits += code;
    last = code;
  }
  bool operator==(const Reading&) const = default;
};

void add_once(Reading reading, std::vector<Reading>& readings) {
  if (readings.size() < kMostDaitchMokotoffCodes && std::ranges::find(readings, reading) == readings.end())
    readings.push_back(std::move(reading));
}

std::vector<Reading> read_on(const std::vector<Reading>& readings, std::string_view codes, bool always) {
  std::vector<Reading> next;
  const size_t slash = codes.find('/');
  for (const Reading& reading : readings) {
    Reading first = reading;
    first.add(codes.substr(0, slash), always);
    add_once(std::move(first), next);
    if (slash == std::string_view::npos) continue;
    Reading second = reading;
    second.add(codes.substr(slash + 1), always);
    add_once(std::move(second), next);
  }
  return next;
}

}  // namespace

void daitch_mokotoff(std::string_view folded, std::vector<std::string>& out) {
  out.clear();
  std::string letters;
  std::ranges::copy_if(folded, std::back_inserter(letters), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters.empty()) return;
  std::vector<Reading> readings(1);
  std::string_view rest = letters;
  char before = 0;
  while (!rest.empty()) {
    const Rule& rule = longest_rule(rest);
    const std::string_view behind = rest.substr(rule.spelling.size());
    const bool m_beside_n = (before == 'm' && rest.front() == 'n') || (before == 'n' && rest.front() == 'm');
    readings = read_on(readings, codes_of(rule, rest.size() == letters.size(), behind), m_beside_n);
    before = rule.spelling.back();
    rest = behind;
  }
  for (Reading& reading : readings) {
    reading.digits.resize(kDigits, '0');
    if (std::ranges::find(out, reading.digits) == out.end()) out.push_back(std::move(reading.digits));
  }
}

}  // namespace sosie::matchers
