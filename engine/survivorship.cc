#include "engine/survivorship.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace sosie {
namespace {

constexpr std::array<std::string_view, 6> kRuleNames = {"most_recent",   "source_order",  "longest",
                                                        "most_frequent", "most_complete", "first_party_first"};

uint32_t num_characters(std::string_view utf8) {
  return static_cast<uint32_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Typed with care: both cases, accents.
int spelling_rank(std::string_view text) {
  bool upper = false, lower = false, accents = false;
  for (const char c : text) {
    upper |= c >= 'A' && c <= 'Z';
    lower |= c >= 'a' && c <= 'z';
    accents |= (c & 0x80) != 0;
  }
  return (upper && lower ? 2 : 0) + (accents ? 1 : 0);
}

bool wins_tie(const Candidate& a, const Candidate& b) {
  if (a.text == b.text) return std::tie(a.key, a.block) < std::tie(b.key, b.block);
  const int rank_a = spelling_rank(a.text), rank_b = spelling_rank(b.text);
  return rank_a != rank_b ? rank_a > rank_b : a.text > b.text;
}

constexpr size_t kFewValues = 16;  // counted by comparing all with all; entities hardly ever give more

class Chooser {
 public:
  Chooser(std::span<const Candidate> candidates, std::vector<uint32_t>& left) : candidates_(candidates), left_(left) {
    left_.resize(candidates.size());
    std::iota(left_.begin(), left_.end(), 0);
    const auto trusted = [&](uint32_t i) { return candidates_[i].trusted; };
    if (std::any_of(left_.begin(), left_.end(), trusted)) std::erase_if(left_, [&](uint32_t i) { return !trusted(i); });
  }

  Choice choose(std::span<const SurvivorshipRule> chain) {
    Choice choice{0, "only", num_values() - 1};
    if (choice.num_rivals > 0) choice.decided_by = "tie";
    bool open = choice.num_rivals > 0;
    for (const SurvivorshipRule rule : chain) {
      if (left_.size() == 1) break;
      keep_best(rule);
      if (open && is_one_value()) {
        choice.decided_by = rule_name(rule);
        open = false;
      }
    }
    choice.index = *std::min_element(left_.begin(), left_.end(),
                                     [&](uint32_t a, uint32_t b) { return wins_tie(candidates_[a], candidates_[b]); });
    return choice;
  }

 private:
  uint64_t value(uint32_t i) const { return candidates_[i].comparable; }

  bool is_one_value() const {
    return std::all_of(left_.begin(), left_.end(), [&](uint32_t i) { return value(i) == value(left_.front()); });
  }

  uint32_t num_values() {
    if (left_.size() <= kFewValues) {
      uint32_t num = 0;
      for (size_t i = 0; i < left_.size(); ++i)
        num += std::none_of(left_.begin(), left_.begin() + static_cast<ptrdiff_t>(i),
                            [&](uint32_t before) { return value(before) == value(left_[i]); });
      return num;
    }
    std::vector<uint64_t> values;
    for (const uint32_t i : left_) values.push_back(value(i));
    std::sort(values.begin(), values.end());
    return static_cast<uint32_t>(std::unique(values.begin(), values.end()) - values.begin());
  }

  /// Of all values, those that earlier rules dropped included.
  int64_t num_saying(uint64_t comparable) {
    if (candidates_.size() <= kFewValues)
      return std::count_if(candidates_.begin(), candidates_.end(),
                           [&](const Candidate& candidate) { return candidate.comparable == comparable; });
    if (all_values_.empty()) {
      for (const Candidate& candidate : candidates_) all_values_.push_back(candidate.comparable);
      std::sort(all_values_.begin(), all_values_.end());
    }
    const auto [begin, end] = std::equal_range(all_values_.begin(), all_values_.end(), comparable);
    return end - begin;
  }

  int64_t score(SurvivorshipRule rule, const Candidate& candidate) {
    switch (rule) {
      case SurvivorshipRule::most_recent: return candidate.updated;
      case SurvivorshipRule::source_order: return -int64_t{candidate.source};
      case SurvivorshipRule::longest: return num_characters(candidate.text);
      case SurvivorshipRule::most_frequent: return num_saying(candidate.comparable);
      case SurvivorshipRule::most_complete: return candidate.completeness;
      case SurvivorshipRule::first_party_first: return -int64_t{candidate.origin};
    }
    return 0;
  }

  /// One pass: a better score than all before empties what was kept.
  void keep_best(SurvivorshipRule rule) {
    int64_t best = INT64_MIN;
    size_t kept = 0;
    for (size_t i = 0; i < left_.size(); ++i) {
      const int64_t mine = score(rule, candidates_[left_[i]]);
      if (mine < best) continue;
      if (mine > best) kept = 0;
      best = mine;
      left_[kept++] = left_[i];
    }
    left_.resize(kept);
  }

  std::span<const Candidate> candidates_;
  std::vector<uint32_t>& left_;
  std::vector<uint64_t> all_values_;  // ordered; only where there are many
};

}  // namespace

std::string_view rule_name(SurvivorshipRule rule) { return kRuleNames[static_cast<size_t>(rule)]; }

std::optional<SurvivorshipRule> survivorship_rule(std::string_view name) {
  const auto found = std::find(kRuleNames.begin(), kRuleNames.end(), name);
  if (found == kRuleNames.end()) return std::nullopt;
  return static_cast<SurvivorshipRule>(found - kRuleNames.begin());
}

RuleChain default_chain(Field field) {
  using enum SurvivorshipRule;
  switch (field) {
    case Field::full_name:
    case Field::given_name:
    case Field::middle_name:
    case Field::name_suffix: return {most_frequent, longest, most_recent, source_order};
    case Field::birth_family_name:
    case Field::gender:
    case Field::birth_date:
    case Field::birth_year:
    case Field::birth_place:
    case Field::national_id:
    case Field::tax_id: return {most_frequent, first_party_first, source_order, most_recent};
    case Field::street:
    case Field::house_number:
    case Field::unit:
    case Field::postcode:
    case Field::city:
    case Field::country: return {most_complete, most_recent, source_order, longest};
    default: return {most_recent, source_order, longest};
  }
}

Result<RuleChain> chain_of(const Job& job, Field field, std::string_view name) {
  const auto found = job.golden.find(std::string(name));
  if (found == job.golden.end()) return default_chain(field);
  RuleChain chain;
  for (const std::string& word : found->second) {
    const std::optional<SurvivorshipRule> rule = survivorship_rule(word);
    if (!rule) {
      return Status::invalid_job(fmt::format("[golden.{}]: unknown survivorship rule \"{}\"", name, word))
          .hint(fmt::format("one of {}", fmt::join(kRuleNames, ", ")));
    }
    chain.push_back(*rule);
  }
  return chain;
}

Choice choose(std::span<const Candidate> candidates, std::span<const SurvivorshipRule> chain,
              std::vector<uint32_t>& left) {
  if (candidates.size() == 1) return {0, "only", 0};
  return Chooser(candidates, left).choose(chain);
}

}  // namespace sosie
