#include "matchers/similarity/minhash.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "matchers/reference/minhash.h"
#include "tests/similarity/text_samples.h"

namespace sosie::matchers {
namespace {

std::vector<uint32_t> bands(std::string_view value, size_t num_bands = 8, unsigned minima = 6) {
  std::vector<uint32_t> hashes(num_bands, 7);
  minhash_bands(value, hashes, minima);
  return hashes;
}

size_t num_equal(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  size_t count = 0;
  for (size_t i = 0; i < a.size(); ++i) count += a[i] == b[i];
  return count;
}

TEST(Minhash, EveryTargetEqualsTheDefinition) {
  samples::on_every_target([](const std::string& target) {
    Random random(41);
    for (const std::u32string& alphabet : samples::alphabets()) {
      for (size_t size = 0; size < 90; ++size) {
        const std::u32string text = samples::text(random, alphabet, size);
        const size_t num_bands = 1 + random.below(kMaxMinhashBands);
        const auto minima = static_cast<unsigned>(1 + random.below(kMaxMinhashMinima));
        const auto hashes = bands(samples::utf8(text), num_bands, minima);
        for (size_t band = 0; band < num_bands; ++band) {
          ASSERT_EQ(hashes[band], reference::minhash_band(reference::bigram_features(text), band, minima))
              << target << " size " << size << " band " << band;
        }
      }
    }
  });
}

TEST(Minhash, DependsOnTheSetOfBigramsOnly) {
  EXPECT_EQ(bands("abab"), bands("ababab"));
  EXPECT_NE(bands("abab"), bands("abba"));
}

TEST(Minhash, GivesNoBandWithoutABigram) {
  EXPECT_EQ(bands(""), std::vector<uint32_t>(8, 0));
  EXPECT_EQ(bands("a"), std::vector<uint32_t>(8, 0));
  EXPECT_EQ(num_equal(bands("ab"), std::vector<uint32_t>(8, 0)), 0u);
}

TEST(Minhash, ABandIsTheSameHoweverManyAreAsked) {
  const auto many = bands("12 rue de la republique", 32);
  for (size_t n = 1; n < 32; ++n) {
    const auto few = bands("12 rue de la republique", n);
    EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin())) << n;
  }
}

// With one minimum per band the share of equal bands estimates the Jaccard similarity; 8 of the 12 distinct bigrams of
// these two are common, so of 4096 draws (32 bands, 128 renamings of the letters) about two thirds must agree.
TEST(Minhash, AgreesAsOftenAsTheSetsOverlap) {
  size_t equal = 0;
  for (char32_t shift = 0; shift < 128; ++shift) {
    std::u32string a = U"abcdefghijk";
    std::u32string b = U"abcdefghixyk";
    for (char32_t& c : a) c += 0x400 + shift * 0x100;
    for (char32_t& c : b) c += 0x400 + shift * 0x100;
    equal += num_equal(bands(samples::utf8(a), 32, 1), bands(samples::utf8(b), 32, 1));
  }
  EXPECT_NEAR(static_cast<double>(equal) / 4096, 8.0 / 13.0, 0.04);
}

TEST(Minhash, WordBandsIgnoreOrderAndBlanks) {
  std::array<uint32_t, 4> a{}, b{}, c{};
  minhash_word_bands("boulangerie du port", a, 2);
  minhash_word_bands(" port  du boulangerie ", b, 2);
  minhash_word_bands("", c, 2);
  EXPECT_EQ(a, b);
  EXPECT_EQ(c, (std::array<uint32_t, 4>{}));
}

}  // namespace
}  // namespace sosie::matchers
