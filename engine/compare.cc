#include "engine/compare.h"

#include <algorithm>
#include <atomic>

#include "engine/relation_memo.h"
#include "engine/rows.h"
#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/dates.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/qgrams.h"

namespace sosie {
namespace {

constexpr size_t kShortestLocalPart = 6;  // a shorter one is too common to speak of one person
constexpr size_t kShortestNameInside = 3;
constexpr double kStreetAlike = 0.88;
constexpr double kTextClose = 0.92, kDiceClose = 0.8;  // "some" begins where texts are alike

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
    if (comparison.kind == ComparisonKind::address) comparer.address_ = index;
    comparer.kinds_.push_back(comparison.kind);
    comparer.fields_.push_back(field);
    comparer.columns_.push_back(code_column(comparison, c));
  }
  SOSIE_ASSIGN_OR_RETURN(comparer.frequencies_, count_persons(model, c, executor));
  return comparer;
}

PersonValues Comparer::person(RecordId record) const {
  const Comparables& c = *comparables_;
  return {c.given_name[record], c.family_name[record], matchers::packed_digits(c.birth_date[record]),
          c.birth_year[record]};
}

PersonValues Comparer::person(RecordId record, const uint32_t* row) const {
  if (given_ < 0 || family_ < 0 || birth_ < 0) return person(record);
  return {row[given_], row[family_], row[birth_], row[rows_->lane(RecordRows::kBirthYear)]};
}

unsigned Comparer::given_name_level(const RecordPair& pair) const {
  const Code x = pair.row_a[given_], y = pair.row_b[given_];
  if (x == 0 || y == 0) return level::kMissing;
  if (x == y) return level::given::kEqual;
  if (is_crossed(pair)) return level::given::kCrossed;
  if (!rows_->given_names_may_be_near(pair.row_a, pair.row_b)) return level::kElse;
  return RelationMemo::level(number_, x, y,
                             [&] { return given_level_of(matchers::given_name_relation(name(x), name(y))); });
}

