#include "matchers/normalize/english_line.h"

#include <algorithm>
#include <string>

#include "matchers/normalize/address.h"
#include "matchers/normalize/address_words.h"
#include "matchers/normalize/characters.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

constexpr size_t kFewestStreetWords = 2;

// Counties that do not end in "shire"; and the states in full.
constexpr std::string_view kCounties =
    "kent;surrey;essex;sussex;east sussex;west sussex;norfolk;suffolk;devon;cornwall;dorset;somerset;cumbria;durham;"
    "county durham;co durham;northumberland;merseyside;greater manchester;greater london;west midlands;tyne and wear;"
    "middlesex;middx;rutland;isle of wight;gwent;dyfed;gwynedd;powys;clwyd;fife;highland;antrim;down;armagh;tyrone;"
    "avon;cleveland;humberside;midlothian;mid glamorgan;south glamorgan;west glamorgan";
constexpr std::string_view kStates =
    "alabama;alaska;arizona;arkansas;california;colorado;connecticut;delaware;district of columbia;florida;georgia;"
    "hawaii;idaho;illinois;indiana;iowa;kansas;kentucky;louisiana;maine;maryland;massachusetts;michigan;minnesota;"
    "mississippi;missouri;montana;nebraska;nevada;new hampshire;new jersey;new mexico;new york;north carolina;"
    "north dakota;ohio;oklahoma;oregon;pennsylvania;rhode island;south carolina;south dakota;tennessee;texas;utah;"
    "vermont;virginia;washington;west virginia;wisconsin;wyoming;puerto rico";

bool is_county(std::string_view folded) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(kCounties, ';', 1);
    return words;
  }();
  return folded.ends_with("shire") || table.contains(folded);
}

bool is_state(std::string_view folded) {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(kStates, ';', 1);
    return words;
  }();
  return table.contains(folded);
}

bool is_street_type(const LineWord& word) { return !meaning_of(word.folded).english_type.empty(); }
bool announces_unit(const LineWord& word) { return meaning_of(word.folded).unit != UnitKind::none; }

/// Behind the last street type, or the last number: where a town can begin that no comma announces. `end` when there is
/// neither.
size_t town_behind_street(const LineWords& words, size_t end) {
  for (size_t i = end; i-- > kFewestStreetWords;) {
    const LineWord& word = words[i - 1];
    const bool street_ends = words.has_digits(i - 1, i) || (is_street_type(word) && !is_street_type(words[i - 2]));
    if (street_ends) return i;
  }
  return end;
}

/// Whether [begin, end) tells of a street or a flat, not of a part of the town.
bool is_street(const LineWords& words, size_t begin, size_t end) {
  if (words.has_digits(begin, end) || is_street_type(words[end - 1])) return true;
  for (size_t i = begin; i < end; ++i) {
    if (announces_unit(words[i])) return true;
  }
  return false;
}

/// Parts of the town between street and town are dropped.
void take_street(const LineWords& words, size_t end, AddressLine& line) {
  for (size_t begin = words.part_begin(end); begin > 0 && !is_street(words, begin, end); begin = words.part_begin(end))
    end = begin;
  line.street = words.raw(0, end);
}

/// The town in the part in front of `end` if that is not the first; else in the words behind the street.
void take_town_and_street(const LineWords& words, size_t end, AddressLine& line) {
  size_t begin = words.part_begin(end);
  if (begin == 0 || words.has_digits(begin, end)) {
    begin = town_behind_street(words, end);
    if (begin == end && end > kFewestStreetWords + 1 && !words.has_digits(end - 1, end)) begin = end - 1;
  }
  line.city = words.city(begin, end);
  take_street(words, begin, line);
}

bool is_inward(std::string_view word) {
  return word.size() == 3 && is_digit(word[0]) && is_lower(word[1]) && is_lower(word[2]);
}
bool is_outward(std::string_view word) {
  return word.size() >= 2 && word.size() <= 4 && is_lower(word[0]) && std::any_of(word.begin(), word.end(), is_digit);
}

/// Words of the British postcode that ends in front of `end`; 0 for none.
size_t postcode_words(const LineWords& words, size_t end) {
  const std::string_view last = words[end - 1].folded;
  if (end > 1 && is_inward(last) && is_outward(words[end - 2].folded)) return 2;
  const bool together = last.size() >= 5 && is_inward(last.substr(last.size() - 3));
  return together && is_outward(last.substr(0, last.size() - 3)) ? 1 : 0;
}

void set_postcode(std::string_view raw, std::string_view country, AddressLine& line) {
  std::string postcode;
  normalize_postcode(raw, country, postcode);
  line.postcodes = {std::move(postcode)};
}

/// Words of the state that ends in front of `end`: "IL", "New York".
size_t state_words(const LineWords& words, size_t end) {
  constexpr size_t kMostWords = 3;
  if (end > 1 && words[end - 1].folded.size() == 2) return 1;
  const size_t part = words.part_begin(end);
  for (size_t count = std::min(kMostWords, end - part); count > 0; --count) {
    const bool is_town = end - count == part && words.part_begin(part) == 0;  // "350 5th Ave, New York 10118"
    if (!is_town && is_state(fold(words.raw(end - count, end)))) return count;
  }
  return 0;
}

}  // namespace

bool split_british_line(const LineWords& words, AddressLine& line) {
  for (size_t end = words.size(); end > 1; --end) {
    const size_t count = postcode_words(words, end);
    if (count == 0 || count == end) continue;
    size_t begin = end - count;
    set_postcode(words.raw(begin, end), "GB", line);
    const size_t part = words.part_begin(begin);
    if (part > 0 && words.part_begin(part) > 0 && is_county(fold(words.raw(part, begin)))) begin = part;
    take_town_and_street(words, begin, line);
    return true;
  }
  return false;
}

void split_american_line(const LineWords& words, size_t place, AddressLine& line) {
  const std::string_view zip = words[place].folded;
  set_postcode(zip.substr(0, zip.find(' ')), "US", line);
  take_town_and_street(words, place - state_words(words, place), line);
}

}  // namespace sosie::matchers
