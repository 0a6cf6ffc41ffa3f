#include "matchers/similarity/symbols.h"

#include <gtest/gtest.h>

#include <string>

#include "matchers/reference/text.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

std::u32string decoded(std::string_view text) {
  const DecodedText symbols(text);
  return {symbols.symbols().begin(), symbols.symbols().end()};
}

TEST(Symbols, DecodesEveryLengthOfCodePoint) {
  EXPECT_EQ(decoded("aé王𝄞"), U"aé王𝄞");
  EXPECT_EQ(num_symbols("aé王𝄞"), 4u);
  EXPECT_EQ(num_symbols(""), 0u);
  EXPECT_EQ(decoded(""), U"");
}

TEST(Symbols, InvertsAnEncoderOnAllBorders) {
  for (const char32_t c : {0x01, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff}) {
    const std::u32string text = {U'x', c, U'y'};
    EXPECT_EQ(decoded(samples::utf8(text)), text) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(Symbols, CountsAStrayByteAsOneSymbol) {
  EXPECT_EQ(decoded("a\xff\x62"), (std::u32string{U'a', 0xdc00 + 0xff, U'b'}));
  EXPECT_EQ(decoded("\xc3"), (std::u32string{0xdc00 + 0xc3}));                     // cut short
  EXPECT_EQ(decoded("\xc0\xaf"), (std::u32string{0xdc00 + 0xc0, 0xdc00 + 0xaf}));  // overlong
  EXPECT_EQ(decoded("\xed\xa0\x80").size(), 3u);                                   // a surrogate
  EXPECT_EQ(decoded("\xf4\x90\x80\x80").size(), 4u);                               // beyond U+10FFFF
}

TEST(Symbols, FindsTheOneHighByteAnywhere) {
  for (size_t size = 0; size < 40; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(is_ascii(text));
    for (char& c : text) {
      c = '\x80';
      EXPECT_FALSE(is_ascii(text)) << size;
      c = 'a';
    }
  }
}

TEST(Symbols, LoadsShortTextByteForByte) {
  const std::string text = "abcdefgh";
  for (size_t size = 0; size <= 8; ++size) {
    const uint64_t word = load_short_text(text.data(), size);
    for (size_t i = 0; i < 8; ++i) EXPECT_EQ(word >> (8 * i) & 0xff, i < size ? uint8_t(text[i]) : 0u);
  }
}

// Bytes around the borders of the table of well-formed UTF-8.
TEST(Symbols, EqualsTheTableOnAnyBytes) {
  constexpr std::string_view kBytes =
      "a\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xe1\xed\xee\xef\xf0\xf1\xf4\xf5\xff";
  Random random(64);
  for (int i = 0; i < 50'000; ++i) {
    std::string text(random.below(12), ' ');
    for (char& c : text) c = kBytes[random.below(kBytes.size())];
    ASSERT_EQ(decoded(text), reference::symbols_of(text)) << i;
    ASSERT_EQ(num_symbols(text), reference::symbols_of(text).size()) << i;
  }
}

}  // namespace
}  // namespace sosie::matchers
