// Hand-checked cases as tables a person can read: tests/normalize/cases/*.tsv.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace sosie {

struct Case {
  size_t line = 0;
  std::vector<std::string> cells;
};

/// Rows of a table: cells between tabs, lines that begin with # left out. A row with fewer cells gets empty ones.
inline std::vector<Case> read_cases(const std::string& name, size_t num_columns) {
  std::ifstream file(std::string(SOSIE_SOURCE_DIR) + "/tests/normalize/cases/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<Case> cases;
  std::string line;
  for (size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    Case row{number, {}};
    size_t start = 0;
    for (size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', start)) {
      row.cells.push_back(line.substr(start, tab - start));
      start = tab + 1;
    }
    row.cells.push_back(line.substr(start));
    EXPECT_LE(row.cells.size(), num_columns) << name << ":" << number;
    row.cells.resize(num_columns);
    cases.push_back(std::move(row));
  }
  return cases;
}

}  // namespace sosie
