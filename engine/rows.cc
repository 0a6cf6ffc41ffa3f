#include "engine/rows.h"

#include <algorithm>

namespace sosie {
namespace {

constexpr size_t kLanesPerVector = 8;
constexpr size_t kGrain = 16'384;

uint32_t first_code(const Comparison& comparison, const Comparables& c, RecordId record) {
  switch (comparison.kind) {
    case ComparisonKind::given_name: return c.given_name[record];
    case ComparisonKind::family_name: return c.family_name[record];
    case ComparisonKind::birth_date: return c.birth_date[record];
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

Result<RecordRows> RecordRows::build(const Model& model, const Comparables& c, const Executor& executor) {
  RecordRows rows;
  const size_t num_comparisons = model.comparisons.size();
  rows.birth_year_lane_ = num_comparisons;
  rows.lanes_ = (num_comparisons + 5 + kLanesPerVector - 1) / kLanesPerVector * kLanesPerVector;
  const size_t lanes = rows.lanes_;
  rows.data_.assign(c.birth_date.size() * lanes, 0);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(c.birth_date.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t record = begin; record < end; ++record) {
      uint32_t* row = &rows.data_[record * lanes];
      const auto id = static_cast<RecordId>(record);
      for (size_t i = 0; i < num_comparisons; ++i) {
        row[i] = first_code(model.comparisons[i], c, id);
        if (is_filled(model.comparisons[i], c, id, row[i])) row[lanes - 1] |= 1u << i;
      }
      row[rows.birth_year_lane()] = c.birth_year[record];
      row[rows.house_number_lane()] = c.address[record].number;
      row[rows.postcode_lane()] = c.address[record].postcode;
    }
    return Status();
  }));
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
