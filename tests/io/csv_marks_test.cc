#include "io/csv_marks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/random.h"
#include "core/simd.h"

namespace sosie::io {
namespace {

uint64_t bits_of(std::string_view block, std::string_view wanted) {
  uint64_t bits = 0;
  for (size_t i = 0; i < 64; ++i) bits |= uint64_t{wanted.find(block[i]) != std::string_view::npos} << i;
  return bits;
}

void expect_marks(std::string_view text, const CsvSymbols& symbols, const std::string& target) {
  std::vector<CsvMarks> marks(text.size() / 64 + 1);
  mark_csv(text.data(), text.size() / 64, symbols, marks.data());
  for (size_t block = 0; block < text.size() / 64; ++block) {
    const std::string_view part = text.substr(block * 64, 64);
    const std::string line_end(1, symbols.line_end), quote(1, symbols.quote);
    ASSERT_EQ(marks[block].separators, bits_of(part, line_end + symbols.delimiter)) << target;
    ASSERT_EQ(marks[block].line_ends, bits_of(part, line_end)) << target;
    ASSERT_EQ(marks[block].quotes, symbols.quote == '\0' ? 0 : bits_of(part, quote)) << target;
  }
  EXPECT_EQ(marks.back().separators, 0u) << "nothing is written behind the last block";
}

TEST(CsvMarks, EveryTargetEqualsTheDefinition) {
  for (const std::string& target : simd_targets()) {
    ASSERT_TRUE(force_simd_target(target).ok());
    Random random(11);
    for (const CsvSymbols symbols :
         {CsvSymbols{',', '"', '\n'}, CsvSymbols{'\t', '\'', '\r'}, CsvSymbols{';', '\0', '\n'}}) {
      for (size_t num_blocks = 0; num_blocks < 9; ++num_blocks) {
        std::string text(num_blocks * 64 + 3, '\0');
        for (char& c : text) c = std::string_view(",;\t\"'\n\r\0ab\xac\xff", 12)[random.below(12)];
        expect_marks(std::string_view(text).substr(3), symbols, target);  // unaligned
      }
    }
  }
  ASSERT_TRUE(force_simd_target("").ok());
}

}  // namespace
}  // namespace sosie::io
