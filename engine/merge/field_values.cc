#include "engine/merge/field_values.h"

#include <algorithm>
#include <charconv>

#include "core/date.h"
#include "core/hash.h"
#include "engine/merge/cell_text.h"
#include "matchers/normalize/companies.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using matchers::ValueKind;

bool is_name_part(Field field) {
  return field == Field::given_name || field == Field::middle_name || field == Field::family_name ||
         field == Field::birth_family_name || field == Field::name_suffix;
}

bool is_identifier(Field field) {
  return field == Field::national_id || field == Field::tax_id || field == Field::iban ||
         field == Field::customer_number;
}

const std::vector<Code>& name_codes(Field field, const Comparables& c) {
  switch (field) {
    case Field::given_name: return c.given_name;
    case Field::middle_name: return c.middle_name;
    case Field::family_name: return c.family_name;
    case Field::birth_family_name: return c.birth_family_name;
    default: return c.name_suffix;
  }
}

std::string_view part_of(const matchers::FullName& name, Field field) {
  switch (field) {
    case Field::title: return name.title;
    case Field::given_name: return name.given;
    case Field::family_name: return name.family;
    case Field::birth_family_name: return name.birth_family;
    case Field::name_suffix: return name.suffix;
    default: return {};
  }
}

/// Whether matching compares the record by this value.
bool holds(const CodeColumn& column, RecordId record, Code code) {
  if (code == 0) return false;
  if (column.codes[record] == code) return true;
  const auto before = [](const CodeColumn::More& more, RecordId r) { return more.record < r; };
  auto more = std::lower_bound(column.more.begin(), column.more.end(), record, before);
  while (more != column.more.end() && more->record == record && more->code != code) ++more;
  return more != column.more.end() && more->record == record;
}

/// A hash that no code can equal.
uint64_t hash_beyond_codes(std::string_view text) { return hash_bytes(text) | uint64_t{1} << 63; }

const ValueField* find_values(const std::vector<ValueField>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const ValueField& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// Adds a value unless the record gave it already; its values stand from `first` on.
void add_once(const Candidate& candidate, size_t first, std::vector<Candidate>& out) {
  for (size_t i = first; i < out.size(); ++i) {
    if (out[i].comparable == candidate.comparable) return;
  }
  out.push_back(candidate);
}

void add(std::string_view text, uint64_t comparable, const Candidate& of, std::vector<Candidate>& out) {
  if (text.empty() || comparable == 0) return;
  Candidate& candidate = out.emplace_back(of);
  candidate.text = text;
  candidate.comparable = comparable;
}

std::string_view number_text(uint32_t number, Arena& arena) {
  char digits[10];
  const char* end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return arena.copy({digits, static_cast<size_t>(end - digits)});
}

/// What a text says, without case and accents; 0 for a placeholder.
uint64_t text_comparable(Field field, std::string_view text) {
  const ValueKind kind = field == Field::company ? ValueKind::company : ValueKind::text;
  return text.empty() || matchers::null_reason(kind, text) != nullptr ? 0 : hash_beyond_codes(matchers::fold(text));
}

constexpr std::string_view kGenders[] = {"", "female", "male"};
constexpr std::string_view kPersonTypes[] = {"", "consumer", "professional"};

/// Comparables of a column's distinct values; empty where values hardly repeat.
std::vector<uint64_t> comparables_by_code(const SourceTable& table, const MappedField& mapped) {
  const TextColumn& column = table.columns[mapped.columns[0]].cells;
  if (mapped.columns.size() > 1 || !column.is_interned()) return {};
  std::vector<uint64_t> comparables(column.dictionary().size() + 1);
  for (Code code = 1; code < comparables.size(); ++code)
    comparables[code] = text_comparable(mapped.field, trimmed(column.dictionary().text(code)));
  return comparables;
}

}  // namespace

FieldValues::FieldValues(const std::vector<GoldenField>& fields, const Ingested& ingested, const Normalized& normalized)
    : fields_(fields), ingested_(ingested), normalized_(normalized) {
  const Comparables& c = normalized.comparables;
  for (const GoldenField& field : fields) {
    const ValueField* values = find_values(c.identifiers, field.name);
    values_.push_back(values != nullptr ? values : find_values(c.texts, field.name));
  }
  for (size_t source = 0; source < ingested.records.sources.size(); ++source) {
    std::vector<Place>& places = places_.emplace_back();
    std::vector<uint32_t>& present = fields_of_.emplace_back();
    for (uint32_t field = 0; field < fields.size(); ++field) {
      places.push_back(place_of(fields[field], source));
      if (may_have_value(field, places.back())) present.push_back(field);
    }
  }
}

