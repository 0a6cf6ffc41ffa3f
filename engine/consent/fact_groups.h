// Facts grouped by record or by point.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/consent/fact.h"

namespace sosie::consent {

/// Facts by an integer subject, in the order they were added. Built by counting, once.
class FactGroups {
 public:
  FactGroups() = default;
  /// `pairs` of (subject, fact); subjects in [0, num_subjects).
  FactGroups(size_t num_subjects, const std::vector<std::pair<uint32_t, FactId>>& pairs)
      : offsets_(num_subjects + 1), facts_(pairs.size()) {
    for (const auto& [subject, fact] : pairs) ++offsets_[subject + 1];
    for (size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
    std::vector<uint32_t> next(offsets_.begin(), offsets_.end() - 1);
    for (const auto& [subject, fact] : pairs) facts_[next[subject]++] = fact;
  }

  std::span<const FactId> of(uint32_t subject) const {
    return {facts_.data() + offsets_[subject], facts_.data() + offsets_[subject + 1]};
  }
  /// Asks memory for where the facts of a subject stand; once that has arrived, for their numbers.
  void prefetch(uint32_t subject) const { __builtin_prefetch(&offsets_[subject]); }
  void prefetch_facts(uint32_t subject) const { __builtin_prefetch(facts_.data() + offsets_[subject]); }

 private:
  std::vector<uint32_t> offsets_;
  std::vector<FactId> facts_;
};

}  // namespace sosie::consent
