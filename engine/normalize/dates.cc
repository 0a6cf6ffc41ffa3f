#include "engine/normalize/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "engine/updated.h"
#include "matchers/normalize/dates.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

using matchers::DateProblem;

constexpr int kOldestBirthYear = 1900;
constexpr const char* kInFuture = "birth date in the future";
constexpr const char* kTooOld = "birth date before 1900";
constexpr uint64_t kSmallestHeap = 20;          // fewer records on one day prove nothing
constexpr double kFirstOfJanuaryTimesMean = 8;  // a year's first day against the mean day of that year
constexpr double kAnyDayTimesMean = 50;

/// Digits travel through the value mapper as decimal text: "19800412", and "?" before digits of an impossible date.
constexpr char kImpossible = '?';

const char* reason_of(DateProblem problem) {
  switch (problem) {
    case DateProblem::none: return nullptr;
    case DateProblem::missing: return "placeholder date";
    case DateProblem::unreadable: return "unreadable date";
    case DateProblem::impossible: return "impossible date";
  }
  return nullptr;
}

matchers::DateEvidence evidence_of(const TextColumn& column, uint32_t num_records) {
  matchers::DateEvidence evidence;
  if (column.is_interned()) {
    for (Code code = 1; code <= column.dictionary().size(); ++code) note_date(column.dictionary().text(code), evidence);
  } else {
    for (uint32_t row = 0; row < num_records; ++row) note_date(column.text(row), evidence);
  }
  return evidence;
}

const char* birth_date_text(Date date, DateProblem problem, uint32_t impossible_digits, int newest_year,
                            std::string& out) {
  if (problem == DateProblem::impossible && impossible_digits != 0) {
    out = fmt::format("{}{}", kImpossible, impossible_digits);
    return nullptr;
  }
  if (problem != DateProblem::none) return reason_of(problem);
  if (static_cast<int>(date.year()) > newest_year) return kInFuture;
  if (static_cast<int>(date.year()) < kOldestBirthYear) return kTooOld;
  out = fmt::format("{}", date.digits);
  return nullptr;
}

uint32_t to_number(std::string_view digits) {
  uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void spread_birth_dates(const SourceTable& table, const Dictionary& values, const std::vector<Code>& codes,
                        Comparables& out) {
  std::vector<uint32_t> stated(values.size() + 1), digits(values.size() + 1);
  for (Code code = 1; code < digits.size(); ++code) {
    const std::string_view text = values.text(code);
    const bool impossible = text.front() == kImpossible;
    digits[code] = to_number(text.substr(impossible));
    stated[code] = impossible ? 0 : digits[code];
  }
  for (uint32_t record = 0; record < table.num_records; ++record) {
    out.birth_date[table.first_record + record] = digits[codes[record]];
    out.stated_birth_date[table.first_record + record] = stated[codes[record]];
  }
}

/// `recognised` tells how the dates were read, when nothing was declared and a question arose.
Status map_one_column(const MapContext& context, const MappedField& field, int newest_year, Dictionary& values,
                      std::vector<Code>& codes, std::string& recognised) {
  const TextColumn& column = context.table.columns[field.columns[0]].cells;
  const matchers::DateEvidence evidence = evidence_of(column, context.table.num_records);
  matchers::DateOptions options = recognised_options(evidence, newest_year);
  const matchers::DateOrder order = options.order;
  if (field.formats.empty()) recognised = describe_recognised(evidence);
  else options.formats = field.formats;
  SOSIE_ASSIGN_OR_RETURN(const TimeZone utc, TimeZone::find("UTC"));
  SOSIE_ASSIGN_OR_RETURN(const auto reader, matchers::DateReader::compile(std::move(options), utc));
  const MapOutput output{&values, codes.data()};
  return map_values(
      context, field, {&output, 1}, [&](std::string_view raw, std::span<std::string> parts) -> const char* {
        if (const char* reason = matchers::null_reason(matchers::ValueKind::date, raw)) return reason;
        DateProblem problem = DateProblem::none;
        const Date date = reader.read_date(raw, &problem);
        const uint32_t digits = problem == DateProblem::impossible ? matchers::impossible_date_digits(raw, order) : 0;
        return birth_date_text(date, problem, digits, newest_year, parts[0]);
      });
}

/// Why a day made of three cells is no birth date; null when it is one.
const char* why_no_birth_date(Date date, DateProblem problem, int newest_year) {
  if (problem != DateProblem::none) return reason_of(problem);
  if (static_cast<int>(date.year()) > newest_year) return kInFuture;
  return static_cast<int>(date.year()) < kOldestBirthYear ? kTooOld : nullptr;
}

/// Year, month and day in columns of their own.
void join_three_columns(const MapContext& context, const MappedField& field, int newest_year, Comparables& out) {
  const SourceTable& table = context.table;
  const auto cell = [&](size_t i, uint32_t row) {
    return matchers::trim(table.columns[field.columns[i]].cells.text(row));
  };
  for (uint32_t row = 0; row < table.num_records; ++row) {
    const std::string_view year = cell(0, row), month = cell(1, row), day = cell(2, row);
    if (year.empty() && month.empty() && day.empty()) continue;
    DateProblem problem = DateProblem::none;
    const Date date = matchers::join_date(year, month, day, newest_year, &problem);
    if (const char* reason = why_no_birth_date(date, problem, newest_year)) {
      ++context.nulls[{table.ordinal, {field.name, reason}}];
      continue;
    }
    out.birth_date[table.first_record + row] = out.stated_birth_date[table.first_record + row] = date.digits;
  }
}

Status map_birth_year(const MapContext& context, const MappedField& field, int newest_year, Comparables& out) {
  Dictionary values;
  std::vector<Code> codes(context.table.num_records);
  const MapOutput output{&values, codes.data()};
  SOSIE_RETURN_IF_ERROR(
      map_values(context, field, {&output, 1}, [&](std::string_view raw, std::span<std::string> parts) -> const char* {
        const int year = matchers::read_year(raw, newest_year);
        if (year < kOldestBirthYear || year > newest_year) return "unreadable year";
        parts[0] = fmt::format("{}", year);
        return nullptr;
      }));
  for (size_t record = 0; record < codes.size(); ++record) {
    if (codes[record] != 0) out.birth_year[context.table.first_record + record] = to_number(values.text(codes[record]));
  }
  return {};
}

}  // namespace

