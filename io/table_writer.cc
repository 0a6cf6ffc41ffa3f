#include "io/table_writer.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "io/output_file.h"

namespace sosie::io {
namespace {

constexpr size_t kItemsPerRange = 8'192;  // about a megabyte of rows
constexpr size_t kRangesPerThread = 4;    // formatted while as many others are written: bounds what is held at once

using FormatRange = std::function<Status(size_t begin, size_t end, std::span<RowFormatter> out)>;

std::string header_of(TableFormat format, std::span<const TableColumn> columns) {
  if (format != TableFormat::csv) return {};
  RowFormatter out(format, columns);
  for (const TableColumn& column : columns) out.text(column.name);
  out.end_row();
  return out.take();
}

/// Formats one window of ranges while the window before is written.
class TableWriting {
 public:
  TableWriting(std::span<const TableTarget> targets, TableFormat format, size_t num_items,
               const FormatRange& format_range, const Executor& executor)
      : targets_(targets),
        format_(format),
        num_items_(num_items),
        items_per_range_(kItemsPerRange / std::bit_ceil(targets.size())),
        format_range_(format_range),
        executor_(executor) {}

  Status run() {
    for (const TableTarget& target : targets_) {
      SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(target.path));
      files_.push_back(std::move(file));
      SOSIE_RETURN_IF_ERROR(files_.back().write(header_of(format_, target.columns)));
    }
    const size_t num_ranges = (num_items_ + items_per_range_ - 1) / items_per_range_;
    const size_t per_window = kRangesPerThread * executor_.num_threads();
    for (size_t first = 0; first < num_ranges; first += per_window)
      SOSIE_RETURN_IF_ERROR(advance(first, std::min(per_window, num_ranges - first)));
    SOSIE_RETURN_IF_ERROR(advance(num_ranges, 0));
    for (OutputFile& file : files_) SOSIE_RETURN_IF_ERROR(file.finish());
    return {};
  }

  std::vector<uint64_t> bytes_written() const {
    std::vector<uint64_t> bytes;
    for (const OutputFile& file : files_) bytes.push_back(file.bytes_written());
    return bytes;
  }

 private:
  using Piece = std::vector<std::string>;  // bytes of one range, by target

  Status advance(size_t first, size_t count) {
    const std::vector<Piece> ready = std::exchange(formatted_, std::vector<Piece>(count));
    return executor_.for_each(count + 1, [&](size_t task) {
      return task == 0 ? write(ready) : format_one(first + task - 1, formatted_[task - 1]);
    });
  }

  Status write(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
      for (size_t i = 0; i < files_.size(); ++i) SOSIE_RETURN_IF_ERROR(files_[i].write(piece[i]));
    }
    return {};
  }

  Status format_one(size_t range, Piece& out) const {
    std::vector<RowFormatter> rows;
    for (const TableTarget& target : targets_) rows.emplace_back(format_, target.columns);
    const size_t begin = range * items_per_range_;
    SOSIE_RETURN_IF_ERROR(format_range_(begin, std::min(begin + items_per_range_, num_items_), rows));
    for (RowFormatter& formatter : rows) out.push_back(formatter.take());
    return {};
  }

  std::span<const TableTarget> targets_;
  TableFormat format_;
  size_t num_items_, items_per_range_;
  const FormatRange& format_range_;
  const Executor& executor_;
  std::vector<OutputFile> files_;  // by target
  std::vector<Piece> formatted_;   // by range of the window
};

}  // namespace

Result<std::vector<uint64_t>> write_tables(std::span<const TableTarget> targets, TableFormat format, size_t num_items,
                                           const FormatRange& format_range, const Executor& executor) {
  TableWriting writing(targets, format, num_items, format_range, executor);
  SOSIE_RETURN_IF_ERROR(writing.run());
  return writing.bytes_written();
}

Result<uint64_t> write_table(const std::string& path, TableFormat format, std::span<const TableColumn> columns,
                             size_t num_items,
                             const std::function<Status(size_t begin, size_t end, RowFormatter& out)>& format_range,
                             const Executor& executor) {
  const TableTarget target{path, columns};
  const auto format_one = [&](size_t begin, size_t end, std::span<RowFormatter> out) {
    return format_range(begin, end, out.front());
  };
  SOSIE_ASSIGN_OR_RETURN(const std::vector<uint64_t> bytes,
                         write_tables({&target, 1}, format, num_items, format_one, executor));
  return bytes.front();
}

Status write_file(const std::string& path, std::string_view bytes) {
  SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(path));
  SOSIE_RETURN_IF_ERROR(file.write(bytes));
  return file.finish();
}

}  // namespace sosie::io
