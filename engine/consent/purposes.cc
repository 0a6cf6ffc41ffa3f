#include "engine/consent/purposes.h"

#include <fmt/format.h>

namespace sosie::consent {
namespace {

void add_keys(const Codes& codes, std::vector<std::string>& names) {
  for (const auto& [name, values] : codes) names.push_back(name);
}

std::vector<std::string> named_in(const Job& job) {
  std::vector<std::string> names = job.consent.purposes;
  for (const auto& [child, parent] : job.consent.purpose_parents) names.push_back(child);
  for (const SourceSpec& source : job.sources) {
    for (const ConsentColumnSpec& column : source.consent) names.push_back(column.purpose);
    for (const ConsentListSpec& list : source.consent_lists) add_keys(list.purposes, names);
  }
  for (const EventsSpec& events : job.events) {
    add_keys(events.purpose.codes, names);
    names.push_back(events.purpose.constant);
  }
  std::erase(names, "");
  return names;
}

}  // namespace

PurposeTree::PurposeTree() {
  for (const char* name : {"marketing", "newsletter", "partner_offers", "profiling"}) add(name);
  close();
}

Result<PurposeTree> PurposeTree::from_job(const Job& job) {
  PurposeTree tree;
  for (const std::string& name : named_in(job)) tree.add(name);
  if (tree.size() > kMaxPurposes) return Status::invalid_job(fmt::format("at most {} purposes", kMaxPurposes));
  for (const auto& [child, parent] : job.consent.purpose_parents) SOSIE_RETURN_IF_ERROR(tree.set_parent(child, parent));
  tree.close();
  return tree;
}

std::optional<uint8_t> PurposeTree::find(std::string_view name) const {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name) return static_cast<uint8_t>(i);
  }
  return std::nullopt;
}

uint8_t PurposeTree::add(const std::string& name) {
  if (const auto known = find(name)) return *known;
  names_.push_back(name);
  parents_.push_back(kMarketing);
  return static_cast<uint8_t>(names_.size() - 1);
}

Status PurposeTree::set_parent(const std::string& child, const std::string& parent) {
  const auto above = find(parent);
  if (!above) return Status::invalid_job(fmt::format("[consent] purpose \"{}\": unknown parent \"{}\"", child, parent));
  const uint8_t node = *find(child);
  for (uint8_t up = *above;; up = parents_[up]) {
    if (up == node) return Status::invalid_job(fmt::format("[consent] purpose \"{}\" lies under itself", child));
    if (up == kMarketing) break;
  }
  parents_[node] = *above;
  return {};
}

void PurposeTree::close() {
  below_.assign(size(), 0);
  for (size_t i = 0; i < size(); ++i) {
    for (uint8_t up = static_cast<uint8_t>(i);; up = parents_[up]) {
      below_[up] |= uint64_t{1} << i;
      if (up == kMarketing) break;
    }
  }
}

}  // namespace sosie::consent
