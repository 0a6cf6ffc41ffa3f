#include "io/ndjson_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "io/cell_grid.h"
#include "io/ndjson_row.h"
#include "io/validate.h"

namespace sosie::io {
namespace {

constexpr size_t kRowsLookedAt = 1'000;

struct Line {
  size_t begin = 0;
  size_t end = 0;  // line end excluded
  size_t next = 0;
  bool is_blank = false;
};

Line line_at(std::string_view text, size_t begin) {
  const size_t line_end = text.find('\n', begin);
  Line line{begin, std::min(line_end, text.size()), std::min(line_end, text.size() - 1) + 1, false};
  if (line.end < text.size() && line.end > begin && text[line.end - 1] == '\r') --line.end;
  line.is_blank = text.substr(begin, line.end - begin).find_first_not_of(" \t\r") == std::string_view::npos;
  return line;
}

std::vector<std::string> list_paths(const ReadRequest& request) {
  std::vector<std::string> paths = request.columns;
  for (const ReadRequest::List& list : request.lists) paths.push_back(list.path);
  return paths;
}

std::vector<size_t> count_members(const std::vector<ReadRequest::List>& lists) {
  std::vector<size_t> counts;
  for (const ReadRequest::List& list : lists) counts.push_back(list.members.size());
  return counts;
}

/// Reads one chunk.
class ChunkReading {
 public:
  ChunkReading(const FileText& text, const NdjsonPlan& plan, size_t begin, size_t end)
      : text_(text),
        plan_(plan),
        num_members_(count_members(plan.lists)),
        row_(plan.paths, plan.num_columns, plan.members, num_members_, chunk_.rows.arena),
        grid_(plan.num_columns, max_rows(begin, end)),
        position_(begin),
        end_(end),
        seen_(plan.num_columns + plan.lists.size()) {
    chunk_.begin = begin;
    RowChunk& rows = chunk_.rows;
    rows.more.resize(plan.num_columns);
    for (const ReadRequest::List& list : plan.lists)
      rows.lists.push_back({list.path, list.members, {0}, std::vector<std::vector<TextRef>>(list.members.size())});
  }

  ParsedChunk run() {
    const std::string_view text = text_.text();
    while (position_ < end_) {
      const Line line = line_at(text, position_);
      if (!line.is_blank) take(line);
      chunk_.num_lines += line.next > line.end && text[line.next - 1] == '\n' ? 1 : 0;
      position_ = line.next;
    }
    chunk_.next = position_;
    chunk_.rows.num_rows = static_cast<uint32_t>(num_accepted_);
    chunk_.rows.cells = grid_.take(num_accepted_);
    return std::move(chunk_);
  }

  const std::vector<bool>& seen() const { return seen_; }

 private:
  size_t max_rows(size_t begin, size_t end) const {
    if (begin >= end) return 0;
    const std::string_view stretch = text_.text().substr(begin, end - begin);
    return static_cast<size_t>(std::count(stretch.begin(), stretch.end(), '\n')) + 1;
  }

  void take(const Line& line) {
    ++chunk_.num_rows;
    const std::string_view document = text_.text().substr(line.begin, line.end - line.begin);
    if (document.size() > plan_.max_row_bytes) return refuse_oversize(line);
    switch (checker_.check(document)) {
      case JsonChecker::Verdict::object: return take_object(line, document);
      case JsonChecker::Verdict::invalid_utf8: return refuse_bad_bytes(line, document);
      case JsonChecker::Verdict::broken:
        return refuse(line, "broken_json", std::string("expected a JSON object: ") + checker_.reason());
      case JsonChecker::Verdict::not_an_object:
        return refuse(line, "not_an_object", "expected a JSON object, found another value");
    }
  }

  void take_object(const Line& line, std::string_view document) {
    row_.read(document);
    if (row_.oversize_path() != JsonRow::kNone) return refuse_oversize_field(line);
    accept(line);
  }

  void accept(const Line& line) {
    RowChunk& rows = chunk_.rows;
    for (size_t column = 0; column < plan_.num_columns; ++column)
      grid_.at(column, num_accepted_) = row_.cells()[column];
    for (const auto& [column, value] : row_.more())
      rows.more[column].push_back({static_cast<uint32_t>(num_accepted_), value});
    for (size_t list = 0; list < rows.lists.size(); ++list) append_list(list);
    for (size_t path = 0; path < seen_.size(); ++path) seen_[path] = seen_[path] || row_.has_path(path);
    rows.row_ordinals.push_back(chunk_.num_rows);
    rows.row_lines.push_back(chunk_.num_lines);
    rows.row_offsets.push_back(text_.file_offset(line.begin));
    rows.row_bytes.push_back(text_.file_bytes(line.begin, line.end));
    ++num_accepted_;
  }

