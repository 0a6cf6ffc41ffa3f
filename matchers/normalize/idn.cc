#include "matchers/normalize/idn.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sosie::matchers {
namespace {

constexpr uint32_t kBase = 36, kTMin = 1, kTMax = 26, kSkew = 38, kDamp = 700, kInitialBias = 72, kInitialN = 0x80;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::vector<uint32_t> code_points(std::string_view text) {
  std::vector<uint32_t> points;
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (size > 0) points.push_back(static_cast<uint32_t>(code));
    text.remove_prefix(size > 0 ? static_cast<size_t>(size) : 1);
  }
  return points;
}

char digit(uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

uint32_t adapted_bias(uint32_t delta, uint32_t num_points, bool first) {
  delta = first ? delta / kDamp : delta / 2;
  delta += delta / num_points;
  uint32_t k = 0;
  for (; delta > (kBase - kTMin) * kTMax / 2; k += kBase) delta /= kBase - kTMin;
  return k + (kBase - kTMin + 1) * delta / (delta + kSkew);
}

void append_delta(uint32_t delta, uint32_t bias, std::string& out) {
  for (uint32_t k = kBase;; k += kBase) {
    const uint32_t threshold = k <= bias ? kTMin : std::min(k - bias, kTMax);
    if (delta < threshold) break;
    out += digit(threshold + (delta - threshold) % (kBase - threshold));
    delta = (delta - threshold) / (kBase - threshold);
  }
  out += digit(delta);
}

/// RFC 3492, 6.3: the ASCII characters, then where the others go, in ascending order.
void append_a_label(std::string_view label, std::string& out) {
  const std::vector<uint32_t> points = code_points(label);
  out += "xn--";
  for (const uint32_t point : points) {
    if (point < kInitialN) out += static_cast<char>(point);
  }
  const auto num_basic =
      static_cast<uint32_t>(std::count_if(points.begin(), points.end(), [](uint32_t p) { return p < kInitialN; }));
  if (num_basic > 0) out += '-';
  uint32_t n = kInitialN, delta = 0, bias = kInitialBias, handled = num_basic;
  while (handled < points.size()) {
    uint32_t next = UINT32_MAX;
    for (const uint32_t point : points) {
      if (point >= n) next = std::min(next, point);
    }
    delta += (next - n) * (handled + 1);
    n = next;
    for (const uint32_t point : points) {
      if (point < n) ++delta;
      if (point != n) continue;
      append_delta(delta, bias, out);
      bias = adapted_bias(delta, handled + 1, handled == num_basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++n;
  }
}

}  // namespace

void domain_to_ascii(std::string& domain) {
  if (is_ascii(domain)) return;
  std::string out;
  std::string_view rest = domain;
  for (;;) {
    const size_t dot = rest.find('.');
    const std::string_view label = rest.substr(0, dot);
    if (is_ascii(label)) out += label;
    else append_a_label(label, out);
    if (dot == std::string_view::npos) break;
    out += '.';
    rest.remove_prefix(dot + 1);
  }
  domain = std::move(out);
}

}  // namespace sosie::matchers
