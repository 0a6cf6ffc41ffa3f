// Codes by two implementations that agree; see tests/phonetic/vectors/make.py.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sosie::testing {

/// (name, code) by line of tests/phonetic/vectors/<kind>.tsv.
inline std::vector<std::pair<std::string, std::string>> phonetic_vectors(const std::string& kind) {
  std::ifstream file(std::string(SOSIE_SOURCE_DIR) + "/tests/phonetic/vectors/" + kind + ".tsv");
  if (!file) throw std::runtime_error("no vectors of " + kind);
  std::vector<std::pair<std::string, std::string>> vectors;
  for (std::string line; std::getline(file, line);) {
    const size_t tab = line.find('\t');
    if (line.front() != '#' && tab != std::string::npos)
      vectors.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return vectors;
}

}  // namespace sosie::testing
