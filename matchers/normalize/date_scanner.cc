#include <algorithm>
#include <array>
#include <string>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/date_reading.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

struct MonthName {
  std::string_view name;
  unsigned month;
};

// Folded; sorted by name. French, English, German (Austrian among them), Spanish, Italian, Dutch, Portuguese, with
// their usual abbreviations. Not "jui", which is June as often as July.
constexpr MonthName kMonths[] = {
    {"abr", 4},        {"abril", 4},      {"ago", 8},       {"agos", 8},       {"agosto", 8},    {"agto", 8},
    {"aou", 8},        {"aout", 8},       {"apr", 4},       {"april", 4},      {"aprile", 4},    {"aug", 8},
    {"august", 8},     {"augustus", 8},   {"avr", 4},       {"avril", 4},      {"dec", 12},      {"december", 12},
    {"decembre", 12},  {"dez", 12},       {"dezember", 12}, {"dezembro", 12},  {"dic", 12},      {"dicembre", 12},
    {"diciembre", 12}, {"ene", 1},        {"enero", 1},     {"feb", 2},        {"febb", 2},      {"febbraio", 2},
    {"feber", 2},      {"febr", 2},       {"febrero", 2},   {"februar", 2},    {"februari", 2},  {"february", 2},
    {"fev", 2},        {"fevereiro", 2},  {"fevr", 2},      {"fevrier", 2},    {"gen", 1},       {"genn", 1},
    {"gennaio", 1},    {"giu", 6},        {"giug", 6},      {"giugno", 6},     {"jaen", 1},      {"jaenner", 1},
    {"jan", 1},        {"janeiro", 1},    {"janner", 1},    {"januar", 1},     {"januari", 1},   {"january", 1},
    {"janv", 1},       {"janvier", 1},    {"janvr", 1},     {"juil", 7},       {"juill", 7},     {"juillet", 7},
    {"juin", 6},       {"jul", 7},        {"julei", 7},     {"julho", 7},      {"juli", 7},      {"julio", 7},
    {"july", 7},       {"jun", 6},        {"june", 6},      {"junho", 6},      {"juni", 6},      {"junio", 6},
    {"juno", 6},       {"lug", 7},        {"lugl", 7},      {"luglio", 7},     {"maart", 3},     {"maerz", 3},
    {"mag", 5},        {"maggio", 5},     {"mai", 5},       {"maio", 5},       {"maj", 5},       {"mar", 3},
    {"march", 3},      {"marco", 3},      {"mars", 3},      {"marz", 3},       {"marzo", 3},     {"may", 5},
    {"mayo", 5},       {"mei", 5},        {"mrt", 3},       {"mrz", 3},        {"mzo", 3},       {"nov", 11},
    {"november", 11},  {"novembre", 11},  {"novembro", 11}, {"noviembre", 11}, {"oct", 10},      {"october", 10},
    {"octobre", 10},   {"octubre", 10},   {"okt", 10},      {"oktober", 10},   {"ott", 10},      {"otto", 10},
    {"ottobre", 10},   {"out", 10},       {"outubro", 10},  {"sep", 9},        {"sept", 9},      {"september", 9},
    {"septembre", 9},  {"septiembre", 9}, {"set", 9},       {"setembro", 9},   {"setiembre", 9}, {"sett", 9},
    {"settembre", 9},
};
static_assert(std::is_sorted(std::begin(kMonths), std::end(kMonths),
                             [](const MonthName& a, const MonthName& b) { return a.name < b.name; }));

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Bytes of the word at the front; a no-break blank ends it.
size_t word_size(std::string_view text) {
  size_t size = 0;
  while (size < text.size() && is_letter(text[size]) && !text.substr(size).starts_with("\xc2\xa0")) ++size;
  return size;
}

std::optional<unsigned> month_of(std::string_view word) {
  constexpr size_t kLongest = 15;
  if (word.empty() || word.size() > kLongest) return std::nullopt;
  const std::string folded = fold(word);
  const auto* found = std::lower_bound(std::begin(kMonths), std::end(kMonths), std::string_view(folded),
                                       [](const MonthName& month, std::string_view name) { return month.name < name; });
  if (found == std::end(kMonths) || found->name != folded) return std::nullopt;
  return found->month;
}

}  // namespace

size_t DateScanner::digits_ahead() const {
  return static_cast<size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin());
}

bool DateScanner::take(char wanted) {
  if (peek() != wanted || done()) return false;
  rest_.remove_prefix(1);
  return true;
}

bool DateScanner::take_blanks() {
  const size_t before = rest_.size();
  for (;;) {
    if (rest_.starts_with("\xc2\xa0")) rest_.remove_prefix(2);
    else if (rest_.starts_with("\xe2\x80\xaf")) rest_.remove_prefix(3);
    else if (!rest_.empty() && static_cast<unsigned char>(rest_.front()) <= ' ') rest_.remove_prefix(1);
    else break;
  }
  return rest_.size() != before;
}

std::optional<unsigned> DateScanner::take_number(size_t least, size_t most, size_t* width) {
  const size_t size = std::min(digits_ahead(), most);
  if (size < least || size == 0) return std::nullopt;
  unsigned value = 0;
  for (size_t i = 0; i < size; ++i) value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
  rest_.remove_prefix(size);
  if (width != nullptr) *width = size;
  return value;
}

std::optional<unsigned> DateScanner::take_month_name() {
  const size_t size = word_size(rest_);
  const auto month = month_of(rest_.substr(0, size));
  if (!month) return std::nullopt;
  rest_.remove_prefix(size);
  take('.');
  return month;
}

std::string_view DateScanner::take_word() {
  const std::string_view word = rest_.substr(0, word_size(rest_));
  rest_.remove_prefix(word.size());
  return word;
}

std::optional<int64_t> DateScanner::take_offset() {
  const std::string_view before = rest_;
  const std::string_view word = take_word();
  if (word == "Z" || word == "z" || word == "UTC" || word == "GMT") return 0;
  rest_ = before;
  const int64_t sign = peek() == '-' ? -1 : 1;
  if (!take('+') && !take('-')) return std::nullopt;
  const auto hours = take_number(2, 2);
  take(':');
  const auto minutes = digits_ahead() == 0 ? std::optional<unsigned>(0) : take_number(2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) {
    rest_ = before;
    return std::nullopt;
  }
  return sign * (*hours * 3600 + *minutes * 60);
}

void DateScanner::take_fraction() {
  if (peek() != '.' && peek() != ',') return;
  const std::string_view before = rest_;
  rest_.remove_prefix(1);
  const size_t size = digits_ahead();
  if (size == 0) rest_ = before;
  else rest_.remove_prefix(size);
}

bool DateScanner::take_half_day(unsigned& hour) {
  const std::string_view before = rest_;
  const char first = peek();
  const bool afternoon = first == 'p' || first == 'P';
  if (!afternoon && first != 'a' && first != 'A') return false;
  rest_.remove_prefix(1);
  take('.');
  if (hour < 1 || hour > 12 || (!take('m') && !take('M'))) {
    rest_ = before;
    return false;
  }
  take('.');
  hour = hour % 12 + (afternoon ? 12 : 0);
  return true;
}

}  // namespace sosie::matchers
