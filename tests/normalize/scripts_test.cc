// Names written in two scripts: how far folding alone brings them together. docs/scripts.md says what limits it.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "matchers/normalize/text.h"
#include "matchers/similarity/jaro_winkler.h"

namespace sosie::matchers {
namespace {

struct Name {
  std::string folded, entity;
};

using Entities = std::map<std::string, std::string>;  // by "source,id"

Entities read_truth(const std::string& path) {
  std::ifstream file(path);
  Entities entity_of;
  std::string line;
  for (std::getline(file, line); std::getline(file, line);)
    entity_of[line.substr(0, line.rfind(','))] = line.substr(line.rfind(',') + 1);
  return entity_of;
}

std::vector<Name> read_names(const std::string& folder, const std::string& source, const Entities& entity_of) {
  std::ifstream file(folder + "/records_" + source + ".csv");
  std::vector<Name> names;
  std::string line;
  for (std::getline(file, line); std::getline(file, line);) {
    const size_t comma = line.find(',');
    names.push_back({fold(line.substr(comma + 1)), entity_of.at(source + "," + line.substr(0, comma))});
  }
  return names;
}

/// F1 of all pairs across the two sources that are equal or alike once folded.
double f1_of(const std::string& folder, const std::string& source) {
  constexpr double kAlike = .88;
  const Entities truth = read_truth(folder + "/truth.csv");
  const std::vector<Name> latin = read_names(folder, "latin", truth), other = read_names(folder, source, truth);
  double wanted = 0, found = 0, right = 0;
  for (const Name& a : latin) {
    for (const Name& b : other) {
      const bool same = a.entity == b.entity, alike = jaro_winkler_similarity(a.folded, b.folded, kAlike) >= kAlike;
      wanted += same;
      found += alike;
      right += same && alike;
    }
  }
  std::printf("%s: precision %.3f, recall %.3f, F1 %.3f\n", folder.substr(folder.rfind('/') + 1).c_str(), right / found,
              right / wanted, 2 * right / (found + wanted));
  return 2 * right / (found + wanted);
}

TEST(Scripts, NamesMeetAsFarAsTheDocumentationSays) {
  const char* folder = std::getenv("SOSIE_DATASETS");
  if (folder == nullptr) {
    std::printf("2 skipped: SOSIE_DATASETS not set\n");
    GTEST_SKIP();
  }
  EXPECT_NEAR(f1_of(std::string(folder) + "/names_russian", "russian"), .713, .002);
  EXPECT_NEAR(f1_of(std::string(folder) + "/names_korean", "korean"), .357, .002);
}

}  // namespace
}  // namespace sosie::matchers
