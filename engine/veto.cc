#include "engine/veto.h"

#include <algorithm>
#include <cstdlib>

#include "core/hash.h"
#include "core/radix_sort.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/nicknames.h"
#include "matchers/normalize/suffixes.h"
#include "matchers/similarity/dates.h"

namespace sosie {
namespace {

constexpr uint32_t kEstablished = 5;     // records of a given name: a slip makes a rare string
constexpr uint32_t kFewestGendered = 5;  // records with a title before their use decides a name's gender
constexpr double kOneGender = 0.9;
constexpr unsigned kGenerationYears = 12;
constexpr size_t kSmallestFile = 1'000;  // fewer records cannot show that families are absent
constexpr double kFilled = 0.5;
constexpr double kFamilyShare = 0.01;
constexpr size_t kMostNeighbours = 64;  // per address and surname, compared one by one

bool is_crossed(const PersonValues& x, const PersonValues& y) {
  return x.given_name == y.family_name && y.given_name == x.family_name;
}

bool shares_relation(unsigned level) {
  return level == level::given::kEqual || level == level::given::kCrossed || level == level::given::kNickname ||
         level == level::given::kInitial;
}

uint64_t name_and_line(const Comparables& c, RecordId record) {
  if (c.given_name[record] == 0 || c.family_name[record] == 0 || c.address[record].line == 0) return 0;
  return hash_combine(uint64_t{c.given_name[record]} << 32 | c.family_name[record], c.address[record].line);
}

unsigned years_apart(uint32_t a, uint32_t b) {
  return static_cast<unsigned>(std::abs(static_cast<int>(a) - static_cast<int>(b)));
}

}  // namespace

std::string_view veto_name(Veto veto) {
  switch (veto) {
    case Veto::none: return "none";
    case Veto::names_and_births: return "given names and birth dates both conflict";
    case Veto::names_without_birth: return "given names conflict and a birth date is missing";
    case Veto::names_under_one_birth: return "two established given names under one birth date";
    case Veto::births: return "birth dates conflict";
    case Veto::suffix_or_id: return "suffixes or national ids conflict";
  }
  return "none";
}

Gender VetoRules::gender(RecordId record, Code given_name) const {
  const Gender stated = comparables_->gender[record];
  return stated != Gender::unknown ? stated : name_gender_[given_name];
}

bool VetoRules::given_names_conflict(RecordId a, RecordId b, const PersonValues& x, const PersonValues& y) const {
  if (x.given_name == 0 || y.given_name == 0 || x.given_name == y.given_name || is_crossed(x, y)) return false;
  const Dictionary& names = comparables_->names;
  const std::string_view name_x = names.text(x.given_name), name_y = names.text(y.given_name);
  if (name_x.size() < 2 || name_y.size() < 2) return false;
  if (matchers::given_names_conflict(name_x, name_y)) return true;
  const Gender gender_x = gender(a, x.given_name), gender_y = gender(b, y.given_name);
  if (gender_x == Gender::unknown || gender_y == Gender::unknown || gender_x == gender_y) return false;
  return !shares_relation(comparer_->given_name_level(a, b));
}

bool VetoRules::birth_dates_conflict(const PersonValues& x, const PersonValues& y) {
  if (x.birth_date == 0 || y.birth_date == 0)
    return x.birth_year != 0 && y.birth_year != 0 && years_apart(x.birth_year, y.birth_year) > 1;
  return matchers::packed_equal_parts(x.birth_date, y.birth_date) <= 1 &&
         !matchers::packed_day_month_swapped(x.birth_date, y.birth_date);
}

/// Father and son; a degree beside "Jr" or beside another degree says nothing of that kind.
bool VetoRules::generations_conflict(RecordId a, RecordId b) const {
  if (!any_suffix_) return false;
  const Comparables& c = *comparables_;
  const Code x = c.name_suffix[a], y = c.name_suffix[b];
  if (x == 0 || y == 0 || x == y) return false;
  return matchers::is_generation(c.names.text(x)) && matchers::is_generation(c.names.text(y));
}

/// Both have a validated id, and none is on both sides.
bool VetoRules::national_ids_conflict(RecordId a, RecordId b) const {
  if (national_id_ == nullptr || national_id_->column.codes[a] == 0 || national_id_->column.codes[b] == 0) return false;
  const auto is_valid = [&](Code id) { return matchers::valid_nir(national_id_->values.text(id)); };
  bool any_a = false, any_b = false, shared = false;
  for_each_code(national_id_->column, b, [&](Code id) { any_b |= is_valid(id); });
  for_each_code(national_id_->column, a, [&](Code x) {
    any_a |= is_valid(x);
    for_each_code(national_id_->column, b, [&](Code y) { shared |= x == y; });
  });
  return any_a && any_b && !shared;
}

Veto VetoRules::check(RecordId a, RecordId b, const PersonValues& x, const PersonValues& y) const {
  if (generations_conflict(a, b) || national_ids_conflict(a, b)) return Veto::suffix_or_id;
  const bool names = given_names_conflict(a, b, x, y), births = birth_dates_conflict(x, y);
  if (names && births) return Veto::names_and_births;
  if (!families_) return Veto::none;
  const bool birth_missing = x.birth_date == 0 || y.birth_date == 0;
  if (names && birth_missing) return Veto::names_without_birth;
  const auto established = [&](Code given_name) { return name_uses_[given_name] >= kEstablished; };
  if (names && x.birth_date == y.birth_date && established(x.given_name) && established(y.given_name))
    return Veto::names_under_one_birth;
  const bool same_given = x.given_name != 0 && x.given_name == y.given_name;
  if (births && !(same_given && years_apart(x.birth_year, y.birth_year) < kGenerationYears)) return Veto::births;
  return Veto::none;
}

bool VetoRules::same_person_values(RecordId a, RecordId b) const {
  const Comparables& c = *comparables_;
  const auto backs = [&](const auto& column) { return column[a] == 0 || column[a] == column[b]; };
  return backs(c.given_name) && backs(c.birth_date);
}

bool VetoRules::generational_without_birth(const RecordPair& pair) const {
  if (generations_.empty()) return false;
  const PersonValues x = comparer_->person(pair.a, pair.row_a), y = comparer_->person(pair.b, pair.row_b);
  if (x.birth_date != 0 && y.birth_date != 0) return false;
  if (x.given_name != y.given_name || x.family_name != y.family_name) return false;
  const auto generational = [&](RecordId record) {
    return std::binary_search(generations_.begin(), generations_.end(), name_and_line(*comparables_, record));
  };
  return generational(pair.a) || generational(pair.b);
}

/// How often each given name occurs, and whose it is: by the titles of its bearers, else by lists of first names.
void VetoRules::learn_names() {
  const Comparables& c = *comparables_;
  name_uses_.assign(c.names.size() + 1, 0);
  std::vector<uint32_t> female(c.names.size() + 1), male(c.names.size() + 1);
  for (RecordId record = 0; record < c.given_name.size(); ++record) {
    ++name_uses_[c.given_name[record]];
    female[c.given_name[record]] += c.gender[record] == Gender::female;
    male[c.given_name[record]] += c.gender[record] == Gender::male;
  }
  name_gender_.assign(c.names.size() + 1, Gender::unknown);
  for (Code code = 1; code <= c.names.size(); ++code) {
    if (name_uses_[code] == 0) continue;
    const uint32_t known = female[code] + male[code];
    if (known >= kFewestGendered) {
      if (female[code] >= kOneGender * known) name_gender_[code] = Gender::female;
      else if (male[code] >= kOneGender * known) name_gender_[code] = Gender::male;
      continue;
    }
    const matchers::NameGender usual = matchers::usual_gender(c.names.text(code));
    if (usual != matchers::NameGender::unknown)
      name_gender_[code] = usual == matchers::NameGender::female ? Gender::female : Gender::male;
  }
}

/// Whether the file has families: see design (g) in docs/model.md.
void VetoRules::learn_families(const RecordSet& records) {
  const Comparables& c = *comparables_;
  const size_t n = records.num_records;
  struct Door {
    uint64_t key;
    RecordId record;
  };
  std::vector<Door> doors;
  size_t births = 0;
  for (RecordId record = 0; record < n; ++record) {
    births += c.birth_date[record] != 0;
    if (c.address[record].line != 0 && c.family_name[record] != 0)
      doors.push_back({uint64_t{c.address[record].line} << 32 | c.family_name[record], record});
  }
  const double filled = kFilled * static_cast<double>(n);
  if (n < kSmallestFile || static_cast<double>(births) < filled || static_cast<double>(doors.size()) < filled) return;
  radix_sort(doors, [](const Door& door) { return door.key; });
  size_t meeting = 0;
  for (size_t begin = 0; begin < doors.size();) {
    size_t end = begin + 1;
    while (end < doors.size() && doors[end].key == doors[begin].key) ++end;
    if (end - begin > kMostNeighbours) {
      std::sort(doors.begin() + static_cast<ptrdiff_t>(begin), doors.begin() + static_cast<ptrdiff_t>(end),
                [&](const Door& a, const Door& b) { return records.key(a.record) < records.key(b.record); });
    }
    const size_t last = std::min(end, begin + kMostNeighbours);
    for (size_t i = begin; i < last; ++i) {
      meeting += std::any_of(doors.begin() + static_cast<ptrdiff_t>(begin),
                             doors.begin() + static_cast<ptrdiff_t>(last), [&](const Door& other) {
                               return other.record != doors[i].record &&
                                      given_names_conflict(doors[i].record, other.record) &&
                                      birth_dates_conflict(doors[i].record, other.record);
                             });
    }
    begin = end;
  }
  family_share_ = static_cast<double>(meeting) / static_cast<double>(n);
  families_ = family_share_ >= kFamilyShare;
}

void VetoRules::learn_generations() {
  const Comparables& c = *comparables_;
  any_suffix_ = std::any_of(c.name_suffix.begin(), c.name_suffix.end(), [](Code suffix) { return suffix != 0; });
  struct Birth {
    uint64_t key;
    uint32_t year;
  };
  std::vector<Birth> births;
  for (RecordId record = 0; record < c.given_name.size(); ++record) {
    if (const uint64_t key = name_and_line(c, record); key != 0 && c.birth_date[record] != 0)
      births.push_back({key, c.birth_year[record]});
  }
  radix_sort(births, [](const Birth& birth) { return birth.key; });
  for (size_t begin = 0; begin < births.size();) {
    uint32_t first = births[begin].year, last = first;
    size_t end = begin + 1;
    for (; end < births.size() && births[end].key == births[begin].key; ++end) {
      first = std::min(first, births[end].year);
      last = std::max(last, births[end].year);
    }
    if (last - first >= kGenerationYears) generations_.push_back(births[begin].key);
    begin = end;
  }
}

Result<VetoRules> VetoRules::build(const Comparer& comparer, const RecordSet& records, const Executor& executor) {
  VetoRules rules;
  rules.comparer_ = &comparer;
  rules.comparables_ = &comparer.comparables();
  for (const ValueField& field : rules.comparables_->identifiers) {
    if (field.field == Field::national_id) rules.national_id_ = &field;
  }
  SOSIE_RETURN_IF_ERROR(executor.for_each(2, [&](size_t task) {
    if (task == 0) {
      rules.learn_names();
      rules.learn_families(records);
    } else {
      rules.learn_generations();
    }
    return Status();
  }));
  return rules;
}

}  // namespace sosie
