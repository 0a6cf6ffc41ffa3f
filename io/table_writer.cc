#include "io/table_writer.h"

#include <algorithm>
#include <utility>

#include "io/output_file.h"

namespace sosie::io {
namespace {

constexpr size_t kItemsPerRange = 8'192;  // about a megabyte of rows
constexpr size_t kRangesPerThread = 4;    // formatted while as many others are written: bounds what is held at once

void format_header(RowFormatter& out, std::span<const TableColumn> columns) {
  for (const TableColumn& column : columns) out.text(column.name);
  out.end_row();
}

using FormatRange = std::function<Status(size_t begin, size_t end, RowFormatter& out)>;

/// Formats one window of ranges while the window before is written.
class TableWriting {
 public:
  TableWriting(OutputFile& file, TableFormat format, std::span<const TableColumn> columns, size_t num_items,
               const FormatRange& format_range, const Executor& executor)
      : file_(file),
        format_(format),
        columns_(columns),
        num_items_(num_items),
        format_range_(format_range),
        executor_(executor) {}

  Status run() {
    const size_t num_ranges = (num_items_ + kItemsPerRange - 1) / kItemsPerRange;
    const size_t per_window = kRangesPerThread * executor_.num_threads();
    if (format_ == TableFormat::csv) {
      RowFormatter header(format_, columns_);
      format_header(header, columns_);
      formatted_.push_back(header.take());
    }
    for (size_t first = 0; first < num_ranges; first += per_window)
      SOSIE_RETURN_IF_ERROR(advance(first, std::min(per_window, num_ranges - first)));
    return advance(num_ranges, 0);
  }

 private:
  Status advance(size_t first, size_t count) {
    const std::vector<std::string> ready = std::exchange(formatted_, std::vector<std::string>(count));
    return executor_.for_each(count + 1, [&](size_t task) {
      return task == 0 ? write(ready) : format_one(first + task - 1, formatted_[task - 1]);
    });
  }

  Status write(const std::vector<std::string>& pieces) {
    for (const std::string& piece : pieces) SOSIE_RETURN_IF_ERROR(file_.write(piece));
    return {};
  }

  Status format_one(size_t range, std::string& out) const {
    RowFormatter rows(format_, columns_);
    const size_t begin = range * kItemsPerRange;
    SOSIE_RETURN_IF_ERROR(format_range_(begin, std::min(begin + kItemsPerRange, num_items_), rows));
    out = rows.take();
    return {};
  }

  OutputFile& file_;
  TableFormat format_;
  std::span<const TableColumn> columns_;
  size_t num_items_;
  const FormatRange& format_range_;
  const Executor& executor_;
  std::vector<std::string> formatted_;
};

}  // namespace

Result<uint64_t> write_table(const std::string& path, TableFormat format, std::span<const TableColumn> columns,
                             size_t num_items, const FormatRange& format_range, const Executor& executor) {
  SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(path));
  SOSIE_RETURN_IF_ERROR(TableWriting(file, format, columns, num_items, format_range, executor).run());
  SOSIE_RETURN_IF_ERROR(file.finish());
  return file.bytes_written();
}

Status write_file(const std::string& path, std::string_view bytes) {
  SOSIE_ASSIGN_OR_RETURN(OutputFile file, OutputFile::create(path));
  SOSIE_RETURN_IF_ERROR(file.write(bytes));
  return file.finish();
}

}  // namespace sosie::io
