#include "bench/matchers/rivals/value_samples.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unordered_set>

#include "core/random.h"
#include "matchers/normalize/text.h"

namespace sosie::bench {
namespace {

// Rows of a table, its head left out, folded: the cell of `column`.
std::vector<std::string> folded_column(const char* table, size_t column) {
  std::ifstream file(std::string(SOSIE_SOURCE_DIR "/datasets/tables/") + table);
  if (!file) {
    std::fprintf(stderr, "bench: cannot read datasets/tables/%s\n", table);
    std::exit(2);
  }
  std::vector<std::string> cells;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    size_t begin = 0;
    for (size_t i = 0; i < column; ++i) begin = line.find('\t', begin) + 1;
    cells.push_back(matchers::fold(line.substr(begin, line.find('\t', begin) - begin)));
  }
  return cells;
}

// Draws values until there are n different ones.
template <typename Draw>
std::vector<std::string> distinct(size_t n, std::vector<std::string> start, Draw&& draw) {
  std::vector<std::string> values;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string value) {
    if (!value.empty() && values.size() < n && seen.insert(value).second) values.push_back(std::move(value));
  };
  for (std::string& value : start) add(std::move(value));
  while (values.size() < n) add(draw());
  return values;
}

const std::string& pick(Random& random, const std::vector<std::string>& values) {
  return values[random.below(values.size())];
}

// Tables are sorted by frequency: low ranks are drawn more often.
const std::string& pick_frequent(Random& random, const std::vector<std::string>& values) {
  return values[random.below(random.below(values.size()) + 1)];
}

std::vector<std::string> given_names() {
  std::vector<std::string> names = folded_column("given_f.tsv", 0);
  for (std::string& name : folded_column("given_m.tsv", 0)) names.push_back(std::move(name));
  return names;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string email(Random& random, const std::string& given, const std::string& surname) {
  static constexpr auto kDomains = std::to_array<std::string_view>(
      {"gmail.example", "gmail.example", "gmail.example", "orange.example", "orange.example", "hotmail.example",
       "free.example", "yahoo.example", "laposte.example", "wanadoo.example", "outlook.example", "sfr.example"});
  std::string name;
  switch (random.below(5)) {
    case 0: name = given + surname; break;
    case 1: name = given.substr(0, 1) + "." + surname; break;
    case 2: name = surname + "." + given; break;
    default: name = given + "." + surname; break;
  }
  if (random.chance(0.35)) name += std::to_string(random.below(2) == 0 ? random.below(100) : 1950 + random.below(60));
  name += '@';
  return without_blanks(name += kDomains[random.below(kDomains.size())]);
}

}  // namespace

std::string with_slip(std::string value, uint64_t random_bits) {
  if (value.empty()) return value;
  const char letter = "aeinorstlu"[random_bits % 10];
  const size_t at = (random_bits >> 8) % value.size();
  switch (random_bits >> 40 & 3) {
    case 0: value.insert(at, 1, letter); break;
    case 1: value.erase(at, 1); break;
    case 2: value[at] = letter; break;
    default: std::swap(value[at], value[(at + 1) % value.size()]); break;
  }
  return value;
}

std::vector<std::string> distinct_surnames(size_t n, uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> table = folded_column("surnames.tsv", 0);
  return distinct(n, table, [&] {
    if (random.chance(0.05)) return pick(random, table) + " " + pick(random, table);
    return with_slip(pick(random, table), random.next());
  });
}

std::vector<std::string> distinct_emails(size_t n, uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> surnames = folded_column("surnames.tsv", 0);
  const std::vector<std::string> given = given_names();
  return distinct(n, {}, [&] { return email(random, pick_frequent(random, given), pick_frequent(random, surnames)); });
}

std::vector<std::string> distinct_addresses(size_t n, uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> streets = folded_column("streets.tsv", 0);
  const std::vector<std::string> kinds = {"rue",       "rue",    "rue",     "rue",  "avenue",
                                          "boulevard", "chemin", "impasse", "place"};
  return distinct(n, {}, [&] {
    std::string line = std::to_string(1 + random.below(random.below(200) + 1));
    if (random.chance(0.05)) line += " bis";
    return line + " " + pick(random, kinds) + " " + pick(random, streets);
  });
}

std::vector<std::string> distinct_full_names(size_t n, uint64_t seed) {
  Random random(seed);
  const std::vector<std::string> surnames = folded_column("surnames.tsv", 0);
  const std::vector<std::string> given = given_names();
  return distinct(n, {}, [&] {
    return pick_frequent(random, given) + " " + pick_frequent(random, given) + " " + pick_frequent(random, surnames);
  });
}

}  // namespace sosie::bench
