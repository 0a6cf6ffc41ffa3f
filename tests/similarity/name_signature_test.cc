#include "matchers/similarity/name_signature.h"

#include <gtest/gtest.h>

#include "matchers/normalize/nicknames.h"
#include "matchers/similarity/names.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

bool may_be_near(std::string_view a, std::string_view b, unsigned tenths) {
  return names_may_be_near(name_signature(a), name_signature(b), tenths);
}

TEST(NameSignature, TellsFarNames) {
  EXPECT_FALSE(may_be_near("jean", "paul", kTenthsAt88));
  EXPECT_FALSE(may_be_near("martin", "durand", kTenthsAt92));
  EXPECT_TRUE(may_be_near("leo", "lea", kTenthsAt88)) << "one edit";
  EXPECT_TRUE(may_be_near("martin", "matrin", kTenthsAt92));
  EXPECT_TRUE(may_be_near("alexandre", "alexandrine", kTenthsAt88));
  EXPECT_TRUE(may_be_near("jean pierre", "paul", kTenthsAt88)) << "words have relations that letters do not show";
  EXPECT_TRUE(may_be_near("j", "paul", kTenthsAt88)) << "an initial";
}

TEST(NameSignature, NeverDeniesARelation) {
  constexpr uint64_t kSeed = 11;
  Random random(kSeed);
  size_t num_far = 0, num_related = 0;
  for (int i = 0; i < 200'000; ++i) {
    // Few letters, so that names are often near; the second often is the first with a slip.
    const std::u32string_view alphabet = i % 3 == 0   ? U"abc"
                                         : i % 3 == 1 ? U"aeinrstlou"
                                                      : U"abcdefghijklmnopqrstuvwxyz ";
    std::u32string x = samples::text(random, alphabet, 1 + random.below(12));
    std::u32string y = random.below(2) == 0 ? x : samples::text(random, alphabet, 1 + random.below(12));
    for (uint64_t slips = random.below(4); slips > 0; --slips) y[random.below(y.size())] = alphabet[random.below(3)];
    const std::string a = samples::utf8(x), b = samples::utf8(y);
    if (a.find_first_not_of(' ') == std::string::npos || b.find_first_not_of(' ') == std::string::npos) continue;
    const bool near_88 = may_be_near(a, b, kTenthsAt88), near_92 = may_be_near(a, b, kTenthsAt92);
    num_far += !near_88;
    if ((nickname_bits(a) & nickname_bits(b)) == 0 && given_name_relation(a, b) != GivenNameRelation::different) {
      ++num_related;
      ASSERT_TRUE(near_88) << a << " / " << b << ", seed " << kSeed;
    }
    const FamilyNameRelation family = family_name_relation(a, {}, b, {});
    if (family != FamilyNameRelation::different) {
      ASSERT_TRUE(near_92) << a << " / " << b << ", seed " << kSeed;
    }
  }
  EXPECT_GT(num_far, 50'000u);
  EXPECT_GT(num_related, 20'000u);
}

TEST(NameSignature, NamesOfANicknameGroupShareABit) {
  EXPECT_NE(nickname_bits("bob") & nickname_bits("robert"), 0u);
  EXPECT_NE(nickname_bits("pepe") & nickname_bits("jose"), 0u);
  EXPECT_EQ(nickname_bits("zzyzx"), 0u);
}

}  // namespace
}  // namespace sosie::matchers
