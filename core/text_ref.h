// A cell: eight bytes that point to text owned elsewhere.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/status.h"

namespace sosie {

/// A view of at most 65,535 bytes in 8 bytes of memory: 48 bits of address, 16 of length.
/// An empty TextRef is a missing cell. The bytes are owned by a buffer or arena that outlives it.
/// User-space addresses fit 48 bits on x86-64 and on AArch64 unless a process asks for more.
class TextRef {
 public:
  static constexpr size_t kMaxLength = 65'535;

  constexpr TextRef() = default;
  explicit TextRef(std::string_view text)
      : bits_(text.empty() ? 0 : (reinterpret_cast<uint64_t>(text.data()) << 16 | text.size())) {
    SOSIE_DCHECK(text.size() <= kMaxLength, "a cell holds at most 65,535 bytes");
  }

  bool missing() const { return (bits_ & 0xffff) == 0; }
  size_t size() const { return bits_ & 0xffff; }
  const char* data() const { return reinterpret_cast<const char*>(bits_ >> 16); }
  std::string_view view() const { return {data(), size()}; }

 private:
  uint64_t bits_ = 0;
};
static_assert(sizeof(TextRef) == 8);

}  // namespace sosie
