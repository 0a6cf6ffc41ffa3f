#include "datasets/generator/letters.h"

#include <gtest/gtest.h>

#include <string>

namespace sosie::generator {
namespace {

TEST(Letters, FoldsToPlainLetters) {
  EXPECT_EQ(folded("Éléonore Ça Œuf Straße").view(), "Eleonore Ca OEuf Strasse");
  EXPECT_EQ(folded("Yıldırım Erdoğan Şen Łódź").view(), "Yildirim Erdogan Sen Lodz");
}

TEST(Letters, CapitalsKeepTheirMarks) {
  EXPECT_EQ(upper("éléonore çà œuf ÿ").view(), "ÉLÉONORE ÇÀ ŒUF Ÿ");
  EXPECT_EQ(upper("ğşıłńž").view(), "ĞŞIŁŃŽ");
  EXPECT_EQ(upper("a÷b ß").view(), "A÷B ß");
}

TEST(Letters, EmailLettersOnly) { EXPECT_EQ(lower_ascii("Jean-Éric d'Orléans").view(), "jeanericdorleans"); }

TEST(Letters, Windows1252LosesOnlyWhatItLacks) {
  std::string out;
  append_windows_1252(out, "Zoé Œdipe Łukasz");
  EXPECT_EQ(out,
            "Zo\xE9 \x8C"
            "dipe Lukasz");
}

TEST(Text, IsCutAtItsCapacityAndReplacesInPlace) {
  EXPECT_EQ(Text(std::string(300, 'x')).size(), Text::kCapacity);
  Text text("12 rue");
  text.replace(0, 2, "9876");
  EXPECT_EQ(text.view(), "9876 rue");
  EXPECT_EQ(Text().append_number(42, 5).view(), "00042");
  EXPECT_EQ(Text().append_number(0).view(), "0");
}

}  // namespace
}  // namespace sosie::generator
