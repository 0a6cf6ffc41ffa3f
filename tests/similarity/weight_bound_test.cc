#include "matchers/similarity/weight_bound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "matchers/reference/weight_bound.h"
#include "matchers/similarity/dates.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

constexpr size_t kLanes = 32;

constexpr std::array<int32_t, 5> kEqualNames = {0, 60, 20, 45, -10};  // by value of the lane

/// Ten comparisons with every sign, and the two outcomes that lanes of one comparison do not show.
WeightBound bound_of_customers() {
  WeightBound bound;
  bound.comparisons = {{0, NearSign::given_name, {8, 9}, 60, 35, -20, kEqualNames.data()},
                       {1, NearSign::family_name, {10, 11, 12}, 70, 40, -30},
                       {2, NearSign::birth_date, {19}, 90, 50, -40, nullptr, {50, 20, -5}},
                       {3, NearSign::email, {13}, 120, 80, -10},
                       {4, NearSign::phone, {14}, 110, 70, -5},
                       {5, NearSign::address, {15, 16, 17, 26, 27}, 90, 40, -25, nullptr, {60, 30, 10}},
                       {6, NearSign::phone, {18}, 100, 0, 0},
                       {7, NearSign::none, {}, 200, 0, -200, kEqualNames.data()},
                       {20, NearSign::text, {21, 22, 23}, 80, 30, -25},
                       {24, NearSign::edit, {25}, 90, 45, -15}};
  bound.filled_lane = kLanes - 1;
  bound.several_lane = kLanes - 2;
  bound.start = -150;
  bound.birth_date = 2;
  bound.year_lane = 19;
  bound.years = {55, 5, -15};
  bound.given_name = 0;
  bound.family_name = 1;
  bound.address = 5;
  bound.updated_lane = 28;
  return bound;
}

std::string random_name(Random& random) {
  const std::string letters = random.below(4) == 0 ? "maritne" : "abcdefghijklmnopqrstuvwxyz";
  std::string name;
  for (uint64_t left = 1 + random.below(9); left > 0; --left) name += letters[random.below(letters.size())];
  return name;
}

/// Parts of one text, short and long, now and then unlike it or beyond what a signature tells.
std::string random_text(Random& random) {
  if (random.below(12) == 0) return "\xc3\xa9t\xc3\xa9";
  const std::string text = random.below(4) == 0 ? "queue de poisson 12345" : "12 rue de la paix, escalier b";
  return text.substr(random.below(6), 1 + random.below(24));
}

/// Days of which many differ in a digit, a part, or the order of day and month.
uint32_t random_day(Random& random) {
  const uint32_t parts[] = {1, 2, 11, 12};
  const auto part = [&] { return parts[random.below(4)]; };
  return packed_digits((1980 + static_cast<uint32_t>(random.below(3))) * 10000 + part() * 100 + part());
}

/// Codes from a small range, signatures of names, addresses and numbers that are often near, bits often set.
std::vector<uint32_t> random_row(Random& random) {
  std::vector<uint32_t> row(kLanes);
  for (uint32_t lane = 0; lane < 8; ++lane) row[lane] = static_cast<uint32_t>(random.below(5));
  for (const uint32_t lane : {8, 10}) row[lane] = name_signature(random_name(random));
  row[9] = 1u << random.below(8) & 0x13;
  row[11] = static_cast<uint32_t>(random.below(3)) << 16 | static_cast<uint32_t>(random.below(3));
  row[12] = random.below(6) == 0;
  row[13] = email_signature(random_name(random).substr(0, 3) + "@free.fr");
  for (const uint32_t lane : {14, 18})
    row[lane] = phone_signature("061122334" + std::to_string(random.below(10)) + (random.below(3) == 0 ? "7" : "8"));
  for (uint32_t lane = 15; lane < 20; ++lane) row[lane] = static_cast<uint32_t>(random.below(3));
  row[2] = random.below(5) == 0 ? 0 : random_day(random);
  for (const uint32_t lane : {26, 27}) row[lane] = static_cast<uint32_t>(random.below(3));
  row[28] = random.below(4) == 0 ? 0 : 15'000 + static_cast<uint32_t>(random.below(4)) * (WeightBound::kOldAddress / 2);
  for (const uint32_t lane : {20, 24}) row[lane] = static_cast<uint32_t>(random.below(5));
  const TextSignature text = text_signature(random_text(random));
  row[21] = text.letters, row[22] = text.bigrams_low, row[23] = text.bigrams_high;
  row[25] = edit_signature(random_text(random).substr(0, 5));
  row[kLanes - 2] = static_cast<uint32_t>(random.next()) & static_cast<uint32_t>(random.next()) &
                    static_cast<uint32_t>(random.next()) & 0x3ff;
  row[kLanes - 1] = static_cast<uint32_t>(random.next() | random.next()) & 0x3ff;
  if (row[2] == 0) row[kLanes - 1] &= ~(1u << 2);  // no day fills nothing
  return row;
}

