#include "engine/compare.h"

#include <algorithm>
#include <atomic>

#include "core/hash.h"
#include "engine/relation_memo.h"
#include "engine/rows.h"
#include "matchers/normalize/address.h"
#include "matchers/similarity/dates.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/qgrams.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 4'096;
constexpr size_t kShortestLocalPart = 6;  // a shorter one is too common to speak of one person
constexpr size_t kShortestNameInside = 3;
constexpr size_t kLongestShortText = 20;  // Jaro-Winkler says little about longer texts
constexpr double kStreetAlike = 0.88;
constexpr double kTextClose = 0.92, kTextSome = 0.85, kDiceClose = 0.8, kDiceSome = 0.5;

unsigned given_level_of(matchers::GivenNameRelation relation) {
  using enum matchers::GivenNameRelation;
  switch (relation) {
    case equal: return level::given::kEqual;
    case nickname:
    case compound:
    case reversed: return level::given::kNickname;
    case one_edit:
    case close92: return level::given::kNear;
    case initial: return level::given::kInitial;
    case close88: return level::given::kClose88;
    case different: return level::kElse;
  }
  return level::kElse;
}

unsigned family_level_of(matchers::FamilyNameRelation relation) {
  using enum matchers::FamilyNameRelation;
  switch (relation) {
    case equal: return level::family::kEqual;
    case part: return level::family::kPart;
    case one_edit:
    case close92: return level::family::kNear;
    case phonetic: return level::family::kPhonetic;
    case different: return level::kElse;
  }
  return level::kElse;
}

bool one_digit_differs(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (size_t i = 0; i < a.size(); ++i) different += a[i] != b[i];
  return different == 1;
}

unsigned text_level(std::string_view a, std::string_view b) {
  const bool is_short = std::max(a.size(), b.size()) <= kLongestShortText;
  const double jaro_winkler = is_short ? matchers::jaro_winkler_similarity(a, b, kTextSome) : 0;
  if (jaro_winkler >= kTextClose) return level::text::kClose;
  const double dice = matchers::dice_similarity(a, b, kDiceSome);
  if (dice >= kDiceClose) return level::text::kClose;
  return jaro_winkler >= kTextSome || dice >= kDiceSome ? level::text::kSome : level::kElse;
}

/// The best level over all pairs of values of two records; missing when a side has none.
template <typename LevelOf>
unsigned best_level(const CodeColumn& column, RecordId a, RecordId b, const LevelOf& level_of) {
  unsigned best = level::kMissing;
  for_each_code(column, a,
                [&](Code x) { for_each_code(column, b, [&](Code y) { best = std::max(best, level_of(x, y)); }); });
  return best;
}

}  // namespace

Result<Comparer> Comparer::build(const Model& model, const Normalized& normalized, const RecordRows& rows,
                                 const Executor& executor) {
  static std::atomic<uint32_t> num_comparers = 0;
  Comparer comparer;
  comparer.number_ = ++num_comparers;
  comparer.rows_ = &rows;
  const Comparables& c = normalized.comparables;
  comparer.comparables_ = &c;
  comparer.points_ = &normalized.points.table;
  for (const Comparison& comparison : model.comparisons) {
    const bool is_value = comparison.kind == ComparisonKind::identifier || comparison.kind == ComparisonKind::text;
    const ValueField* field = is_value ? value_field(comparison, c) : nullptr;
    SOSIE_CHECK(!is_value || field != nullptr, "check_fields has run");
    const auto index = static_cast<int>(comparer.kinds_.size());
    if (comparison.kind == ComparisonKind::given_name) comparer.given_ = index;
    if (comparison.kind == ComparisonKind::family_name) comparer.family_ = index;
    if (comparison.kind == ComparisonKind::birth_date) comparer.birth_ = index;
    comparer.kinds_.push_back(comparison.kind);
    comparer.fields_.push_back(field);
    comparer.columns_.push_back(code_column(comparison, c));
  }
  comparer.sounds_.resize(c.names.size() + 1);
  std::vector<uint8_t> is_family(c.names.size() + 1);
  for (const Code code : c.family_name) is_family[code] = 1;
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(comparer.sounds_.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t code = std::max<size_t>(1, begin); code < end; ++code) {
      if (is_family[code]) comparer.sounds_[code] = matchers::name_sound(c.names.text(static_cast<Code>(code)));
    }
    return Status();
  }));
  comparer.areas_.resize(c.address_words.size() + 1);
  const auto note_area = [&](Code postcode) {
    if (postcode == 0 || comparer.areas_[postcode] != 0) return;
    const auto hash = static_cast<uint32_t>(hash_bytes(matchers::departement_of(c.address_words.text(postcode), "FR")));
    comparer.areas_[postcode] = std::max<uint32_t>(1, hash);
  };
  for (const Comparables::Address& address : c.address) note_area(address.postcode);
  for (const auto& [record, address] : c.more_addresses) note_area(address.postcode);
  return comparer;
}

