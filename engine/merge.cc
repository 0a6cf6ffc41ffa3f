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
      addresses_(job, ingested, normalized),
      prefetch_(ingested, normalized) {
  for (const SourceTable& table : ingested.records.sources)
    origins_.push_back(static_cast<uint32_t>(job.sources[table.ordinal].origin));
  for (const GoldenField& field : fields_) {
    is_address_.push_back(is_address_field(field.field));
    asks_for_completeness_.push_back(asks_for_completeness(field.chain));
  }
  first_address_field_ =
      static_cast<size_t>(std::find(is_address_.begin(), is_address_.end(), 1) - is_address_.begin());
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
  Candidate of;
  of.record = record;
  uint32_t filled = 0;
  for (const uint32_t field : values_.fields_of(ingested_.records.source_of[record])) {
    scratch.probes.clear();
    values_.read(field, of, scratch.read, scratch.probes);
    filled += !scratch.probes.empty();
  }
  if (addresses_.num_blocks(record) == 0) return filled;
  const AddressParts parts = addresses_.parts(record, 0, scratch.read.arena);
  for (size_t field = 0; field < fields_.size(); ++field)
    filled += is_address_[field] != 0 && !parts.part(fields_[field].field).empty();
  return filled;
}

/// What rules ask of a record is read once; of a record alone nothing is asked.
void Merger::read_members(std::span<const RecordId> members, MergeScratch& scratch) const {
  scratch.members.clear();
  for (const RecordId record : members) {
    Candidate& member = scratch.members.emplace_back();
    member.record = record;
    member.source = ingested_.records.source_of[record];
    if (members.size() == 1 && addresses_.num_blocks(record) < 2) continue;
    member.updated = normalized_.comparables.updated[record];
    member.key = ingested_.records.key(record);
    member.origin = origins_[member.source];
  }
}

GoldenValue Merger::choose_value(size_t field, MergeScratch& scratch) const {
  std::vector<Candidate>& candidates = scratch.by_field[field];
  if (candidates.empty()) return {};
  if (candidates.size() > 1 && asks_for_completeness_[field] != 0) {
    for (Candidate& candidate : candidates) candidate.completeness = completeness(candidate.record, scratch);
  }
  const Choice choice = choose(candidates, fields_[field].chain, scratch.left);
  const Candidate& winner = candidates[choice.index];
  return {winner.text, winner.record, choice.decided_by, choice.num_rivals, winner.comparable};
}

GoldenAddress Merger::merge_address(std::span<const RecordId> members, MergeScratch& scratch) const {
  read_members(members, scratch);
  return choose_address(scratch);
}

GoldenAddress Merger::choose_address(MergeScratch& scratch) const {
  if (first_address_field_ == fields_.size()) return {};
  scratch.addresses.clear();
  scratch.parts.clear();
  for (const Candidate& member : scratch.members) {
    for (uint32_t block = 0; block < addresses_.num_blocks(member.record); ++block) {
      const AddressParts parts = addresses_.parts(member.record, block, scratch.read.arena);
      if (parts.empty()) continue;
      scratch.parts.push_back(parts);
      Candidate& candidate = scratch.addresses.emplace_back(member);
      candidate.block = block;
      candidate.completeness = parts.completeness();
    }
  }
  if (scratch.addresses.empty()) return {};
  if (scratch.addresses.size() > 1) {
    for (size_t i = 0; i < scratch.addresses.size(); ++i) {
      Candidate& candidate = scratch.addresses[i];
      scratch.line.clear();
      scratch.parts[i].append_line(scratch.line);
      candidate.text = scratch.read.arena.copy(scratch.line);
      candidate.comparable = addresses_.keys(candidate.record, candidate.block).comparable;
    }
  }
  const Choice choice = choose(scratch.addresses, fields_[first_address_field_].chain, scratch.left);
  const Candidate& winner = scratch.addresses[choice.index];
  return {scratch.parts[choice.index], winner.record, winner.block, choice.decided_by, choice.num_rivals};
}

/// Record by record, not field by field: what one record gives lies close together in memory.
GoldenAddress Merger::merge(std::span<const RecordId> members, AddressPlace known, MergeScratch& scratch,
                            std::vector<GoldenValue>& values) const {
  read_members(members, scratch);
  scratch.by_field.resize(fields_.size());
  for (std::vector<Candidate>& candidates : scratch.by_field) candidates.clear();
  for (const Candidate& member : scratch.members) {
    for (const uint32_t field : values_.fields_of(member.source))
      values_.read(field, member, scratch.read, scratch.by_field[field]);
  }
  const GoldenAddress address = known.known()
                                    ? GoldenAddress{addresses_.parts(known.record, known.block, scratch.read.arena),
                                                    known.record, known.block, "only", 0}
                                    : choose_address(scratch);
  values.clear();
  for (size_t field = 0; field < fields_.size(); ++field) {
    if (is_address_[field] == 0) {
      values.push_back(choose_value(field, scratch));
      continue;
    }
    const std::string_view part = address.parts.part(fields_[field].field);
    values.push_back(part.empty() ? GoldenValue()
                                  : GoldenValue{part, address.record, address.decided_by, address.num_rivals, 0});
  }
  return address;
}

}  // namespace sosie
