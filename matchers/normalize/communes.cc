#include "matchers/normalize/communes.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/hash.h"
#include "core/radix_sort.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

#include "matchers/normalize/tables/communes.inc"

std::string without_blanks(std::string_view text) {
  std::string joined(text);
  std::erase(joined, ' ');
  return joined;
}

/// Whether one letter lost, added or changed, or two neighbours swapped, make `b` of `a`.
bool is_one_slip(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() > b.size() + 1) return false;
  const size_t front = static_cast<size_t>(std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin());
  const std::string_view rest_a = a.substr(front), rest_b = b.substr(front);
  if (a.size() != b.size()) return rest_a.substr(1) == rest_b;
  if (rest_a.size() < 2) return !rest_a.empty();
  const bool swapped = rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
  return swapped || rest_a.substr(1) == rest_b.substr(1);
}

class Gazetteer {
 public:
  Gazetteer() {
    WordTable::for_each_item({kCommunes, sizeof kCommunes - 1}, '\n', [&](std::string_view line) {
      const size_t comma = line.find(',');
      communes_.push_back({line.substr(0, comma), line.substr(comma + 1)});
      names_.add(communes_.back().name, static_cast<uint32_t>(communes_.size()));
      WordTable::for_each_item(communes_.back().postcodes, ' ', [&](std::string_view postcode) {
        if (!postcodes_.contains(postcode)) all_postcodes_.push_back(postcode);
        postcodes_.add(postcode, 1);
      });
    });
    std::sort(all_postcodes_.begin(), all_postcodes_.end());
  }

  /// Null for an unknown name.
  const std::string_view* postcodes_of(std::string_view name) const {
    const uint32_t number = names_.find(name);
    return number == 0 ? nullptr : &communes_[number - 1].postcodes;
  }
  bool has_postcode(std::string_view digits) const { return postcodes_.contains(digits); }
  const std::vector<std::string_view>& all_postcodes() const { return all_postcodes_; }
  size_t size() const { return communes_.size(); }
  std::string_view name(size_t commune) const { return communes_[commune].name; }
  /// Names of more words, of which `words` are the first.
  std::vector<std::string_view> names_begun_by(std::string_view words) const {
    std::vector<std::string_view> names;
    const std::string front = std::string(words) + ' ';
    auto at = std::lower_bound(communes_.begin(), communes_.end(), front,
                               [](const Commune& commune, const std::string& text) { return commune.name < text; });
    for (; at != communes_.end() && at->name.starts_with(front); ++at) names.push_back(at->name);
    return names;
  }

 private:
  struct Commune {
    std::string_view name, postcodes;
  };
  std::vector<Commune> communes_;  // by name, as the table is
  std::vector<std::string_view> all_postcodes_;
  WordTable names_, postcodes_;
};

const Gazetteer& gazetteer() {
  static const Gazetteer made;
  return made;
}

/// Communes by every text that is left of their name when one letter, or none, is taken out. Two names a slip apart
/// share such a text. Made when first asked: few files need it.
class SlipIndex {
 public:
  SlipIndex() {
    for (uint32_t commune = 0; commune < gazetteer().size(); ++commune) {
      for_each_rest(without_blanks(gazetteer().name(commune)),
                    [&](std::string_view rest) { entries_.push_back(entry(rest, commune)); });
    }
    radix_sort(entries_);
  }

  std::vector<std::string_view> near(std::string_view joined) const {
    std::vector<std::string_view> found;
    for_each_rest(std::string(joined), [&](std::string_view rest) {
      const uint64_t first = entry(rest, 0), last = entry(rest, UINT32_MAX);
      for (auto at = std::lower_bound(entries_.begin(), entries_.end(), first); at != entries_.end() && *at <= last;
           ++at) {
        const std::string_view name = gazetteer().name(static_cast<uint32_t>(*at));
        const std::string other = without_blanks(name);
        if (joined == other || is_one_slip(joined, other)) found.push_back(name);
      }
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  static uint64_t entry(std::string_view rest, uint32_t commune) {
    return (hash_bytes(rest) & 0xffffffff00000000u) | commune;
  }

  template <typename Visitor>
  static void for_each_rest(const std::string& text, Visitor&& visit) {
    visit(std::string_view(text));
    std::string rest;
    for (size_t out = 0; out < text.size(); ++out) {
      rest.assign(text, 0, out).append(text, out + 1);
      visit(std::string_view(rest));
    }
  }

  std::vector<uint64_t> entries_;  // sorted: the upper half of a text's hash, and the commune
};

}  // namespace

std::vector<std::string_view> postcodes_of_commune(std::string_view city) {
  std::vector<std::string_view> postcodes;
  if (const std::string_view* list = gazetteer().postcodes_of(city))
    WordTable::for_each_item(*list, ' ', [&](std::string_view postcode) { postcodes.push_back(postcode); });
  return postcodes;
}

std::vector<std::string_view> communes_near(std::string_view city) {
  constexpr size_t kFewestLetters = 4;
  static const SlipIndex index;
  const std::string joined = without_blanks(city);
  if (joined.size() < kFewestLetters) return {};
  const std::vector<std::string_view> begun = gazetteer().names_begun_by(city);
  return begun.empty() ? index.near(joined) : begun;
}

bool is_french_postcode(std::string_view digits) { return gazetteer().has_postcode(digits); }

std::vector<std::string_view> french_postcodes_near(std::string_view four_digits) {
  std::vector<std::string_view> near;
  if (four_digits.size() != 4) return near;
  const auto lost_one = [&](std::string_view postcode) { return is_one_slip(four_digits, postcode); };
  const std::vector<std::string_view>& all = gazetteer().all_postcodes();
  std::copy_if(all.begin(), all.end(), std::back_inserter(near), lost_one);
  return near;
}

}  // namespace sosie::matchers
