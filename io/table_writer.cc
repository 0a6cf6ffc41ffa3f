// Threads take the ranges of a table in order and format each into a buffer small enough to stay in the cache. Whoever
// completes the range that the files wait for writes it, and all that follow it and are complete; the others go on
// formatting. So the system copies bytes that are still warm, there is one writer at a time, and nobody waits unless
// one range takes as long as many.
#include "io/table_writer.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

namespace sosie::io {
namespace {

constexpr size_t kItemsPerRange = 4'096;      // a quarter to half a megabyte of rows of a usual table
constexpr size_t kItemsPerSharedRange = 256;  // several tables from one item: entities have long rows and many
constexpr size_t kRangesAheadPerThread = 64;  // complete, but not written: bounds what is held while the disk is slow

using FormatRange = std::function<Status(size_t begin, size_t end, std::span<RowFormatter> out)>;

class TableWriting {
 public:
  TableWriting(std::span<const TableTarget> targets, TableFormat format, size_t num_items,
               const FormatRange& format_range, const Executor& executor, DirectWriter* writer)
      : targets_(targets),
        format_(format),
        num_items_(num_items),
        items_per_range_(targets.size() == 1 ? kItemsPerRange : kItemsPerSharedRange),
        num_ranges_((num_items + items_per_range_ - 1) / items_per_range_),
        most_ahead_(kRangesAheadPerThread * executor.num_threads()),
        format_range_(format_range),
        executor_(executor),
        writer_(writer) {}

  Status run() {
    for (const TableTarget& target : targets_) {
      SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(target.path, writer_));
      files_.push_back(std::move(file));
      SOSIE_RETURN_IF_ERROR(write_header(target));
    }
    SOSIE_RETURN_IF_ERROR(executor_.for_each(executor_.num_threads(), [&](size_t) { return work(); }));
    return first_error_;
  }

  std::vector<OutputFile> take_files() && { return std::move(files_); }

 private:
  using Piece = std::vector<RowFormatter>;  // rows of one range, by target

  /// Ends the work of all threads when the thread that holds it leaves early, whatever threw it out.
  class Abort {
   public:
    explicit Abort(TableWriting& writing) : writing_(&writing) {}
    ~Abort() {
      if (writing_ != nullptr) writing_->stop_before(0);
    }
    void dismiss() { writing_ = nullptr; }

   private:
    TableWriting* writing_;
  };

  Status write_header(const TableTarget& target) {
    if (format_ != TableFormat::csv) return {};
    RowFormatter out(format_, target.columns);
    for (const TableColumn& column : target.columns) out.text(column.name);
    out.end_row();
    return files_.back().write(out.bytes());
  }

  /// What one thread does.
  Status work() {
    Abort abort(*this);
    for (size_t range = next_range_++; range < num_ranges_ && wait_for_turn(range); range = next_range_++) {
      Piece piece = take_buffers();
      if (Status status = format_one(range, piece); !status.ok()) fail(range, std::move(status));
      else deliver(range, std::move(piece));
    }
    abort.dismiss();
    return {};
  }

  Status format_one(size_t range, Piece& out) const {
    const size_t begin = range * items_per_range_;
    return format_range_(begin, std::min(begin + items_per_range_, num_items_), out);
  }

  /// False when the range is not needed any more.
  bool wait_for_turn(size_t range) {
    std::unique_lock lock(mutex_);
    progress_.wait(lock, [&] { return range < next_to_write_ + most_ahead_ || range >= end_; });
    return range < end_;
  }

  Piece take_buffers() {
    const std::lock_guard lock(mutex_);
    if (!spare_.empty()) {
      Piece piece = std::move(spare_.back());  // the one used last is the warmest
      spare_.pop_back();
      return piece;
    }
    Piece piece;
    for (const TableTarget& target : targets_) piece.emplace_back(format_, target.columns);
    return piece;
  }

  /// Hands in a range; writes whatever the files wait for unless another thread is at it.
  void deliver(size_t range, Piece piece) {
    std::unique_lock lock(mutex_);
    complete_.emplace(range, std::move(piece));
    if (is_writing_) return;
    is_writing_ = true;
    for (auto first = complete_.begin();
         first != complete_.end() && first->first == next_to_write_ && next_to_write_ < end_;
         first = complete_.begin()) {
      Piece ready = std::move(first->second);
      complete_.erase(first);
      lock.unlock();
      Status status = write(ready);
      for (RowFormatter& rows : ready) rows.clear();
      lock.lock();
      spare_.push_back(std::move(ready));
      if (!status.ok()) keep_error(next_to_write_, std::move(status));
      ++next_to_write_;
      progress_.notify_all();
    }
    is_writing_ = false;
  }

  Status write(const Piece& piece) {
    for (size_t i = 0; i < files_.size(); ++i) SOSIE_RETURN_IF_ERROR(files_[i].write(piece[i].bytes()));
    return {};
  }

  void fail(size_t range, Status status) {
    const std::lock_guard lock(mutex_);
    keep_error(range, std::move(status));
    progress_.notify_all();
  }

  void stop_before(size_t range) {
    const std::lock_guard lock(mutex_);
    end_ = std::min(end_, range);
    progress_.notify_all();
  }

  /// The error of the first range that has one counts; nothing from there on is needed. The mutex is held.
  void keep_error(size_t range, Status status) {
    if (range >= end_) return;
    end_ = range;
    first_error_ = std::move(status);
  }

  std::span<const TableTarget> targets_;
  const TableFormat format_;
  const size_t num_items_, items_per_range_, num_ranges_, most_ahead_;
  const FormatRange& format_range_;
  const Executor& executor_;
  DirectWriter* const writer_;
  std::vector<OutputFile> files_;  // by target; of the thread that writes
  std::atomic<size_t> next_range_ = 0;

  std::mutex mutex_;                  // guards all below
  std::condition_variable progress_;  // a range was written, or there was an error
  std::map<size_t, Piece> complete_;  // by range, not written yet
  std::vector<Piece> spare_;
  size_t next_to_write_ = 0;
  bool is_writing_ = false;
  size_t end_ = std::numeric_limits<size_t>::max();  // ranges from here on are not needed: one before has failed
  Status first_error_;
};

}  // namespace

Result<std::vector<OutputFile>> write_tables(std::span<const TableTarget> targets, TableFormat format, size_t num_items,
                                             const FormatRange& format_range, const Executor& executor,
                                             DirectWriter* writer) {
  TableWriting writing(targets, format, num_items, format_range, executor, writer);
  SOSIE_RETURN_IF_ERROR(writing.run());
  return std::move(writing).take_files();
}

Result<OutputFile> write_table(const std::string& path, TableFormat format, std::span<const TableColumn> columns,
                               size_t num_items,
                               const std::function<Status(size_t begin, size_t end, RowFormatter& out)>& format_range,
                               const Executor& executor, DirectWriter* writer) {
  const TableTarget target{path, columns};
  const auto format_one = [&](size_t begin, size_t end, std::span<RowFormatter> out) {
    return format_range(begin, end, out.front());
  };
  SOSIE_ASSIGN_OR_RETURN(std::vector<OutputFile> files,
                         write_tables({&target, 1}, format, num_items, format_one, executor, writer));
  return std::move(files.front());
}

Status write_file(const std::string& path, std::string_view bytes) {
  SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(path));
  SOSIE_RETURN_IF_ERROR(file.write(bytes));
  return file.finish();
}

}  // namespace sosie::io
