#include "engine/normalize/junk.h"

#include <algorithm>
#include <span>

#include "core/radix_sort.h"
#include "matchers/similarity/names.h"

namespace sosie {
namespace {

constexpr uint32_t kNoLimit = UINT32_MAX;
constexpr size_t kMostNamesOfOne = 8;  // nobody's name is written in more ways
constexpr const char* kReason = "used by too many names";

/// Distinct (value, name) combinations of values that two records or more have, ordered by value and name. Values of
/// one record alone, which are most, say nothing about sharing.
std::vector<uint64_t> shared_value_names(const CodeColumn& column, const std::vector<Code>& names) {
  std::vector<uint64_t> pairs;
  pairs.reserve(column.codes.size() + column.more.size());
  const auto add = [&](RecordId record, Code code) {
    if (code != 0 && names[record] != 0) pairs.push_back(uint64_t{code} << 32 | names[record]);
  };
  for (RecordId record = 0; record < column.codes.size(); ++record) add(record, column.codes[record]);
  for (const CodeColumn::More& more : column.more) add(more.record, more.code);
  radix_sort(pairs, [](uint64_t pair) { return pair >> 32; });
  auto kept = pairs.begin();
  for (auto begin = pairs.begin(); begin != pairs.end();) {
    const auto end = std::find_if(begin, pairs.end(), [&](uint64_t pair) { return pair >> 32 != *begin >> 32; });
    if (end - begin > 1) {
      std::sort(begin, end);
      kept = std::unique_copy(begin, end, kept);
    }
    begin = end;
  }
  pairs.erase(kept, pairs.end());
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

bool contains(const std::vector<Code>& sorted, Code code) {
  return std::binary_search(sorted.begin(), sorted.end(), code);
}

void remove_codes(const std::vector<Code>& junk, const std::string& field, const RecordSet& records, NullCounts& nulls,
                  CodeColumn& column) {
  if (junk.empty()) return;
  const auto is_junk = [&](Code code) { return code != 0 && contains(junk, code); };
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

/// How many names may use a value, and what the records show.
struct ValueUse {
  CodeColumn* column;
  std::string name;
  uint32_t most_given, most_family;
  bool is_point;
  std::vector<Code> junk;    ///< ordered
  std::vector<Code> shared;  ///< points of two given names that conflict; no junk among them
};

void judge(const Comparables& c, ValueUse& use) {
  const std::vector<uint64_t> pairs = shared_value_names(*use.column, c.given_name);
  use.junk = codes_over(pairs, use.most_given);
  if (!use.junk.empty() && use.most_family != kNoLimit) {
    const auto families = codes_over(shared_value_names(*use.column, c.family_name), use.most_family);
    std::erase_if(use.junk, [&](Code code) { return !contains(families, code); });
  }
  if (!use.is_point) return;
  for_each_value(pairs, [&](Code code, std::span<const uint64_t> names) {
    if (names.size() > 1 && !contains(use.junk, code) && any_conflict(names, c.names)) use.shared.push_back(code);
  });
}

/// Address lines of records without a unit, and those of crowds among them: a home, a hostel, an office.
struct CrowdedLines {
  CodeColumn lines;
  std::vector<Code> crowded;  ///< ordered
};

CrowdedLines find_crowded_lines(const Comparables& c) {
  constexpr uint32_t kMostGivenNames = 40;
  CrowdedLines found;
  found.lines.codes.resize(c.address.size());
  for (RecordId record = 0; record < c.address.size(); ++record)
    found.lines.codes[record] = c.address[record].unit == 0 ? c.address[record].line : 0;
  found.crowded = codes_over(shared_value_names(found.lines, c.given_name), kMostGivenNames);
  return found;
}

void remove_crowded_lines(const CrowdedLines& found, const RecordSet& records, NullCounts& nulls, Comparables& c) {
  if (found.crowded.empty()) return;
  for (RecordId record = 0; record < c.address.size(); ++record) {
    if (found.lines.codes[record] == 0 || !contains(found.crowded, found.lines.codes[record])) continue;
    c.address[record].line = c.address[record].street = c.address[record].number = 0;
    ++nulls[{records.source_of[record], {"street", kReason}}];
  }
}

}  // namespace

Status remove_junk(const RecordSet& records, const Executor& executor, NullCounts& nulls, Comparables& c) {
  std::vector<ValueUse> uses = {{&c.email, "email", 8, 8, true, {}, {}},
                                {&c.mobile, "mobile", 8, 8, true, {}, {}},
                                {&c.landline, "landline", 20, kNoLimit, true, {}, {}}};
  for (ValueField& field : c.identifiers) {
    if (field.field != Field::iban) uses.push_back({&field.column, field.name, 3, kNoLimit, false, {}, {}});
  }
  CrowdedLines crowded;
  SOSIE_RETURN_IF_ERROR(executor.for_each(uses.size() + 1, [&](size_t i) {
    if (i < uses.size()) judge(c, uses[i]);
    else crowded = find_crowded_lines(c);
    return Status();
  }));
  for (const ValueUse& use : uses) {
    remove_codes(use.junk, use.name, records, nulls, *use.column);
    for (const Code code : use.shared) c.shared_point[code] = 1;
  }
  remove_crowded_lines(crowded, records, nulls, c);
  return {};
}

}  // namespace sosie