unsigned Comparer::given_name_level(const RecordPair& pair) const {
  const Code x = pair.row_a[given_], y = pair.row_b[given_];
  if (x == 0 || y == 0) return level::kMissing;
  if (x == y) return level::given::kEqual;
  if (is_crossed(pair)) return level::given::kCrossed;
  return RelationMemo::level(number_, x, y,
                             [&] { return given_level_of(matchers::given_name_relation(name(x), name(y))); });
}

unsigned Comparer::family_name_level(const RecordPair& pair) const {
  const Code x = pair.row_a[family_], y = pair.row_b[family_];
  if (x == 0 || y == 0) return level::kMissing;
  if (x == y) return level::family::kEqual;
  if (is_crossed(pair)) return level::family::kCrossed;
  const Code birth_x = comparables_->birth_family_name[pair.a], birth_y = comparables_->birth_family_name[pair.b];
  if (x == birth_y || y == birth_x || (birth_x != 0 && birth_x == birth_y)) return level::family::kPart;
  return family_level_of(matchers::family_name_relation(name(x), sounds_[x], name(y), sounds_[y]));
}

unsigned Comparer::birth_date_level(const RecordPair& pair) const {
  const uint32_t x = pair.row_a[birth_], y = pair.row_b[birth_];
  if (x != 0 && x == y) return level::birth::kEqual;
  const size_t year_lane = rows_->lane(RecordRows::kBirthYear);
  const uint32_t year_x = pair.row_a[year_lane], year_y = pair.row_b[year_lane];
  const uint32_t years_apart = year_x > year_y ? year_x - year_y : year_y - year_x;
  if (x == 0 || y == 0) {
    if (year_x == 0 || year_y == 0) return level::kMissing;
    return years_apart == 0   ? level::birth::kOnlyYearEqual
           : years_apart == 1 ? level::birth::kOnlyYearClose
                              : level::birth::kOnlyYearElse;
  }
  if (matchers::day_month_swapped(x, y) || matchers::differing_digits(x, y) == 1) return level::birth::kSlip;
  if (matchers::equal_parts(x, y) == 2) return level::birth::kTwoParts;
  return years_apart <= 1 ? level::birth::kYearClose : level::kElse;
}

/// Not made of the person's own names: `jean.dupont` at another provider may be another Jean Dupont.
bool Comparer::local_part_agrees(PointId a, PointId b, RecordId record) const {
  const std::string_view x = points_->value(a), y = points_->value(b);
  const std::string_view local = x.substr(0, x.find('@'));
  if (local.size() < kShortestLocalPart || local != y.substr(0, y.find('@'))) return false;
  for (const Code code : {comparables_->given_name[record], comparables_->family_name[record]}) {
    const std::string_view own = name(code);
    if (own.size() >= kShortestNameInside && local.find(own) != std::string_view::npos) return false;
  }
  return true;
}

unsigned Comparer::email_level(const RecordPair& pair, PointId x, PointId y) const {
  if (x == y) return level::email::kEqual;
  if (matchers::within_one_edit(points_->value(x), points_->value(y))) return level::email::kNear;
  return local_part_agrees(x, y, pair.a) && local_part_agrees(x, y, pair.b) ? level::email::kLocalPart : level::kElse;
}

unsigned Comparer::phone_level(PointId x, PointId y) const {
  if (x == y) return level::phone::kEqual;
  return one_digit_differs(points_->value(x), points_->value(y)) ? level::phone::kNear : level::kElse;
}

