#include "engine/normalize/values.h"

#include <algorithm>
#include <numeric>

#include "matchers/normalize/companies.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using matchers::ValueKind;

constexpr size_t kShortestIdentifier = 5;
constexpr double kMostRecordsPerValue = 5;
constexpr double kOneShape = 0.9;  // of the values
constexpr double kAgreeing = 0.9;  // of the pairs that share a value
constexpr uint64_t kFewestSharingPairs = 20;
constexpr size_t kLargestGroup = 50;  // pairs grow as its square; larger groups are no identifier's

bool is_identifier(Field field) {
  return field == Field::national_id || field == Field::tax_id || field == Field::iban ||
         field == Field::customer_number;
}

bool is_plain(Field field) { return field == Field::text || field == Field::company || field == Field::birth_place; }

ValueField& field_named(const MappedField& mapped, size_t num_records, std::vector<ValueField>& fields) {
  const auto known =
      std::find_if(fields.begin(), fields.end(), [&](const ValueField& f) { return f.name == mapped.name; });
  if (known != fields.end()) return *known;
  ValueField& field = fields.emplace_back();
  field.name = mapped.name;
  field.field = mapped.field;
  field.column.codes.resize(num_records);
  return field;
}

const char* read_identifier(Field field, std::string_view raw, std::string& out) {
  if (const char* reason = matchers::null_reason(ValueKind::identifier, raw)) return reason;
  matchers::normalize_identifier(raw, out);
  return field == Field::iban && !matchers::valid_iban(out) ? "check digits fail" : nullptr;
}

const char* read_text(Field field, std::string_view raw, std::string& out) {
  const bool company = field == Field::company;
  if (const char* reason = matchers::null_reason(company ? ValueKind::company : ValueKind::text, raw)) return reason;
  if (company) matchers::normalize_company(raw, out);
  else matchers::fold(raw, out);
  return nullptr;
}

/// Gives a record one more identifier: the first stands in `codes`, others in `more`.
void add_identifier(RecordId record, Code code, CodeColumn& column) {
  Code& first = column.codes[record];
  if (code == 0 || code == first) return;
  if (first == 0) first = code;
  else column.more.push_back({record, code});
}

/// Further values of one cell: a list in NDJSON.
void map_more_cells(const MapContext& context, const MappedField& mapped, const TextColumn& column, ValueField& field) {
  std::string normal;
  for (const MoreCell& cell : column.more()) {
    if (cell.row >= context.table.num_records) continue;  // an older delivery
    const std::string_view raw = matchers::trim(cell.value.view());
    if (raw.empty()) continue;
    normal.clear();
    if (const char* reason = read_identifier(mapped.field, raw, normal)) {
      ++context.nulls[{context.table.ordinal, {mapped.name, reason}}];
    } else if (!normal.empty()) {
      add_identifier(context.table.first_record + cell.row, field.values.intern_copy(normal), field.column);
    }
  }
}

/// Identifiers in several columns are several values.
Status map_identifier(const MapContext& context, const MappedField& mapped, ValueField& field) {
  const SourceTable& table = context.table;
  for (const int column : mapped.columns) {
    MappedField one = mapped;
    one.columns = {column};
    std::vector<Code> codes(table.num_records);
    const MapOutput output{&field.values, codes.data()};
    SOSIE_RETURN_IF_ERROR(
        map_values(context, one, {&output, 1}, [&](std::string_view raw, std::span<std::string> parts) {
          return read_identifier(mapped.field, raw, parts[0]);
        }));
    for (uint32_t record = 0; record < table.num_records; ++record)
      add_identifier(table.first_record + record, codes[record], field.column);
    map_more_cells(context, one, table.columns[column].cells, field);
  }
  std::stable_sort(field.column.more.begin(), field.column.more.end(),
                   [](const CodeColumn::More& a, const CodeColumn::More& b) { return a.record < b.record; });
  return {};
}

/// Letters become a, digits 9: 12AB3 and 98XY7 have one shape.
std::string shape_of(std::string_view value) {
  std::string shape(value);
  for (char& c : shape) c = c >= '0' && c <= '9' ? '9' : (c == ' ' ? ' ' : 'a');
  return shape;
}

bool has_one_shape(const Dictionary& values) {
  Dictionary shapes;
  std::vector<uint32_t> uses(1);
  for (Code code = 1; code <= values.size(); ++code) {
    const Code shape = shapes.intern_copy(shape_of(values.text(code)));
    if (shape == uses.size()) uses.push_back(0);
    ++uses[shape];
  }
  const auto most = std::max_element(uses.begin(), uses.end());
  const std::string_view shape = shapes.text(static_cast<Code>(most - uses.begin()));
  const bool has_digit = shape.find('9') != std::string_view::npos;
  return has_digit && shape.find(' ') == std::string_view::npos && shape.size() >= kShortestIdentifier &&
         *most >= kOneShape * values.size();
}

