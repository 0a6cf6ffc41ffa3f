#include "matchers/similarity/text_signature.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/qgrams.h"

namespace sosie::matchers {
namespace {

bool may_be_near(std::string_view a, std::string_view b) {
  return texts_may_be_alike(text_signature(a), text_signature(b));
}
bool may_be_one_edit_apart(std::string_view a, std::string_view b) {
  return texts_may_be_one_edit_apart(edit_signature(a), edit_signature(b));
}

TEST(TextSignature, TellsMostStrangersApart) {
  EXPECT_FALSE(may_be_near("orchard", "submit"));
  EXPECT_FALSE(may_be_near("jean.dupont@example.fr", "zoe.wyss@mailbox.ch"));
  EXPECT_FALSE(may_be_one_edit_apart("19620714", "19620855"));
  EXPECT_FALSE(may_be_one_edit_apart("12", "1234"));
  EXPECT_TRUE(may_be_near("martin", "martine"));
  EXPECT_TRUE(may_be_one_edit_apart("75001", "75010"));
}

TEST(TextSignature, WhatItCannotTellIsNear) {
  const std::string long_text(300, 'x');
  EXPECT_TRUE(may_be_near(long_text, "y"));
  EXPECT_TRUE(may_be_near("\xc3\xa9t\xc3\xa9", "zzz"));
  EXPECT_TRUE(may_be_one_edit_apart("\xc3\xa9t\xc3\xa9", "zzzzzz"));
  EXPECT_TRUE(may_be_near("", "zzz"));
}

/// Short texts over few letters, and a second one made of the first by some edits.
std::pair<std::string, std::string> any_two() {
  const auto letter = rc::gen::element('a', 'b', 'c', 'd', 'e', ' ', '1', '7', '@');
  const std::string a = *rc::gen::container<std::string>(letter);
  std::string b = *rc::gen::inRange(0, 3) == 0 ? *rc::gen::container<std::string>(letter) : a;
  for (int edits = *rc::gen::inRange(0, 4); edits > 0 && !b.empty(); --edits) {
    const auto at = *rc::gen::inRange<size_t>(0, b.size());
    const int kind = *rc::gen::inRange(0, 4);
    if (kind == 0) b.erase(at, 1);
    else if (kind == 1) b.insert(at, 1, *letter);
    else if (kind == 2) b[at] = *letter;
    else if (at + 1 < b.size()) std::swap(b[at], b[at + 1]);
  }
  return {a, b};
}

RC_GTEST_PROP(TextSignatureProperties, NoNearPairIsToldApart, ()) {
  const auto [a, b] = any_two();
  const TextSignature x = text_signature(a), y = text_signature(b);
  const bool short_enough = std::max(a.size(), b.size()) <= kLongestForJaroWinkler;
  if (short_enough && jaro_winkler_similarity(a, b) >= kAlikeJaroWinkler) RC_ASSERT(may_reach_jaro_winkler(x, y));
  if (dice_similarity(a, b) >= kAlikeDice) RC_ASSERT(may_reach_dice(x, y));
  if (within_one_edit(a, b)) RC_ASSERT(may_be_one_edit_apart(a, b));
  RC_ASSERT(may_be_near(a, b) == may_be_near(b, a));
}

}  // namespace
}  // namespace sosie::matchers