bool Comparer::equal_point_is_personal(const CodeColumn& column, RecordId a, RecordId b) const {
  bool personal = false;
  for_each_code(column, a, [&](Code x) {
    for_each_code(column, b, [&](Code y) { personal |= x == y && comparables_->shared_point[x] == 0; });
  });
  return personal;
}

unsigned Comparer::address_level(const Comparables::Address& a, const Comparables::Address& b) const {
  const auto equal = [](Code x, Code y) { return x != 0 && x == y; };
  const bool same_place = equal(a.postcode, b.postcode) || equal(a.city, b.city);
  const bool same_number = a.number == b.number;
  if (a.line != 0 && a.line == b.line && a.street == b.street && same_number && same_place)
    return level::address::kLine;
  const auto text = [&](Code code) { return comparables_->address_words.text(code); };
  if (a.street != 0 && b.street != 0 && equal(a.number, b.number)) {
    if (a.street == b.street) return level::address::kNumberStreet;
    const double alike = matchers::jaro_winkler_similarity(text(a.street), text(b.street), kStreetAlike);
    if (alike >= kStreetAlike) return level::address::kNumberStreet;
  }
  if (equal(a.street, b.street) && same_place) return level::address::kNumberStreet;
  if (equal(a.postcode, b.postcode)) return level::address::kPostcode;
  if (equal(a.city, b.city) || equal(areas_[a.postcode], areas_[b.postcode])) return level::address::kArea;
  const bool comparable =
      (a.postcode != 0 && b.postcode != 0) || (a.city != 0 && b.city != 0) || (a.street != 0 && b.street != 0);
  return comparable ? level::kElse : level::kMissing;
}

unsigned Comparer::address_level(RecordId a, RecordId b) const {
  const Comparables& c = *comparables_;
  unsigned best = address_level(c.address[a], c.address[b]);
  if (c.more_addresses.empty()) return best;
  const auto more = [&](RecordId record) {
    auto first = std::lower_bound(c.more_addresses.begin(), c.more_addresses.end(), record,
                                  [](const auto& m, RecordId r) { return m.first < r; });
    std::vector<Comparables::Address> addresses{c.address[record]};
    for (; first != c.more_addresses.end() && first->first == record; ++first) addresses.push_back(first->second);
    return addresses;
  };
  for (const Comparables::Address& x : more(a)) {
    for (const Comparables::Address& y : more(b)) best = std::max(best, address_level(x, y));
  }
  return best;
}

/// The level of two single values of a comparison that may have several.
unsigned Comparer::value_level(size_t comparison, const RecordPair& pair, Code x, Code y) const {
  switch (kinds_[comparison]) {
    case ComparisonKind::email: return email_level(pair, x, y);
    case ComparisonKind::mobile:
    case ComparisonKind::landline: return phone_level(x, y);
    case ComparisonKind::identifier:
      if (x == y) return level::identifier::kEqual;
      return matchers::within_one_edit(fields_[comparison]->values.text(x), fields_[comparison]->values.text(y))
                 ? level::identifier::kNear
                 : level::kElse;
    default:
      if (x == y) return level::text::kEqual;
      return text_level(fields_[comparison]->values.text(x), fields_[comparison]->values.text(y));
  }
}

unsigned Comparer::level(size_t comparison, const RecordPair& pair) const {
  switch (kinds_[comparison]) {
    case ComparisonKind::given_name: return given_name_level(pair);
    case ComparisonKind::family_name: return family_name_level(pair);
    case ComparisonKind::birth_date: return birth_date_level(pair);
    case ComparisonKind::address: return address_level(pair.a, pair.b);
    default: break;
  }
  const size_t lanes = rows_->lanes();
  const uint32_t more = RecordRows::more(pair.row_a, lanes) | RecordRows::more(pair.row_b, lanes);
  if ((more >> comparison & 1) == 0) {
    const Code x = pair.row_a[comparison], y = pair.row_b[comparison];
    return x == 0 || y == 0 ? level::kMissing : value_level(comparison, pair, x, y);
  }
  return best_level(*columns_[comparison], pair.a, pair.b,
                    [&](Code x, Code y) { return value_level(comparison, pair, x, y); });
}

}  // namespace sosie
