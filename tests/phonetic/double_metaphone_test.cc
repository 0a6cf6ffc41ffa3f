#include "matchers/phonetic/double_metaphone.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/phonetic/vectors.h"

namespace sosie::matchers {
namespace {

struct Keys {
  std::string_view name;
  std::string_view primary;
  std::string_view alternate;
};

TEST(DoubleMetaphone, AgreesWithPublishedKeys) {
  // The examples in the comments of Philips' program, and names whose keys its ports agree on.
  const std::vector<Keys> vectors = {{"smith", "SM0", "XMT"},
                                     {"schmidt", "XMT", "SMT"},
                                     {"schneider", "XNTR", "SNTR"},
                                     {"michael", "MKL", "MXL"},
                                     {"caesar", "SSR", "SSR"},
                                     {"chianti", "KNT", "KNT"},
                                     {"macher", "MKR", "MKR"},
                                     {"charac", "KRK", "KRK"},
                                     {"chore", "XR", "XR"},
                                     {"orchestra", "ARKSTR", "ARKSTR"},
                                     {"mchugh", "MK", "MK"},
                                     {"accident", "AKSTNT", "AKSTNT"},
                                     {"focaccia", "FKX", "FKX"},
                                     {"bacchus", "PKS", "PKS"},
                                     {"edge", "AJ", "AJ"},
                                     {"edgar", "ATKR", "ATKR"},
                                     {"ghislane", "JLN", "JLN"},
                                     {"hugh", "H", "H"},
                                     {"laugh", "LF", "LF"},
                                     {"cagney", "KKN", "KKN"},
                                     {"tagliaro", "TKLR", "TLR"},
                                     {"jose", "HS", "HS"},
                                     {"san jacinto", "SNHSNT", "SNHSNT"},
                                     {"bajador", "PJTR", "PHTR"},
                                     {"cabrillo", "KPRL", "KPR"},
                                     {"gallegos", "KLKS", "KKS"},
                                     {"thumb", "0M", "TM"},
                                     {"campbell", "KMPL", "KMPL"},
                                     {"rogier", "RJ", "RJR"},
                                     {"island", "ALNT", "ALNT"},
                                     {"sugar", "XKR", "SKR"},
                                     {"school", "SKL", "SKL"},
                                     {"schenker", "XNKR", "SKNKR"},
                                     {"resnais", "RSN", "RSNS"},
                                     {"thomas", "TMS", "TMS"},
                                     {"wasserman", "ASRMN", "FSRMN"},
                                     {"arnow", "ARN", "ARNF"},
                                     {"filipowicz", "FLPTS", "FLPFX"},
                                     {"breaux", "PR", "PR"},
                                     {"zhao", "J", "J"},
                                     {"xavier", "SF", "SFR"},
                                     {"van buren", "FNPRN", "FNPRN"}};
  for (const auto& [name, primary, alternate] : vectors) {
    std::string first = "left over", second = "left over";
    double_metaphone(name, first, second);
    EXPECT_EQ(first, primary) << name;
    EXPECT_EQ(second, alternate) << name;
  }
}

TEST(DoubleMetaphone, AgreesWithTwoImplementations) {
  const auto vectors = sosie::testing::phonetic_vectors("double_metaphone");
  ASSERT_GT(vectors.size(), 300u);
  for (const auto& [name, expected] : vectors) {
    std::string primary, alternate;
    double_metaphone(name, primary, alternate);
    EXPECT_EQ(primary + "," + alternate, expected) << name;
  }
}

TEST(DoubleMetaphone, SkipsWhatIsNotALetter) {
  std::string primary, alternate;
  double_metaphone("12 王", primary, alternate);
  EXPECT_EQ(primary + alternate, "");
  double_metaphone("", primary, alternate);
  EXPECT_EQ(primary + alternate, "");
  double_metaphone(std::string(100'000, 'b'), primary, alternate);
  EXPECT_EQ(primary, std::string(50'000, 'P'));
}

}  // namespace
}  // namespace sosie::matchers
