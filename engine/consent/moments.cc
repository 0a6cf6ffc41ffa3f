#include "engine/consent/moments.h"

#include <algorithm>

#include "matchers/normalize/text.h"

namespace sosie::consent {
namespace {

const std::string& zone_name(const std::string& own, const DateDefaults& defaults) {
  return own.empty() ? defaults.timezone : own;
}

/// Day before month or month before day, judged by every cell of the column.
matchers::DateOrder order_in(const CellTable& cells, int column) {
  matchers::DateEvidence evidence;
  const TextColumn* text = cells.text_column(column);
  if (text != nullptr && text->is_interned()) {
    for (Code code = 1; code <= text->dictionary().size(); ++code)
      matchers::note_date(text->dictionary().text(code), evidence);
  } else {
    for (uint32_t row = 0; row < cells.num_rows(); ++row) matchers::note_date(cells.text(column, row), evidence);
  }
  return matchers::decide_order(evidence);
}

}  // namespace

Result<MomentColumn> MomentColumn::open(const DateSpec& spec, const CellTable& cells, const DateDefaults& defaults) {
  MomentColumn column;
  column.cells_ = &cells;
  column.newest_year_ = defaults.newest_year;
  for (const std::string& name : spec.columns) column.columns_.push_back(cells.column_index(name));
  if (std::count(column.columns_.begin(), column.columns_.end(), -1) > 0) column.columns_.clear();
  SOSIE_ASSIGN_OR_RETURN(column.zone_, TimeZone::find(zone_name(spec.timezone, defaults)));
  if (column.columns_.size() != 1) return column;
  matchers::DateOptions options{spec.formats, matchers::DateOrder::day_first, defaults.newest_year};
  if (spec.formats.empty()) options.order = order_in(cells, column.columns_.front());
  SOSIE_ASSIGN_OR_RETURN(matchers::DateReader reader, matchers::DateReader::compile(std::move(options), column.zone_));
  column.reader_.push_back(std::move(reader));
  column.read_distinct_values();
  return column;
}

Result<MomentColumn> MomentColumn::open(const ColumnOrConstant& key, const CellTable& cells,
                                        const DateDefaults& defaults) {
  if (key.absent() || (key.is_column && cells.column_index(key.text) < 0)) return MomentColumn();
  if (!key.is_constant && cells.column_index(key.text) >= 0)
    return open(DateSpec{{key.text}, key.formats, key.timezone}, cells, defaults);
  MomentColumn column;
  SOSIE_ASSIGN_OR_RETURN(column.zone_, TimeZone::find(zone_name(key.timezone, defaults)));
  SOSIE_ASSIGN_OR_RETURN(
      matchers::DateReader reader,
      matchers::DateReader::compile({key.formats, matchers::DateOrder::day_first, defaults.newest_year}, column.zone_));
  column.reader_.push_back(std::move(reader));
  column.constant_ = column.parse(key.text);
  return column;
}

void MomentColumn::read_distinct_values() {
  const TextColumn* text = cells_->text_column(columns_.front());
  if (text == nullptr || !text->is_interned()) return;
  interned_ = text;
  by_code_.resize(text->dictionary().size() + 1);
  for (Code code = 1; code < by_code_.size(); ++code) by_code_[code] = parse(text->dictionary().text(code));
}

MomentCell MomentColumn::parse(std::string_view text) const {
  matchers::DateProblem problem = matchers::DateProblem::none;
  const auto moment = reader_.front().read_moment(text, &problem);
  if (moment) return {*moment, false};
  return {{}, problem != matchers::DateProblem::missing};
}

MomentCell MomentColumn::parse_parts(uint32_t row) const {
  matchers::DateProblem problem = matchers::DateProblem::none;
  const Date day = matchers::join_date(cells_->text(columns_[0], row), cells_->text(columns_[1], row),
                                       cells_->text(columns_[2], row), newest_year_, &problem);
  if (!day.missing()) return {zone_.day(day), false};
  return {{}, problem != matchers::DateProblem::missing};
}

MomentCell MomentColumn::read(uint32_t row) const {
  if (columns_.empty()) return constant_;
  if (interned_ != nullptr) return by_code_[interned_->codes()[row]];
  return columns_.size() == 1 ? parse(cells_->text(columns_.front(), row)) : parse_parts(row);
}

}  // namespace sosie::consent
