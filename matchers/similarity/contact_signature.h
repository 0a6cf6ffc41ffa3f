// Thirty-two bits of an e-mail address or a phone number that tell most pairs far apart without reading them.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/hash.h"

namespace sosie::matchers {

inline constexpr unsigned kEmailCharacterBits = 20;

/// Twenty bits that say which characters an address has, and twelve of a hash of its local part.
inline uint32_t email_signature(std::string_view address) {
  uint32_t characters = 0;
  for (const char c : address) characters |= 1u << (static_cast<unsigned char>(c) * 7u % kEmailCharacterBits);
  const uint64_t local = hash_bytes(address.substr(0, address.find('@')));
  return characters | static_cast<uint32_t>(local << kEmailCharacterBits);
}

/// Whether two addresses may lie one edit apart or share a local part; false is certain.
inline bool emails_may_be_near(uint32_t a, uint32_t b) {
  constexpr uint32_t kCharacters = (1u << kEmailCharacterBits) - 1;
  // One edit takes at most one character away and adds one: at most two bits differ.
  const uint32_t all_but_one = ((a ^ b) & kCharacters) & (((a ^ b) & kCharacters) - 1);
  return (all_but_one & (all_but_one - 1)) == 0 || a >> kEmailCharacterBits == b >> kEmailCharacterBits;
}

/// The last eight digits, four bits each.
inline uint32_t phone_signature(std::string_view number) {
  uint32_t digits = 0;
  for (const char c : number) digits = digits << 4 | (static_cast<uint32_t>(c) & 15);
  return digits;
}

/// Whether two numbers may differ in one digit; false is certain.
inline bool phones_may_be_near(uint32_t a, uint32_t b) {
  uint32_t digits = a ^ b;
  digits |= digits >> 2;
  digits = (digits | digits >> 1) & 0x11111111u;
  return (digits & (digits - 1)) == 0;  // at most one
}

}  // namespace sosie::matchers
