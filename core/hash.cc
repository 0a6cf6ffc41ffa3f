#include "core/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstring>

namespace sosie {
namespace {

/// Writes 16 digits, eight at a time: four-bit digits are spread over the bytes of a word, and those above 9 get the
/// distance from '9' to 'a' added.
void write_hex(uint64_t value, char* out) {
  for (const uint64_t half : {value >> 32, value & 0xffffffff}) {
    uint64_t digits = (half | half << 16) & 0x0000ffff0000ffff;
    digits = (digits | digits << 8) & 0x00ff00ff00ff00ff;
    digits = (digits | digits << 4) & 0x0f0f0f0f0f0f0f0f;
    const uint64_t letters = (digits + 0x0606060606060606) >> 4 & 0x0101010101010101;
    digits += 0x3030303030303030 + letters * ('a' - '9' - 1);
    if constexpr (std::endian::native == std::endian::little) digits = __builtin_bswap64(digits);
    std::memcpy(out, &digits, sizeof digits);
    out += sizeof digits;
  }
}

}  // namespace

void Hash128::hex(char* out) const {
  write_hex(high, out);
  write_hex(low, out + kHexDigits / 2);
}

std::string Hash128::hex() const {
  std::string digits(kHexDigits, '\0');
  hex(digits.data());
  return digits;
}

uint64_t hash_bytes(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

Hash128 hash_bytes_128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

}  // namespace sosie
