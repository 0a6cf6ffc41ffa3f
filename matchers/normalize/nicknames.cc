#include "matchers/normalize/nicknames.h"

#include <algorithm>
#include <span>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

#include "matchers/normalize/tables/given_names.inc"
#include "matchers/normalize/tables/nicknames.inc"

/// The groups every name belongs to.
class NicknameGroups {
 public:
  NicknameGroups() {
    uint32_t group = 0;
    WordTable::for_each_item(kNicknameGroups, '\n', [&](std::string_view members) {
      WordTable::for_each_item(members, ',', [&](std::string_view name) { member_of(name).push_back(group); });
      ++group;
    });
  }

  /// Ascending; empty for an unknown name.
  std::span<const uint32_t> groups_of(std::string_view name) const {
    const uint32_t number = numbers_.find(name);
    return number == 0 ? std::span<const uint32_t>() : groups_[number - 1];
  }

 private:
  std::vector<uint32_t>& member_of(std::string_view name) {
    numbers_.add(name, static_cast<uint32_t>(groups_.size() + 1));
    const uint32_t number = numbers_.find(name);
    if (number > groups_.size()) groups_.emplace_back();
    return groups_[number - 1];
  }

  WordTable numbers_;  // number of a name, from 1
  std::vector<std::vector<uint32_t>> groups_;
};

const NicknameGroups& nickname_groups() {
  static const NicknameGroups groups;
  return groups;
}

bool share_an_element(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

/// Whether `letters` ("jp", "j p") are the initials of the compound `name` ("jean pierre").
bool are_initials(std::string_view letters, std::string_view name) {
  size_t at = 0;
  bool word_begins = true;
  size_t num_words = 0;
  for (const char c : name) {
    if (c != ' ' && word_begins) {
      while (at < letters.size() && letters[at] == ' ') ++at;
      if (at == letters.size() || letters[at++] != c) return false;
      ++num_words;
    }
    word_begins = c == ' ';
  }
  return at == letters.size() && num_words >= 2;
}

bool is_compound(std::string_view name) { return name.find(' ') != std::string_view::npos; }

constexpr uint32_t kFemale = 1, kMale = 2, kShared = 3;

const WordTable& given_names() {
  static const WordTable table = [] {
    WordTable names;
    names.add_list(kFemaleNames, '\n', kFemale);
    names.add_list(kMaleNames, '\n', kMale);
    names.add_list(kSharedNames, '\n', kShared);
    return names;
  }();
  return table;
}

}  // namespace

bool same_nickname_group(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (are_initials(a, b) || are_initials(b, a)) return true;
  return share_an_element(nickname_groups().groups_of(a), nickname_groups().groups_of(b));
}

uint32_t nickname_bits(std::string_view name) {
  uint32_t bits = 0;
  for (const uint32_t group : nickname_groups().groups_of(name)) bits |= 1u << group % 32;
  return bits;
}

NameGender usual_gender(std::string_view name) {
  uint32_t found = given_names().find(name);
  if (found == 0 && is_compound(name)) found = given_names().find(name.substr(0, name.find(' ')));
  return found == kFemale ? NameGender::female : found == kMale ? NameGender::male : NameGender::unknown;
}

bool is_known_given_name(std::string_view normalized) { return given_names().contains(normalized); }

}  // namespace sosie::matchers
