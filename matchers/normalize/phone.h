// Phone numbers to E.164.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::matchers {

enum class PhoneKind : uint8_t {
  unknown,  ///< not valid
  mobile,
  landline,
  landline_or_mobile,  ///< where the numbering plan does not tell (United States)
  toll_free,
  premium_rate,
  shared_cost,
  voip,
  personal_number,
  pager,
  uan,  ///< one number for a whole company
  voicemail,
};

struct Phone {
  std::string e164;  ///< "+33612345678"; for an invalid number the digits as written, with a leading + if there was one
  bool valid = false;  ///< a number of that kind may exist in its numbering plan
  /// Stands for no number: the last 8 national digits are one digit or one pair repeated, or it is 0123456789 or
  /// 0102030405. Fewer digits: one digit repeated.
  bool placeholder = false;
  PhoneKind kind = PhoneKind::unknown;
  uint16_t calling_code = 0;  ///< 33, 1, ...; 0 unless valid
};

/// Reads one number. Without + or international prefix it is read as dialled in `region` (ISO 3166, "FR"; unknown
/// region: only international forms are valid); "33612345678" and bare foreign digits such as "32475123456" are read as
/// international. Extensions, remarks and the ".0" of a spreadsheet are dropped. Plan: libphonenumber metadata of the
/// version in THIRD_PARTY.md; docs/normalisation.md says where readings differ. Thread-safe, cannot fail.
Phone read_phone(std::string_view raw, std::string_view region);

/// The numbers written in one cell, as pieces of it, in order: separated by / ; , | newline, "ou", "et", "or", "and",
/// or by nothing but standing one after the other in full. Always at least one piece unless the cell is blank.
std::vector<std::string_view> split_phones(std::string_view cell);
/// Tells most cells with one number quickly: true only where split_phones gives the trimmed cell alone.
bool holds_one_phone(std::string_view cell);

/// Known by form to ring at no person's desk: toll free, shared cost, premium rate and universal access numbers.
bool is_switchboard_kind(PhoneKind kind);

}  // namespace sosie::matchers
