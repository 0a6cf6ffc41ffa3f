#include "io/encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

using std::string_literals::operator""s;

Encoding encoding_of(std::string_view bytes) {
  const Result<EncodingGuess> guess = recognise_encoding(bytes, {});
  EXPECT_TRUE(guess.ok());
  return guess.ok() ? guess->encoding : Encoding::latin1;
}

/// ASCII and code points below 0x10000 only.
std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
    bytes += big_endian ? std::string{high, low} : std::string{low, high};
  }
  return bytes;
}

TEST(Encoding, IsRecognised) {
  EXPECT_EQ(encoding_of("plain"), Encoding::utf8);
  EXPECT_EQ(encoding_of(""), Encoding::utf8);
  EXPECT_EQ(encoding_of("\xef\xbb\xbf"
                        "a"),
            Encoding::utf8);
  EXPECT_EQ(encoding_of("prénom"), Encoding::utf8);
  EXPECT_EQ(encoding_of("pr\xe9nom"), Encoding::windows_1252);
  EXPECT_EQ(encoding_of("l\x92"
                        "\xe9t\xe9"),
            Encoding::windows_1252);
  EXPECT_EQ(encoding_of("\xff\xfe"
                        "a\0"s),
            Encoding::utf16_le);
  EXPECT_EQ(encoding_of("\xfe\xff\0a"s), Encoding::utf16_be);
  EXPECT_EQ(encoding_of("i\0d\0,\0n\0\n\0"s), Encoding::utf16_le);
  EXPECT_EQ(encoding_of("\0i\0d\0,\0n\0\n"s), Encoding::utf16_be);
  EXPECT_FALSE(recognise_encoding("\xff\xfe\0\0a\0\0\0"s, {}).ok()) << "UTF-32";
}

TEST(Encoding, AFewBadBytesDoNotMakeAnotherEncoding) {
  EXPECT_EQ(encoding_of("été,été,pr\xe9nom"), Encoding::utf8);
  EXPECT_EQ(encoding_of("plain,\xc3(,\xff"), Encoding::utf8) << "nothing that Windows-1252 would explain";
  EXPECT_EQ(encoding_of("\xc3\xa9 caf\xe9 caf\xe9"), Encoding::windows_1252) << "one pair by chance";
}

TEST(Encoding, Windows1252) {
  std::string out;
  append_windows_1252("\x80\x92\x9f\xe9\x81z", out);
  EXPECT_EQ(out, "€’Ÿé\xc2\x81z");
}

TEST(Encoding, SurrogatesInPairsAndAlone) {
  MemoryAccountant memory;
  ByteBuffer out(memory, "test");
  const std::string bytes = utf16(u"a\xd834\xdd1e\xd834z\xdd1e", false) + "x";
  ASSERT_TRUE(utf16_to_utf8(bytes, Encoding::utf16_le, out).ok());
  EXPECT_EQ(out.view(), "a\xf0\x9d\x84\x9e\xed\xa0\xb4z\xed\xb4\x9e\xc0");
  EXPECT_EQ(utf16_units(out.view().substr(0, 12)), 6u);
}

TEST(Encoding, RowsOfUtf16FilesStandWhereTheyStandInTheFile) {
  for (const bool big_endian : {false, true}) {
    const std::string bytes = utf16(u"\xfeffid,nom\r\n1,été\r\n2,\xd834x\r\n3\r\n4,\u20ac\r\n", big_endian);
    const auto rows = read_whole(bytes);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"1", "été"}));
    EXPECT_EQ(rows[0].offset, 18u);
    EXPECT_EQ(rows[0].bytes, utf16(u"1,été", big_endian));
    EXPECT_EQ(rows[1].code, "invalid_utf8");
    EXPECT_EQ(rows[2].code, "ragged_row");
    EXPECT_EQ(rows[3].cells, (std::vector<std::string>{"4", "€"}));
    EXPECT_EQ(rows[3].line, 5u);
    for (const FlatRow& row : rows) EXPECT_EQ(bytes.substr(row.offset, row.bytes.size()), row.bytes);
  }
}

TEST(Encoding, LongUtf16FilesToo) {
  std::u16string text = u"id,nom\n";
  for (int i = 0; i < 500; ++i) text += u"1,\u20acé\n";
  const std::string bytes = utf16(text, false);
  InputOptions options;
  options.chunk_bytes = 100;
  const auto rows = read_whole(bytes, options);
  ASSERT_EQ(rows.size(), 500u);
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].offset, 14 + i * 10);
    ASSERT_EQ(rows[i].bytes, utf16(u"1,\u20acé", false));
  }
}

TEST(Encoding, CellsOfWindows1252FilesAreTranscoded) {
  const auto rows = read_whole("id;nom\n1;\xc9milie\n2;\"l'\x9cuf \"\"x\"\"\"\n3;plain\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].cells[1], "Émilie");
  EXPECT_EQ(rows[1].cells[1], "l'œuf \"x\"");
  EXPECT_EQ(rows[0].bytes, "1;\xc9milie") << "raw bytes stay raw";
}

}  // namespace
}  // namespace sosie::io
