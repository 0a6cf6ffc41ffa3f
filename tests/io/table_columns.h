// The columns that tests of writing tables use: one of each type, one name that wants quotes.
#pragma once

#include <vector>

#include "io/row_formatter.h"

namespace sosie::io {

inline const std::vector<TableColumn> kColumns = {{"id", ColumnType::integer},
                                                  {"na\"me", ColumnType::text},
                                                  {"weight", ColumnType::decimal},
                                                  {"ok", ColumnType::boolean},
                                                  {"all", ColumnType::list}};

}  // namespace sosie::io
