#include "matchers/normalize/communes.h"

#include <gtest/gtest.h>

namespace sosie::matchers {
namespace {

using Texts = std::vector<std::string_view>;

TEST(Communes, HaveTheirPostcodes) {
  EXPECT_EQ(postcodes_of_commune("versailles"), (Texts{"78000"}));
  EXPECT_EQ(postcodes_of_commune("paris").size(), 21u);  // 75116 too
  EXPECT_EQ(postcodes_of_commune("abbecourt"), (Texts{"02300", "60430"}));
  EXPECT_EQ(postcodes_of_commune("arbignieu"), (Texts{"01300"})) << "part of Arboys en Bugey since 2016";
  EXPECT_TRUE(postcodes_of_commune("versaille").empty());
  EXPECT_TRUE(postcodes_of_commune("").empty());
}

TEST(Communes, OfASlipAreFound) {
  EXPECT_EQ(communes_near("mntreuil"), (Texts{"montreuil"})) << "lost";
  EXPECT_EQ(communes_near("versaillles"), (Texts{"versailles"})) << "added";
  EXPECT_EQ(communes_near("versaimles"), (Texts{"versailles"})) << "changed";
  EXPECT_EQ(communes_near("grenolbe"), (Texts{"grenoble"})) << "swapped";
  EXPECT_EQ(communes_near("gretzarmainvilliers"), (Texts{"gretz armainvilliers"})) << "blank";
  EXPECT_EQ(communes_near("emerinville"), (Texts{"emerainville", "merinville"})) << "both are one letter away";
}

TEST(Communes, MissingTheirEndAreFound) { EXPECT_EQ(communes_near("herblay"), (Texts{"herblay sur seine"})); }

TEST(Communes, OfNoKinAreNotFound) {
  EXPECT_TRUE(communes_near("vresaimles").empty()) << "two slips";
  EXPECT_TRUE(communes_near("x").empty());
  EXPECT_TRUE(communes_near("").empty());
}

TEST(Communes, PostcodesAreKnown) {
  EXPECT_TRUE(is_french_postcode("75002"));
  EXPECT_FALSE(is_french_postcode("75099"));
  EXPECT_FALSE(is_french_postcode("7500"));
  EXPECT_EQ(french_postcodes_near("5019"), (Texts{"50190", "75019"}));
  EXPECT_TRUE(french_postcodes_near("75019").empty()) << "nothing is lost";
}

}  // namespace
}  // namespace sosie::matchers
