// Walks a job key by key. The parser fills values and the printer shows them: both follow bind_job, so that neither can
// know a key that the other does not.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/job/job.h"

namespace sosie {

class JobVisitor {
 public:
  using Body = std::function<void()>;
  virtual ~JobVisitor() = default;

  // --- one key of the current table; a value keeps its default when the key is absent ---
  virtual void text(std::string_view key, std::string& value) = 0;
  virtual void boolean(std::string_view key, bool& value) = 0;
  virtual void boolean(std::string_view key, std::optional<bool>& value) = 0;
  virtual void integer(std::string_view key, uint32_t& value) = 0;
  virtual void number(std::string_view key, double& value) = 0;
  virtual void texts(std::string_view key, std::vector<std::string>& value) = 0;
  virtual void date(std::string_view key, DateSpec& value) = 0;
  virtual void column_or_constant(std::string_view key, ColumnOrConstant& value) = 0;
  /// `meanings`: a plain string among them is a constant, any other a column.
  virtual void coded_column(std::string_view key, std::span<const std::string_view> meanings, CodedColumn& value) = 0;
  virtual void codes(std::string_view key, Codes& value) = 0;
  virtual void fields(std::string_view key, std::vector<FieldSpec>& value) = 0;
  virtual void acts(std::string_view key, std::map<std::string, EventAct>& value) = 0;
  virtual void words(std::string_view key, std::map<std::string, std::string>& value) = 0;
  /// The key is the plain word "none" instead of a list of tables.
  virtual void none(std::string_view key, bool& is_none) = 0;

  // --- tables ---
  virtual void table(std::string_view key, const Body& body) = 0;
  /// A table written on one line.
  virtual void small_table(std::string_view key, const Body& body) = 0;
  /// The current table has no keys of its own: every key is a field.
  virtual void all_fields(std::vector<FieldSpec>& value) = 0;
  /// Tables named by the user, each with a list under `leaf`.
  virtual void lists_by_name(std::string_view key, std::string_view leaf,
                             std::map<std::string, std::vector<std::string>>& value) = 0;

  /// A list of tables.
  template <typename Item, typename ItemBody>
  void tables(std::string_view key, std::vector<Item>& items, const ItemBody& body) {
    items.resize(num_tables(key, items.size()));
    for (size_t i = 0; i < items.size(); ++i) table_at(key, i, [&] { body(items[i]); });
  }

 protected:
  /// How many tables the list has; `now` is what the job holds.
  virtual size_t num_tables(std::string_view key, size_t now) = 0;
  virtual void table_at(std::string_view key, size_t index, const Body& body) = 0;
};

/// Visits every key of a job, in the order of the documented job file: plain keys of a table before its tables.
void bind_job(JobVisitor& visitor, Job& job);

}  // namespace sosie
