#include "engine/merge.h"

#include <algorithm>

#include "engine/updated.h"

namespace sosie {
namespace {

bool asks_for_completeness(const RuleChain& chain) {
  return std::find(chain.begin(), chain.end(), SurvivorshipRule::most_complete) != chain.end();
}

}  // namespace

Merger::Merger(const Job& job, const Ingested& ingested, const Normalized& normalized, std::vector<GoldenField> fields)
    : ingested_(ingested),
      normalized_(normalized),
      fields_(std::move(fields)),
      values_(fields_, ingested, normalized),
      addresses_(job, ingested, normalized) {
  for (const SourceTable& table : ingested.records.sources)
    origins_.push_back(static_cast<uint32_t>(job.sources[table.ordinal].origin));
  const auto is_address = [](const GoldenField& field) { return is_address_field(field.field); };
  first_address_field_ = std::find_if(fields_.begin(), fields_.end(), is_address) - fields_.begin();
}

Result<std::unique_ptr<Merger>> Merger::create(const Job& job, const Ingested& ingested, const Normalized& normalized) {
  SOSIE_ASSIGN_OR_RETURN(std::vector<GoldenField> fields, golden_fields(job, normalized.maps));
  return std::unique_ptr<Merger>(new Merger(job, ingested, normalized, std::move(fields)));
}

int64_t Merger::updated(std::span<const RecordId> members) const {
  int64_t latest = kNeverUpdated;
  for (const RecordId record : members) latest = std::max(latest, normalized_.comparables.updated[record]);
  return latest;
}

/// Fields of a record that hold a value.
uint32_t Merger::completeness(RecordId record, MergeScratch& scratch) const {
  uint32_t filled = 0;
  for (size_t field = 0; field < fields_.size(); ++field) {
    scratch.probes.clear();
    if (is_address_field(fields_[field].field)) {
      if (addresses_.num_blocks(record) > 0)
        filled += !addresses_.parts(record, 0, scratch.arena).part(fields_[field].field).empty();
      continue;
    }
    values_.read(field, record, scratch.arena, scratch.probes);
    filled += !scratch.probes.empty();
  }
  return filled;
}

Choice Merger::choose_among(const RuleChain& chain, MergeScratch& scratch) const {
  if (scratch.candidates.size() == 1) return {0, "only", 0};
  for (Candidate& candidate : scratch.candidates) {
    candidate.updated = normalized_.comparables.updated[candidate.record];
    candidate.key = ingested_.records.key(candidate.record);
    candidate.source = ingested_.records.source_of[candidate.record];
    candidate.origin = origins_[candidate.source];
  }
  return choose(scratch.candidates, chain, scratch.left);
}

GoldenValue Merger::merge_field(std::span<const RecordId> members, size_t field, MergeScratch& scratch) const {
  scratch.candidates.clear();
  for (const RecordId record : members) values_.read(field, record, scratch.arena, scratch.candidates);
  if (scratch.candidates.empty()) return {};
  if (scratch.candidates.size() > 1 && asks_for_completeness(fields_[field].chain)) {
    for (Candidate& candidate : scratch.candidates) candidate.completeness = completeness(candidate.record, scratch);
  }
  const Choice choice = choose_among(fields_[field].chain, scratch);
  const Candidate& winner = scratch.candidates[choice.index];
  return {winner.text, winner.record, choice.decided_by, choice.num_rivals, winner.comparable};
}

GoldenAddress Merger::merge_address(std::span<const RecordId> members, MergeScratch& scratch) const {
  if (first_address_field_ == fields_.size()) return {};
  scratch.candidates.clear();
  scratch.addresses.clear();
  for (const RecordId record : members) {
    for (uint32_t block = 0; block < addresses_.num_blocks(record); ++block) {
      const AddressParts& parts = scratch.addresses.emplace_back(addresses_.parts(record, block, scratch.arena));
      if (parts.empty()) {
        scratch.addresses.pop_back();
        continue;
      }
      Candidate& candidate = scratch.candidates.emplace_back();
      candidate.record = record;
      candidate.block = block;
      candidate.completeness = parts.completeness();
    }
  }
  if (scratch.candidates.empty()) return {};
  if (scratch.candidates.size() > 1) {
    std::string line;
    for (size_t i = 0; i < scratch.candidates.size(); ++i) {
      Candidate& candidate = scratch.candidates[i];
      line.clear();
      scratch.addresses[i].append_line(line);
      candidate.text = scratch.arena.copy(line);
      candidate.comparable = addresses_.keys(candidate.record, candidate.block).comparable;
    }
  }
  const Choice choice = choose_among(fields_[first_address_field_].chain, scratch);
  const Candidate& winner = scratch.candidates[choice.index];
  return {scratch.addresses[choice.index], winner.record, winner.block, choice.decided_by, choice.num_rivals};
}

GoldenAddress Merger::merge(std::span<const RecordId> members, MergeScratch& scratch,
                            std::vector<GoldenValue>& values) const {
  values.clear();
  const GoldenAddress address = merge_address(members, scratch);
  for (size_t field = 0; field < fields_.size(); ++field) {
    if (!is_address_field(fields_[field].field)) {
      values.push_back(merge_field(members, field, scratch));
      continue;
    }
    const std::string_view part = address.parts.part(fields_[field].field);
    values.push_back(part.empty() ? GoldenValue()
                                  : GoldenValue{part, address.record, address.decided_by, address.num_rivals, 0});
  }
  return address;
}

}  // namespace sosie
