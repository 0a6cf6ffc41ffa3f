// Words known by heart: built once from a list in the program text, then read by any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/hash.h"

namespace sosie::matchers {

/// Maps words to small numbers. The words are views of static text.
class WordTable {
 public:
  /// Adds a word; a later one of the same spelling is ignored. `value` is not 0.
  void add(std::string_view word, uint32_t value) {
    if (2 * (num_words_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(word)];
    if (slot.value != 0) return;
    slot = {word, value};
    ++num_words_;
    sizes_by_first_byte_[first_byte(word)] |= size_bit(word);
    longest_ = std::max(longest_, word.size());
  }
  /// Adds every item of a list separated by `separator`.
  void add_list(std::string_view list, char separator, uint32_t value) {
    for_each_item(list, separator, [&](std::string_view word) { add(word, value); });
  }
  /// 0 for an unknown word.
  uint32_t find(std::string_view word) const { return may_contain(word) ? slots_[place(word)].value : 0; }
  bool contains(std::string_view word) const { return find(word) != 0; }

  /// Bytes of the longest word.
  size_t longest() const { return longest_; }

  /// Calls `visit(std::string_view)` for every non-empty item.
  template <typename Visitor>
  static void for_each_item(std::string_view list, char separator, Visitor&& visit) {
    while (!list.empty()) {
      const size_t end = list.find(separator);
      if (const std::string_view item = list.substr(0, end); !item.empty()) visit(item);
      list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    }
  }
  /// Calls `visit(word, full)` for every word of a list "full:short short;full", the full form among them.
  template <typename Visitor>
  static void for_each_spelling(std::string_view list, Visitor&& visit) {
    for_each_item(list, ';', [&](std::string_view group) {
      const size_t colon = group.find(':');
      const std::string_view full = group.substr(0, colon);
      visit(full, full);
      if (colon == std::string_view::npos) return;
      for_each_item(group.substr(colon + 1), ' ', [&](std::string_view word) { visit(word, full); });
    });
  }

 private:
  struct Slot {
    std::string_view word;
    uint32_t value = 0;
  };

  static size_t first_byte(std::string_view word) { return static_cast<unsigned char>(word.front()); }
  static uint32_t size_bit(std::string_view word) { return uint32_t{1} << std::min<size_t>(word.size(), 31); }
  /// Most words asked for are unknown: first byte and length tell so before anything is hashed.
  bool may_contain(std::string_view word) const {
    return !word.empty() && (sizes_by_first_byte_[first_byte(word)] & size_bit(word)) != 0;
  }

  size_t place(std::string_view word) const {
    const size_t mask = slots_.size() - 1;
    size_t at = hash_bytes(word) & mask;
    while (slots_[at].value != 0 && slots_[at].word != word) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> before(slots_.empty() ? 64 : 2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.value != 0) slots_[place(slot.word)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half full
  size_t num_words_ = 0;
  size_t longest_ = 0;
  std::array<uint32_t, 256> sizes_by_first_byte_{};  // bit n: a word of n bytes begins with that byte
};

}  // namespace sosie::matchers
