#include "engine/normalize/junk.h"

#include <algorithm>
#include <span>

#include "matchers/similarity/names.h"

namespace sosie {
namespace {

constexpr uint32_t kNoLimit = UINT32_MAX;
constexpr size_t kMostNamesOfOne = 8;  // nobody's name is written in more ways
constexpr const char* kReason = "used by too many names";

/// Distinct (value, name) combinations of a column, ordered by value.
std::vector<uint64_t> value_name_pairs(const CodeColumn& column, const std::vector<Code>& names) {
  std::vector<uint64_t> pairs;
  const auto add = [&](RecordId record, Code code) {
    if (code != 0 && names[record] != 0) pairs.push_back(uint64_t{code} << 32 | names[record]);
  };
  for (RecordId record = 0; record < column.codes.size(); ++record) add(record, column.codes[record]);
  for (const CodeColumn::More& more : column.more) add(more.record, more.code);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// Calls `visit(code, names)` for each value with its distinct names, the low halves of `names`.
template <typename Visitor>
void for_each_value(const std::vector<uint64_t>& pairs, Visitor&& visit) {
  for (size_t begin = 0; begin < pairs.size();) {
    size_t end = begin + 1;
    while (end < pairs.size() && pairs[end] >> 32 == pairs[begin] >> 32) ++end;
    visit(static_cast<Code>(pairs[begin] >> 32), std::span(pairs).subspan(begin, end - begin));
    begin = end;
  }
}

std::vector<Code> codes_over(const std::vector<uint64_t>& pairs, uint32_t limit) {
  std::vector<Code> codes;
  for_each_value(pairs, [&](Code code, std::span<const uint64_t> names) {
    if (names.size() > limit) codes.push_back(code);
  });
  return codes;
}

std::vector<Code> junk_codes(const CodeColumn& column, const Comparables& c, uint32_t most_given,
                             uint32_t most_family) {
  std::vector<Code> junk = codes_over(value_name_pairs(column, c.given_name), most_given);
  if (junk.empty() || most_family == kNoLimit) return junk;
  const std::vector<Code> many_families = codes_over(value_name_pairs(column, c.family_name), most_family);
  std::erase_if(junk, [&](Code code) { return !std::binary_search(many_families.begin(), many_families.end(), code); });
  return junk;
}

void remove_codes(const std::vector<Code>& junk, const std::string& field, const RecordSet& records, NullCounts& nulls,
                  CodeColumn& column) {
  if (junk.empty()) return;
  const auto is_junk = [&](Code code) { return code != 0 && std::binary_search(junk.begin(), junk.end(), code); };
  const auto count = [&](RecordId record) { ++nulls[{records.source_of[record], {field, kReason}}]; };
  std::erase_if(column.more, [&](const CodeColumn::More& more) {
    if (is_junk(more.code)) count(more.record);
    return is_junk(more.code);
  });
  for (RecordId record = 0; record < column.codes.size(); ++record) {
    if (!is_junk(column.codes[record])) continue;
    column.codes[record] = 0;
    count(record);
  }
}

bool any_conflict(std::span<const uint64_t> names, const Dictionary& dictionary) {
  if (names.size() > kMostNamesOfOne) return true;
  for (size_t i = 0; i < names.size(); ++i) {
    for (size_t j = i + 1; j < names.size(); ++j) {
      if (matchers::given_names_conflict(dictionary.text(static_cast<Code>(names[i])),
                                         dictionary.text(static_cast<Code>(names[j]))))
        return true;
    }
  }
  return false;
}

void mark_shared(const CodeColumn& column, Comparables& c) {
  const std::vector<uint64_t> pairs = value_name_pairs(column, c.given_name);
  for_each_value(pairs, [&](Code code, std::span<const uint64_t> names) {
    if (names.size() > 1 && any_conflict(names, c.names)) c.shared_point[code] = 1;
  });
}

/// Address lines of crowds without a unit: a home, a hostel, an office.
void remove_crowded_addresses(const RecordSet& records, NullCounts& nulls, Comparables& c) {
  constexpr uint32_t kMostGivenNames = 40;
  CodeColumn lines;
  lines.codes.resize(c.address.size());
  for (RecordId record = 0; record < c.address.size(); ++record)
    lines.codes[record] = c.address[record].unit == 0 ? c.address[record].line : 0;
  const std::vector<Code> junk = codes_over(value_name_pairs(lines, c.given_name), kMostGivenNames);
  if (junk.empty()) return;
  for (RecordId record = 0; record < c.address.size(); ++record) {
    if (lines.codes[record] == 0 || !std::binary_search(junk.begin(), junk.end(), lines.codes[record])) continue;
    c.address[record].line = c.address[record].street = c.address[record].number = 0;
    ++nulls[{records.source_of[record], {"street", kReason}}];
  }
}

}  // namespace

Status remove_junk(const RecordSet& records, const Executor& executor, NullCounts& nulls, Comparables& c) {
  struct Limit {
    CodeColumn* column;
    std::string name;
    uint32_t given, family;
    std::vector<Code> junk;
  };
  std::vector<Limit> limits = {
      {&c.email, "email", 8, 8, {}}, {&c.mobile, "mobile", 8, 8, {}}, {&c.landline, "landline", 20, kNoLimit, {}}};
  for (ValueField& field : c.identifiers) {
    if (field.field != Field::iban) limits.push_back({&field.column, field.name, 3, kNoLimit, {}});
  }
  SOSIE_RETURN_IF_ERROR(executor.for_each(limits.size(), [&](size_t i) {
    limits[i].junk = junk_codes(*limits[i].column, c, limits[i].given, limits[i].family);
    return Status();
  }));
  for (const Limit& limit : limits) remove_codes(limit.junk, limit.name, records, nulls, *limit.column);
  remove_crowded_addresses(records, nulls, c);
  // E-mails and phones are different points; a number of unknown kind may stand in both phone columns.
  return executor.for_each(2, [&](size_t i) {
    mark_shared(i == 0 ? c.email : c.mobile, c);
    if (i == 1) mark_shared(c.landline, c);
    return Status();
  });
}

}  // namespace sosie
