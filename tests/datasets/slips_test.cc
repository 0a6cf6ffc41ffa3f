#include "datasets/generator/slips.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sosie::generator {
namespace {

TEST(Slips, ASlipChangesAtMostTwoNeighbours) {
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

TEST(Slips, TheEarKeepsTheFirstLetter) {
  Random random(12);
  for (int i = 0; i < 500; ++i) {
    Text text("Philippe");
    write_by_ear(text, random);
    EXPECT_EQ(text[0], 'P');
    EXPECT_NE(text.view(), "Philippe");
  }
}

TEST(Slips, ShortForms) {
  Random random(13);
  for (int i = 0; i < 50; ++i) {
    const Text known = short_form("Christophe", random), unknown = short_form("Élodie", random);
    EXPECT_TRUE(known.view() == "Chris" || known.view() == "Tof" || known.view() == "C" || known.view() == "C.")
        << known.view();
    EXPECT_TRUE(unknown.view() == "É" || unknown.view() == "É.") << unknown.view();
  }
}

}  // namespace
}  // namespace sosie::generator
