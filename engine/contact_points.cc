// What stands in a contact cell is read by what it looks like; the column only says which looks are at home in it.
#include "engine/contact_points.h"

#include <algorithm>
#include <array>
#include <string>

#include "matchers/normalize/email.h"
#include "matchers/normalize/phone.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"

namespace sosie {
namespace {

// Fewer digits that fit no numbering plan are no number anybody could be reached at: a stray "06" must not tie people
// together.
constexpr size_t kFewestPhoneDigits = 6;
// What a free-standing run of digits needs to be taken for a number (E.164 allows fifteen).
constexpr size_t kFewestScannedDigits = 9, kMostScannedDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
size_t count_digits(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

PhoneKind kind_of(matchers::PhoneKind kind) {
  switch (kind) {
    case matchers::PhoneKind::unknown:
    case matchers::PhoneKind::landline_or_mobile: return PhoneKind::unknown;
    case matchers::PhoneKind::mobile: return PhoneKind::mobile;
    case matchers::PhoneKind::landline:
    case matchers::PhoneKind::voip: return PhoneKind::landline;  // the box of a household
    default: return PhoneKind::other;
  }
}

/// Where points found in text go. `at_home` is the kind that may be valid; everything else counts for restrictions
/// only.
struct Sink {
  PointTable& table;
  std::vector<PointId>& points;
  std::string_view country;
  PointKind at_home;

  void add(std::string_view value, const PointInfo& info) {
    const PointId id = table.add(value, info);
    if (std::find(points.begin(), points.end(), id) == points.end()) points.push_back(id);
  }
  void add_email(const matchers::Email& email) {
    PointInfo info;
    info.kind = PointKind::email;
    info.valid = email.valid && at_home == PointKind::email;
    info.role_address = email.role;
    add(email.point, info);
  }
  void add_phone(const matchers::Phone& phone) {
    PointInfo info;
    info.kind = PointKind::phone;
    info.valid = phone.valid && at_home == PointKind::phone;
    info.phone_kind = kind_of(phone.kind);
    info.calling_code = phone.calling_code;
    info.role_address = matchers::is_switchboard_kind(phone.kind);
    std::string_view value = phone.e164;
    if (!phone.valid && value.starts_with('+')) value.remove_prefix(1);
    add(value, info);
  }
};

void read_email_text(std::string_view text, Sink& sink) {
  if (matchers::null_reason(matchers::ValueKind::email, text) != nullptr) return;
  const matchers::Email email = matchers::read_email(text);
  if (!email.placeholder && !email.point.empty()) sink.add_email(email);
}

void read_phone_text(std::string_view text, Sink& sink) {
  const matchers::Phone phone = matchers::read_phone(text, sink.country);
  if (!phone.placeholder && (phone.valid || count_digits(phone.e164) >= kFewestPhoneDigits)) sink.add_phone(phone);
}

template <typename Visitor>
void for_each_piece(std::string_view text, std::string_view separators, Visitor&& visit) {
  while (!text.empty()) {
    const size_t end = text.find_first_of(separators);
    if (const std::string_view piece = matchers::trim(text.substr(0, end)); !piece.empty()) visit(piece);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

/// Digits with nothing but separators between them, enough for a number.
bool looks_like_phone(std::string_view text) {
  return count_digits(text) >= kFewestScannedDigits &&
         text.find_first_not_of("+0123456789 ./()-\t\xc2\xa0") == std::string_view::npos;
}

void read_phones(std::string_view text, Sink& sink) {
  for (const std::string_view piece : matchers::split_phones(text)) read_phone_text(piece, sink);
}

/// A piece of a cell: an address if it has an @, a number if it looks like one, else what the column expects.
void read_piece(std::string_view piece, PointKind expected, Sink& sink) {
  if (piece.find('@') != std::string_view::npos) read_email_text(piece, sink);
  else if (expected == PointKind::phone || looks_like_phone(piece)) read_phones(piece, sink);
  else read_email_text(piece, sink);
}

/// Runs of digits and separators in raw bytes, each without the separators at its ends.
template <typename Visitor>
void for_each_digit_run(std::string_view raw, Visitor&& visit) {
  constexpr std::string_view kInside = " .-/()";
  for (size_t i = 0; i < raw.size();) {
    const bool begins = is_digit(raw[i]) || raw[i] == '+';
    if (!begins || (i > 0 && is_ascii_letter(raw[i - 1]))) {
      const bool inside_word = begins;  // "C0012345": skip the digits that belong to the letters
      do ++i;
      while (inside_word && i < raw.size() && is_digit(raw[i]));
      continue;
    }
    size_t end = i + 1;
    while (end < raw.size() && (is_digit(raw[end]) || kInside.find(raw[end]) != std::string_view::npos)) ++end;
    visit(raw.substr(i, end - i));
    i = end;
  }
}

bool add_valid_phone(std::string_view text, Sink& sink) {
  const size_t digits = count_digits(text);
  if (digits < kFewestScannedDigits || digits > kMostScannedDigits) return false;
  const matchers::Phone phone = matchers::read_phone(text, sink.country);
  if (!phone.valid) return false;
  if (!phone.placeholder) sink.add_phone(phone);
  return true;
}

/// The run as one number; else, from the left, the longest valid numbers made of whole words ("75001 0612345678").
void scan_run(std::string_view run, Sink& sink) {
  if (add_valid_phone(run, sink)) return;
  std::vector<std::string_view> words;
  for_each_piece(run, " ", [&](std::string_view word) { words.push_back(word); });
  constexpr size_t kMostWords = 12;
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t j = std::min(words.size(), i + kMostWords); j > i; --j) {
      const char* begin = words[i].data();
      const char* end = words[j - 1].data() + words[j - 1].size();
      if (!add_valid_phone({begin, static_cast<size_t>(end - begin)}, sink)) continue;
      i = j - 1;
      break;
    }
  }
}

}  // namespace

PointId PointTable::add(std::string_view value, const PointInfo& info) {
  std::string key(1, static_cast<char>(info.kind));
  key.append(value.substr(0, TextRef::kMaxLength - 1));
  const PointId id = values_.intern_copy(key);
  if (id == info_.size()) info_.push_back(info);
  else info_[id].valid |= info.valid;
  return id;
}

PointId PointTable::find(PointKind kind, std::string_view value) const {
  std::string key(1, static_cast<char>(kind));
  key.append(value.substr(0, TextRef::kMaxLength - 1));
  return values_.find(key);
}

void read_points(std::string_view cell, PointKind expected, std::string_view country, PointTable& table,
                 std::vector<PointId>& points) {
  const std::string_view text = matchers::trim(cell);
  const auto as = expected == PointKind::phone ? matchers::ValueKind::phone : matchers::ValueKind::email;
  if (text.empty() || matchers::null_reason(as, text) != nullptr) return;
  std::vector<PointId> found;
  Sink sink{table, found, country, expected};
  const auto num_addresses = std::count(text.begin(), text.end(), '@');
  if (num_addresses == 0 && expected == PointKind::phone) {
    read_phones(text, sink);
  } else {
    // One address may have a blank or a slash in it by mistake; where there are several, those stand between them.
    const std::string_view separators = num_addresses > 1 ? " \t/;,|\n\r" : ";,|\n\r";
    for_each_piece(text, separators, [&](std::string_view piece) { read_piece(piece, expected, sink); });
  }
  points.insert(points.end(), found.begin(), found.end());
}

void scan_points(std::string_view raw, std::string_view country, PointTable& table, std::vector<PointId>& points) {
  std::vector<PointId> found;
  Sink sink{table, found, country, PointKind::none};
  for_each_piece(raw, " \t;,|\n\r\"'<>()[]{}:", [&](std::string_view piece) {
    if (piece.find('@') == std::string_view::npos) return;
    const matchers::Email email = matchers::read_email(piece);
    if (email.valid && !email.placeholder) sink.add_email(email);
  });
  for_each_digit_run(raw, [&](std::string_view run) { scan_run(run, sink); });
  points.insert(points.end(), found.begin(), found.end());
}

}  // namespace sosie
