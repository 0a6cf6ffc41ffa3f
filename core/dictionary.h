// Distinct values and their codes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/arena.h"
#include "core/text_ref.h"

namespace sosie {

/// Code of a distinct value; 0 is missing.
using Code = uint32_t;

/// Maps byte strings to codes 1, 2, 3, ... in order of first arrival. Open addressing over (32-bit tag, code),
/// at most half full; a tag hit is verified by bytes, so equal codes are equal values. One writer at a time;
/// any number of readers once writing has ended.
class Dictionary {
 public:
  Dictionary();

  /// Code of `value`, new or known. The bytes must outlive the dictionary: it keeps the reference.
  Code intern(TextRef value);
  /// The same, with bytes copied into the dictionary when the value is new.
  Code intern_copy(std::string_view value);
  /// The same for many cells at once: hashes and prefetches a batch before probing. Missing cells get 0.
  void intern_batch(std::span<const TextRef> values, std::span<Code> codes);
  /// Codes here of all values of `other`, by their code there; new ones are interned in that order. Its bytes must
  /// outlive this dictionary too. Nothing is hashed again.
  std::vector<Code> intern_all(const Dictionary& other);
  /// Code of `value`, or 0 when it is unknown.
  Code find(std::string_view value) const;

  /// The value of a code in [1, size()]; empty for 0.
  std::string_view text(Code code) const { return values_[code].view(); }
  TextRef ref(Code code) const { return values_[code]; }
  /// hash_bytes() of the value of a code in [1, size()]; 0 for 0.
  uint64_t hash(Code code) const { return hashes_[code]; }
  /// Asks memory for the reference of a value.
  void prefetch(Code code) const { __builtin_prefetch(&values_[code]); }
  /// Number of distinct values. Codes run from 1 to size().
  uint32_t size() const { return static_cast<uint32_t>(values_.size() - 1); }
  /// Makes room for `n` values without growing in between.
  void reserve(size_t n);
  size_t bytes() const;
  /// Copies the bytes of all values into `arena`, which outlives the dictionary, and refers to them there.
  void move_texts(Arena& arena);

 private:
  struct Slot {
    uint32_t tag = 0;
    Code code = 0;
  };
  Code probe(std::string_view value, uint64_t hash) const;
  /// The first code on the way of `hash` with its tag, most likely that of its value; 0 when there is none.
  Code likely(uint64_t hash) const;
  /// A known value is compared by its bytes: two misses in a row after the slot's, unless they are asked for ahead.
  void prefetch_likely(std::span<const uint64_t> hashes) const;
  Code insert(TextRef value, uint64_t hash);
  /// At most kBatch values and their hashes.
  void intern_hashed(std::span<const TextRef> values, std::span<const uint64_t> hashes, std::span<Code> codes);
  void make_room(size_t num_values);
  void grow(size_t num_slots);

  std::vector<TextRef> values_;   // by code; [0] is the missing value
  std::vector<uint64_t> hashes_;  // by code: growing never reads the text again
  std::vector<Slot> slots_;       // a power of two
  Arena copies_;
};

}  // namespace sosie
