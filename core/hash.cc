#include "core/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sosie {
namespace {

void write_hex(uint64_t value, char* out) {
  for (int shift = 60; shift >= 0; shift -= 4) *out++ = "0123456789abcdef"[value >> shift & 15];
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