FieldValues::Place FieldValues::place_of(const GoldenField& field, size_t source) const {
  const FieldMap& map = normalized_.maps[source];
  const SourceTable& table = ingested_.records.sources[source];
  Place place;
  place.mapped = field.field == Field::text ? map.find_text(field.name) : map.find(field.field);
  if (place.mapped == nullptr && (is_name_part(field.field) || field.field == Field::title))
    place.full_name = map.find(Field::full_name);
  if (field.field == Field::full_name) {
    place.given_name = map.find(Field::given_name);
    place.family_name = map.find(Field::family_name);
  }
  if (place.mapped == nullptr) return place;
  if (place.mapped->columns.size() == 1) place.column = &table.columns[place.mapped->columns[0]].cells;
  if (field.field == Field::title) place.comparables = comparables_by_code(table, *place.mapped);
  if (!is_contact_field(field.field)) return place;
  for (const PointColumn& column : normalized_.points.columns[source]) {
    const std::vector<int>& columns = place.mapped->columns;
    if (std::find(columns.begin(), columns.end(), column.column) != columns.end()) place.points.push_back(&column);
  }
  return place;
}

/// What matching derives (gender from a title, a birth year from a date) may be there without a column of its own.
bool FieldValues::may_have_value(size_t index, const Place& place) const {
  const Field field = fields_[index].field;
  if (is_address_field(field)) return false;  // an address is read whole, see AddressValues
  if (is_contact_field(field)) return !place.points.empty();
  if (is_identifier(field)) return place.mapped != nullptr && values_[index] != nullptr;
  switch (field) {
    case Field::gender:
    case Field::person_type:
    case Field::birth_date:
    case Field::birth_year: return true;
    default:
      return place.mapped != nullptr || place.full_name != nullptr || place.given_name != nullptr ||
             place.family_name != nullptr;
  }
}

void FieldValues::read(size_t index, const Candidate& of, ReadScratch& scratch, std::vector<Candidate>& out) const {
  const Field field = fields_[index].field;
  const Place& place = places_[ingested_.records.source_of[of.record]][index];
  const Comparables& c = normalized_.comparables;
  if (is_name_part(field)) return read_name(field, place, of, scratch, out);
  if (is_contact_field(field)) return read_points(place, of, out);
  if (is_identifier(field)) return read_identifiers(values_[index], place, of, out);
  switch (field) {
    case Field::full_name: return read_full_name(place, of, scratch, out);
    case Field::title: return read_title(place, of, scratch, out);
    case Field::gender: {
      const Gender gender = c.gender[of.record];
      return add(kGenders[static_cast<size_t>(gender)], static_cast<uint64_t>(gender), of, out);
    }
    case Field::person_type: {
      const PersonType type = c.person_type[of.record];
      return add(kPersonTypes[static_cast<size_t>(type)], static_cast<uint64_t>(type), of, out);
    }
    case Field::birth_date: {
      const Date date{c.stated_birth_date[of.record]};
      return date.missing() ? void() : add(scratch.arena.copy(date.iso()), date.digits, of, out);
    }
    case Field::birth_year: {
      const uint32_t year = c.birth_year[of.record];
      return year == 0 ? void() : add(number_text(year, scratch.arena), year, of, out);
    }
    default: return read_text(values_[index], place, of, scratch.arena, out);
  }
}

std::string_view FieldValues::cell(const Place& place, RecordId record, Arena& arena) const {
  if (place.column != nullptr) return trimmed(place.column->text(ingested_.records.local(record)));
  return cell(*place.mapped, record, arena);
}

std::string_view FieldValues::cell(const MappedField& mapped, RecordId record, Arena& arena) const {
  std::string scratch;
  const RecordSet& records = ingested_.records;
  const std::string_view text = trimmed(joined_cell(records.source(record), mapped, records.local(record), scratch));
  return scratch.empty() ? text : arena.copy(text);
}

const matchers::FullName& FieldValues::split(const Place& place, RecordId record, ReadScratch& scratch) const {
  if (scratch.split_record != record) {
    scratch.split_name = matchers::split_full_name(cell(*place.full_name, record, scratch.arena));
    scratch.split_record = record;
  }
  return scratch.split_name;
}

