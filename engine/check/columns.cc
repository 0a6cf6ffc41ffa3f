// Each distinct value is followed once where a column is interned; the trace of `sosie normalize` is the judge, so that
// the two never disagree.
#include "engine/check/columns.h"

#include <utility>

#include "engine/trace.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

constexpr size_t kRowsPerTask = 8'192;

enum class Fate : uint8_t { empty, as_written, repaired, refused };

struct Verdict {
  Fate fate = Fate::empty;
  std::string_view reason;  // of a refusal; static
};

/// How the values of one field are judged.
struct Judge {
  std::string_view field;
  TraceOptions options;

  Result<Verdict> operator()(std::string_view raw) const {
    if (matchers::trim(raw).empty()) return Verdict{};
    SOSIE_ASSIGN_OR_RETURN(const ValueTrace trace, trace_value(field, raw, options));
    if (trace.values.empty()) return Verdict{Fate::refused, trace.null.empty() ? "nothing in it" : trace.null};
    const bool same = trace.values.size() == 1 && matchers::fold(trace.values[0].second) == matchers::fold(raw);
    return Verdict{same ? Fate::as_written : Fate::repaired, {}};
  }
};

/// The name under which normalisation of a field can be followed.
std::string_view traced_name(const MappedField& field, const FieldMap& map) {
  if (field.field == Field::person_type) return "text";
  const bool has_place = map.find(Field::postcode, field.address_block) != nullptr ||
                         map.find(Field::city, field.address_block) != nullptr;
  return field.field == Field::street && !has_place ? "address" : field_name(field.field);
}

matchers::DateEvidence evidence_of(const SourceTable& table, const MappedField& field) {
  matchers::DateEvidence evidence;
  for (uint32_t row = 0; row < table.num_records; ++row)
    matchers::note_date(table.columns[field.columns[0]].cells.text(row), evidence);
  return evidence;
}

Judge judge_of(const Job& job, const SourceTable& table, const FieldMap& map, const MappedField& field,
               int newest_year) {
  const SourceSpec& source = job.sources[table.ordinal];
  Judge judge{traced_name(field, map), {}};
  judge.options.country = source.country.empty() ? job.country : source.country;
  judge.options.newest_year = newest_year;
  judge.options.formats = field.formats;
  if (field.field != Field::birth_date) return judge;
  const matchers::DateOptions recognised = matchers::recognised_options(evidence_of(table, field), newest_year);
  judge.options.order = recognised.order;
  if (field.formats.empty()) judge.options.formats = recognised.formats;
  return judge;
}

/// Verdicts by code of an interned column.
Result<std::vector<Verdict>> judge_values(const Dictionary& values, const Judge& judge, const Executor& executor) {
  std::vector<Verdict> verdicts(values.size() + 1);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(verdicts.size(), kRowsPerTask, [&](size_t begin, size_t end) -> Status {
    for (size_t code = begin; code < end; ++code) {
      SOSIE_ASSIGN_OR_RETURN(verdicts[code], judge(values.text(static_cast<Code>(code))));
    }
    return {};
  }));
  return verdicts;
}

/// Verdicts by record of a field whose cells are joined or stand for themselves.
Result<std::vector<Verdict>> judge_rows(const SourceTable& table, const MappedField& field, const Judge& judge,
                                        const Executor& executor) {
  std::vector<Verdict> verdicts(table.num_records);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(verdicts.size(), kRowsPerTask, [&](size_t begin, size_t end) -> Status {
    std::string scratch;
    for (size_t row = begin; row < end; ++row) {
      SOSIE_ASSIGN_OR_RETURN(verdicts[row], judge(joined_cell(table, field, static_cast<uint32_t>(row), scratch)));
    }
    return {};
  }));
  return verdicts;
}

void count(const SourceTable& table, uint32_t row, const Verdict& verdict, ColumnCheck& check) {
  switch (verdict.fate) {
    case Fate::empty: ++check.empty; return;
    case Fate::as_written: ++check.as_written; return;
    case Fate::repaired: ++check.repaired; return;
    case Fate::refused: break;
  }
  Findings& found = check.refused[std::string(verdict.reason)];
  if (++found.count <= Findings::kMostPlaces) found.first.push_back({table.row_file(row), table.row_line(row)});
}

/// A field that several columns fill with values of their own is judged column by column.
std::vector<MappedField> judged_apart(const MappedField& field) {
  if (field.columns.size() < 2 || !(is_contact_field(field.field) || field.field == Field::customer_number))
    return {field};
  std::vector<MappedField> parts;
  for (const int column : field.columns) {
    parts.push_back(field);
    parts.back().columns = {column};
  }
  return parts;
}

Result<ColumnCheck> check_column(const SourceTable& table, const MappedField& field, const Judge& judge,
                                 const Executor& executor) {
  ColumnCheck check{field.name, 0, 0, 0, {}};
  if (field.columns.size() == 1 && table.columns[field.columns[0]].cells.is_interned()) {
    const TextColumn& cells = table.columns[field.columns[0]].cells;
    SOSIE_ASSIGN_OR_RETURN(const std::vector<Verdict> verdicts, judge_values(cells.dictionary(), judge, executor));
    for (uint32_t row = 0; row < table.num_records; ++row) count(table, row, verdicts[cells.codes()[row]], check);
    return check;
  }
  SOSIE_ASSIGN_OR_RETURN(const std::vector<Verdict> verdicts, judge_rows(table, field, judge, executor));
  for (uint32_t row = 0; row < table.num_records; ++row) count(table, row, verdicts[row], check);
  return check;
}

}  // namespace

Result<std::vector<ColumnCheck>> check_columns(const Job& job, const SourceTable& table, const FieldMap& map,
                                               int newest_year, const Executor& executor) {
  std::vector<ColumnCheck> checks;
  for (const MappedField& mapped : map.fields) {
    for (const MappedField& field : judged_apart(mapped)) {
      if (field.columns.empty()) continue;
      const bool is_day_in_parts = field.field == Field::birth_date && field.columns.size() > 1;
      if (is_day_in_parts) continue;  // three cells of one date have no trace of their own
      SOSIE_ASSIGN_OR_RETURN(ColumnCheck check,
                             check_column(table, field, judge_of(job, table, map, field, newest_year), executor));
      checks.push_back(std::move(check));
    }
  }
  return checks;
}

}  // namespace sosie
