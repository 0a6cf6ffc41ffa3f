// Whole files of any bytes, whose compression, encoding, format and dialect are recognised: opened and read twice with
// the same result, or refused with a reason.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "io/input.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/io/read_whole.h"

namespace sosie::fuzz {
namespace {

// A file in memory, made anew for each case.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("fuzz", 0)) {
    expect(::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

io::InputOptions read_options(FuzzInput& input) {
  io::InputOptions options;
  if (input.below(2) == 0) options.format = input.below(2) == 0 ? io::Format::csv : io::Format::ndjson;
  if (input.below(4) == 0) options.csv.encoding = static_cast<io::Encoding>(input.below(5));
  if (input.below(4) == 0) options.csv.header = input.below(2) == 0;
  if (input.below(4) == 0) options.csv.delimiter = ",;\t|"[input.below(4)];
  if (input.below(4) == 0) options.csv.quote = "\"'\0"[input.below(3)];
  options.max_expanded_bytes = 1 << 20;
  options.chunk_bytes = 1 + input.below(200);
  return options;
}

void expect_reason(const Status& status) { expect(!status.message().empty()); }

void check(FuzzInput input) {
  static const Executor kOne(1), kThree(3);
  io::InputOptions options = read_options(input);
  const MemoryFile file(input.rest());
  MemoryAccountant memory;
  const Result<io::Input> first = io::Input::open(file.path(), options, memory);
  if (!first.ok()) return expect_reason(first.status());
  expect(first->bytes() <= options.max_expanded_bytes);
  const io::ReadRequest request{first->columns(), {}, {}};
  const auto rows = io::read_rows(*first, request, kThree);
  options.chunk_bytes = 4096;
  const Result<io::Input> second = io::Input::open(file.path(), options, memory);
  expect(second.ok());
  expect_equal(second->columns(), first->columns());
  const auto again = io::read_rows(*second, request, kOne);
  expect_equal(again.ok(), rows.ok());
  if (!rows.ok()) return expect_reason(rows.status());
  expect_equal(*again, *rows);
  for (size_t i = 0; i < rows->size(); ++i) expect_equal((*rows)[i].row, i + 1);
}

}  // namespace
}  // namespace sosie::fuzz

// The helpers of the io tests report by googletest: outside of a test, a failure must end the process too.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  GTEST_FLAG_SET(break_on_failure, true);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