void FieldValues::read_name(Field field, const Place& place, const Candidate& of, ReadScratch& scratch,
                            std::vector<Candidate>& out) const {
  const Code code = name_codes(field, normalized_.comparables)[of.record];
  if (code == 0) return;
  if (place.mapped != nullptr) return add(cell(place, of.record, scratch.arena), code, of, out);
  if (place.full_name == nullptr) return;
  add(scratch.arena.copy(part_of(split(place, of.record, scratch), field)), code, of, out);
}

/// A source that gives given and family name apart is shown with both.
void FieldValues::read_full_name(const Place& place, const Candidate& of, ReadScratch& scratch,
                                 std::vector<Candidate>& out) const {
  const Comparables& c = normalized_.comparables;
  const Code given = c.given_name[of.record], family = c.family_name[of.record];
  if (given == 0 && family == 0) return;
  const uint64_t comparable = uint64_t{given} << 32 | family;
  if (place.mapped != nullptr) return add(cell(place, of.record, scratch.arena), comparable, of, out);
  const auto part = [&](const MappedField* mapped, Code code) {
    return mapped == nullptr || code == 0 ? std::string_view() : cell(*mapped, of.record, scratch.arena);
  };
  const std::string_view first = part(place.given_name, given), last = part(place.family_name, family);
  if (first.empty() || last.empty()) return add(first.empty() ? last : first, comparable, of, out);
  char* const joined = scratch.arena.allocate(first.size() + 1 + last.size());
  *std::copy(first.begin(), first.end(), joined) = ' ';
  std::copy(last.begin(), last.end(), joined + first.size() + 1);
  add({joined, first.size() + 1 + last.size()}, comparable, of, out);
}

void FieldValues::read_title(const Place& place, const Candidate& of, ReadScratch& scratch,
                             std::vector<Candidate>& out) const {
  if (place.mapped != nullptr) return read_text(nullptr, place, of, scratch.arena, out);
  if (place.full_name == nullptr) return;
  const std::string_view text = scratch.arena.copy(split(place, of.record, scratch).title);
  add(text, text_comparable(Field::title, text), of, out);
}

void FieldValues::read_points(const Place& place, const Candidate& of, std::vector<Candidate>& out) const {
  const size_t first = out.size();
  const PointTable& table = normalized_.points.table;
  const uint32_t row = ingested_.records.local(of.record);
  for (const PointColumn* column : place.points) {
    column->for_each(row, [&](PointId point) {
      if (!table.info(point).valid) return;
      Candidate candidate = of;
      candidate.text = table.value(point);
      candidate.comparable = point;
      add_once(candidate, first, out);
    });
  }
}

/// A value that matching refused (too many names use it, check digits fail) is kept for golden; a placeholder is not.
void FieldValues::read_identifiers(const ValueField* values, const Place& place, const Candidate& of,
                                   std::vector<Candidate>& out) const {
  if (place.mapped == nullptr || values == nullptr) return;
  const size_t first = out.size();
  const RecordSet& records = ingested_.records;
  const uint32_t row = records.local(of.record);
  if (const Code code = values->column.codes[of.record];
      code != 0 && place.column != nullptr && place.column->more().empty())
    return add(trimmed(place.column->text(row)), code, of, out);
  std::string normal;
  for (const int column : place.mapped->columns) {
    records.source(of.record).columns[column].cells.for_each_value(row, [&](TextRef value) {
      const std::string_view raw = trimmed(value.view());
      if (raw.empty() || matchers::null_reason(ValueKind::identifier, raw) != nullptr) return;
      matchers::normalize_identifier(raw, normal);
      if (normal.empty()) return;
      Candidate candidate = of;
      const Code code = values->values.find(normal);
      candidate.text = raw;
      candidate.comparable = code != 0 ? code : hash_beyond_codes(normal);
      candidate.trusted = holds(values->column, of.record, code);
      add_once(candidate, first, out);
    });
  }
}

void FieldValues::read_text(const ValueField* values, const Place& place, const Candidate& of, Arena& arena,
                            std::vector<Candidate>& out) const {
  if (place.mapped == nullptr) return;
  const std::string_view text = cell(place, of.record, arena);
  if (text.empty()) return;
  if (!place.comparables.empty())
    return add(text, place.comparables[place.column->codes()[ingested_.records.local(of.record)]], of, out);
  const Code code = values == nullptr ? 0 : values->column.codes[of.record];
  add(text, code != 0 ? code : text_comparable(place.mapped->field, text), of, out);
}

}  // namespace sosie
