#include "core/fault.h"

#include <gtest/gtest.h>

#include <set>

namespace sosie {
namespace {

TEST(Fault, NothingFiresUnlessArmed) {
  ASSERT_TRUE(arm_fault("").ok());
  EXPECT_FALSE(fault_fires("publish.rename"));
  EXPECT_FALSE(fault_has_fired());
}

TEST(Fault, TheArmedPointFiresOnceAndNoOtherDoes) {
  ASSERT_TRUE(arm_fault("publish.rename").ok());
  EXPECT_FALSE(fault_fires("ingest.lose_row"));
  EXPECT_FALSE(fault_has_fired());
  EXPECT_TRUE(fault_fires("publish.rename"));
  EXPECT_TRUE(fault_has_fired());
  EXPECT_FALSE(fault_fires("publish.rename"));
}

TEST(Fault, AnUnknownNameIsAnswered) {
  const Status status = arm_fault("publish.rename_it");
  EXPECT_EQ(status.code(), StatusCode::invalid_argument);
  EXPECT_NE(status.hint().find("publish.rename"), std::string::npos);
}

TEST(Fault, NamesAreDistinct) {
  std::set<std::string_view> names;
  for (const FaultPoint& point : fault_points()) EXPECT_TRUE(names.insert(point.name).second) << point.name;
}

}  // namespace
}  // namespace sosie
