#include "datasets/generator/spelling.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sosie::generator {
namespace {

TEST(Spelling, FoldsToPlainLetters) {
  EXPECT_EQ(folded("Éléonore Ça Œuf Straße").view(), "Eleonore Ca OEuf Strasse");
  EXPECT_EQ(folded("Yıldırım Erdoğan Şen Łódź").view(), "Yildirim Erdogan Sen Lodz");
}

TEST(Spelling, CapitalsKeepTheirMarks) {
  EXPECT_EQ(upper("éléonore çà œuf ÿ").view(), "ÉLÉONORE ÇÀ ŒUF Ÿ");
  EXPECT_EQ(upper("ğşıłńž").view(), "ĞŞIŁŃŽ");
  EXPECT_EQ(upper("a÷b ß").view(), "A÷B ß");
}

TEST(Spelling, EmailLettersOnly) { EXPECT_EQ(lower_ascii("Jean-Éric d'Orléans").view(), "jeanericdorleans"); }

TEST(Spelling, Windows1252LosesOnlyWhatItLacks) {
  std::string out;
  append_windows_1252(out, "Zoé Œdipe Łukasz");
  EXPECT_EQ(out,
            "Zo\xE9 \x8C"
            "dipe Lukasz");
}

TEST(Spelling, ASlipChangesAtMostTwoNeighbours) {
  Random random(11);
  size_t changed = 0;
  for (int i = 0; i < 2'000; ++i) {
    Text text("Dufresnoy-Léger");
    slip(text, random);
    EXPECT_LE(std::max(text.size(), size_t{16}) - std::min(text.size(), size_t{16}), 1u);
    changed += text.view() != "Dufresnoy-Léger";
  }
  EXPECT_GT(changed, 1'700u);
  Text two("Li");
  slip(two, random);
  EXPECT_EQ(two.view(), "Li");
}

TEST(Spelling, TheEarKeepsTheFirstLetter) {
  Random random(12);
  for (int i = 0; i < 500; ++i) {
    Text text("Philippe");
    write_by_ear(text, random);
    EXPECT_EQ(text[0], 'P');
    EXPECT_NE(text.view(), "Philippe");
  }
}

TEST(Spelling, ShortForms) {
  Random random(13);
  for (int i = 0; i < 50; ++i) {
    const Text known = short_form("Christophe", random), unknown = short_form("Élodie", random);
    EXPECT_TRUE(known.view() == "Chris" || known.view() == "Tof" || known.view() == "C" || known.view() == "C.")
        << known.view();
    EXPECT_TRUE(unknown.view() == "É" || unknown.view() == "É.") << unknown.view();
  }
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
