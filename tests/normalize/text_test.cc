#include "matchers/normalize/text.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "matchers/normalize/letters.h"
#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

std::string utf8(char32_t code) {
  std::string text;
  icu::UnicodeString(static_cast<UChar32>(code)).toUTF8String(text);
  return text;
}

/// Case folded, decomposed, marks removed, by ICU: what folding does to a letter that has no spelling of its own.
std::string folded_by_icu(char32_t code) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(error);
  icu::UnicodeString text = nfkd->normalize(icu::UnicodeString(static_cast<UChar32>(code)), error);
  text = nfkd->normalize(text.foldCase(), error);
  icu::UnicodeString without_marks;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 part = text.char32At(i);
    if ((U_GET_GC_MASK(part) & U_GC_M_MASK) == 0) without_marks.append(part);
  }
  std::string out;
  without_marks.toUTF8String(out);
  return out;
}

bool is_spelled_by_table(std::string_view letters) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(letters.data(), static_cast<int32_t>(letters.size())));
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (latin_spelling(static_cast<char32_t>(text.char32At(i)))) return true;
  }
  return false;
}

TEST(Fold, HandCheckedCases) {
  for (const Case& row : read_cases("text.tsv", 2))
    EXPECT_EQ(fold(row.cells[0]), row.cells[1]) << "text.tsv:" << row.line;
}

TEST(Fold, AgreesWithIcuOnEveryLetter) {
  size_t num_checked = 0;
  for (char32_t code = 0x80; code < 0x110000; ++code) {
    // ICU 72 knows letters that the library of an older Unicode does not; unassigned there means unassigned here.
    if (code >= 0xd800 && code < 0xe000) continue;
    if (!u_isalpha(static_cast<UChar32>(code)) || (code >= 0x2b0 && code < 0x300)) continue;
    UVersionInfo age;
    u_charAge(static_cast<UChar32>(code), age);
    if (age[0] > 13) continue;
    const std::string text = utf8(code), wanted = folded_by_icu(code);
    if (is_spelled_by_table(wanted) || latin_spelling(static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)))))
      continue;
    // Parts that are no letters (the bar of a ligature) separate words: compare words.
    EXPECT_EQ(fold(text), fold(wanted)) << std::hex << static_cast<uint32_t>(code);
    if (wanted.find(' ') == std::string::npos && fold(text).size() == wanted.size()) {
      EXPECT_EQ(fold(text), wanted);
    }
    ++num_checked;
  }
  EXPECT_GT(num_checked, 100'000u);
}

TEST(Fold, IsIdempotentAndBoundedOnEveryCodePoint) {
  for (char32_t code = 1; code < 0x110000; ++code) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const std::string text = utf8(code), once = fold(text);
    ASSERT_EQ(fold(once), once) << std::hex << static_cast<uint32_t>(code);
    ASSERT_LE(fold("a" + text + "b").size(), kFoldGrowth * text.size() + 2) << std::hex << static_cast<uint32_t>(code);
    ASSERT_EQ(fold("a" + text + "b").size() >= 2, true);
  }
}

TEST(Fold, DropsInvalidBytes) {
  EXPECT_EQ(fold("a\xff\xfe"
                 "b"),
            "ab");
  EXPECT_EQ(fold("a\xc3"), "a");
  EXPECT_EQ(fold("\xe2\x82"), "");
  EXPECT_EQ(fold("\xed\xa0\x80x"), "x");
}

TEST(Fold, IgnoresInvisibleCharacters) {
  EXPECT_EQ(fold("du\xc2\xadpont"), "dupont");  // soft hyphen
  EXPECT_EQ(fold("\xef\xbb\xbf"
                 "dupont"),
            "dupont");  // byte order mark
  EXPECT_EQ(fold("Le\xcc\x81"
                 "a"),
            "lea");  // combining acute
}

TEST(Trim, RemovesBlanksOfEveryKindAtTheEnds) {
  EXPECT_EQ(trim("  a b \t\r\n"), "a b");
  EXPECT_EQ(trim("\xc2\xa0"
                 "a\xc2\xa0"),
            "a");
  EXPECT_EQ(trim("\xe2\x80\xaf"
                 "a\xef\xbb\xbf"),
            "a");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(ForEachWord, VisitsInOrder) {
  std::vector<std::string> words;
  for_each_word("de la tour", [&](std::string_view word) { words.emplace_back(word); });
  EXPECT_EQ(words, (std::vector<std::string>{"de", "la", "tour"}));
}

}  // namespace
}  // namespace sosie::matchers
