#include "engine/rows.h"

#include <algorithm>
#include <array>

#include "core/hash.h"
#include "engine/updated.h"
#include "matchers/normalize/address.h"
#include "matchers/similarity/contact_signature.h"
#include "matchers/similarity/dates.h"

namespace sosie {
namespace {

constexpr size_t kLanesPerVector = 8;
constexpr size_t kGrain = 16'384;
constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kDaysBefore1970 = 1'000'000;  // no day of a year with four digits is 0 or below

uint32_t first_code(const Comparison& comparison, const Comparables& c, RecordId record) {
  switch (comparison.kind) {
    case ComparisonKind::given_name: return c.given_name[record];
    case ComparisonKind::family_name: return c.family_name[record];
    case ComparisonKind::birth_date: return matchers::packed_digits(c.birth_date[record]);
    case ComparisonKind::address: return c.address[record].line;
    default: return code_column(comparison, c)->codes[record];
  }
}

/// Address lines count as filled when any part of the address is: the comparison has something to say then.
bool is_filled(const Comparison& comparison, const Comparables& c, RecordId record, uint32_t code) {
  if (comparison.kind != ComparisonKind::address) return code != 0;
  const Comparables::Address& address = c.address[record];
  return address.street != 0 || address.postcode != 0 || address.city != 0;
}

size_t num_value_lanes(const Comparison& comparison) {
  return comparison.kind == ComparisonKind::text ? 3 : comparison.kind == ComparisonKind::identifier ? 1 : 0;
}

using ValueSignature = std::array<uint32_t, 3>;

ValueSignature signature_of(std::string_view value, size_t num_words) {
  if (num_words == 1) return {matchers::edit_signature(value)};
  const matchers::TextSignature signature = matchers::text_signature(value);
  return {signature.letters, signature.bigrams_low, signature.bigrams_high};
}

uint32_t day_of(int64_t seconds) {
  if (seconds == kNeverUpdated) return 0;
  const int64_t day = seconds / kSecondsPerDay - (seconds % kSecondsPerDay < 0 ? 1 : 0);
  return static_cast<uint32_t>(std::clamp<int64_t>(day + kDaysBefore1970, 1, UINT32_MAX));
}

/// Areas of the postcodes that addresses have.
std::vector<uint32_t> areas_of(const Comparables& c) {
  std::vector<uint32_t> areas(c.address_words.size() + 1);
  const auto note = [&](Code postcode) {
    if (postcode == 0 || areas[postcode] != 0) return;
    const auto hash = static_cast<uint32_t>(hash_bytes(matchers::departement_of(c.address_words.text(postcode), "FR")));
    areas[postcode] = std::max<uint32_t>(1, hash);
  };
  for (const Comparables::Address& address : c.address) note(address.postcode);
  for (const auto& [record, address] : c.more_addresses) note(address.postcode);
  return areas;
}

/// Asks memory for the contact points of a record further on, then for their texts: signatures are made of them.
void prefetch_points(const Comparables& c, const PointTable& points, size_t record, size_t end) {
  constexpr size_t kPointsAhead = 24, kTextsAhead = 12;  // records
  for (const CodeColumn* column : {&c.email, &c.mobile, &c.landline}) {
    if (record + kPointsAhead < end) points.prefetch(column->codes[record + kPointsAhead]);
    if (record + kTextsAhead < end) points.prefetch_text(column->codes[record + kTextsAhead]);
  }
}

void set_extras(const Normalized& normalized, const NameTraits& names, const std::vector<uint32_t>& areas,
                RecordId record, uint32_t* extras) {
  const Comparables& c = normalized.comparables;
  const PointTable& points = normalized.points.table;
  extras[RecordRows::kBirthYear] = c.birth_year[record];
  extras[RecordRows::kHouseNumber] = c.address[record].number;
  extras[RecordRows::kStreet] = c.address[record].street;
  extras[RecordRows::kPostcode] = c.address[record].postcode;
  extras[RecordRows::kCity] = c.address[record].city;
  extras[RecordRows::kArea] = areas[c.address[record].postcode];
  if (const PointId email = c.email.codes[record])
    extras[RecordRows::kEmailSignature] = matchers::email_signature(points.value(email));
  if (const PointId mobile = c.mobile.codes[record])
    extras[RecordRows::kMobileSignature] = matchers::phone_signature(points.value(mobile));
  if (const PointId landline = c.landline.codes[record])
    extras[RecordRows::kLandlineSignature] = matchers::phone_signature(points.value(landline));
  extras[RecordRows::kGivenSignature] = names.signatures[c.given_name[record]];
  extras[RecordRows::kNicknames] = names.nicknames[c.given_name[record]];
  extras[RecordRows::kFamilySignature] = names.signatures[c.family_name[record]];
  extras[RecordRows::kFamilySound] = names.sound_signatures[c.family_name[record]];
  extras[RecordRows::kHasBirthName] = c.birth_family_name[record] != 0;
  extras[RecordRows::kUpdatedDay] = day_of(c.updated[record]);
}

}  // namespace

const ValueField* value_field(const Comparison& comparison, const Comparables& c) {
  for (const std::vector<ValueField>* fields : {&c.identifiers, &c.texts}) {
    for (const ValueField& field : *fields) {
      if (field.name == comparison.name) return &field;
    }
  }
  return nullptr;
}

const CodeColumn* code_column(const Comparison& comparison, const Comparables& c) {
  switch (comparison.kind) {
    case ComparisonKind::email: return &c.email;
    case ComparisonKind::mobile: return &c.mobile;
    case ComparisonKind::landline: return &c.landline;
    case ComparisonKind::identifier:
    case ComparisonKind::text: return &value_field(comparison, c)->column;
    default: return nullptr;
  }
}

Status check_fields(const Model& model, const Comparables& c) {
  for (const Comparison& comparison : model.comparisons) {
    const bool is_value = comparison.kind == ComparisonKind::identifier || comparison.kind == ComparisonKind::text;
    if (!is_value || value_field(comparison, c) != nullptr) continue;
    return Status::invalid_job("the model compares \"" + comparison.name + "\", which no source maps")
        .hint("map the field, or take the comparison out of the model");
  }
  return {};
}

void RecordRows::place_lanes(const Model& model) {
  num_comparisons_ = model.comparisons.size();
  size_t next = num_comparisons_ + kNumExtras;
  for (const Comparison& comparison : model.comparisons) {
    value_lanes_.push_back(num_value_lanes(comparison) == 0 ? 0 : next);
    next += num_value_lanes(comparison);
  }
  lanes_ = (next + 2 + kLanesPerVector - 1) / kLanesPerVector * kLanesPerVector;
}

/// Each distinct value is signed once.
Status RecordRows::set_value_signatures(const Model& model, const Comparables& c, const Executor& executor) {
  for (size_t i = 0; i < num_comparisons_; ++i) {
    const size_t num_words = num_value_lanes(model.comparisons[i]);
    if (num_words == 0) continue;
    const ValueField& field = *value_field(model.comparisons[i], c);
    std::vector<ValueSignature> signatures(field.values.size() + 1);
    SOSIE_RETURN_IF_ERROR(executor.for_ranges(signatures.size(), kGrain, [&](size_t begin, size_t end) {
      for (size_t code = std::max<size_t>(begin, 1); code < end; ++code)
        signatures[code] = signature_of(field.values.text(static_cast<Code>(code)), num_words);
      return Status();
    }));
    SOSIE_RETURN_IF_ERROR(executor.for_ranges(field.column.codes.size(), kGrain, [&](size_t begin, size_t end) {
      for (size_t record = begin; record < end; ++record)
        std::copy_n(signatures[field.column.codes[record]].begin(), num_words,
                    &data_[record * lanes_ + value_lanes_[i]]);
      return Status();
    }));
  }
  return {};
}

Result<RecordRows> RecordRows::build(const Model& model, const Normalized& normalized, const Executor& executor) {
  const Comparables& c = normalized.comparables;
  RecordRows rows;
  rows.place_lanes(model);
  const size_t lanes = rows.lanes_, num_comparisons = rows.num_comparisons_;
  SOSIE_ASSIGN_OR_RETURN(rows.names_, NameTraits::build(c, executor));
  rows.areas_ = areas_of(c);
  rows.data_ = AlignedArray<uint32_t>(c.birth_date.size() * lanes);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(c.birth_date.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t record = begin; record < end; ++record) {
      prefetch_points(c, normalized.points.table, record, end);
      uint32_t* row = &rows.data_[record * lanes];
      std::fill(row, row + lanes, 0);
      const auto id = static_cast<RecordId>(record);
      for (size_t i = 0; i < num_comparisons; ++i) {
        row[i] = first_code(model.comparisons[i], c, id);
        if (is_filled(model.comparisons[i], c, id, row[i])) row[lanes - 1] |= 1u << i;
      }
      set_extras(normalized, rows.names_, rows.areas_, id, row + num_comparisons);
    }
    return Status();
  }));
  SOSIE_RETURN_IF_ERROR(rows.set_value_signatures(model, c, executor));
  for (size_t i = 0; i < num_comparisons; ++i) {
    if (model.comparisons[i].kind == ComparisonKind::address) {
      for (const auto& [record, address] : c.more_addresses) {
        uint32_t* row = &rows.data_[size_t{record} * lanes];
        row[lanes - 2] |= 1u << i;
        row[lanes - 1] |= 1u << i;
      }
    } else if (const CodeColumn* column = code_column(model.comparisons[i], c)) {
      for (const CodeColumn::More& more : column->more) rows.data_[(size_t{more.record} + 1) * lanes - 2] |= 1u << i;
    }
  }
  return rows;
}

}  // namespace sosie