  void append_list(size_t list) {
    ListTable& table = chunk_.rows.lists[list];
    const std::vector<TextRef>& cells = row_.list_cells()[list];
    const size_t num_members = num_members_[list];
    for (size_t i = 0; i < cells.size(); ++i) table.cells[i % num_members].push_back(cells[i]);
    table.offsets.push_back(table.offsets.back() +
                            static_cast<uint32_t>(num_members == 0 ? 0 : cells.size() / num_members));
  }

  void refuse(const Line& line, const char* code, std::string message) {
    chunk_.rows.rejects.push_back({chunk_.num_rows,
                                   chunk_.num_lines,
                                   text_.file_offset(line.begin),
                                   code,
                                   std::move(message),
                                   text_.file_bytes(line.begin, line.end),
                                   {}});
  }

  void refuse_oversize(const Line& line) {
    refuse(line, "oversize_row",
           fmt::format("expected at most {} bytes in a row, found {}", plan_.max_row_bytes, line.end - line.begin));
  }

  void refuse_oversize_field(const Line& line) {
    refuse(line, "oversize_field",
           fmt::format("expected at most {} bytes in a value, found more", TextRef::kMaxLength));
    chunk_.rows.rejects.back().cells = row_.cells();
  }

  /// With every byte that is not ASCII replaced, the line is UTF-8: if it is JSON too, its members can be told apart.
  void refuse_bad_bytes(const Line& line, std::string_view document) {
    std::string harmless(document);
    for (char& c : harmless) c = static_cast<signed char>(c) < 0 ? '?' : c;
    harmless.reserve(document.size() + ByteBuffer::kPadding);
    const bool is_object = checker_.check(harmless) == JsonChecker::Verdict::object;
    refuse(line, "invalid_utf8", "expected UTF-8, found bytes that are not");
    if (!is_object) return;
    row_.read(document);
    chunk_.rows.rejects.back().cells = row_.cells();
  }

  const FileText& text_;
  const NdjsonPlan& plan_;
  ParsedChunk chunk_;
  JsonChecker checker_;
  std::vector<size_t> num_members_;
  JsonRow row_;
  CellGrid grid_;
  size_t num_accepted_ = 0;
  size_t position_;
  size_t end_;
  std::vector<bool> seen_;
};

/// Collects the paths of scalars, each once.
class PathCollector {
 public:
  void add_members(const std::string& prefix, std::string_view object) {
    JsonValue key, value;
    for (JsonItems members(object); members.next(key, value);) {
      std::string path = prefix;
      append_unescaped(key.text, path);
      if (value.kind == JsonKind::object) {
        add_members(path + ".", value.text);
      } else if (value.is_scalar() || holds_scalars(value)) {
        if (known_.insert(path).second) paths_.push_back(std::move(path));
      }
    }
  }
  std::vector<std::string> take() { return std::move(paths_); }

 private:
  /// Not for an empty array: it may hold anything in other rows.
  static bool holds_scalars(const JsonValue& array) {
    JsonValue key, element;
    JsonItems elements(array);
    return elements.next(key, element) && element.is_scalar();
  }

  std::unordered_set<std::string> known_;
  std::vector<std::string> paths_;
};

}  // namespace

NdjsonPlan::NdjsonPlan(const ReadRequest& request, size_t max_row_bytes_allowed)
    : num_columns(request.columns.size()),
      paths(list_paths(request)),
      lists(request.lists),
      max_row_bytes(max_row_bytes_allowed) {
  for (const ReadRequest::List& list : lists) members.emplace_back(list.members);
}

size_t NdjsonChunkParser::guess_row_start(size_t boundary) const {
  const size_t line_end = text_.text().find('\n', boundary == 0 ? 0 : boundary - 1);
  return line_end == std::string_view::npos ? text_.text().size() : line_end + 1;
}

ParsedChunk NdjsonChunkParser::parse(size_t begin, size_t end) const {
  ChunkReading reading(text_, plan_, begin, end);
  ParsedChunk chunk = reading.run();
  for (size_t path = 0; path < seen_.size(); ++path) {
    if (reading.seen()[path]) seen_[path] = true;
  }
  if (chunk.rows.num_rows > 0) any_row_accepted_ = true;
  return chunk;
}

std::vector<std::string> ndjson_columns(const FileText& text, size_t max_row_bytes) {
  PathCollector collector;
  JsonChecker checker;
  size_t num_rows = 0;
  for (size_t begin = text.bom_bytes(); begin < text.text().size() && num_rows < kRowsLookedAt;) {
    const Line line = line_at(text.text(), begin);
    begin = line.next;
    if (line.is_blank) continue;
    ++num_rows;
    const std::string_view document = text.text().substr(line.begin, line.end - line.begin);
    if (document.size() > max_row_bytes || checker.check(document) != JsonChecker::Verdict::object) continue;
    collector.add_members("", document);
  }
  return collector.take();
}

}  // namespace sosie::io
