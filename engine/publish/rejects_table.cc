#include <algorithm>

#include "core/fault.h"
#include "engine/publish/base64.h"
#include "engine/publish/tables.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

/// A refused row, wherever it came from.
struct RejectRow {
  std::string_view source, path;
  std::string_view id;  // empty when it cannot be told
  const io::Reject* reject;
};

/// Cells of a row that could not be decoded are bytes, not text.
bool is_utf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    const int following = lead < 0x80 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return false;
    for (int k = 0; k < following; ++k, ++i) {
      if (i == text.size() || (text[i] & 0xc0) != 0x80) return false;
    }
  }
  return true;
}

std::string_view id_of(const SourceSpec& spec, const std::vector<std::string>& columns, const io::Reject& reject) {
  const auto column = std::find(columns.begin(), columns.end(), spec.id);
  const auto index = static_cast<size_t>(column - columns.begin());
  if (spec.id.empty() || index >= reject.cells.size()) return {};
  const std::string_view id = matchers::trim(reject.cells[index].view());
  return is_utf8(id) ? id : std::string_view();
}

RejectRow source_reject(const TableContext& context, const SourceReject& refused) {
  const Ingested& ingested = *context.input.ingested;
  const SourceTable& table = ingested.records.sources[refused.source];
  const SourceSpec& spec = context.input.job->sources[refused.source];
  return {table.name, table.files[refused.file], id_of(spec, ingested.reject_columns[refused.source], refused.reject),
          &refused.reject};
}

void format_reject(const RejectRow& row, std::string& base64, io::RowFormatter& out) {
  out.text(row.source);
  out.text(row.path);
  out.integer(static_cast<int64_t>(row.reject->row));
  out.integer(static_cast<int64_t>(row.reject->line));
  out.integer(static_cast<int64_t>(row.reject->byte_offset));
  out.text(row.id);
  out.text(row.reject->code);
  out.text(row.reject->message);
  encode_base64(row.reject->raw, base64);
  out.text(base64);
  out.end_row();
}

bool is_erased(const TableContext& context, const RejectRow& row) {
  return !row.id.empty() && context.is_erased(row.source, row.id);
}

}  // namespace

Status write_rejects(const TableContext& context, TableWriter& tables, RowsBySource& rows_by_source) {
  using io::ColumnType;
  const io::TableColumn columns[] = {{"source"},
                                     {"path"},
                                     {"row", ColumnType::integer},
                                     {"line", ColumnType::integer},
                                     {"byte_offset", ColumnType::integer},
                                     {"id"},
                                     {"code"},
                                     {"message"},
                                     {"raw"}};
  std::vector<RejectRow> refused;
  rows_by_source.assign(context.input.ingested->records.sources.size(), 0);
  for (const SourceReject& reject : context.input.ingested->rejects) {
    const RejectRow row = source_reject(context, reject);
    if (is_erased(context, row) || fault_fires("publish.lose_reject")) continue;
    refused.push_back(row);
    ++rows_by_source[reject.source];
  }
  if (context.input.consent != nullptr) {
    for (const consent::EventReject& reject : context.input.consent->event_rejects())
      refused.push_back({reject.source, reject.path, {}, &reject.reject});
  }
  return tables.write("rejects", columns, refused.size(),
                      [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                        std::string base64;
                        for (size_t i = begin; i < end; ++i) format_reject(refused[i], base64, out);
                        rows += end - begin;
                        return Status();
                      });
}

Status write_removed(const TableContext& context, TableWriter& tables, RowsBySource& rows_by_source) {
  struct RemovedRow {
    uint32_t source, file;
    uint64_t row;
    auto operator<=>(const RemovedRow&) const = default;
  };
  const io::TableColumn columns[] = {{"source"}, {"path"}, {"row", io::ColumnType::integer}, {"code"}};
  const RecordSet& records = context.input.ingested->records;
  std::vector<RemovedRow> removed;
  rows_by_source.assign(records.sources.size(), 0);
  const auto remove = [&](const RemovedRow& row) {
    if (fault_fires("publish.lose_removed")) return;
    removed.push_back(row);
    ++rows_by_source[row.source];
  };
  if (!context.erased_keys.empty()) {
    for (const SourceTable& table : records.sources) {
      for (uint32_t row = 0; row < table.num_rows; ++row) {
        if (context.is_erased(table.first_record + table.record_of_row(row)))
          remove({table.ordinal, table.row_files.empty() ? 0 : table.row_files[row], table.row_ordinals[row]});
      }
    }
    for (const SourceReject& reject : context.input.ingested->rejects) {
      if (is_erased(context, source_reject(context, reject))) remove({reject.source, reject.file, reject.reject.row});
    }
  }
  std::sort(removed.begin(), removed.end());
  return tables.write("removed", columns, removed.size(),
                      [&](size_t begin, size_t end, io::RowFormatter& out, uint64_t& rows) {
                        for (size_t i = begin; i < end; ++i) {
                          const SourceTable& table = records.sources[removed[i].source];
                          out.text(table.name);
                          out.text(table.files[removed[i].file]);
                          out.integer(static_cast<int64_t>(removed[i].row));
                          out.text("erased");
                          out.end_row();
                        }
                        rows += end - begin;
                        return Status();
                      });
}

}  // namespace sosie
