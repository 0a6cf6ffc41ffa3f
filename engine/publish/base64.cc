#include "engine/publish/base64.h"

#include <cstdint>

namespace sosie {
namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends `num_digits` digits of a group of 24 bits.
void append_group(uint32_t group, int num_digits, std::string& out) {
  for (int digit = 0; digit < num_digits; ++digit) out += kAlphabet[group >> (18 - 6 * digit) & 63];
}

}  // namespace

void encode_base64(std::string_view bytes, std::string& out) {
  const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])); };
  out.clear();
  out.reserve((bytes.size() + 2) / 3 * 4);
  size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) append_group(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2), 4, out);
  if (bytes.size() - i == 1) {
    append_group(byte(i) << 16, 2, out);
    out += "==";
  } else if (bytes.size() - i == 2) {
    append_group(byte(i) << 16 | byte(i + 1) << 8, 3, out);
    out += '=';
  }
}

}  // namespace sosie
