#include "io/csv_text.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

namespace sosie::io {
namespace {

/// RFC 4180, byte by byte.
std::string reference(std::string_view value) {
  if (value.find_first_of("\",\n\r") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// Into memory that ends where the limit says, so that the address sanitizer sees a byte too many; likewise the value.
std::string written(std::string_view value) {
  const auto copy = std::make_unique<char[]>(value.size());
  std::copy(value.begin(), value.end(), copy.get());
  const auto out = std::make_unique<char[]>(csv_text_limit(value.size()));
  const char* const end = write_csv_text({copy.get(), value.size()}, out.get());
  const auto size = static_cast<size_t>(end - out.get());
  return {out.get(), size};
}

TEST(CsvText, EveryByteAtEveryPlaceOfEveryLength) {
  for (size_t size = 0; size <= 33; ++size) {
    EXPECT_EQ(written(std::string(size, 'a')), std::string(size, 'a'));
    for (size_t place = 0; place < size; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string value(size, '\x2d');
        value[place] = static_cast<char>(byte);
        ASSERT_EQ(written(value), reference(value)) << "byte " << byte << " at " << place << " of " << size;
      }
    }
  }
}

TEST(CsvText, RandomTextsEqualTheReference) {
  std::mt19937 random(11);
  constexpr std::string_view kBytes = "ab ,\"\n\r;\xc3\xa9!-+#$.";
  for (int i = 0; i < 20'000; ++i) {
    std::string value(random() % 70, ' ');
    for (char& c : value) c = kBytes[random() % kBytes.size()];
    ASSERT_EQ(written(value), reference(value));
  }
}

}  // namespace
}  // namespace sosie::io
