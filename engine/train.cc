#include "engine/train.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/hash.h"
#include "core/radix_sort.h"
#include "core/random.h"
#include "engine/expectation_maximisation.h"
#include "engine/frequencies.h"

namespace sosie {
namespace {

constexpr size_t kMaxComparisons = 16;
constexpr double kMatchesPerRecord = 0.4;  // of the prior; see docs/model.md
constexpr uint64_t kEnoughDeterministicLinks = 1'000;
constexpr double kMostPriorShift = 4;  // bits
constexpr uint32_t kSampledRecords = 20'000;
constexpr double kHouseholdShare = 0.15;
constexpr double kMatchProbability = 0.95;
constexpr double kFewestMatches = 50;
constexpr size_t kSampleGrain = 16'384;

template <typename T>
bool any_filled(const std::vector<T>& codes) {
  return std::any_of(codes.begin(), codes.end(), [](T code) { return code != T{0}; });
}

size_t num_filled(const CodeColumn& column) {
  return column.codes.size() - static_cast<size_t>(std::count(column.codes.begin(), column.codes.end(), Code{0}));
}

void add_value_comparisons(const Comparables& c, Model& model) {
  for (const ValueField& field : c.identifiers) {
    if (num_filled(field.column) == 0) continue;
    model.comparisons.push_back(default_comparison(field.name, ComparisonKind::identifier));
    model.comparisons.back().family_evidence = field.field == Field::iban;
    model.comparisons.back().person_specific = field.field != Field::iban;
  }
  // Of plain texts those that tell most: many values, often filled.
  std::vector<const ValueField*> texts;
  for (const ValueField& field : c.texts) {
    if (field.values.size() > 1) texts.push_back(&field);
  }
  std::stable_sort(texts.begin(), texts.end(), [](const ValueField* a, const ValueField* b) {
    return num_filled(a->column) * std::log2(a->values.size() + 1.0) >
           num_filled(b->column) * std::log2(b->values.size() + 1.0);
  });
  for (const ValueField* field : texts) {
    if (model.comparisons.size() < kMaxComparisons)
      model.comparisons.push_back(default_comparison(field->name, ComparisonKind::text));
  }
}

double prior_of(double matches, double pairs) {
  return pairs <= matches || matches <= 0 ? -1 : std::log2(matches / pairs);
}

double prior_across_sources(const RecordSet& records) {
  double matches = 0, pairs = 0;
  for (size_t i = 0; i < records.sources.size(); ++i) {
    for (size_t j = i + 1; j < records.sources.size(); ++j) {
      const double x = records.sources[i].num_records, y = records.sources[j].num_records;
      matches += kMatchesPerRecord * std::min(x, y);
      pairs += x * y;
    }
  }
  return prior_of(matches, pairs);
}

/// Records drawn by a hash of their keys, in an order that row positions do not change.
std::vector<RecordId> sample_records(const RecordSet& records, const Repeats& repeats, uint64_t seed, size_t count) {
  // Hashes are spread evenly: twice the share that is wanted holds enough of them, in all but the smallest files.
  const auto num_distinct = static_cast<double>(records.num_records - repeats.all().size());
  const double share = std::min(1.0, 2.0 * static_cast<double>(count + 1'000) / (num_distinct + 1.0));
  const auto most = share == 1.0 ? UINT64_MAX : static_cast<uint64_t>(share * 0x1.0p64);
  std::vector<std::pair<uint64_t, RecordId>> order;
  for (RecordId record = 0; record < records.num_records; ++record) {
    if (repeats.is_repeat(record)) continue;
    if (const uint64_t hash = hash_combine(seed, records.key(record)); hash <= most) order.emplace_back(hash, record);
  }
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(count), order.end());
  std::vector<RecordId> sample;
  for (size_t i = 0; i < count; ++i) sample.push_back(order[i].second);
  return sample;
}

using LevelCounts = std::vector<std::array<uint64_t, 16>>;  // by comparison, level

/// Whether the starting model takes a pair for a match: in a small file even random pairs are, now and then.
bool looks_like_match(const Model& model, std::span<const unsigned> levels) {
  Weight sum = static_cast<Weight>(model.prior_bits * kWeightsPerBit);
  for (size_t k = 0; k < levels.size(); ++k) sum += level_weight(model.comparisons[k].levels[levels[k]]);
  return sum > 0;
}

LevelCounts count_random_levels(const TrainOptions& options, std::span<const RecordId> sample, const RecordSet& records,
                                const Comparer& comparer, const Model& model, const Executor& executor,
                                Status& status) {
  const size_t num_comparisons = model.comparisons.size();
  const size_t num_tasks = (options.num_sampled_pairs + kSampleGrain - 1) / kSampleGrain;
  std::vector<LevelCounts> parts(num_tasks, LevelCounts(num_comparisons));
  status = executor.for_each(num_tasks, [&](size_t task) {
    Random random(hash_combine(options.seed, task));
    std::vector<unsigned> levels(num_comparisons);
    for (size_t i = 0; i < kSampleGrain; ++i) {
      const RecordId a = sample[random.below(sample.size())], b = sample[random.below(sample.size())];
      if (a == b || (options.across_sources_only && records.source_of[a] == records.source_of[b])) continue;
      for (size_t k = 0; k < num_comparisons; ++k) levels[k] = comparer.level(k, a, b);
      if (looks_like_match(model, levels)) continue;
      for (size_t k = 0; k < num_comparisons; ++k) ++parts[task][k][levels[k]];
    }
    return Status();
  });
  LevelCounts counts(num_comparisons);
  for (const LevelCounts& part : parts) {
    for (size_t k = 0; k < num_comparisons; ++k) {
      for (size_t level = 0; level < 16; ++level) counts[k][level] += part[k][level];
    }
  }
  return counts;
}

/// Levels of a birth date comparison are two families: with two dates, and with a year on one side at least.
bool same_family(const Comparison& comparison, size_t a, size_t b) {
  const auto only_year = [&](size_t level) {
    return comparison.kind == ComparisonKind::birth_date && level >= level::birth::kOnlyYearElse;
  };
  return only_year(a) == only_year(b);
}

/// A level the sample never showed keeps its start, or what the sample could not have missed if that is less. The
/// levels of one family sum to 1.
void set_u(const std::array<uint64_t, 16>& counts, Comparison& comparison) {
  const size_t num_levels = comparison.levels.size();
  const auto sum_of_family = [&](size_t level, const auto& value) {
    double sum = 0;
    for (size_t other = 1; other < num_levels; ++other) {
      if (same_family(comparison, level, other)) sum += value(other);
    }
    return sum;
  };
  std::vector<double> fresh(num_levels);
  for (size_t level = 1; level < num_levels; ++level) {
    const double seen = sum_of_family(level, [&](size_t other) { return static_cast<double>(counts[other]); });
    const auto with_unseen = [&](size_t other) {
      return static_cast<double>(counts[other]) + std::min(1.0, seen * comparison.levels[other].u);
    };
    fresh[level] = seen == 0 ? comparison.levels[level].u : with_unseen(level) / sum_of_family(level, with_unseen);
  }
  for (size_t level = 1; level < num_levels; ++level) comparison.levels[level].u = fresh[level];
}

using Patterns = std::map<std::pair<uint8_t, uint64_t>, uint64_t>;  // (rule, gamma) -> pairs

/// Level patterns of candidate pairs; of a large file those of a share of the blocks, drawn by a hash of their keys.
/// Vetoed pairs are settled and teach nothing: left in, spouses would pass for matches with another given name.
Result<Patterns> count_patterns(const TrainOptions& options, const PairStream& pairs, const Comparer& comparer,
                                const VetoRules& veto, size_t num_comparisons, const Executor& executor) {
  uint64_t planned = 1;
  for (const BlockingRule& rule : pairs.blocks.rules()) planned += rule.planned_pairs;
  const double share = std::min(1.0, static_cast<double>(options.num_training_pairs) / static_cast<double>(planned));
  const auto below = static_cast<uint64_t>(share * 0x1.0p32);
  const auto wants = [&](uint32_t rule, uint32_t key) { return hash_combine(options.seed + rule, key) >> 32 < below; };
  const auto visit = [&](const CandidatePair& pair, uint32_t rule, Patterns& patterns) {
    if (veto.check({pair.left, pair.right, pair.left_row, pair.right_row}) != Veto::none) return;
    uint64_t gamma = 0;
    for (size_t k = 0; k < num_comparisons; ++k)
      gamma |= uint64_t{comparer.level(k, {pair.left, pair.right, pair.left_row, pair.right_row})} << (4 * k);
    ++patterns[{static_cast<uint8_t>(rule), gamma}];
  };
  SOSIE_ASSIGN_OR_RETURN(
      const StreamedPairs<Patterns> streamed,
      stream_pairs<Patterns>(
          pairs, executor, wants, [](const CandidatePair&) { return true; }, visit, [](uint64_t) {}));
  Patterns patterns;
  for (const Patterns& part : streamed.parts) {
    for (const auto& [pattern, count] : part) patterns[pattern] += count;
  }
  return patterns;
}

/// Comparisons a rule decides, as a bit set.
uint32_t decided_by(const BlockingRule& rule, const Model& model) {
  uint32_t bits = 0;
  for (const std::string& field : rule.fields) {
    if (const int i = model.index_of(field); i >= 0) bits |= 1u << i;
  }
  return bits;
}

/// Pairs joined by given name, family name and birth date, or by given name and a personal e-mail or mobile.
uint64_t count_deterministic_links(const RecordSet& records, const Repeats& repeats, const Comparables& c,
                                   const Executor& executor) {
  const auto count = [&](const auto& key_of) {
    std::vector<uint64_t> keys;
    keys.reserve(records.num_records);
    for (RecordId record = 0; record < records.num_records; ++record) {
      if (repeats.is_repeat(record)) continue;
      if (const uint64_t key = key_of(record)) keys.push_back(key);
    }
    radix_sort(keys);
    uint64_t pairs = 0;
    for (size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
      while (end < keys.size() && keys[end] == keys[begin]) ++end;
      pairs += (end - begin) * (end - begin - 1) / 2;
    }
    return pairs;
  };
  const auto by_point = [&](const CodeColumn& column, RecordId record) -> uint64_t {
    const Code point = column.codes[record];
    if (point == 0 || c.shared_point[point] != 0 || c.given_name[record] == 0) return 0;
    return hash_combine(point, c.given_name[record]);
  };
  const auto by_birth = [&](RecordId r) -> uint64_t {
    if (c.given_name[r] == 0 || c.family_name[r] == 0 || c.birth_date[r] == 0) return 0;
    return hash_combine(uint64_t{c.given_name[r]} << 32 | c.family_name[r], c.birth_date[r]);
  };
  uint64_t born = 0, mailed = 0, called = 0;
  const Status status = executor.for_each(3, [&](size_t task) {
    if (task == 0) born = count(by_birth);
    if (task == 1) mailed = count([&](RecordId r) { return by_point(c.email, r); });
    if (task == 2) called = count([&](RecordId r) { return by_point(c.mobile, r); });
    return Status();
  });
  SOSIE_CHECK(status.ok(), "counting cannot fail");
  return std::max({born, mailed, called});
}

/// Of the pairs a model calls matches at one surname and address, the share with another given name and another birth
/// date.
double household_share(const Patterns& patterns, const Model& model, const EmResult& result) {
  const int given = model.index_of("given_name"), family = model.index_of("family_name"),
            birth = model.index_of("birth_date"), address = model.index_of("address");
  if (given < 0 || family < 0 || birth < 0 || address < 0) return 0;
  double at_one_door = 0, conflicting = 0;
  size_t i = 0;
  for (const auto& [pattern, count] : patterns) {
    const double p = result.match_probability[i++];
    const auto level = [&](int comparison) { return pattern.second >> (4 * comparison) & 15; };
    if (p < kMatchProbability || level(family) != level::family::kEqual || level(address) != level::address::kLine)
      continue;
    at_one_door += static_cast<double>(count);
    if (level(given) == level::kElse && level(birth) == level::kElse) conflicting += static_cast<double>(count);
  }
  return at_one_door == 0 ? 0 : conflicting / at_one_door;
}

}  // namespace

double prior_of_size(uint64_t num_records) {
  const auto n = static_cast<double>(num_records);
  return prior_of(kMatchesPerRecord * n, n * (n - 1) / 2);
}

Model starting_model(const RecordSet& records, const Comparables& c, bool across_sources_only) {
  Model model;
  const auto add = [&](const char* name, ComparisonKind kind, bool filled) {
    if (filled) model.comparisons.push_back(default_comparison(name, kind));
  };
  using enum ComparisonKind;
  add("given_name", given_name, any_filled(c.given_name));
  add("family_name", family_name, any_filled(c.family_name));
  add("birth_date", birth_date, any_filled(c.birth_date) || any_filled(c.birth_year));
  add("email", email, any_filled(c.email.codes));
  add("mobile", mobile, any_filled(c.mobile.codes));
  add("landline", landline, any_filled(c.landline.codes));
  add("address", address, std::any_of(c.address.begin(), c.address.end(), [](const auto& a) {
        return a.street != 0 || a.postcode != 0 || a.city != 0;
      }));
  add_value_comparisons(c, model);
  model.prior_bits = across_sources_only ? prior_across_sources(records) : prior_of_size(records.num_records);
  return model;
}

Status estimate_u(const TrainOptions& options, const RecordSet& records, const Repeats& repeats,
                  const Comparer& comparer, const Executor& executor, Model& model) {
  const std::vector<RecordId> sample = sample_records(records, repeats, options.seed, kSampledRecords);
  if (sample.size() < 2) return {};
  Status status;
  const LevelCounts counts = count_random_levels(options, sample, records, comparer, model, executor, status);
  SOSIE_RETURN_IF_ERROR(status);
  for (size_t i = 0; i < model.comparisons.size(); ++i) {
    Comparison& comparison = model.comparisons[i];
    set_u(counts[i], comparison);
    if (!comparison.by_frequency) continue;
    const double equal = chance_of_equal(comparer.frequencies()[i]);
    if (equal > 0) comparison.levels.back().u = equal;
  }
  return {};
}

Result<TrainReport> train_m(const TrainOptions& options, const PairStream& pairs, const Repeats& repeats,
                            const Comparer& comparer, const VetoRules& veto, const Executor& executor, Model& model) {
  const RecordSet& records = pairs.records;
  const std::span<const BlockingRule> rules = pairs.blocks.rules();
  TrainReport report;
  report.deterministic_links = count_deterministic_links(records, repeats, comparer.comparables(), executor);
  if (report.deterministic_links > kEnoughDeterministicLinks && !options.across_sources_only) {
    const auto n = static_cast<double>(records.num_records - repeats.all().size());
    const double counted = std::log2(static_cast<double>(report.deterministic_links) / (n * (n - 1) / 2));
    model.prior_bits = std::clamp(counted, model.prior_bits - kMostPriorShift, model.prior_bits + kMostPriorShift);
  }
  SOSIE_ASSIGN_OR_RETURN(const Patterns patterns,
                         count_patterns(options, pairs, comparer, veto, model.comparisons.size(), executor));
  std::vector<EmPattern> inputs;
  std::vector<uint32_t> decided;
  for (const BlockingRule& rule : rules) decided.push_back(decided_by(rule, model));
  for (const auto& [pattern, count] : patterns) {
    inputs.push_back({pattern.second, decided[pattern.first], pattern.first, static_cast<double>(count)});
    report.num_pairs += count;
  }
  report.num_patterns = inputs.size();
  const EmResult result = maximise_expectation(model, inputs, rules.size(),
                                               {options.prior_strength, options.max_iterations, options.tolerance});
  report.iterations = result.iterations;
  report.converged = result.converged;
  report.expected_matches = result.expected_matches;
  report.household_share = household_share(patterns, model, result);
  if (result.expected_matches < kFewestMatches) {
    report.why_not = "too few matches among the candidate pairs to learn from";
  } else if (report.household_share > kHouseholdShare) {
    report.why_not = "the trained model had learnt households, not persons";
  } else {
    report.trained = true;
    model = result.model;
    model.origin = "trained";
  }
  return report;
}

}  // namespace sosie
