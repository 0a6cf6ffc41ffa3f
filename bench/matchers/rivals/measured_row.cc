#include "bench/matchers/rivals/measured_row.h"

#include <cstdio>
#include <cstdlib>

#include "core/simd.h"

namespace sosie::bench {
namespace {

std::string wanted;
bool unequal = false;

}  // namespace

void print_row(const MeasuredRow& row) {
  unequal = unequal || !row.equal;
  std::printf(R"({"work": "%s", "target": "%s", )", row.work.c_str(), row.target.c_str());
  if (row.equal) std::printf(R"("ns": %.4g, "ratio": %.3g, )", row.ns, row.rival_ns / row.ns);
  std::printf(R"("equal": %s, "rival": "%s", )", row.equal ? "true" : "false", row.rival.c_str());
  if (row.equal) std::printf(R"("rival_ns": %.4g, )", row.rival_ns);
  std::printf(R"("pairs": %zu, "results": %zu})"
              "\n",
              row.pairs, row.results);
  std::fflush(stdout);
}

bool is_wanted(const std::string& work) { return work.find(wanted) != std::string::npos; }
void want_only(std::string part_of_name) { wanted = std::move(part_of_name); }
bool any_unequal() { return unequal; }

std::vector<std::string> measured_targets() {
  if (std::getenv("SOSIE_SIMD") != nullptr) return {simd_target()};
  std::vector<std::string> targets = {simd_targets().front()};
  for (const char* narrow : {"SSE4", "NEON"}) {
    for (const std::string& target : simd_targets()) {
      if (target == narrow && target != targets.front()) targets.push_back(target);
    }
  }
  return targets;
}

}  // namespace sosie::bench
