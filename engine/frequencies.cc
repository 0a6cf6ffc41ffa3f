#include "engine/frequencies.h"

#include <algorithm>
#include <cmath>

#include "core/hash.h"
#include "core/radix_sort.h"
#include "engine/rows.h"

namespace sosie {
namespace {

Frequencies count_names(const std::vector<Code>& names, const std::vector<Code>& others, const Comparables& c) {
  std::vector<uint64_t> persons;
  persons.reserve(names.size());
  for (RecordId record = 0; record < names.size(); ++record) {
    if (names[record] == 0) continue;
    const uint64_t where = c.birth_date[record] != 0 ? c.birth_date[record] : c.address[record].postcode;
    const uint64_t rest = hash_combine(others[record], where);
    persons.push_back(uint64_t{names[record]} << 32 | (rest & 0xffffffff));
  }
  radix_sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  Frequencies result;
  result.persons.assign(c.names.size() + 1, 0);
  for (const uint64_t person : persons) ++result.persons[person >> 32];
  result.total = persons.size();
  return result;
}

Frequencies count_values(const CodeColumn& column, size_t num_codes) {
  Frequencies result;
  result.persons.assign(num_codes + 1, 0);
  for (const Code code : column.codes) {
    if (code == 0) continue;
    ++result.persons[code];
    ++result.total;
  }
  return result;
}

}  // namespace

Frequencies count_persons(const Comparison& comparison, const Comparables& c) {
  if (comparison.kind == ComparisonKind::given_name) return count_names(c.given_name, c.family_name, c);
  if (comparison.kind == ComparisonKind::family_name) return count_names(c.family_name, c.given_name, c);
  const ValueField* field = value_field(comparison, c);
  return field == nullptr ? Frequencies() : count_values(field->column, field->values.size());
}

Result<std::vector<Frequencies>> count_persons(const Model& model, const Comparables& c, const Executor& executor) {
  std::vector<Frequencies> frequencies(model.comparisons.size());
  SOSIE_RETURN_IF_ERROR(executor.for_each(frequencies.size(), [&](size_t i) {
    if (model.comparisons[i].by_frequency) frequencies[i] = count_persons(model.comparisons[i], c);
    return Status();
  }));
  return frequencies;
}

std::vector<Weight> frequency_weights(const Comparison& comparison, const Frequencies& frequencies) {
  std::vector<Weight> weights(frequencies.persons.size());
  const double m = comparison.levels.back().m;
  for (size_t code = 1; code < weights.size(); ++code) {
    if (frequencies.persons[code] == 0) continue;
    const double u = static_cast<double>(frequencies.persons[code]) / static_cast<double>(frequencies.total);
    weights[code] = static_cast<Weight>(std::lround(std::min(comparison.cap_bits, std::log2(m / u)) * kWeightsPerBit));
  }
  return weights;
}

double chance_of_equal(const Frequencies& frequencies) {
  if (frequencies.total < 2) return 0;
  double pairs = 0;
  for (const uint32_t n : frequencies.persons) pairs += static_cast<double>(n) * (n - 1.0);
  return pairs / (static_cast<double>(frequencies.total) * (static_cast<double>(frequencies.total) - 1));
}

}  // namespace sosie