Status normalize_birth_dates(const MapContext& context, const FieldMap& map, int newest_year, Comparables& out) {
  const SourceTable& table = context.table;
  if (const MappedField* field = map.find(Field::birth_date)) {
    if (field->columns.size() == 3) {
      join_three_columns(context, *field, newest_year, out);
    } else {
      Dictionary values;
      std::vector<Code> codes(table.num_records);
      std::string recognised;
      SOSIE_RETURN_IF_ERROR(map_one_column(context, *field, newest_year, values, codes, recognised));
      if (!recognised.empty()) out.recognised_dates.push_back({table.ordinal, field->name, std::move(recognised)});
      spread_birth_dates(table, values, codes, out);
    }
  }
  if (const MappedField* field = map.find(Field::birth_year))
    SOSIE_RETURN_IF_ERROR(map_birth_year(context, *field, newest_year, out));
  return {};
}

namespace {

/// Days repeat: reads the row that says one first, and copies the answer for all others.
void read_each_value(const TextColumn& cells, const UpdatedReader& reader, uint32_t num_records, int64_t* seconds) {
  std::vector<int64_t> by_code(cells.dictionary().size() + 1);
  std::vector<bool> known(by_code.size());
  for (uint32_t row = 0; row < num_records; ++row) {
    const Code code = cells.codes()[row];
    if (!known[code]) by_code[code] = reader.seconds(row);
    known[code] = true;
    seconds[row] = by_code[code];
  }
}

}  // namespace

Status normalize_updated(const MapContext& context, const SourceSpec& spec, const Job& job, Comparables& out) {
  SOSIE_ASSIGN_OR_RETURN(const UpdatedReader reader, UpdatedReader::open(spec, job, context.table));
  if (reader.absent()) return {};
  const SourceTable& table = context.table;
  int64_t* const seconds = out.updated.data() + table.first_record;
  if (spec.updated.columns.size() == 1) {
    const TextColumn& cells = table.columns[table.column_index(spec.updated.columns[0])].cells;
    if (cells.is_interned()) return read_each_value(cells, reader, table.num_records, seconds), Status();
  }
  return context.executor.for_ranges(table.num_records, 65'536, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) seconds[row] = reader.seconds(static_cast<uint32_t>(row));
    return Status();
  });
}

namespace {

/// How birth dates are spread over the days.
class DayCounts {
 public:
  explicit DayCounts(std::span<const uint32_t> dates) {
    uint32_t oldest = UINT32_MAX, newest = 0;
    for (const uint32_t digits : dates) {
      if (digits == 0) continue;
      oldest = std::min(oldest, digits);
      newest = std::max(newest, digits);
    }
    if (newest == 0) return;
    first_year_ = oldest / kDaysInYear;
    years_.resize(newest / kDaysInYear - first_year_ + 1);
    by_day_.resize(years_.size() * kDaysInYear);
    for (const uint32_t digits : dates) {
      if (digits != 0) ++by_day_[place(digits)];
    }
    for (size_t i = 0; i < by_day_.size(); ++i) {
      if (by_day_[i] == 0) continue;
      Year& year = years_[i / kDaysInYear];
      ++year.days;
      year.records += by_day_[i];
      ++num_days_;
      total_ += by_day_[i];
      if (i % kDaysInYear != kFirstDay) continue;
      ++first_days_;
      in_first_days_ += by_day_[i];
    }
  }

