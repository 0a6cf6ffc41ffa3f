#include "engine/recognize/value_shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/date.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/companies.h"
#include "matchers/normalize/dates.h"
#include "matchers/normalize/email.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/phone.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using matchers::is_digit;
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct Characters {
  size_t digits = 0, letters = 0, blanks = 0, others = 0;
};

Characters count_characters(std::string_view text) {
  Characters count;
  for (const char c : text) {
    if (is_digit(c)) ++count.digits;
    else if (is_letter(c)) ++count.letters;
    else if (c == ' ') ++count.blanks;
    else ++count.others;
  }
  return count;
}

bool is_phone_like(std::string_view text, const Characters& count) {
  static constexpr std::string_view kSigns = "+-./() xX";
  const bool only_signs =
      std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || kSigns.find(c) != kSigns.npos; });
  return only_signs && count.digits >= 6 && count.digits <= 20;
}

bool is_postcode_like(std::string_view text, const Characters& count) {
  const bool is_short = text.size() >= 3 && text.size() <= 10;
  return is_short && count.digits >= 2 && count.blanks + count.others <= 1 && count.letters <= 6;
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+'; });
}

/// A whole number of at most four digits, or -1.
int small_number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text.size() <= 4 ? value : -1;
}

bool is_one_of(std::string_view folded, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), folded) != words.end();
}

bool is_flag(std::string_view folded) {
  static constexpr std::array<std::string_view, 16> kFlags = {
      "0", "1", "y", "n", "o", "t", "f", "x", "yes", "no", "oui", "non", "true", "false", "vrai", "faux"};
  return is_one_of(folded, kFlags);
}

bool is_title(std::string_view raw, std::string_view folded) {
  static constexpr std::array<std::string_view, 10> kNeutral = {"dr",     "docteur", "prof", "professeur", "me",
                                                                "maitre", "rev",     "mx",   "doctor",     "professor"};
  return raw.size() <= 16 &&
         (is_one_of(folded, kNeutral) || matchers::gender_of_title(raw) != matchers::NameGender::unknown);
}

/// Adds up one column. One value at a time, so that each is folded once.
class Measure {
 public:
  explicit Measure(std::string_view country)
      : country_(country), dates_(*matchers::DateReader::compile({}, *TimeZone::find("UTC"))) {}

  void add(std::string_view raw) {
    ++shape_.num_rows;
    const std::string_view text = matchers::trim(raw);
    if (text.empty()) return;
    ++shape_.num_filled;
    bytes_ += text.size();
    distinct_.insert(text);
    add_forms(text);
    add_meanings(text);
  }

  ColumnShape finish() {
    shape_.num_distinct = distinct_.size();
    note_codes();
    if (shape_.num_filled == 0) return shape_;
    const double filled = static_cast<double>(shape_.num_filled);
    shape_.mean_length = static_cast<double>(bytes_) / filled;
    for (double ColumnShape::* share : kShares) shape_.*share /= filled;
    std::sort(years_.begin(), years_.end());
    if (!years_.empty()) shape_.year_spread = years_[years_.size() * 95 / 100] - years_[years_.size() * 5 / 100];
    return shape_;
  }

 private:
  void note_codes() {
    const auto is_short = [](std::string_view value) { return value.size() <= ColumnShape::kLongestCode; };
    if (distinct_.size() > ColumnShape::kMostCodes || !std::all_of(distinct_.begin(), distinct_.end(), is_short))
      return;
    shape_.codes.assign(distinct_.begin(), distinct_.end());
  }

  static constexpr std::array kShares = {
      &ColumnShape::dates,         &ColumnShape::birth_like,    &ColumnShape::emails,      &ColumnShape::phones,
      &ColumnShape::mobiles,       &ColumnShape::landlines,     &ColumnShape::phone_like,  &ColumnShape::postcodes,
      &ColumnShape::house_numbers, &ColumnShape::years,         &ColumnShape::months,      &ColumnShape::days,
      &ColumnShape::words,         &ColumnShape::several_words, &ColumnShape::numbers,     &ColumnShape::flags,
      &ColumnShape::genders,       &ColumnShape::titles,        &ColumnShape::legal_forms, &ColumnShape::ibans,
      &ColumnShape::national_ids,  &ColumnShape::tax_ids};

  static void count(double& share, bool holds) { share += holds ? 1 : 0; }

  void add_forms(std::string_view text) {
    const Characters characters = count_characters(text);
    const int number = small_number(text);
    count(shape_.phone_like, is_phone_like(text, characters));
    count(shape_.postcodes, is_postcode_like(text, characters));
    count(shape_.house_numbers, text.size() <= 8 && is_digit(text.front()));
    count(shape_.years, number >= 1850 && number <= 2100);
    count(shape_.months, number >= 1 && number <= 12);
    count(shape_.days, number >= 1 && number <= 31);
    count(shape_.numbers, is_number(text));
    const bool is_words = characters.letters > characters.digits && characters.blanks <= 7;
    count(shape_.words, is_words);
    count(shape_.several_words, is_words && characters.blanks > 0);
  }

  void add_meanings(std::string_view text) {
    matchers::fold(text, folded_);
    count(shape_.flags, is_flag(folded_));
    count(shape_.titles, is_title(text, folded_));
    count(shape_.genders, text.size() <= 12 && matchers::parse_gender(text) != matchers::NameGender::unknown);
    count(shape_.emails, text.find('@') != std::string_view::npos && matchers::read_email(text).valid);
    count(shape_.legal_forms, matchers::has_legal_form(text));
    add_date(text);
    add_phone(text);
    add_identifier(text);
  }

  void add_date(std::string_view text) {
    const Date day = dates_.read_date(text);
    if (day.missing()) return;
    shape_.dates += 1;
    const int year = static_cast<int>(day.year());
    count(shape_.birth_like, year >= 1900 && year <= 2020);
    years_.push_back(year);
  }

  void add_phone(std::string_view text) {
    const bool is_dialled = text.front() == '+' || text.front() == '0' || text.front() == '(';
    if (!is_dialled) return;
    const matchers::Phone phone = matchers::read_phone(text, country_);
    count(shape_.phones, phone.valid);
    count(shape_.mobiles, phone.valid && phone.kind == matchers::PhoneKind::mobile);
    count(shape_.landlines, phone.valid && phone.kind == matchers::PhoneKind::landline);
  }

  void add_identifier(std::string_view text) {
    matchers::normalize_identifier(text, identifier_);
    count(shape_.ibans, matchers::valid_iban(identifier_));
    count(shape_.national_ids, matchers::valid_nir(identifier_));
    count(shape_.tax_ids, matchers::valid_siret(identifier_) || matchers::valid_siren(identifier_));
  }

  std::string_view country_;
  matchers::DateReader dates_;
  ColumnShape shape_;
  uint64_t bytes_ = 0;
  std::set<std::string_view> distinct_;
  std::vector<int> years_;
  std::string folded_, identifier_;
};

}  // namespace

ColumnShape measure_column(std::span<const std::string_view> values, std::string_view country) {
  Measure measure(country);
  for (const std::string_view value : values) measure.add(value);
  return measure.finish();
}

}  // namespace sosie
