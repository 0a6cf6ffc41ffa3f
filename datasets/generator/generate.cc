#include "datasets/generator/generate.h"

#include <filesystem>
#include <vector>

#include "datasets/generator/block.h"
#include "datasets/generator/channel_rows.h"
#include "datasets/generator/documents.h"
#include "datasets/generator/events.h"
#include "datasets/generator/gzip.h"
#include "datasets/generator/output_file.h"

namespace sosie::generator {
namespace {

/// The smallest crm.csv that ends in a row that no reader can close; in a smaller one it alone would exceed the limit
/// of refused rows.
constexpr uint64_t kFewestRowsForUnclosed = 120;

void add(const GenerateSummary& block, GenerateSummary& sum) {
  sum.people += block.people;
  sum.households += block.households;
  sum.records += block.records;
  sum.rows += block.rows;
  sum.malformed += block.malformed;
  sum.events += block.events;
  sum.listed += block.listed;
  sum.true_pairs += block.true_pairs;
  sum.true_pairs_without_contact += block.true_pairs_without_contact;
  for (size_t i = 0; i < kNumChannels; ++i) sum.channel_rows[i] += block.channel_rows[i];
}

/// All files of one run of the generator.
class Folder {
 public:
  explicit Folder(const GenerateOptions& options) : options_(options) {}

  Status open() {
    std::error_code error;
    std::filesystem::create_directories(options_.output, error);
    if (error) return Status::io_error("cannot make the folder: " + error.message()).at({.path = options_.output});
    for (size_t i = 0; i < kNumChannels; ++i) {
      const Channel channel = static_cast<Channel>(i);
      std::string header(channel_header(channel));
      if (channel == Channel::prospects)
        if (Status failed = gzip(channel_header(channel), header = {}); !failed.ok()) return failed;
      if (Status failed = open(channel_file(channel), header); !failed.ok()) return failed;
    }
    if (Status failed = open("events.csv", events_header()); !failed.ok()) return failed;
    if (Status failed = open("bloctel.csv", listed_header()); !failed.ok()) return failed;
    return open("truth.csv", "source,id,entity_id\n");
  }

  Status append(const BlockOutput& block) {
    for (size_t i = 0; i < kNumChannels; ++i)
      if (Status failed = files_[i].append(block.channels[i]); !failed.ok()) return failed;
    for (const auto& [file, bytes] :
         {std::pair(kNumChannels, &block.events), std::pair(kNumChannels + 1, &block.listed),
          std::pair(kNumChannels + 2, &block.truth)})
      if (Status failed = files_[file].append(*bytes); !failed.ok()) return failed;
    add(block.counts, summary_);
    return {};
  }

  Result<GenerateSummary> finish() {
    if (Status failed = leave_quote_open(); !failed.ok()) return failed;
    if (Status failed = open("job.toml", job_file()); !failed.ok()) return failed;
    if (Status failed = open("generated.json", generated_json(options_, summary_)); !failed.ok()) return failed;
    for (OutputFile& file : files_) {
      summary_.bytes += file.size();
      if (Status failed = file.close(); !failed.ok()) return failed;
    }
    return summary_;
  }

 private:
  Status open(std::string_view name, std::string_view bytes) {
    Result<OutputFile> file = OutputFile::create((std::filesystem::path(options_.output) / name).string());
    if (!file.ok()) return file.status();
    files_.push_back(std::move(*file));
    return files_.back().append(bytes);
  }

  Status leave_quote_open() {
    uint64_t& rows = summary_.channel_rows[static_cast<size_t>(Channel::crm)];
    if (rows < kFewestRowsForUnclosed) return {};
    ++rows;
    ++summary_.rows;
    ++summary_.malformed;
    return files_[static_cast<size_t>(Channel::crm)].append(unclosed_row());
  }

  const GenerateOptions& options_;
  std::vector<OutputFile> files_;  // the channels in order, events, list, truth; then what finish() adds
  GenerateSummary summary_;
};

/// Makes blocks `first` and following, as many as `blocks` holds, while the blocks before them are written.
Status make_and_write(const World& world, uint64_t first, std::vector<BlockOutput>& blocks,
                      const std::vector<BlockOutput>& ready, Folder& folder, const Executor& executor) {
  return executor.for_each(blocks.size() + 1, [&](size_t task) -> Status {
    if (task > 0) return make_block(world, first + task - 1, blocks[task - 1]);
    for (const BlockOutput& block : ready)
      if (Status failed = folder.append(block); !failed.ok()) return failed;
    return {};
  });
}

}  // namespace

Status GenerateOptions::validate() const {
  constexpr uint64_t kMostPeople = 1'000'000'000;
  if (people < 1 || people > kMostPeople) return Status::invalid_argument("people must be between 1 and 1,000,000,000");
  if (output.empty()) return Status::invalid_argument("generate needs an output folder");
  return rates.validate();
}

Result<GenerateSummary> generate(const GenerateOptions& options, const Executor& executor) {
  if (Status bad = options.validate(); !bad.ok()) return bad;
  const World world(options.people, options.seed, options.rates);
  Folder folder(options);
  if (Status failed = folder.open(); !failed.ok()) return failed;
  const uint64_t num_blocks = (options.people + kPeoplePerBlock - 1) / kPeoplePerBlock;
  const uint64_t blocks_at_once = 2 * uint64_t{executor.num_threads()};
  std::vector<BlockOutput> ready;
  for (uint64_t first = 0; first < num_blocks || !ready.empty(); first += blocks_at_once) {
    std::vector<BlockOutput> blocks(first < num_blocks ? std::min(blocks_at_once, num_blocks - first) : 0);
    if (Status failed = make_and_write(world, first, blocks, ready, folder, executor); !failed.ok()) return failed;
    ready = std::move(blocks);
  }
  return folder.finish();
}

}  // namespace sosie::generator
