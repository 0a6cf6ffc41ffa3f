// A street line is read in passes over its folded words: units and boxes out, the number out, types and words in full,
// articles dropped. Where a pass takes words away, the next sees the rest in order.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "matchers/normalize/address.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/local_street_words.h"
#include "matchers/normalize/street_units.h"
#include "matchers/normalize/street_words.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

uint32_t number_of(std::string_view digits) {
  uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Words in front of a number that belongs to the name: "Route Nationale 7", "rue du 8 mai".
bool names_a_number(std::string_view word) {
  return is_one_of(word, {"nationale", "departementale", "rn", "rd", "route", "rte", "n", "d", "km", "highway", "hwy",
                          "autoroute", "juillet", "mai", "novembre", "aout", "juin", "lot", "zone"});
}

class StreetReader {
 public:
  StreetReader(std::string_view raw, std::string_view country)
      : raw_(without_addressee(raw)), country_(country), words_(line()) {
    words_.read(raw_, country);
  }

  /// The whole line as a house number; empty when it is none.
  std::string read_number_alone() {
    if (words_.size() > 0 && is_number_sign(words_[0].text)) words_.erase(0, 1);
    if (words_.size() == 0 || !words_[0].is_house_number()) return {};
    std::string number = house_number(words_[0]);
    if (words_.size() == 1) return number;
    if (words_.size() > 2) return {};
    if (words_[0].is_number() && words_[1].is_index()) return number + words_[1].text.front();
    return is_range(0) ? number.append("-").append(words_[1].text) : std::string();
  }

  Street read() {
    drop_locality();
    close_ranges();
    drop_unnumbered();
    StreetUnits units(words_, country_);
    units.take();
    Street street;
    street.number = take_number();
    drop_lieu_dit();
    street.key = key();
    street.unit = units.text();
    return street;
  }

  const std::string& folded() const { return words_.text(); }

 private:
  /// Millions of lines are read one after the other: each thread keeps one line's memory.
  static StreetLine& line() {
    thread_local StreetLine line;
    return line;
  }

  /// "c/o Müller, Am Markt 3".
  static std::string_view without_addressee(std::string_view raw) {
    const std::string_view text = trim(raw);
    const size_t comma = text.find(',');
    const bool care_of = comma != std::string_view::npos && (text.starts_with("c/o") || text.starts_with("C/O"));
    return care_of ? text.substr(comma + 1) : raw;
  }

  /// "12 à 14 rue", "12 et 14 rue": the word between goes, what stands in the raw text tells of the range.
  void close_ranges() {
    for (size_t i = 0; i + 3 < words_.size(); ++i) {
      const bool joined = words_[i + 1].text == "a" || words_[i + 1].text == "et";
      if (joined && words_[i].is_number() && words_[i + 2].is_number() && words_.is_type(i + 3)) words_.erase(i + 1, 1);
    }
  }

  /// A line may go on with CEDEX or with postcode and town.
  void drop_locality() {
    constexpr size_t kPostcodeDigits = 5;
    const size_t cedex = words_.find("cedex");
    words_.erase(cedex, words_.size() - cedex);
    for (size_t i = 2; i < words_.size(); ++i) {
      const bool postcode = words_[i].is_number() && words_[i].num_digits == kPostcodeDigits;
      const bool boxed = words_[i - 1].unit.kind != UnitKind::none;
      if (postcode && !boxed && !words_.is_type(i + 1)) return words_.erase(i, words_.size() - i);
    }
  }

  /// "Lieu-dit Les Granges" is what others write "Les Granges".
  void drop_lieu_dit() {
    if (words_.size() > 1 && words_[0].type == "lieu dit") words_.erase(0, 1);
    else if (words_.size() > 2 && words_[0].text == "lieu" && words_[1].text == "dit") words_.erase(0, 2);
  }

  /// "s/n", "snc": it is said that there is no number.
  void drop_unnumbered() {
    const size_t n = words_.size();
    if (n > 2 && country_ == "ES" && words_[n - 2].text == "s" && words_[n - 1].text == "n") words_.erase(n - 2, 2);
    else if (n > 1 && country_ == "IT" && words_[n - 1].text == "snc") words_.erase(n - 1, 1);
    else if (n > 3 && country_ == "IT" && words_[n - 3].text == "s" && words_[n - 2].text == "n")
      words_.erase(n - 3, 3);
  }

  /// Where the house number stands: before a street type, else at the front, else at the end where that is the custom.
  std::optional<size_t> number_place() const {
    for (size_t i = 0; i < words_.size(); ++i) {
      const bool before_type = words_.is_type(i + 1) || (words_.is_index(i + 1) && words_.is_type(i + 2));
      if (before_type && words_[i].is_house_number()) return i > 0 && is_range(i - 1) ? i - 1 : i;
    }
    if (words_.size() > 1 && words_[0].is_house_number()) return 0;
    if (words_.size() > 1 && is_number_sign(words_[0].text) && words_[1].is_house_number()) return 1;
    const std::optional<size_t> place = is_english_speaking(country_) ? number_behind_house_name() : std::nullopt;
    return place ? place : trailing_number_place();
  }

  /// "Rose Cottage, 5 Mill Lane".
  std::optional<size_t> number_behind_house_name() const {
    for (size_t i = 1; i + 2 < words_.size(); ++i) {
      if (words_[i].is_house_number() && !words_[words_.size() - 1].meaning->english_type.empty()) return i;
    }
    return std::nullopt;
  }

  /// In "Via Roma 12" and "Via Roma 12 a"; not in "Route Nationale 7" or "rue du 8 mai 1945".
  std::optional<size_t> trailing_number_place() const {
    constexpr size_t kLongest = 3;  // of digits where the custom is another: four would be a year
    if (words_.size() < 2) return std::nullopt;
    size_t last = words_.size() - 1;
    if (words_[last].is_index() && last > 1) --last;
    if (!words_[last].is_house_number()) return std::nullopt;
    const bool foreign = words_[last].text.size() > kLongest || names_a_number(words_[last - 1].text);
    if (foreign && !number_follows_name(country_)) return std::nullopt;
    return last > 1 && is_range(last - 1) ? last - 1 : last;
  }

  /// A letter behind the number is its index before a street type; elsewhere only bis, ter and a, b, c are.
  bool takes_index(size_t at) const {
    if (!words_.is_index(at)) return false;
    if (words_[at].text.size() > 1 || words_.is_type(at + 1) || at + 1 == words_.size()) return true;
    return is_one_of(words_[at].text, {"a", "b", "c"});
  }

  /// Takes the number, and what stands in front of "12 rue ..." (a residence, a company), which is no part of the
  /// street.
  std::string take_number() {
    const std::optional<size_t> place = number_place();
    if (!place) return {};
    std::string number = house_number(words_[*place]);
    size_t count = 1;
    if (words_[*place].is_number() && takes_index(*place + 1)) {
      number += words_[*place + 1].text.front();
      ++count;
    } else if (is_range(*place)) {
      number.append("-").append(words_[*place + 1].text);
      ++count;
    }
    const bool before_name = is_english_speaking(country_) && *place + count < words_.size();
    const bool in_front = *place == 0 || words_.is_type(*place + count) || before_name;
    const bool sign = *place > 0 && is_number_sign(words_[*place - 1].text);
    const size_t start = in_front ? 0 : *place - (sign ? 1 : 0);
    words_.erase(start, *place + count - start);
    return number;
  }

  /// Digits without leading zeros, and one letter for bis, ter, quater.
  static std::string house_number(const StreetWord& word) {
    const size_t zeros = std::min(word.text.find_first_not_of('0'), word.num_digits - 1);
    const size_t index = word.num_digits < word.text.size() ? 1 : 0;
    return std::string(word.text.substr(zeros, word.num_digits - zeros + index));
  }

  /// Two numbers joined by - or / in the raw text, the second greater.
  bool is_range(size_t at) const {
    constexpr size_t kMostDigits = 4;
    if (at + 1 >= words_.size() || !words_[at].is_number() || !words_[at + 1].is_number()) return false;
    const std::string_view low = words_[at].text, high = words_[at + 1].text;
    if (low.size() > kMostDigits || high.size() > kMostDigits || number_of(high) <= number_of(low)) return false;
    const size_t found = raw_.find(low);
    if (found == std::string_view::npos) return false;
    const std::string_view behind = trim(raw_.substr(found + low.size()));
    for (const std::string_view sign : {"-", "/", "&", "\xc3\xa0 ", "a ", "A ", "\xc3\x80 ", "et ", "ET "}) {
      if (behind.starts_with(sign)) return true;
    }
    return false;
  }

  std::string key() const {
    std::string text = road();
    if (!text.empty()) return text;
    text.reserve(48);
    for (size_t i = 0; i < words_.size(); ++i) {
      const size_t before = text.size();
      append_word(word_in_full(i), text);
      if (text.size() != before) text += missing_ending(words_[i].text);
    }
    return text;
  }

  /// "D 906", "D906", "RN7" alone in the line: the number of a road.
  std::string road() const {
    std::string text;
    for (size_t i = 0; i < words_.size() && i < 2; ++i) text += words_[i].text;
    const size_t letters = std::min(text.find_first_of("0123456789"), text.size());
    const bool is_road = words_.size() <= 2 && text.size() - letters >= 1 && text.size() - letters <= 4 &&
                         text.find_first_not_of("0123456789", letters) == std::string::npos;
    const std::string_view sign = std::string_view(text).substr(0, letters);
    if (!is_road || !is_one_of(sign, {"d", "rd", "rn"})) return {};
    return std::string(sign == "rn" ? "route nationale " : "route departementale ").append(text, letters);
  }

  /// The word as keys have it; empty when they leave it out.
  std::string_view word_in_full(size_t at) const {
    const StreetWord& word = words_[at];
    if (at == 0 && !word.type.empty() && (words_.size() > 1 || word.type != word.meaning->french_type))
      return word.type;
    if (at > 0 && is_last_of_name(at) && !words_.is_type(0)) {
      const std::string_view local = words_.local()->type(word.text);
      if (!local.empty()) return local;
      if (!word.meaning->english_type.empty()) return word.meaning->english_type;
    }
    if (const std::string_view local = local_word_in_full(at); !local.empty()) return local;
    if (word.meaning->article) return words_.size() == 1 ? word.text : std::string_view();
    return word.meaning->in_full.empty() ? word.text : word.meaning->in_full;
  }

  /// What one country alone writes so: "N Main St", "5th Ave", "Piazza S. Marco".
  std::string_view local_word_in_full(size_t at) const {
    const std::string_view word = words_[at].text;
    const bool leads = at + 1 < words_.size();
    if (country_ == "IT") return leads && at > 0 && word == "s" ? "san" : "";
    if (!is_english_speaking(country_)) return {};
    constexpr std::array<std::string_view, 10> kOrdinals{"1st", "2nd", "3rd", "4th", "5th",
                                                         "6th", "7th", "8th", "9th", "10th"};
    constexpr std::array<std::string_view, 10> kOrdinalWords{"first", "second",  "third",  "fourth", "fifth",
                                                             "sixth", "seventh", "eighth", "ninth",  "tenth"};
    const auto ordinal = std::find(kOrdinals.begin(), kOrdinals.end(), word);
    if (ordinal != kOrdinals.end()) return kOrdinalWords[static_cast<size_t>(ordinal - kOrdinals.begin())];
    if (country_ != "US" || at > 0 || !leads) return {};
    return word == "n" ? "north" : word == "s" ? "south" : word == "e" ? "east" : word == "w" ? "west" : "";
  }

  /// The last word, or the last in front of a direction: "Pennsylvania Ave NW".
  bool is_last_of_name(size_t at) const {
    if (at + 1 == words_.size()) return true;
    return at + 2 == words_.size() && is_one_of(words_[at + 1].text, {"n", "s", "e", "w", "ne", "nw", "se", "sw",
                                                                      "north", "south", "east", "west"});
  }

  /// Of "hauptstr" and "marktpl" in German, "kerkstr" in Dutch.
  std::string_view missing_ending(std::string_view word) const {
    constexpr size_t kFewestLetters = 5;  // "str" and "pl" alone are types
    if (word.size() < kFewestLetters) return {};
    const bool german = is_one_of(country_, {"DE", "AT", "CH", "LI"});
    if (word.ends_with("str")) return german ? "asse" : country_ == "NL" || country_ == "BE" ? "aat" : "";
    return german && word.ends_with("pl") ? "atz" : "";
  }

  std::string_view raw_, country_;
  StreetLine& words_;
};

}  // namespace

Street read_street(std::string_view raw, std::string_view country) { return StreetReader(raw, country).read(); }

void normalize_house_number(std::string_view raw, std::string& out) {
  StreetReader reader(raw, {});
  out = reader.read_number_alone();
  if (out.empty()) out = reader.folded();
}

void normalize_unit(std::string_view raw, std::string& out) {
  StreetReader reader(raw, {});
  Street street = reader.read();
  if (street.unit.empty() || !street.key.empty() || !street.number.empty()) out = reader.folded();
  else out = std::move(street.unit);
}

}  // namespace sosie::matchers
