#include "datasets/generator/rates.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/datasets/generated_folder.h"

namespace sosie::generator {
namespace {

TEST(Rates, TheReadmePrintsEveryOne) {
  const std::string readme = read_bytes(SOSIE_SOURCE_DIR "/datasets/README.md");
  const Rates rates;
  for (const RateEntry& entry : rate_entries()) {
    const std::string row = fmt::format("| `{}` | {} |", entry.name, rates.*entry.value);
    EXPECT_NE(readme.find(row), std::string::npos) << row;
  }
  for (const ChannelRateEntry& entry : channel_rate_entries()) {
    std::string row = fmt::format("| `{}` |", entry.name);
    for (const ChannelRates& channel : rates.channels) row += fmt::format(" {} |", channel.*entry.value);
    EXPECT_NE(readme.find(row), std::string::npos) << row;
  }
}

TEST(Rates, AreProbabilities) {
  Rates rates;
  EXPECT_TRUE(rates.validate().ok());
  rates.twins = -0.1;
  EXPECT_NE(rates.validate().message().find("twins"), std::string::npos);
}

}  // namespace
}  // namespace sosie::generator
