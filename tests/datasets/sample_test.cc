// The committed sample is what the generator makes, and the manifest tells the truth about the files.
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <sstream>

#include "tests/datasets/generated_folder.h"

namespace sosie::generator {
namespace {

const std::string kDatasets = SOSIE_SOURCE_DIR "/datasets/";

std::string raw_bytes(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string sha256(const std::string& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += {"0123456789abcdef"[digest[i] >> 4], "0123456789abcdef"[digest[i] & 15]};
  return hex;
}

TEST(Sample, IsWhatTheGeneratorMakes) {
  const ScratchFolder scratch("sample");
  const GenerateSummary summary = generate_into(scratch.path(), 300, 138);
  auto committed = read_folder(kDatasets + "sample");
  committed.erase("README.md");
  const auto made = read_folder(scratch.path());
  ASSERT_EQ(committed.size(), made.size());
  // Compressed files are compared decompressed: their bytes may depend on the version of zlib.
  for (const auto& [name, bytes] : made)
    EXPECT_TRUE(committed.at(name) == bytes) << name << " differs; see datasets/sample/README.md";
  EXPECT_LT(summary.bytes, 400'000u);
}

TEST(Sample, ManifestNamesEveryFileWithItsChecksum) {
  const std::string manifest = raw_bytes(kDatasets + "manifest.toml");
  for (const std::string folder : {"sample", "tables"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kDatasets + folder)) {
      const std::string name = folder + "/" + entry.path().filename().string();
      if (name.ends_with(".md")) continue;
      const std::string line = "\"" + name + "\" = \"" + sha256(raw_bytes(entry.path())) + "\"";
      EXPECT_NE(manifest.find(line), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace sosie::generator
