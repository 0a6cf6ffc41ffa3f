#include "core/simd.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace sosie {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// Gives the choice back to the library, whatever a test forced.
class Simd : public ::testing::Test {
 protected:
  ~Simd() override {
    unsetenv("SOSIE_SIMD");
    EXPECT_TRUE(force_simd_target("").ok());
  }
};

TEST_F(Simd, TheBestTargetRunsUnlessForced) {
  ASSERT_FALSE(simd_targets().empty());
  EXPECT_EQ(simd_target(), simd_targets().front());
}

TEST_F(Simd, EveryTargetCanBeForcedAndLetGo) {
  const auto targets = simd_targets();
  for (const std::string& name : targets) {
    ASSERT_TRUE(force_simd_target(name).ok()) << name;
    EXPECT_EQ(simd_target(), name);
  }
  ASSERT_TRUE(force_simd_target("").ok());
  EXPECT_EQ(simd_targets(), targets);
}

TEST_F(Simd, CaseDoesNotMatter) {
  std::string name = simd_targets().back();
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  ASSERT_TRUE(force_simd_target(name).ok());
  EXPECT_EQ(simd_target(), simd_targets().back());
}

TEST_F(Simd, AnUnknownTargetIsRefusedWithTheKnownOnes) {
  const Status status = force_simd_target("MMX");
  EXPECT_EQ(status.code(), StatusCode::invalid_argument);
  EXPECT_THAT(status.message(), HasSubstr("MMX"));
  for (const std::string& name : simd_targets()) EXPECT_THAT(status.hint(), HasSubstr(name));
}

TEST_F(Simd, TheEnvironmentForcesToo) {
  EXPECT_TRUE(force_simd_target_from_environment().ok());
  const std::string last = simd_targets().back();
  setenv("SOSIE_SIMD", last.c_str(), 1);
  ASSERT_TRUE(force_simd_target_from_environment().ok());
  EXPECT_EQ(simd_target(), last);
  setenv("SOSIE_SIMD", "MMX", 1);
  EXPECT_EQ(force_simd_target_from_environment().code(), StatusCode::invalid_argument);
}

}  // namespace
}  // namespace sosie
