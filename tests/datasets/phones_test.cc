#include "datasets/generator/phones.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

namespace sosie::generator {
namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) digits.push_back(c);
  return digits;
}

TEST(Phones, NoNumberIsGivenOutTwice) {
  const PhoneBook book(5);
  std::set<uint64_t> mobiles, landlines;
  for (uint64_t i = 0; i < 100'000; ++i) {
    EXPECT_TRUE(mobiles.insert(book.mobile(i).key()).second);
    EXPECT_TRUE(landlines.insert(book.landline(i, i % 2 == 0 ? "75001" : "13001").key()).second);
  }
}

TEST(Phones, LookFrench) {
  const PhoneBook book(6);
  for (uint64_t i = 0; i < 5'000; ++i) {
    const uint64_t mobile = book.mobile(i).digits / 100'000'000,
                   landline = book.landline(i, "35000").digits / 100'000'000;
    EXPECT_TRUE(mobile == 6 || mobile == 7);
    EXPECT_TRUE(landline == 2 || landline == 9);
  }
  EXPECT_EQ(plain(book.mobile(1)).size(), 10u);
}

TEST(Phones, EveryWayOfWritingHoldsTheDigits) {
  const PhoneBook book(7);
  Random random(8);
  for (uint64_t i = 0; i < 2'000; ++i) {
    const Phone phone = book.mobile(i);
    EXPECT_TRUE(digits_of(written(phone, random)).ends_with(std::to_string(phone.digits)));
  }
  EXPECT_TRUE(written(Phone(), random).empty());
}

TEST(Phones, ASlipChangesOneDigit) {
  Random random(9);
  for (uint64_t i = 0; i < 2'000; ++i) {
    Phone phone{33, 612'345'678};
    slip(phone, random);
    const std::string before = "612345678", after = std::to_string(phone.digits);
    ASSERT_EQ(after.size(), before.size());
    int different = 0;
    for (size_t at = 0; at < before.size(); ++at) different += before[at] != after[at];
    EXPECT_EQ(different, 1);
  }
}

}  // namespace
}  // namespace sosie::generator
