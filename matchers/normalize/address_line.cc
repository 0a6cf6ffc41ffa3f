// A line is cut into words as written, each known folded too; then the postcode is looked for, and the town beside it,
// or a French commune at the end. What is left is street.
#include "matchers/normalize/address_line.h"

#include <algorithm>
#include <span>

#include "matchers/normalize/address.h"
#include "matchers/normalize/address_line_words.h"
#include "matchers/normalize/address_words.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/communes.h"
#include "matchers/normalize/english_line.h"
#include "matchers/normalize/local_street_words.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }
bool is_lettered(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_lower); }
bool has_digits(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

/// Digits of a postcode; 0 where it has letters, or the country's form is not known.
size_t postcode_digits(std::string_view country) {
  if (is_one_of(country, {"FR", "DE", "ES", "IT", "US", "MC", "RE", "GP", "MQ", "GF", "YT", "FI", "HR"})) return 5;
  return is_one_of(country, {"BE", "CH", "LU", "AT", "LI", "DK", "NO", "SI", "HU"}) ? 4 : 0;
}

bool is_month(std::string_view folded) {
  return is_one_of(folded, {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
                            "octobre", "novembre", "decembre"});
}

class LineSplitter {
 public:
  LineSplitter(std::string_view raw, std::string_view country)
      : country_(country), is_french_(country == "FR"), words_(raw, is_french_) {
    drop_country();
  }
  LineSplitter(const LineSplitter&) = delete;
  LineSplitter& operator=(const LineSplitter&) = delete;

  AddressLine split() {
    if (!split_at_postcode() && !(is_french_ && split_at_commune())) split_at_comma();
    return std::move(line_);
  }

 private:
  bool split_at_postcode() {
    if (country_ == "GB") return split_british_line(words_, line_);
    return country_ == "NL" ? split_dutch() : split_at_digits();
  }

  /// ", France" at the end. Without a comma it may be rue Anatole France; two letters may be a state or a province.
  void drop_country() {
    constexpr size_t kFewestLetters = 3, kFewestWordsLeft = 2;
    const size_t begin = words_.part_begin(words_.size());
    if (begin < kFewestWordsLeft) return;
    const std::string last = fold(words_.raw(begin, words_.size()));
    if (last.size() < kFewestLetters || country_code(last).empty()) return;
    while (words_.size() > begin) words_.drop_last();
  }

  void set_postcode(std::string_view postcode) {
    std::string normal;
    normalize_postcode(postcode, country_, normal);
    line_.postcodes = {normal};
  }

  /// The town in the part in front of `end`, if that is not the first; the street is what stands before it.
  void take_city_in_front(size_t end) {
    const size_t begin = words_.part_begin(end);
    if (begin > 0 && !words_.has_digits(begin, end)) line_.city = words_.city(begin, end);
    line_.street = words_.raw(0, line_.city.empty() ? end : begin);
  }

  /// "1012 AB Amsterdam".
  bool split_dutch() {
    for (size_t i = words_.size() > 1 ? words_.size() - 2 : 0; i > 0; --i) {
      const std::string_view digits = words_[i].folded, letters = words_[i + 1].folded;
      if (digits.size() != 4 || !is_number(digits) || letters.size() != 2 || !is_lettered(letters)) continue;
      set_postcode(words_.raw(i, i + 2));
      line_.city = words_.city(i + 2, words_.size());
      line_.street = words_.raw(0, i);
      return true;
    }
    return false;
  }

  /// Postcodes of digits: the last word that can be one.
  bool split_at_digits() {
    const size_t digits = postcode_digits(country_);
    for (size_t i = digits == 0 ? 0 : words_.size(); i-- > 1;) {
      if (!is_postcode(i, digits)) continue;
      if (country_ == "US") split_american_line(words_, i, line_);
      else split_continental(i);
      return true;
    }
    return false;
  }

  bool is_postcode(size_t at, size_t digits) const {
    const std::string_view word = postcode_word(at);
    const std::string_view before = words_[at - 1].folded;
    const UnitKind unit = meaning_of(before).unit;
    if (!is_number(word) || unit == UnitKind::post_box) return false;
    // "Chaussée de Wavre 1015, Auderghem": the number of a house behind its street.
    if (!is_french_ && words_[at].ends_part && !words_[at - 1].ends_part && number_follows_name(country_)) return false;
    if (word.size() == digits) return unit == UnitKind::none || (is_french_ && is_french_postcode(word));
    if (unit != UnitKind::none) return false;
    // A French one that lost a digit; elsewhere in the line it would be a number of the street.
    if (!is_french_ || word.size() + 1 != digits || is_month(before)) return false;
    return at + 1 == words_.size() || !near_postcodes_of(mended(words_.city(at + 1, words_.size())), word).empty();
  }

  /// Postcodes of a commune that four digits may have been.
  static std::vector<std::string_view> near_postcodes_of(std::string_view commune, std::string_view digits) {
    std::vector<std::string_view> near = french_postcodes_near(digits);
    std::erase_if(near, [&](std::string_view postcode) { return !has_postcode(commune, postcode); });
    return near;
  }

  /// "F-75008", "75008-1234" and "75008" alike.
  std::string_view postcode_word(size_t at) const {
    const std::string_view word = words_[at].folded;
    const size_t blank = word.find(' ');
    if (blank == std::string_view::npos) return word;
    return blank <= 2 && is_lettered(word.substr(0, blank)) ? word.substr(blank + 1) : word.substr(0, blank);
  }

  /// The town behind the postcode, else in front of it.
  void split_continental(size_t place) {
    line_.city = mended(words_.city(place + 1, words_.size() - (has_province(place) ? 1 : 0)));
    size_t street_end = line_.city.empty() ? begin_of_city(place) : place;
    if (street_end < place) line_.city = words_.city(street_end, place);
    else if (is_country_sign(words_[place - 1].raw) && place > 1) --street_end;
    line_.street = words_.raw(0, street_end);
    const std::string_view digits = postcode_word(place);
    if (is_french_ && digits.size() == 4) guess_postcodes(digits);
    else set_postcode(digits);
  }

  /// "L" in "12 rue de la Gare L - 1611 Luxembourg".
  bool is_country_sign(std::string_view raw) const {
    return !is_french_ && std::all_of(raw.begin(), raw.end(), is_upper) &&
           (raw == country_ || (raw.size() == 1 && raw[0] == country_[0]) || (raw == "E" && country_ == "ES"));
  }

  /// "20127 Milano MI", "20127 Milano (MI)".
  bool has_province(size_t place) const {
    std::string_view last = words_.back().raw;
    if (last.size() == 4 && last.front() == '(' && last.back() == ')') last = last.substr(1, 2);
    return country_ == "IT" && place + 2 < words_.size() && last.size() == 2 && is_upper(last[0]) && is_upper(last[1]);
  }

  /// "12 rue X, Paris 75002": the town is the part in front, or a commune that has the postcode. `place` when neither.
  size_t begin_of_city(size_t place) const {
    const size_t part = words_.part_begin(place);
    if (part > 0 && !words_.has_digits(part, place)) return part;
    for (size_t begin = kFewestStreetWords; is_french_ && begin < place; ++begin) {
      if (can_end_street(begin) && has_postcode(words_.city(begin, place), postcode_word(place))) return begin;
    }
    return place;
  }

  static bool has_postcode(std::string_view commune, std::string_view postcode) {
    const std::vector<std::string_view> postcodes = postcodes_of_commune(commune);
    return std::find(postcodes.begin(), postcodes.end(), postcode) != postcodes.end();
  }

  /// Whether a street can be over in front of a word: "rue de" and "rue du Petit" go on.
  bool can_end_street(size_t at) const {
    const std::string_view last = words_[at - 1].folded;
    const std::string_view before = words_[at - 2].folded;
    const bool lacks_name = is_french_type(last) && !leads_on(before) && !is_one_of(before, {"grand", "grande"});
    return !lacks_name && !leads_on(last) && !is_one_of(last, {"petit", "grand", "vieux", "haut", "bas"});
  }

  /// The commune a slip away from a town nobody knows.
  std::string mended(std::string town) const {
    if (!is_french_ || town.empty() || !postcodes_of_commune(town).empty()) return town;
    const std::vector<std::string_view> near = communes_near(town);
    return near.size() == 1 ? std::string(near.front()) : town;
  }

  /// Four digits: those of the commune, else of any, that lost one; else a zero in front, as spreadsheets lose it.
  void guess_postcodes(std::string_view digits) {
    add_postcodes(near_postcodes_of(line_.city, digits));
    if (line_.postcodes.empty()) add_postcodes(french_postcodes_near(digits));
    if (line_.postcodes.empty()) set_postcode(digits);
  }

  /// The longest end of the line that is a commune, else is one but for a slip or a missing end.
  bool split_at_commune() {
    for (const bool exactly : {true, false}) {
      for (size_t begin = kFewestStreetWords; begin < words_.size(); ++begin) {
        if (can_end_street(begin) && !has_digits(words_[begin].folded) && take_commune(begin, exactly)) return true;
      }
    }
    return false;
  }

  bool take_commune(size_t begin, bool exactly) {
    line_.city = words_.city(begin, words_.size());
    std::vector<std::string_view> near{line_.city};
    if (!exactly) near = communes_near(line_.city);
    if (!exactly && !country_code(line_.city).empty()) near.clear();  // rue Anatole France
    for (const std::string_view commune : near) add_postcodes(postcodes_of_commune(commune));
    if (line_.postcodes.empty()) {
      line_.city.clear();
      return false;
    }
    if (near.size() == 1) line_.city = near.front();
    keep_arrondissement(begin);
    line_.street = words_.raw(0, begin);
    return true;
  }

  void add_postcodes(std::span<const std::string_view> postcodes) {
    for (const std::string_view postcode : postcodes) {
      if (std::find(line_.postcodes.begin(), line_.postcodes.end(), postcode) == line_.postcodes.end())
        line_.postcodes.emplace_back(postcode);
    }
  }

  /// "Paris 15e" is 75015.
  void keep_arrondissement(size_t begin) {
    if (!is_one_of(line_.city, {"paris", "marseille", "lyon"})) return;
    for (size_t i = begin + 1; i < words_.size(); ++i) {
      const std::string_view word = words_[i].folded;
      const size_t digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
      if (digits == 0 || digits > 2) continue;
      const std::string ending = std::string(2 - digits, '0').append(word.substr(0, digits));
      std::erase_if(line_.postcodes, [&](const std::string& code) { return code.compare(3, 2, ending) != 0; });
      return;
    }
  }

  /// ", town" at the end of a line in which nothing else tells.
  void split_at_comma() { take_city_in_front(words_.size()); }

  static constexpr size_t kFewestStreetWords = 2;  // of "rue Pasteur": its name is no town

  const std::string_view country_;
  const bool is_french_;
  LineWords words_;
  AddressLine line_;
};

}  // namespace

AddressLine split_address_line(std::string_view raw, std::string_view country) {
  return LineSplitter(trim(raw), country).split();
}

}  // namespace sosie::matchers