  /// What a day counts for from now on.
  void set(uint32_t digits, uint32_t count) { by_day_[place(digits)] = count; }

  /// Days far above their neighbours, ordered.
  std::vector<uint32_t> heaps() const {
    std::vector<uint32_t> heaps;
    for (size_t i = 0; i < by_day_.size(); ++i) {
      const uint32_t count = by_day_[i];
      if (count < kSmallestHeap) continue;
      const bool first = i % kDaysInYear == kFirstDay;
      if (is_far_above(count) || (first && is_above_its_year(years_[i / kDaysInYear], count)))
        heaps.push_back(static_cast<uint32_t>(first_year_ * kDaysInYear + i));
    }
    return heaps;
  }

  /// Whether a heap says nothing at all. Else it is a 1 January among others of its size: where only the year was
  /// known, the year holds.
  bool is_placeholder(uint32_t heap) const {
    const uint64_t count = by_day_[place(heap)];
    if (heap % kDaysInYear != kFirstDay) return true;
    return is_far_above(count) &&
           static_cast<double>(count) > kFirstOfJanuaryTimesMean * mean(in_first_days_ - count, first_days_ - 1);
  }

 private:
  static constexpr uint32_t kDaysInYear = 10'000, kFirstDay = 101;  // of dates as digits: yyyymmdd

  /// How the days of a year are used.
  struct Year {
    uint64_t days = 0, records = 0;
  };
  size_t place(uint32_t digits) const { return digits - first_year_ * kDaysInYear; }
  static double mean(uint64_t records, uint64_t days) {
    return static_cast<double>(records) / static_cast<double>(std::max<uint64_t>(1, days));
  }
  bool is_far_above(uint64_t count) const {
    return static_cast<double>(count) > kAnyDayTimesMean * mean(total_, num_days_);
  }
  static bool is_above_its_year(const Year& year, uint64_t count) {
    return static_cast<double>(count) >
           kFirstOfJanuaryTimesMean * std::max(1.0, mean(year.records - count, year.days - 1));
  }

  uint32_t first_year_ = 0;
  std::vector<uint32_t> by_day_;  // records, from the first day of the first year
  std::vector<Year> years_;
  uint64_t num_days_ = 0, total_ = 0, first_days_ = 0, in_first_days_ = 0;
};

/// Days on which many people seem to be born, by the number of different names among them: one person who stands in the
/// file a hundred times is no heap. Records without a name count each.
void count_names(const std::vector<uint32_t>& heaps, const Comparables& c, DayCounts& days) {
  if (heaps.empty()) return;
  std::vector<std::vector<uint64_t>> names(heaps.size());
  for (RecordId record = 0; record < c.birth_date.size(); ++record) {
    const auto heap = std::lower_bound(heaps.begin(), heaps.end(), c.birth_date[record]);
    if (heap == heaps.end() || *heap != c.birth_date[record]) continue;
    const uint64_t name = uint64_t{c.given_name[record]} << 32 | c.family_name[record];
    names[static_cast<size_t>(heap - heaps.begin())].push_back(name);
  }
  for (size_t i = 0; i < heaps.size(); ++i) {
    const auto num_nameless = std::count(names[i].begin(), names[i].end(), uint64_t{0});
    std::sort(names[i].begin(), names[i].end());
    const auto num_names = std::unique(names[i].begin(), names[i].end()) - names[i].begin();
    days.set(heaps[i], static_cast<uint32_t>(num_names + std::max<ptrdiff_t>(0, num_nameless - 1)));
  }
}

}  // namespace

void remove_birth_date_heaps(const RecordSet& records, NullCounts& nulls, Comparables& out) {
  DayCounts days(out.birth_date);
  count_names(days.heaps(), out, days);
  const std::vector<uint32_t> heaps = days.heaps();
  for (RecordId record = 0; record < out.birth_date.size(); ++record) {
    uint32_t& digits = out.birth_date[record];
    if (digits == 0) continue;
    const bool heap = std::binary_search(heaps.begin(), heaps.end(), digits);
    if (out.birth_year[record] == 0 && !(heap && days.is_placeholder(digits))) out.birth_year[record] = digits / 10'000;
    if (!heap) continue;
    digits = 0;
    ++nulls[{records.source_of[record], {"birth_date", "heap of equal dates"}}];
  }
}

}  // namespace sosie
