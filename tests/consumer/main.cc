// Four rows about three people become three golden records.
#include <sosie/sosie.h>

#include <filesystem>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto missing = sosie::run({.job_file = "no-such-job.toml"});
  if (missing || missing.error().kind != sosie::Error::Kind::usage) {
    std::cerr << "a job file that does not exist is the caller's mistake\n";
    return 1;
  }
  const auto report = sosie::dedupe({.files = {argv[1]}, .output = argv[2], .resources = {.threads = 1}});
  if (!report) {
    std::cerr << report.error().message << "\n";
    return static_cast<int>(report.error().kind);
  }
  std::cout << "sosie " << sosie::version() << ": " << report->num_records << " records, " << report->num_entities
            << " golden records in " << report->run_directory << "\n";
  const bool published = std::filesystem::exists(std::filesystem::path(argv[2]) / "current" / "golden.csv");
  return published && report->num_records == 4 && report->num_entities == 3 ? 0 : 1;
}
