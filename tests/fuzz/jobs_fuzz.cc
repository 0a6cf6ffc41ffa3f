// Job files of any bytes: refused with a reason, or printed and read back to the same job.
#include <string>

#include "engine/job/job_file.h"
#include "engine/job/print_job.h"
#include "tests/fuzz/expect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using sosie::fuzz::expect;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto job = sosie::parse_job(text, "job.toml", "jobs");
  if (!job.ok()) {
    expect(!job.status().message().empty());
    return 0;
  }
  const std::string printed = sosie::print_job(*job);
  const auto again = sosie::parse_job(printed, "job.toml", "jobs");
  if (!again.ok()) sosie::fuzz::fail(again.status().to_string() + "\n" + printed, std::source_location::current());
  expect(*again == *job);
  sosie::fuzz::expect_equal(sosie::print_job(*again), printed);
  return 0;
}
