#include "core/dictionary.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/hash.h"
#include "core/spill.h"

namespace sosie {
namespace {

constexpr size_t kFirstSlots = 64;
constexpr size_t kBatch = 32;             // enough loads in flight to hide one cache miss each
constexpr size_t kSlotsInCache = 65'536;  // half a megabyte of slots: below, looking ahead costs more than it saves

uint32_t tag_of(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

}  // namespace

Dictionary::Dictionary() : values_(1), hashes_(1), slots_(kFirstSlots) {}

Code Dictionary::probe(std::string_view value, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask; slots_[i].code != 0; i = (i + 1) & mask) {
    if (slots_[i].tag == tag_of(hash) && values_[slots_[i].code].view() == value) return slots_[i].code;
  }
  return 0;
}

Code Dictionary::likely(uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].code != 0 && slots_[i].tag != tag_of(hash)) i = (i + 1) & mask;
  return slots_[i].code;
}

void Dictionary::prefetch_likely(std::span<const uint64_t> hashes) const {
  std::array<Code, kBatch> codes;
  for (size_t i = 0; i < hashes.size(); ++i) {
    codes[i] = likely(hashes[i]);
    __builtin_prefetch(&values_[codes[i]]);
  }
  for (size_t i = 0; i < hashes.size(); ++i) __builtin_prefetch(values_[codes[i]].data());
}

Code Dictionary::insert(TextRef value, uint64_t hash) {
  if (2 * values_.size() > slots_.size()) grow(2 * slots_.size());
  if (values_.size() == values_.capacity()) make_room(2 * values_.size());
  const Code code = static_cast<Code>(values_.size());
  values_.push_back(value);
  hashes_.push_back(hash);
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].code != 0) i = (i + 1) & mask;
  slots_[i] = {tag_of(hash), code};
  return code;
}

Code Dictionary::intern(TextRef value) {
  if (value.missing()) return 0;
  const uint64_t hash = hash_bytes(value.view());
  const Code known = probe(value.view(), hash);
  return known != 0 ? known : insert(value, hash);
}

Code Dictionary::intern_copy(std::string_view value) {
  if (value.empty()) return 0;
  const uint64_t hash = hash_bytes(value);
  const Code known = probe(value, hash);
  return known != 0 ? known : insert(TextRef(copies_.copy(value)), hash);
}

void Dictionary::intern_hashed(std::span<const TextRef> values, std::span<const uint64_t> hashes,
                               std::span<Code> codes) {
  for (const uint64_t hash : hashes) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  if (slots_.size() > kSlotsInCache) prefetch_likely(hashes);
  for (size_t i = 0; i < values.size(); ++i) {
    codes[i] = 0;
    if (values[i].missing()) continue;
    const Code known = probe(values[i].view(), hashes[i]);
    codes[i] = known != 0 ? known : insert(values[i], hashes[i]);
  }
}

void Dictionary::intern_batch(std::span<const TextRef> values, std::span<Code> codes) {
  SOSIE_DCHECK(values.size() == codes.size(), "one code per value");
  std::array<uint64_t, kBatch> hashes;
  for (size_t begin = 0; begin < values.size(); begin += kBatch) {
    const std::span batch = values.subspan(begin, std::min(kBatch, values.size() - begin));
    for (size_t i = 0; i < batch.size(); ++i) hashes[i] = hash_bytes(batch[i].view());
    intern_hashed(batch, std::span(hashes).first(batch.size()), codes.subspan(begin, batch.size()));
  }
}

std::vector<Code> Dictionary::intern_all(const Dictionary& other) {
  std::vector<Code> codes(other.values_.size());
  for (size_t begin = 0; begin < codes.size(); begin += kBatch) {
    const size_t n = std::min(kBatch, codes.size() - begin);
    intern_hashed(std::span(other.values_).subspan(begin, n), std::span(other.hashes_).subspan(begin, n),
                  std::span(codes).subspan(begin, n));
  }
  return codes;
}

Code Dictionary::find(std::string_view value) const { return value.empty() ? 0 : probe(value, hash_bytes(value)); }

/// Values and slots are looked up at random, so they come first when not everything can stay in memory.
void Dictionary::make_room(size_t num_values) {
  const StayInMemory stay(num_values * (sizeof(TextRef) + sizeof(uint64_t)));
  values_.reserve(num_values);
  hashes_.reserve(num_values);
}

void Dictionary::reserve(size_t n) {
  make_room(n + 1);
  const size_t wanted = std::bit_ceil(2 * (n + 1));
  if (wanted > slots_.size()) grow(wanted);
}

void Dictionary::grow(size_t num_slots) {
  const StayInMemory stay(num_slots * sizeof(Slot));
  slots_ = {};
  slots_.assign(num_slots, {});
  const size_t mask = num_slots - 1;
  for (Code code = 1; code < values_.size(); ++code) {
    size_t i = hashes_[code] & mask;
    while (slots_[i].code != 0) i = (i + 1) & mask;
    slots_[i] = {tag_of(hashes_[code]), code};
  }
}

size_t Dictionary::bytes() const {
  return values_.capacity() * sizeof(TextRef) + hashes_.capacity() * sizeof(uint64_t) + slots_.size() * sizeof(Slot) +
         copies_.bytes_reserved();
}

void Dictionary::move_texts(Arena& arena) {
  for (TextRef& value : values_) value = TextRef(arena.copy(value.view()));
  copies_ = Arena();
}

}  // namespace sosie
