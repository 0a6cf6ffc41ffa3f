// A row lost anywhere must abort the run before anything is published.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/fault.h"
#include "tests/pipeline/sample_run.h"

namespace sosie {
namespace {

class LostRow : public testing::TestWithParam<FaultPoint> {};

TEST_P(LostRow, IsNoticedBeforePublishing) {
  const TemporaryFolder folder;
  ASSERT_TRUE(arm_fault(GetParam().name).ok());
  const Result<RunSummary> run = run_sample(folder / "out", 2);
  const bool fired = fault_has_fired();
  ASSERT_TRUE(arm_fault("").ok());
  ASSERT_TRUE(fired) << "the sample never reaches " << GetParam().name;
  if (GetParam().name == "publish.current") return;  // the folder is whole, only the link did not move
  EXPECT_FALSE(run.ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "out/current")) << run.status().to_string();
}

INSTANTIATE_TEST_SUITE_P(EveryPoint, LostRow, testing::ValuesIn(fault_points().begin(), fault_points().end()),
                         [](const testing::TestParamInfo<FaultPoint>& point) {
                           std::string name(point.param.name);
                           for (char& c : name) c = c == '.' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace sosie