bool same_person_hint(const Comparables& c, RecordId a, RecordId b) {
  const auto equal = [&](const auto& column) { return column[a] != 0 && column[a] == column[b]; };
  return equal(c.given_name) || equal(c.family_name) || equal(c.birth_date);
}

/// Records by code, as one array: those of code c stand at [offsets[c], offsets[c + 1]).
struct Groups {
  std::vector<uint32_t> offsets;
  std::vector<RecordId> records;
};

Groups group_by_code(const std::vector<Code>& codes, uint32_t num_codes) {
  Groups groups;
  groups.offsets.assign(num_codes + 2, 0);
  for (const Code code : codes) ++groups.offsets[code + 1];
  std::partial_sum(groups.offsets.begin(), groups.offsets.end(), groups.offsets.begin());
  groups.records.resize(codes.size());
  std::vector<uint32_t> next(groups.offsets.begin(), groups.offsets.end() - 1);
  for (RecordId record = 0; record < codes.size(); ++record) groups.records[next[codes[record]]++] = record;
  return groups;
}

bool behaves_like_identifier(const ValueField& field, const Comparables& c) {
  const std::vector<Code>& codes = field.column.codes;
  const auto filled =
      static_cast<double>(codes.size() - static_cast<size_t>(std::count(codes.begin(), codes.end(), Code{0})));
  if (field.values.size() == 0 || filled / field.values.size() > kMostRecordsPerValue || !has_one_shape(field.values))
    return false;
  const Groups groups = group_by_code(codes, field.values.size());
  uint64_t pairs = 0, agreeing = 0;
  for (Code code = 1; code <= field.values.size(); ++code) {
    const uint32_t begin = groups.offsets[code], end = groups.offsets[code + 1];
    if (end - begin > kLargestGroup) continue;
    for (uint32_t i = begin; i < end; ++i) {
      for (uint32_t j = i + 1; j < end; ++j) {
        ++pairs;
        agreeing += same_person_hint(c, groups.records[i], groups.records[j]);
      }
    }
  }
  return pairs >= kFewestSharingPairs && static_cast<double>(agreeing) >= kAgreeing * static_cast<double>(pairs);
}

}  // namespace

Status normalize_values(const MapContext& context, const FieldMap& map, Comparables& out) {
  const size_t num_records = out.birth_date.size();
  for (const MappedField& mapped : map.fields) {
    if (is_identifier(mapped.field)) {
      SOSIE_RETURN_IF_ERROR(map_identifier(context, mapped, field_named(mapped, num_records, out.identifiers)));
    } else if (is_plain(mapped.field)) {
      ValueField& field = field_named(mapped, num_records, out.texts);
      const MapOutput output{&field.values, field.column.codes.data() + context.table.first_record};
      SOSIE_RETURN_IF_ERROR(map_values(
          context, mapped, {&output, 1},
          [&](std::string_view raw, std::span<std::string> parts) { return read_text(mapped.field, raw, parts[0]); }));
    }
  }
  return {};
}

Status normalize_person_type(const MapContext& context, const FieldMap& map, Comparables& out) {
  const MappedField* field = map.find(Field::person_type);
  if (field == nullptr) return {};
  Dictionary values;
  std::vector<Code> codes(context.table.num_records);
  const MapOutput output{&values, codes.data()};
  SOSIE_RETURN_IF_ERROR(
      map_values(context, *field, {&output, 1}, [](std::string_view raw, std::span<std::string> parts) -> const char* {
        const std::string word = matchers::fold(raw);
        for (const std::string_view consumer :
             {"consumer", "particulier", "person", "b2c", "individual", "private", "c", "p"}) {
          if (word == consumer) parts[0] = "c";
        }
        for (const std::string_view professional :
             {"professional", "professionnel", "pro", "company", "entreprise", "organisation", "b2b", "business"}) {
          if (word == professional) parts[0] = "p";
        }
        return parts[0].empty() ? "unknown person type" : nullptr;
      }));
  for (uint32_t record = 0; record < codes.size(); ++record) {
    if (codes[record] == 0) continue;
    out.person_type[context.table.first_record + record] =
        values.text(codes[record]) == "c" ? PersonType::consumer : PersonType::professional;
  }
  return {};
}

std::vector<std::string> find_identifiers(Comparables& out) {
  std::vector<std::string> found;
  for (size_t i = 0; i < out.texts.size();) {
    if (out.texts[i].field == Field::text && behaves_like_identifier(out.texts[i], out)) {
      found.push_back(out.texts[i].name);
      out.identifiers.push_back(std::move(out.texts[i]));
      out.texts.erase(out.texts.begin() + static_cast<ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return found;
}

}  // namespace sosie
