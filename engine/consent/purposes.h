// Purposes as a tree: marketing, and what lies under it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "engine/job/job.h"

namespace sosie::consent {

/// Node of marketing in every tree.
inline constexpr uint8_t kMarketing = 0;

/// marketing over newsletter, partner_offers, profiling and the job's own purposes. A restriction covers everything at
/// or below its node, a permission its own node only. Immutable, thread-safe.
class PurposeTree {
 public:
  static constexpr size_t kMaxPurposes = 64;

  PurposeTree();
  /// Every purpose the job names. invalid_job for a parent that is unknown or a circle, and for more than 64 purposes.
  static Result<PurposeTree> from_job(const Job& job);

  std::optional<uint8_t> find(std::string_view name) const;
  const std::string& name(uint8_t purpose) const { return names_[purpose]; }
  uint8_t parent(uint8_t purpose) const { return parents_[purpose]; }
  size_t size() const { return names_.size(); }
  /// Whether a restriction stated for `stated` covers `asked`.
  bool covers(uint8_t stated, uint8_t asked) const { return (below_[stated] >> asked & 1) != 0; }

 private:
  uint8_t add(const std::string& name);
  Status set_parent(const std::string& child, const std::string& parent);
  void close();

  std::vector<std::string> names_;
  std::vector<uint8_t> parents_;  // marketing is its own
  std::vector<uint64_t> below_;   // by purpose: itself and everything under it
};

}  // namespace sosie::consent
