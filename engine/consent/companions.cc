#include "engine/consent/companions.h"

#include <array>

#include "engine/consent/codes.h"
#include "matchers/normalize/text.h"

namespace sosie::consent {
namespace {

bool reads_true(std::string_view text) {
  if (text.empty()) return false;
  thread_local std::string normal;
  normalize_code(text, normal);
  for (const std::string_view yes : {"true", "yes", "1", "oui"}) {
    if (normal == yes) return true;
  }
  return false;
}

/// A permission with a day as its end holds until the day begins, a lock until the day is over.
int64_t end_of(const Fact& fact, const MomentCell& valid_to) {
  if (valid_to.moment.missing()) return kNeverEnds;
  return is_restriction(fact.act) ? valid_to.moment.last + 1 : valid_to.moment.first;
}

}  // namespace

TextKey::TextKey(const ColumnOrConstant& key, const CellTable& cells) : cells_(&cells) {
  if (!key.is_constant && !key.absent()) column_ = cells.column_index(key.text);
  if (column_ < 0 && !key.is_column) constant_ = key.text;
}

std::string_view TextKey::read(uint32_t row) const {
  return column_ < 0 ? std::string_view(constant_) : matchers::trim(cells_->text(column_, row));
}

Result<Companions> Companions::open(const CompanionSpec& spec, const CellTable& cells, const DateDefaults& defaults) {
  Companions companions;
  SOSIE_ASSIGN_OR_RETURN(companions.at_, MomentColumn::open(spec.at, cells, defaults));
  SOSIE_ASSIGN_OR_RETURN(companions.valid_to_, MomentColumn::open(spec.valid_to, cells, defaults));
  companions.proof_ = TextKey(spec.proof, cells);
  companions.method_ = TextKey(spec.method, cells);
  companions.basis_ = TextKey(spec.basis, cells);
  companions.informed_ = TextKey(spec.informed, cells);
  return companions;
}

void Companions::read(uint32_t row, Fact& fact) const {
  const MomentCell at = at_.read(row);
  fact.at = at.moment;
  if (at.unreadable) fact.flags |= Fact::kDateUnreadable;
  const MomentCell valid_to = valid_to_.read(row);
  fact.ends = end_of(fact, valid_to);
  if (valid_to.unreadable) fact.flags |= Fact::kEndUnreadable;
  if (!proof_.read(row).empty()) fact.flags |= Fact::kProven;
  if (reads_true(informed_.read(row))) fact.flags |= Fact::kInformed;
}

}  // namespace sosie::consent
