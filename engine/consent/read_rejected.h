// Refused rows: their "no" counts at the contact points they carry.
#pragma once

#include <string_view>
#include <vector>

#include "engine/consent/read_context.h"
#include "engine/consent/record_finder.h"

namespace sosie::consent {

/// The refused rows of one source whose fields can still be told apart.
class RejectedRows {
 public:
  RejectedRows(const ReadContext& context, uint32_t source);

  const std::shared_ptr<RefCells>& cells() const { return cells_; }
  /// Index of the id column in cells(), or -1.
  int id_column() const { return id_column_; }
  /// Every contact point in the row's contact columns.
  std::vector<PointId> points(uint32_t row) const;
  /// Rows with this id.
  std::vector<uint32_t> find(std::string_view id) const;

 private:
  const ReadContext& context_;
  uint32_t source_;
  std::shared_ptr<RefCells> cells_;
  int id_column_ = -1;
};

/// Appends what the refused rows of a source say. Where fields can be told apart, each restriction holds at the row's
/// own points; where they cannot, every e-mail address and phone number found in the row is closed. A source without
/// consent columns adds nothing. Returns the number of rows whose "no" counts.
Result<uint64_t> read_rejected_rows(const ReadContext& context, const RejectedRows& rows, uint32_t source,
                                    FactSet& facts);

/// Appends `fact` once for each point whose kind its channels use, to hold there and nowhere else.
void add_at_points(const ContactPoints& points, const std::vector<PointId>& at, Fact fact, std::vector<Fact>& out);

}  // namespace sosie::consent
