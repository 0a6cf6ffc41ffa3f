#include "core/dictionary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/hash.h"
#include "core/random.h"

namespace sosie {
namespace {

using ::testing::ElementsAre;

/// What a Dictionary is by definition: codes in order of first arrival.
class ReferenceDictionary {
 public:
  Code intern(const std::string& value) {
    if (value.empty()) return 0;
    return codes_.try_emplace(value, static_cast<Code>(codes_.size() + 1)).first->second;
  }
  size_t size() const { return codes_.size(); }

 private:
  std::unordered_map<std::string, Code> codes_;
};

/// Values with many repetitions, embedded zeros and missing cells.
std::vector<std::string> random_values(uint64_t seed, size_t n, uint64_t num_distinct) {
  Random random(seed);
  std::vector<std::string> values;
  for (size_t i = 0; i < n; ++i) {
    const uint64_t which = random.below(num_distinct);
    values.push_back(which == 0 ? "" : std::string(which % 7, '\0') + "value" + std::to_string(which));
  }
  return values;
}

TEST(Dictionary, CodesCountFromOneInOrderOfArrival) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.intern(TextRef("Anne")), 1u);
  EXPECT_EQ(dictionary.intern(TextRef("Jean")), 2u);
  EXPECT_EQ(dictionary.intern(TextRef("Anne")), 1u);
  EXPECT_EQ(dictionary.intern(TextRef("")), 0u);
  EXPECT_EQ(dictionary.size(), 2u);
  EXPECT_EQ(dictionary.text(2), "Jean");
  EXPECT_EQ(dictionary.text(0), "");
}

TEST(Dictionary, FindDoesNotAdd) {
  Dictionary dictionary;
  dictionary.intern_copy("Anne");
  EXPECT_EQ(dictionary.find("Anne"), 1u);
  EXPECT_EQ(dictionary.find("anne"), 0u);
  EXPECT_EQ(dictionary.find(""), 0u);
  EXPECT_EQ(dictionary.size(), 1u);
}

TEST(Dictionary, InternCopyOwnsTheBytes) {
  Dictionary dictionary;
  std::string value = "Anne";
  dictionary.intern_copy(value);
  value = "Jean";
  EXPECT_EQ(dictionary.text(1), "Anne");
}

TEST(Dictionary, MovesWithItsValues) {
  Dictionary first;
  first.intern_copy("Anne");
  Dictionary second = std::move(first);
  EXPECT_EQ(second.find("Anne"), 1u);
  EXPECT_EQ(second.intern_copy("Jean"), 2u);
}

TEST(Dictionary, ReserveKeepsWhatIsThere) {
  Dictionary dictionary;
  dictionary.intern_copy("Anne");
  dictionary.reserve(10'000);
  const size_t bytes = dictionary.bytes();
  EXPECT_EQ(dictionary.find("Anne"), 1u);
  const auto values = random_values(/*seed=*/3, 9'000, 8'000);
  for (const std::string& value : values) dictionary.intern(TextRef(value));
  EXPECT_EQ(dictionary.bytes(), bytes) << "nothing grew";
}

// More values than one batch, growth in the middle of batches, and the same value twice in one batch.
TEST(Dictionary, BatchEqualsOneByOne) {
  for (const size_t n : {0, 1, 31, 32, 33, 64, 65, 5'000}) {
    const auto values = random_values(/*seed=*/n, n, n / 2 + 1);
    std::vector<TextRef> cells(values.begin(), values.end());
    std::vector<Code> codes(n, 77);
    Dictionary batch, single;
    batch.intern_batch(cells, codes);
    for (size_t i = 0; i < n; ++i) ASSERT_EQ(codes[i], single.intern(cells[i])) << "n=" << n << " i=" << i;
  }
}

// Large enough that batches look ahead to known values.
TEST(Dictionary, BatchEqualsOneByOneInALargeDictionary) {
  const auto values = random_values(/*seed=*/5, 120'000, 60'000);
  std::vector<TextRef> cells(values.begin(), values.end());
  cells[7] = cells[100'000] = TextRef();
  std::vector<Code> codes(cells.size());
  Dictionary batch, single;
  batch.intern_batch(cells, codes);
  for (size_t i = 0; i < cells.size(); ++i) ASSERT_EQ(codes[i], single.intern(cells[i])) << i;
}

TEST(Dictionary, InternsAllValuesOfAnother) {
  const auto values = random_values(/*seed=*/8, 5'000, 3'000);
  Dictionary first, second, expected;
  for (size_t i = 0; i < values.size(); ++i) (i % 2 == 0 ? first : second).intern(TextRef(values[i]));
  for (const Dictionary* each : {&first, &second}) {
    for (Code code = 1; code <= each->size(); ++code) expected.intern(each->ref(code));
  }
  const std::vector<Code> codes = first.intern_all(second);
  ASSERT_EQ(codes.size(), second.size() + 1);
  EXPECT_EQ(codes[0], 0u);
  for (Code code = 1; code <= second.size(); ++code) ASSERT_EQ(codes[code], expected.find(second.text(code)));
  EXPECT_EQ(first.size(), expected.size());
}

TEST(Dictionary, KeepsTheHashesOfValues) {
  Dictionary dictionary;
  const Code code = dictionary.intern_copy("Anne");
  EXPECT_EQ(dictionary.hash(code), hash_bytes("Anne"));
  EXPECT_EQ(dictionary.hash(0), 0u);
}

TEST(Dictionary, EqualsItsDefinitionOnManyValues) {
  Dictionary dictionary;
  ReferenceDictionary reference;
  for (const std::string& value : random_values(/*seed=*/2, 50'000, 20'000)) {
    ASSERT_EQ(dictionary.intern_copy(value), reference.intern(value)) << value;
  }
  EXPECT_EQ(dictionary.size(), reference.size());
}

RC_GTEST_PROP(Dictionary, EqualsItsDefinition, (const std::vector<std::string>& drawn)) {
  Dictionary dictionary;
  ReferenceDictionary reference;
  for (const std::string& value : drawn) RC_ASSERT(dictionary.intern(TextRef(value)) == reference.intern(value));
  for (const std::string& value : drawn) {
    const Code code = dictionary.find(value);
    RC_ASSERT(code == reference.intern(value));
    RC_ASSERT(dictionary.text(code) == value);
  }
}

}  // namespace
}  // namespace sosie
