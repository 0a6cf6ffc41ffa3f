#include "tests/fuzz/fuzz_input.h"

#include <algorithm>
#include <array>

#include "core/simd.h"
#include "tests/fuzz/expect.h"

namespace sosie::fuzz {
namespace {

constexpr std::array<std::string_view, 8> kCodePoints = {"a", "é", "王", "\U0001d11e", "б", "e", " ", "\x80"};

// How the bytes of an input become a text.
enum class Spelling : uint8_t { bytes, two_letters, letters, code_points };

std::string spelled(std::string_view bytes, Spelling spelling) {
  if (spelling == Spelling::bytes) return std::string(bytes);
  std::string text;
  for (const char c : bytes) {
    const auto code = static_cast<uint8_t>(c);
    switch (spelling) {
      case Spelling::two_letters: text += "ab"[code % 2]; break;
      case Spelling::letters: text += "aeinrst "[code % 8]; break;
      default: text += kCodePoints[code % 8]; break;
    }
  }
  return text;
}

// One slip of a typist, on bytes.
void slip(std::string& text, FuzzInput& input, Spelling spelling) {
  const size_t at = (input.byte() * 256u + input.byte()) % (text.size() + 1);
  const uint8_t what = input.byte();
  const std::string_view symbol(reinterpret_cast<const char*>(&what), 1);
  switch (what % 4) {
    case 0: text.insert(at, spelled(symbol, spelling)); break;
    case 1: text.erase(at, 1); break;
    case 2:
      if (at < text.size()) text.replace(at, 1, spelled(symbol, spelling));
      break;
    default:
      if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
      break;
  }
}

// Repeating reaches lengths that bytes alone rarely do.
std::string any_text(FuzzInput& input, Spelling spelling) {
  const size_t times = 1 + (input.below(8) == 7 ? input.below(4) : 0);
  const std::string once = spelled(input.text(), spelling);
  std::string text;
  for (size_t i = 0; i < times; ++i) text += once;
  return text;
}

}  // namespace

uint8_t FuzzInput::byte() {
  const std::string_view taken = take(1);
  return taken.empty() ? 0 : static_cast<uint8_t>(taken[0]);
}

double FuzzInput::cutoff() {
  constexpr std::array<double, 8> kCutoffs = {0.0, 0.5, 0.7, 0.8, 0.88, 0.92, 1.0, -1.0};
  const size_t which = below(kCutoffs.size());
  return kCutoffs[which] >= 0.0 ? kCutoffs[which] : static_cast<double>(byte()) / 100.0;
}

std::string_view FuzzInput::text(size_t most) { return take(std::min<size_t>(byte(), most)); }

std::string_view FuzzInput::rest() { return take(rest_.size()); }

std::string_view FuzzInput::take(size_t size) {
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(taken.size());
  return taken;
}

void choose_target(FuzzInput& input) {
  static const std::vector<std::string> kTargets = simd_targets();
  expect(force_simd_target(kTargets[input.below(kTargets.size())]).ok());
}

TextPair text_pair(FuzzInput& input) {
  const auto spelling = static_cast<Spelling>(input.below(4));
  const bool is_other = input.below(2) == 1;
  TextPair pair;
  pair.a = any_text(input, spelling);
  if (is_other) {
    pair.b = any_text(input, spelling);
    return pair;
  }
  pair.b = pair.a;
  for (size_t slips = input.below(8); slips > 0; --slips) slip(pair.b, input, spelling);
  return pair;
}

std::vector<std::string> alike_texts(FuzzInput& input, size_t most) {
  std::vector<std::string> texts;
  while (!input.done() && texts.size() < most) {
    const auto spelling = static_cast<Spelling>(input.below(4));
    const size_t alike = 1 + input.below(8);
    const std::string first = spelled(input.text(100), spelling);
    for (size_t i = 0; i < alike && texts.size() < most; ++i) {
      texts.push_back(first);
      for (size_t slips = i == 0 ? 0 : input.below(4); slips > 0; --slips) slip(texts.back(), input, spelling);
    }
  }
  return texts;
}

}  // namespace sosie::fuzz
