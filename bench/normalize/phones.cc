#include <cstdio>
#include <fstream>
#include <map>

#include "bench/normalize/works.h"
#include "matchers/normalize/phone.h"

namespace sosie::bench {
namespace {

struct Vector {
  std::string region, text, e164;
  int kind = 0;
  std::string style;
};

std::vector<Vector> read_vectors(const std::string& path) {
  std::ifstream file(path);
  std::vector<Vector> vectors;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells;
    for (size_t start = 0, end = 0; end != std::string::npos; start = end + 1) {
      end = line.find('\t', start);
      cells.push_back(line.substr(start, end - start));
    }
    if (cells.size() == 5) vectors.push_back({cells[0], cells[1], cells[2], std::stoi(cells[3]), cells[4]});
  }
  return vectors;
}

/// What differs between our reading and the oracle's; "" for nothing.
std::string difference(const Vector& vector, const matchers::Phone& phone) {
  const bool oracle_valid = vector.e164 != "-";
  if (phone.valid != oracle_valid) return phone.valid ? "valid here only" : "valid there only";
  if (phone.valid && phone.e164 != vector.e164) return "E.164";
  return static_cast<int>(phone.kind) == vector.kind ? "" : "kind";
}

/// Forms that the oracle is known to misread are counted apart: see phone_vectors.py.
bool is_beyond(const std::string& style) { return style == "remark" || style == "underscore"; }

struct Agreement {
  size_t numbers = 0, agree = 0;
  double share() const { return numbers == 0 ? 0 : static_cast<double>(agree) / static_cast<double>(numbers); }
};

std::string json_of(const std::map<std::string, size_t>& counts) {
  std::string text = "{";
  for (const auto& [name, count] : counts)
    text.append(text.size() > 1 ? ", " : "").append("\"" + name + "\": " + std::to_string(count));
  return text + "}";
}

bool check_agreement(const std::vector<Vector>& vectors) {
  constexpr size_t kExamples = 4;
  Agreement common, all;
  std::map<std::string, size_t> kinds, regions;
  for (const Vector& vector : vectors) {
    const std::string what = difference(vector, matchers::read_phone(vector.text, vector.region));
    const bool counts = !is_beyond(vector.style);
    ++all.numbers, common.numbers += counts;
    all.agree += what.empty(), common.agree += counts && what.empty();
    if (what.empty()) continue;
    if (counts) ++regions[vector.region];
    if (++kinds[vector.style + ", " + what] <= kExamples)
      std::fprintf(stderr, "%s\t%s\t%s\t%s\t%s\n", vector.style.c_str(), what.c_str(), vector.region.c_str(),
                   vector.text.c_str(), vector.e164.c_str());
  }
  std::printf(
      "{\"work\": \"phones agreement\", \"numbers\": %zu, \"agree\": %zu, \"share\": %.6f, \"with_beyond\": %.6f, "
      "\"disagreements\": %s, \"regions\": %s}\n",
      common.numbers, common.agree, common.share(), all.share(), json_of(kinds).c_str(), json_of(regions).c_str());
  return common.share() >= .999;
}

void time_phones(const std::vector<Vector>& vectors) {
  size_t valid = 0;
  const double seconds = fastest(3, [&] {
    valid = 0;
    for (const Vector& vector : vectors) valid += matchers::read_phone(vector.text, vector.region).valid;
  });
  const double ns = seconds * 1e9 / static_cast<double>(vectors.size());
  std::printf("{\"work\": \"phones\", \"numbers\": %zu, \"valid\": %zu, \"ns\": %.1f", vectors.size(), valid, ns);
#ifdef SOSIE_WITH_LIBPHONENUMBER
  constexpr size_t kRivalNumbers = 50'000;
  std::vector<RivalPhone> rivals;
  for (size_t i = 0; i < std::min(kRivalNumbers, vectors.size()); ++i)
    rivals.push_back({vectors[i].region, vectors[i].text});
  size_t rival_valid = 0;
  count_valid_by_libphonenumber(rivals);  // compiles its expressions
  const double rival_seconds = fastest(3, [&] { rival_valid = count_valid_by_libphonenumber(rivals); });
  const double rival_ns = rival_seconds * 1e9 / static_cast<double>(rivals.size());
  std::printf(
      ", \"rival\": \"libphonenumber C++\", \"rival_numbers\": %zu, \"rival_valid\": %zu, \"rival_ns\": %.1f, "
      "\"ratio\": %.1f",
      rivals.size(), rival_valid, rival_ns, rival_ns / ns);
#endif
  std::printf("}\n");
}

}  // namespace

bool bench_phones(const std::string& path) {
  const std::vector<Vector> vectors = read_vectors(path);
  if (vectors.empty()) {
    std::fprintf(stderr, "bench_normalize: no numbers in %s\n", path.c_str());
    return false;
  }
  const bool agrees = check_agreement(vectors);
  time_phones(vectors);
  return agrees;
}

}  // namespace sosie::bench