unsigned Comparer::family_name_level(const RecordPair& pair) const {
  const Code x = pair.row_a[family_], y = pair.row_b[family_];
  if (x == 0 || y == 0) return level::kMissing;
  if (x == y) return level::family::kEqual;
  if (is_crossed(pair)) return level::family::kCrossed;
  const size_t birth_name = rows_->lane(RecordRows::kHasBirthName);
  if ((pair.row_a[birth_name] | pair.row_b[birth_name]) != 0) {
    const Code birth_x = comparables_->birth_family_name[pair.a], birth_y = comparables_->birth_family_name[pair.b];
    if (x == birth_y || y == birth_x || (birth_x != 0 && birth_x == birth_y)) return level::family::kPart;
  }
  if (!rows_->family_names_may_be_near(pair.row_a, pair.row_b)) return level::kElse;
  const std::vector<matchers::NameSound>& sounds = rows_->name_traits().sounds;
  return family_level_of(matchers::family_name_relation(name(x), sounds[x], name(y), sounds[y]));
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
  if (matchers::packed_day_month_swapped(x, y) || matchers::differing_nibbles(x, y) == 1) return level::birth::kSlip;
  if (matchers::packed_equal_parts(x, y) == 2) return level::birth::kTwoParts;
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

unsigned Comparer::address_level(const AddressCodes& a, const AddressCodes& b) const {
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
  if (equal(a.city, b.city) || equal(a.area, b.area)) return level::address::kArea;
  const bool comparable =
      (a.postcode != 0 && b.postcode != 0) || (a.city != 0 && b.city != 0) || (a.street != 0 && b.street != 0);
  return comparable ? level::kElse : level::kMissing;
}

Comparer::AddressCodes Comparer::codes_of(const Comparables::Address& address) const {
  return {address.line, address.number, address.street, address.postcode, address.city, rows_->area(address.postcode)};
}

Comparer::AddressCodes Comparer::main_address(const uint32_t* row) const {
  const auto at = [&](RecordRows::Extra extra) { return row[rows_->lane(extra)]; };
  return {row[address_],         at(RecordRows::kHouseNumber), at(RecordRows::kStreet), at(RecordRows::kPostcode),
          at(RecordRows::kCity), at(RecordRows::kArea)};
}

std::vector<Comparer::AddressCodes> Comparer::addresses(RecordId record, const uint32_t* row) const {
  std::vector<AddressCodes> all{main_address(row)};
  const auto& more = comparables_->more_addresses;
  auto at = std::lower_bound(more.begin(), more.end(), record, [](const auto& m, RecordId r) { return m.first < r; });
  for (; at != more.end() && at->first == record; ++at) all.push_back(codes_of(at->second));
  return all;
}

unsigned Comparer::address_level(const RecordPair& pair) const {
  const size_t lanes = rows_->lanes();
  const uint32_t several = RecordRows::more(pair.row_a, lanes) | RecordRows::more(pair.row_b, lanes);
  if ((several >> address_ & 1) == 0) return address_level(main_address(pair.row_a), main_address(pair.row_b));
  unsigned best = level::kMissing;
  for (const AddressCodes& x : addresses(pair.a, pair.row_a)) {
    for (const AddressCodes& y : addresses(pair.b, pair.row_b)) best = std::max(best, address_level(x, y));
  }
  return best;
}

bool Comparer::may_be_near(size_t comparison, const RecordPair& pair) const {
  const auto at = [&](const uint32_t* row, RecordRows::Extra extra) { return row[rows_->lane(extra)]; };
  const auto both = [&](RecordRows::Extra extra, bool (*near)(uint32_t, uint32_t)) {
    return near(at(pair.row_a, extra), at(pair.row_b, extra));
  };
  switch (kinds_[comparison]) {
    case ComparisonKind::email: return both(RecordRows::kEmailSignature, matchers::emails_may_be_near);
    case ComparisonKind::mobile: return both(RecordRows::kMobileSignature, matchers::phones_may_be_near);
    case ComparisonKind::landline: return both(RecordRows::kLandlineSignature, matchers::phones_may_be_near);
    case ComparisonKind::text:
      return matchers::texts_may_be_alike(rows_->text_signature(comparison, pair.row_a),
                                          rows_->text_signature(comparison, pair.row_b));
    case ComparisonKind::identifier: {
      const size_t lane = rows_->value_lane(comparison);
      return matchers::texts_may_be_one_edit_apart(pair.row_a[lane], pair.row_b[lane]);
    }
    default: return true;
  }
}

/// The level of two single values of a comparison that may have several.
unsigned Comparer::value_level(size_t comparison, const RecordPair& pair, Code x, Code y) const {
  switch (kinds_[comparison]) {
    case ComparisonKind::email: return email_level(pair, x, y);
    case ComparisonKind::mobile:
    case ComparisonKind::landline: return phone_level(x, y);
    case ComparisonKind::identifier: {
      if (x == y) return level::identifier::kEqual;
      const Dictionary& values = fields_[comparison]->values;
      return matchers::within_one_edit(values.text(x), values.text(y)) ? level::identifier::kNear : level::kElse;
    }
    default: return x == y ? level::text::kEqual : text_level(comparison, pair, x, y);
  }
}

/// What the signatures of two first values tell saves one similarity or the other.
unsigned Comparer::text_level(size_t comparison, const RecordPair& pair, Code x, Code y) const {
  const Dictionary& values = fields_[comparison]->values;
  const std::string_view a = values.text(x), b = values.text(y);
  bool may_be_alike = std::max(a.size(), b.size()) <= matchers::kLongestForJaroWinkler, may_share = true;
  if (x == pair.row_a[comparison] && y == pair.row_b[comparison]) {
    const matchers::TextSignature sign_a = rows_->text_signature(comparison, pair.row_a);
    const matchers::TextSignature sign_b = rows_->text_signature(comparison, pair.row_b);
    may_be_alike &= matchers::may_reach_jaro_winkler(sign_a, sign_b);
    may_share = matchers::may_reach_dice(sign_a, sign_b);
  }
  const double jaro_winkler = may_be_alike ? matchers::jaro_winkler_similarity(a, b, matchers::kAlikeJaroWinkler) : 0;
  if (jaro_winkler >= kTextClose) return level::text::kClose;
  const double dice = may_share ? matchers::dice_similarity(a, b, matchers::kAlikeDice) : 0;
  if (dice >= kDiceClose) return level::text::kClose;
  return jaro_winkler >= matchers::kAlikeJaroWinkler || dice >= matchers::kAlikeDice ? level::text::kSome
                                                                                     : level::kElse;
}

unsigned Comparer::level(size_t comparison, const RecordPair& pair) const {
  switch (kinds_[comparison]) {
    case ComparisonKind::given_name: return given_name_level(pair);
    case ComparisonKind::family_name: return family_name_level(pair);
    case ComparisonKind::birth_date: return birth_date_level(pair);
    case ComparisonKind::address: return address_level(pair);
    default: break;
  }
  const size_t lanes = rows_->lanes();
  const uint32_t more = RecordRows::more(pair.row_a, lanes) | RecordRows::more(pair.row_b, lanes);
  if ((more >> comparison & 1) == 0) {
    const Code x = pair.row_a[comparison], y = pair.row_b[comparison];
    if (x == 0 || y == 0) return level::kMissing;
    return x == y || may_be_near(comparison, pair) ? value_level(comparison, pair, x, y) : level::kElse;
  }
  return best_level(*columns_[comparison], pair.a, pair.b,
                    [&](Code x, Code y) { return value_level(comparison, pair, x, y); });
}

}  // namespace sosie
