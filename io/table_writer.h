// Tables as files.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "core/status.h"
#include "io/output_file.h"
#include "io/row_formatter.h"

namespace sosie::io {

/// Writes a table of `num_items` items in parallel, in item order, with bounded memory. `format_range` formats the
/// items [begin, end), each as any number of rows; called for many ranges at once. Ranges depend on num_items only.
/// Creates `path`; io_error says what was needed when the disk is full. The file is whole but not durable yet, and is
/// removed again unless the caller finishes it: `writer` (may be null, outlives the file) writes on while the next
/// table is formatted.
Result<OutputFile> write_table(const std::string& path, TableFormat format, std::span<const TableColumn> columns,
                               size_t num_items,
                               const std::function<Status(size_t begin, size_t end, RowFormatter& out)>& format_range,
                               const Executor& executor, DirectWriter* writer);

/// One of several tables that are written together.
struct TableTarget {
  std::string path;
  std::span<const TableColumn> columns;
};

/// The same for several tables whose rows come from the same items: `format_range` gets one formatter per target, in
/// their order. What the items cost to look at is paid once. Returns the files in that order.
Result<std::vector<OutputFile>> write_tables(
    std::span<const TableTarget> targets, TableFormat format, size_t num_items,
    const std::function<Status(size_t begin, size_t end, std::span<RowFormatter> out)>& format_range,
    const Executor& executor, DirectWriter* writer);

/// Writes bytes to a new file and fsyncs it.
Status write_file(const std::string& path, std::string_view bytes);

}  // namespace sosie::io
