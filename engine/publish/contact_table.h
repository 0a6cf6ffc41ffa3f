// `contact`: the longest table of a run, some seven rows per entity.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/publish/entity.h"
#include "io/row_formatter.h"

namespace sosie {

std::vector<io::TableColumn> contact_columns();

/// Formats entity after entity. The rows of an entity differ little, so a row is put together from cells that were
/// rendered before: once per point, per channel and purpose, per verdict, and per deciding fact. One per thread.
class ContactFormatter {
 public:
  explicit ContactFormatter(const TableContext& context);

  /// Returns the number of rows. `out` is of contact_columns(), always in the same format.
  uint64_t format(const Entity& entity, MomentTexts& moments, io::RowFormatter& out);

 private:
  /// Cells and what they were rendered from.
  struct Point {
    PointKind kind = PointKind::none;
    PointId point = 0;
    bool is_post = false;
    friend bool operator==(const Point&, const Point&) = default;
  };
  struct FactCells {
    uint32_t fact = UINT32_MAX;
    consent::State state = consent::State::unknown;
    std::string_view reason;
    io::RenderedCells cells;
  };
  struct LawCells {
    std::string_view basis, reason;
    io::RenderedCells cells;
  };

  void render_point(const Entity& entity, const consent::Decision& decision, io::RowFormatter& out);
  const io::RenderedCells& question(const consent::Decision& decision, io::RowFormatter& out);
  const io::RenderedCells& verdict(const consent::Decision& decision, io::RowFormatter& out);
  const io::RenderedCells& grounds(const consent::Decision& decision, MomentTexts& moments, io::RowFormatter& out);
  void render_grounds(const consent::Decision& decision, MomentTexts& moments, io::RowFormatter& out,
                      io::RenderedCells& cells) const;
  std::string_view deciding_id(const consent::Decision& decision) const;

  static constexpr size_t kNumFacts = 4;  // of the rows before: an entity's rows are decided by few facts
  const TableContext& context_;
  Point rendered_point_;
  io::RenderedCells point_;
  std::vector<io::RenderedCells> questions_;  // by purpose, channel; empty: not rendered yet
  std::vector<io::RenderedCells> verdicts_;   // by state, allowed; likewise
  std::vector<LawCells> laws_;
  std::array<FactCells, kNumFacts> facts_;
  size_t next_fact_ = 0;  // of facts_, to be replaced
  io::RenderedCells other_;
};

}  // namespace sosie
