#include "io/decompress.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <string_view>

#include "core/random.h"

namespace sosie::io {
namespace {

std::string gzip(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

struct Outcome {
  Status status;
  std::string text;
};

Outcome expand(const std::string& compressed, const ExpansionLimits& limits = {}) {
  MemoryAccountant memory;
  ByteBuffer out(memory, "test");
  const Status status = decompress(recognise_compression(compressed), compressed, limits, out);
  return {status, std::string(out.view())};
}

std::string sample_text() {
  Random random(5);
  std::string text;
  while (text.size() < 3'000'000) text += "row " + std::to_string(random.below(1'000'000)) + "\n";
  return text;
}

class Decompress : public testing::TestWithParam<std::string (*)(std::string_view)> {};
INSTANTIATE_TEST_SUITE_P(Formats, Decompress, testing::Values(gzip, zstd),
                         [](const auto& parameter) { return parameter.index == 0 ? "gzip" : "zstd"; });

TEST_P(Decompress, GivesBackWhatWasCompressed) {
  const std::string text = sample_text();
  const Outcome outcome = expand(GetParam()(text));
  EXPECT_TRUE(outcome.status.ok()) << outcome.status.to_string();
  EXPECT_EQ(outcome.text, text);
  EXPECT_EQ(expand(GetParam()("")).text, "");
}

TEST_P(Decompress, ReadsSeveralPiecesInOneFile) {
  const Outcome outcome = expand(GetParam()("one,") + GetParam()("") + GetParam()("two"));
  EXPECT_TRUE(outcome.status.ok()) << outcome.status.to_string();
  EXPECT_EQ(outcome.text, "one,two");
}

TEST_P(Decompress, RefusesDataThatIsCutShortOrDamaged) {
  const std::string compressed = GetParam()(sample_text());
  for (const size_t size : {size_t{5}, size_t{11}, compressed.size() / 2, compressed.size() - 1}) {
    const Status status = expand(compressed.substr(0, size)).status;
    EXPECT_EQ(status.code(), StatusCode::invalid_data) << size;
    EXPECT_NE(status.message().find("cut short"), std::string::npos) << status.to_string();
  }
  std::string damaged = compressed;
  for (size_t i = damaged.size() / 2; i < damaged.size() / 2 + 50; ++i) damaged[i] = static_cast<char>(~damaged[i]);
  EXPECT_EQ(expand(damaged).status.code(), StatusCode::invalid_data);
  EXPECT_EQ(expand(compressed + "garbage").status.code(), StatusCode::invalid_data);
}

TEST_P(Decompress, StopsAtTheLimits) {
  const std::string bomb = GetParam()(std::string(10'000'000, 'x'));
  EXPECT_EQ(expand(bomb, {.max_ratio = 100}).status.code(), StatusCode::invalid_data);
  EXPECT_TRUE(expand(bomb, {.max_ratio = 100'000}).status.ok());
  EXPECT_EQ(expand(bomb, {.max_ratio = 100'000, .max_bytes = 9'999'999}).status.code(), StatusCode::invalid_data);
}

TEST(DecompressGzip, ZerosBehindTheLastMemberArePadding) {
  EXPECT_EQ(expand(gzip("one") + std::string(512, '\0')).text, "one");
}

TEST(DecompressMemory, IsClaimed) {
  MemoryAccountant memory(1 << 20);
  ByteBuffer out(memory, "test");
  const std::string compressed = gzip(sample_text());
  EXPECT_EQ(decompress(Compression::gzip, compressed, {}, out).code(), StatusCode::budget_exceeded);
}

}  // namespace
}  // namespace sosie::io
