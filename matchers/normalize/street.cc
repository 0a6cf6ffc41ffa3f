// A street line is read in passes over its folded words: boxes and units out, the number out, types and words in full,
// articles dropped. Where a pass takes words away, the next sees the rest in order.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "matchers/normalize/address.h"
#include "matchers/normalize/address_words.h"
#include "matchers/normalize/text.h"

namespace sosie::matchers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_digit); }

using Words = std::vector<std::string>;

void erase(Words& words, size_t at, size_t count) {
  words.erase(words.begin() + static_cast<ptrdiff_t>(at), words.begin() + static_cast<ptrdiff_t>(at + count));
}

/// "#5" is a unit.
std::string prepared(std::string_view raw) {
  std::string text;
  for (const char c : raw) c == '#' ? text.append(" apt ") : text.append(1, c);
  return text;
}

Words words_of(std::string_view raw) {
  Words words;
  const std::string folded = fold(prepared(raw));
  for_each_word(folded, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

/// Italian types are shortened in the middle: "V.le", "P.za", "C.so".
void join_italian_type(Words& words) {
  constexpr std::string_view kEndings[] = {"le", "za", "zza", "zle", "so", "go", "lo", "da"};
  if (words.size() < 3 || words[0].size() != 1) return;
  if (std::find(std::begin(kEndings), std::end(kEndings), words[1]) == std::end(kEndings)) return;
  words[0] += words[1];
  erase(words, 1, 1);
}

/// "12", "12b", "12bis": digits, at most five, perhaps with a repetition index.
bool is_house_number(std::string_view word) {
  const size_t digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
  if (digits == 0 || digits > 5) return false;
  const std::string_view index = word.substr(digits);
  return index.size() <= 1 || index == "bis" || index == "ter" || index == "quater";
}

/// Something that names one flat among others: "4", "b", "c2", "3e".
bool is_unit_value(std::string_view word) {
  return word.size() <= 6 && (word.size() == 1 || std::any_of(word.begin(), word.end(), is_digit));
}

/// "2e", "2eme", "1er", "rdc": a storey counted.
std::string_view ordinal_digits(std::string_view word) {
  const size_t digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
  const std::string_view ending = word.substr(digits);
  const bool ordinal = ending == "e" || ending == "er" || ending == "eme" || ending == "ieme" || ending == "st" ||
                       ending == "nd" || ending == "rd" || ending == "th" || ending == "o";
  return digits > 0 && ordinal ? word.substr(0, digits) : std::string_view();
}

class StreetReader {
 public:
  StreetReader(std::string_view raw, std::string_view country) : raw_(raw), country_(country), words_(words_of(raw)) {}

  Street read() {
    if (country_ == "IT") join_italian_type(words_);
    take_locality();
    take_post_box_words();
    take_units();
    take_number();
    Street street;
    street.number = number_;
    street.key = key();
    for (const auto& [kind, text] : units_) {
      if (!street.unit.empty()) street.unit += ' ';
      street.unit += text;
    }
    return street;
  }

 private:
  bool is_type(size_t at) const {
    return at < words_.size() &&
           (!french_street_type(words_[at]).empty() || !local_street_type(words_[at], country_).empty());
  }

  /// A line may go on with CEDEX or with postcode and town.
  void take_locality() {
    const auto cedex = std::find(words_.begin(), words_.end(), "cedex");
    words_.erase(cedex, words_.end());
    for (size_t i = 2; i < words_.size(); ++i) {
      std::string_view form;
      const bool boxed = unit_kind(words_[i - 1], form) != UnitKind::none;
      if (words_[i].size() != 5 || !is_number(words_[i]) || boxed || is_type(i + 1)) continue;
      return erase(words_, i, words_.size() - i);
    }
  }

  void add_unit(UnitKind kind, std::string text) {
    std::string& unit = units_[kind];
    if (!unit.empty()) unit += ' ';
    unit += text;
  }

  /// "p o box 12", "po box 12".
  void take_post_box_words() {
    for (size_t i = 0; i + 1 < words_.size(); ++i) {
      const bool apart = words_[i] == "p" && words_[i + 1] == "o";
      if (!apart && words_[i] != "po") continue;
      const size_t box = i + (apart ? 2 : 1);
      if (box + 1 >= words_.size() || words_[box] != "box" || !is_unit_value(words_[box + 1])) continue;
      add_unit(UnitKind::post_box, "po box " + words_[box + 1]);
      return erase(words_, i, box + 2 - i);
    }
  }

  void take_units() {
    for (size_t i = 0; i < words_.size();) i += take_unit(i) ? 0 : 1;
  }

  /// Takes the unit whose announcing word stands at `at`, with its value.
  bool take_unit(size_t at) {
    if (take_glued_box(at) || take_storey(at)) return true;
    std::string_view form;
    const UnitKind kind = unit_kind(words_[at], form);
    if (kind == UnitKind::none || at + 1 >= words_.size() || !is_unit_value(words_[at + 1])) return false;
    // "Bat 12 rue ...": the number is the house's. A box has no street behind it.
    const bool house_number =
        kind != UnitKind::post_box && is_house_number(words_[at + 1]) && is_type(at + 2) && !announces_unit(at + 2);
    if (elides(at + 1) || house_number) return false;
    add_unit(kind, std::string(form) + " " + words_[at + 1]);
    erase(words_, at, 2);
    return true;
  }

  bool announces_unit(size_t at) const {
    std::string_view form;
    return unit_kind(words_[at], form) != UnitKind::none && at + 1 < words_.size() && is_unit_value(words_[at + 1]);
  }

  /// "porte d'Orléans", "tour l'Aiguille": a lone d or l in front of a word is no value.
  bool elides(size_t at) const {
    if (words_[at] != "d" && words_[at] != "l") return false;
    return at + 1 < words_.size() && !is_house_number(words_[at + 1]);
  }

  /// "bp12", "cs40123".
  bool take_glued_box(size_t at) {
    for (const std::string_view box : {"bp", "cs", "tsa"}) {
      const std::string& word = words_[at];
      if (!word.starts_with(box) || !is_number(std::string_view(word).substr(box.size()))) continue;
      add_unit(UnitKind::post_box, std::string(box) + " " + word.substr(box.size()));
      erase(words_, at, 1);
      return true;
    }
    return false;
  }

  /// "2e etage", "3rd floor".
  bool take_storey(size_t at) {
    std::string_view form;
    if (at + 1 >= words_.size() || unit_kind(words_[at + 1], form) != UnitKind::floor) return false;
    const std::string_view digits = ordinal_digits(words_[at]);
    if (digits.empty()) return false;
    add_unit(UnitKind::floor, std::string(form) + " " + std::string(digits));
    erase(words_, at, 2);
    return true;
  }

  /// Where the house number stands: before a street type, else at the front, else at the end where that is the custom.
  std::optional<size_t> number_place() const {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (!is_house_number(words_[i]) || !(is_type(i + 1) || (is_index(i + 1) && is_type(i + 2)))) continue;
      return i > 0 && is_range(i - 1) ? i - 1 : i;
    }
    if (words_.size() > 1 && is_house_number(words_[0])) return 0;
    if (words_.size() > 1 && is_number_sign(words_[0]) && is_house_number(words_[1])) return 1;
    return trailing_number_place();
  }

  static bool is_number_sign(std::string_view word) {
    return word == "n" || word == "no" || word == "num" || word == "numero" || word == "nr";
  }

  /// In "Via Roma 12"; not in "Route Nationale 7" or "rue du 8 mai 1945".
  std::optional<size_t> trailing_number_place() const {
    constexpr size_t kLongest = 3;  // of digits where the custom is another: four would be a year
    for (size_t i = words_.size(); i-- > 1;) {
      if (!is_house_number(words_[i])) {
        if (i + 1 == words_.size() && words_[i].size() == 1 && is_house_number(words_[i - 1])) continue;
        return std::nullopt;
      }
      const bool custom = number_follows_name(country_);
      if (!custom && (words_[i].size() > kLongest || names_a_number(words_[i - 1]))) return std::nullopt;
      return i;
    }
    return std::nullopt;
  }

  static bool names_a_number(std::string_view word) {
    for (const std::string_view known :
         {"nationale", "departementale", "rn", "rd", "route", "rte", "n", "d", "km", "highway", "hwy", "autoroute",
          "juillet", "mai", "novembre", "aout", "juin", "lot", "zone"}) {
      if (word == known) return true;
    }
    return false;
  }

  bool is_index(size_t at) const {
    if (at >= words_.size()) return false;
    const std::string& word = words_[at];
    return word == "bis" || word == "ter" || word == "quater" || (word.size() == 1 && !is_digit(word[0]));
  }

  /// A letter behind the number is its index before a street type; elsewhere only bis, ter and a, b, c are.
  bool takes_index(size_t at) const {
    if (!is_index(at)) return false;
    if (words_[at].size() > 1 || is_type(at + 1) || at + 1 == words_.size()) return true;
    return words_[at] == "a" || words_[at] == "b" || words_[at] == "c";
  }

  void take_number() {
    const std::optional<size_t> place = number_place();
    if (!place) return;
    size_t count = 1;
    set_number(words_[*place]);
    if (takes_index(*place + 1) && is_number(words_[*place])) {
      number_ += words_[*place + 1][0];
      ++count;
    } else if (is_range(*place)) {
      number_ += "-" + words_[*place + 1];
      ++count;
    }
    // What stands in front of "12 rue ..." (a residence, a company) is no part of the street.
    const bool in_front = *place == 0 || is_type(*place + count);
    const bool sign = *place > 0 && is_number_sign(words_[*place - 1]);
    const size_t start = in_front ? 0 : *place - (sign ? 1 : 0);
    erase(words_, start, *place + count - start);
  }

  /// Digits without leading zeros, and one letter for bis, ter, quater.
  void set_number(std::string_view word) {
    const size_t digits = static_cast<size_t>(std::find_if_not(word.begin(), word.end(), is_digit) - word.begin());
    const size_t zeros = std::min(word.find_first_not_of('0'), digits - 1);
    number_ = word.substr(zeros, digits - zeros + (digits < word.size() ? 1 : 0));
  }

  /// Two numbers joined by - or / in the raw text, the second greater.
  bool is_range(size_t at) const {
    if (at + 1 >= words_.size() || !is_number(words_[at]) || !is_number(words_[at + 1])) return false;
    if (words_[at + 1].size() > 4 || std::stoul(words_[at + 1]) <= std::stoul(words_[at])) return false;
    const size_t first = raw_.find(words_[at]);
    if (first == std::string_view::npos) return false;
    const std::string_view behind = trim(raw_.substr(first + words_[at].size()));
    return behind.starts_with('-') || behind.starts_with('/');
  }

  std::string key() const {
    std::string text;
    for (size_t i = 0; i < words_.size(); ++i) {
      const std::string word = key_word(i);
      if (word.empty()) continue;
      if (!text.empty()) text += ' ';
      text += word;
    }
    return text;
  }

  std::string key_word(size_t at) const {
    const std::string& word = words_[at];
    if (at == 0) {
      if (const auto local = local_street_type(word, country_); !local.empty()) return std::string(local);
      if (const auto french = french_street_type(word); !french.empty() && words_.size() > 1)
        return std::string(french);
    }
    const bool last = at + 1 == words_.size() && at > 0;
    if (last && !is_type(0)) {
      if (const auto local = local_street_type(word, country_); !local.empty()) return std::string(local);
      if (const auto english = english_street_type(word); !english.empty()) return std::string(english);
    }
    if (is_street_article(word)) return words_.size() == 1 ? word : "";
    if (const auto full = street_word_in_full(word); !full.empty()) return std::string(full);
    return with_suffix_in_full(word);
  }

  /// "hauptstr" is "hauptstrasse", in NL and BE "kerkstr" is "kerkstraat".
  std::string with_suffix_in_full(const std::string& word) const {
    if (word.size() <= 4 || !word.ends_with("str")) return word;
    if (country_ == "NL" || country_ == "BE") return word + "aat";
    return country_ == "DE" || country_ == "AT" || country_ == "CH" ? word + "asse" : word;
  }

  std::string_view raw_, country_;
  Words words_;
  std::string number_;
  std::map<UnitKind, std::string> units_;  // in the order of UnitKind
};

}  // namespace

Street read_street(std::string_view raw, std::string_view country) { return StreetReader(raw, country).read(); }

}  // namespace sosie::matchers