/// Rows and the same, lane by lane.
struct Block {
  Block(Random& random, size_t size) : stride(size + LaneColumns::kPadding), columns(kLanes * stride, 0xabcdef) {
    for (size_t r = 0; r < size; ++r) {
      rows.push_back(random_row(random));
      for (size_t lane = 0; lane < kLanes; ++lane) columns[lane * stride + r] = rows[r][lane];
    }
  }
  LaneColumns view() const { return {columns.data(), stride}; }
  size_t stride;
  std::vector<uint32_t> columns;
  std::vector<std::vector<uint32_t>> rows;
};

bool bit(const std::vector<uint64_t>& bits, size_t k) { return (bits[k / 64] >> k % 64 & 1) != 0; }

/// All, none, or some of n bits.
std::vector<uint64_t> random_bits(Random& random, size_t n) {
  std::vector<uint64_t> bits(n / 64 + 1);
  const uint64_t how = random.below(4);
  for (size_t k = 0; k < n; ++k) {
    const bool set = how == 0 || (how == 1 ? random.below(2) == 0 : how == 2 && random.below(20) == 0);
    bits[k / 64] |= uint64_t{set} << k % 64;
  }
  return bits;
}

TEST(WeightBound, EveryTargetEqualsTheDefinitionForEveryBlock) {
  WeightBound bound = bound_of_customers();
  samples::on_every_target([&](const std::string& target) {
    Random random(41);
    size_t within = 0, pairs = 0;
    for (size_t size = 1; size < 150; ++size) {
      const Block block(random, size);
      bound.least = static_cast<int32_t>(random.below(120));
      for (size_t row = 0; row < size; row += 1 + row / 2) {
        const size_t n = size - row - 1;
        const std::vector<uint64_t> asked = random_bits(random, n);
        std::vector<uint64_t> bits = asked;
        pairs_within_reach(bound, block.view(), row, n, bits.data());
        for (size_t k = 0; k < n; ++k) {
          const bool wanted = bit(asked, k) &&
                              reference::is_within_reach(bound, block.rows[row].data(), block.rows[row + 1 + k].data());
          ASSERT_EQ(bit(bits, k), wanted)
              << target << ", block of " << size << ", rows " << row << " and " << row + 1 + k;
          within += wanted;
          pairs += bit(asked, k);
        }
        for (size_t k = n; k < (n + 63) / 64 * 64; ++k) ASSERT_FALSE(bit(bits, k)) << target;
      }
    }
    EXPECT_GT(10 * within, pairs) << "the samples test nothing when few pairs pass";
    EXPECT_LT(10 * within, 9 * pairs);
  });
}

TEST(WeightBound, OnePairIsBoundedAsInABlock) {
  WeightBound bound = bound_of_customers();
  Random random(53);
  size_t within = 0;
  for (size_t i = 0; i < 20'000; ++i) {
    const std::vector<uint32_t> a = random_row(random), b = random_row(random);
    bound.least = static_cast<int32_t>(random.below(120));
    PairBound pair;
    bound_pair(bound, a.data(), b.data(), pair);
    ASSERT_EQ(pair.may_reach, reference::is_within_reach(bound, a.data(), b.data())) << i;
    if (!pair.may_reach) continue;
    ++within;
    int32_t sum = bound.start;
    for (size_t c = 0; c < bound.comparisons.size(); ++c) sum += pair.most[c];
    ASSERT_EQ(pair.sum, sum) << i;
    ASSERT_TRUE(pair.crossed || sum >= bound.least) << i;
  }
  EXPECT_GT(within, 1'000u);
}

TEST(WeightBound, ReadsTheLanesItNames) {
  const WeightBound bound = bound_of_customers();
  Random random(47);
  Block block(random, 70);
  std::vector<uint64_t> bits = {~uint64_t{0}, 0x1f}, same = bits;
  pairs_within_reach(bound, block.view(), 0, 69, bits.data());
  const std::vector<uint32_t> lanes = lanes_of(bound);
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    if (std::binary_search(lanes.begin(), lanes.end(), lane)) continue;
    for (size_t r = 0; r < 70; ++r) block.columns[lane * block.stride + r] = static_cast<uint32_t>(random.next());
  }
  pairs_within_reach(bound, block.view(), 0, 69, same.data());
  EXPECT_EQ(same, bits);
  EXPECT_EQ(lanes.size(), 31u);
}

TEST(WeightBound, SharingALaneEqualsTheDefinition) {
  samples::on_every_target([](const std::string& target) {
    Random random(43);
    for (size_t size = 1; size < 80; ++size) {
      const Block block(random, size);
      const size_t num_lanes = random.below(4), row = random.below(size), n = size - row - 1;
      std::vector<uint64_t> bits(n / 64 + 2, ~uint64_t{0});
      pairs_sharing_a_lane(block.view(), num_lanes, row, n, bits.data());
      for (size_t k = 0; k < n; ++k) {
        bool wanted = false;
        for (size_t lane = 0; lane < num_lanes; ++lane) {
          const uint32_t value = block.rows[row][lane];
          wanted |= value != 0 && value == block.rows[row + 1 + k][lane];
        }
        ASSERT_EQ(bit(bits, k), wanted) << target;
      }
    }
  });
}

}  // namespace
}  // namespace sosie::matchers
