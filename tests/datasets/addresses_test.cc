#include "datasets/generator/addresses.h"

#include <gtest/gtest.h>

namespace sosie::generator {
namespace {

TEST(Addresses, FlatsOfOneHouseShareTheStreetLine) {
  Random random(1);
  const Address first = draw_flat(77, random), second = draw_flat(77, random), other = draw_flat(78, random);
  EXPECT_EQ(street_line(first, false, random).view(), street_line(second, false, random).view());
  EXPECT_EQ(first.postcode.view(), second.postcode.view());
  EXPECT_NE(street_line(first, false, random).view(), street_line(other, false, random).view());
}

TEST(Addresses, FrenchPostcodesHaveFiveDigits) {
  Random random(2);
  for (int i = 0; i < 5'000; ++i) {
    const Address address = draw_address(random);
    EXPECT_EQ(address.postcode.size(), 5u);
    EXPECT_FALSE(address.street.empty());
    EXPECT_TRUE(address.type.empty() == address.number.empty());
  }
}

TEST(Addresses, AbroadIsWrittenTheLocalWay) {
  Random random(3);
  const Address german = draw_address_abroad(Country::DE, random), british = draw_address_abroad(Country::GB, random);
  EXPECT_TRUE(street_line(german, false, random).view().starts_with(german.street.view()));
  EXPECT_TRUE(street_line(british, false, random).view().starts_with(british.number.view()));
}

TEST(Addresses, CarefulLinesAreAlwaysTheSame) {
  Random random(4);
  const Address address = draw_address(random);
  EXPECT_EQ(street_line(address, false, random).view(), street_line(address, false, random).view());
}

}  // namespace
}  // namespace sosie::generator
