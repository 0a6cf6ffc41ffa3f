#include "datasets/generator/emails.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sosie::generator {
namespace {

TEST(Emails, CanReachNobody) {
  Random random(1);
  for (uint64_t i = 0; i < 2'000; ++i) {
    EXPECT_TRUE(draw_email("Zoé", "Lefèvre", 1980, 0.1, random).view().ends_with(".example"));
    const Company company = draw_company(i);
    EXPECT_TRUE(company.domain.view().ends_with(".example"));
    EXPECT_TRUE(draw_desk_email(company, random).view().ends_with(company.domain.view()));
  }
}

TEST(Emails, NamesakesHardlyEverMeet) {
  Random random(2);
  std::set<std::string> seen;
  size_t met = 0;
  // 200 people of one name, as the generator would expect of it.
  for (int i = 0; i < 200; ++i)
    met += !seen.insert(std::string(draw_email("Jean", "Martin", 1950 + i % 40, 200, random).view())).second;
  EXPECT_LE(met, 1u);
}

TEST(Emails, ACompanyIsTheSameForTheSameSeed) {
  EXPECT_EQ(draw_company(5).domain.view(), draw_company(5).domain.view());
  EXPECT_NE(draw_company(5).domain.view(), draw_company(6).domain.view());
}

}  // namespace
}  // namespace sosie::generator
