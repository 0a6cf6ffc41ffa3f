// Every key a job file may hold: the one registry behind the parser's checks, --print-job and docs/job-file.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sosie {

/// The TOML shapes a key accepts.
enum class KeyType : uint8_t {
  text,       ///< a string
  character,  ///< a string of one ASCII character, or "none"
  choice,     ///< a string out of JobKey::choices
  amount,     ///< a string or an integer: `"1%"`, 500, `"8GB"`
  instant,    ///< a string, or a TOML date or time
  boolean,
  integer,  ///< not negative
  number,
  texts,               ///< a string or a list of strings
  date,                ///< a column, or { column, format, timezone } or { columns = [year, month, day] }
  column_or_constant,  ///< a column or a constant, or { column, format, timezone } or { value }
  coded_column,        ///< a column or one of the meanings, or { column, codes } or { value }
  codes,               ///< a table: meaning = value or list of values
  fields,              ///< a table: field = column, list of columns, or as a date
  acts,                ///< a table: cell value = { act, channel }, or the act alone
  words,               ///< a table: name = string
  table,
  tables,  ///< [[...]], any number of times
};
std::string_view key_type_name(KeyType type);

/// JobKey::fallback of a key that must be written.
inline constexpr std::string_view kRequired = "required";

struct JobKey {
  std::string_view path;  ///< from the top, without indexes: `source.csv.delimiter`
  KeyType type = KeyType::text;
  std::string_view fallback;      ///< the default as TOML; empty: there is none; or kRequired
  std::string_view doc;           ///< one line, no full stop
  std::string_view choices = {};  ///< for a choice: words parted by blanks
  /// Words (parted by blanks) of a value that is understood but not built yet; "*" for any value but the default.
  std::string_view not_built = {};
};

/// In the order of the documented job file. Constant.
std::span<const JobKey> job_keys();
/// The key of that path, or null.
const JobKey* find_key(std::string_view path);
/// Last parts of the paths directly under a table ("" is the top).
std::vector<std::string_view> keys_under(std::string_view table);
/// Paths of other tables that hold a key of this name.
std::vector<std::string_view> tables_with(std::string_view key);
std::vector<std::string_view> split_words(std::string_view words);

}  // namespace sosie
