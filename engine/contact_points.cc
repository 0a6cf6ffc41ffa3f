// What stands in a contact cell is read by what it looks like; the column only says which looks are at home in it.
#include "engine/contact_points.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "matchers/normalize/characters.h"
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

using matchers::is_digit;
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

/// Takes the points found in one cell, each once.
class CellPoints {
 public:
  virtual ~CellPoints() = default;
  virtual void add(std::string_view value, const PointInfo& info) = 0;
};

class NumberedPoints final : public CellPoints {
 public:
  NumberedPoints(PointTable& table, std::vector<PointId>& points)
      : table_(table), points_(points), first_(points.size()) {}
  void add(std::string_view value, const PointInfo& info) override {
    const PointId id = table_.add(value, info);
    const auto begin = points_.begin() + static_cast<std::ptrdiff_t>(first_);
    if (std::find(begin, points_.end(), id) == points_.end()) points_.push_back(id);
  }

 private:
  PointTable& table_;
  std::vector<PointId>& points_;
  const size_t first_;  // of this cell
};

class ListedPoints final : public CellPoints {
 public:
  explicit ListedPoints(PointList& list) : list_(list), first_(list.size()) {}
  void add(std::string_view value, const PointInfo& info) override {
    for (size_t i = first_; i < list_.size(); ++i) {
      if (list_.info(i).kind != info.kind || list_.value(i) != value) continue;
      list_.info(i).valid |= info.valid;
      return;
    }
    list_.add(value, info);
  }

 private:
  PointList& list_;
  const size_t first_;  // of this cell
};

/// Where points found in text go. `at_home` is the kind that may be valid; everything else counts for restrictions
/// only.
struct Sink {
  CellPoints& points;
  std::string_view country;
  PointKind at_home;

  void add_email(const matchers::Email& email) {
    PointInfo info;
    info.kind = PointKind::email;
    info.valid = email.valid && at_home == PointKind::email;
    info.role_address = email.role;
    points.add(email.point, info);
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
    points.add(value, info);
  }
};

void read_email_text(std::string_view text, Sink& sink) {
  thread_local matchers::Email email;  // reused: addresses are longer than fits a string in place
  matchers::read_email(text, email);
  if (matchers::null_reason(email, text) != nullptr) return;
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
  if (matchers::holds_one_phone(text)) return read_phone_text(text, sink);
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

namespace {

// One address may have a blank or a slash in it by mistake; where there are several, those stand between them.
constexpr std::string_view kBetweenSeveral = " \t/;,|\n\r", kBetweenAny = ";,|\n\r";

struct CellLook {
  size_t num_addresses = 0;  ///< signs @
  bool is_divided = false;   ///< by one of kBetweenAny
};

CellLook look_at(std::string_view text) {
  constexpr auto kDivides = [] {
    std::array<bool, 256> table{};
    for (const char c : kBetweenAny) table[static_cast<unsigned char>(c)] = true;
    return table;
  }();
  CellLook look;
  for (const char c : text) {
    look.num_addresses += c == '@';
    look.is_divided |= kDivides[static_cast<unsigned char>(c)];
  }
  return look;
}

void read_cell(std::string_view cell, Sink& sink) {
  const PointKind expected = sink.at_home;
  const std::string_view text = matchers::trim(cell);
  if (text.empty()) return;
  const auto [num_addresses, is_divided] = look_at(text);
  // Most cells: one address and nothing else. Its own reading asks whether the cell says anything.
  const bool is_address = expected != PointKind::phone && num_addresses == 1;
  if (is_address && !is_divided) return read_email_text(text, sink);
  const auto as = expected == PointKind::phone ? matchers::ValueKind::phone : matchers::ValueKind::email;
  if (matchers::null_reason(as, text) != nullptr) return;
  if (num_addresses == 0 && expected == PointKind::phone) return read_phones(text, sink);
  for_each_piece(text, num_addresses > 1 ? kBetweenSeveral : kBetweenAny,
                 [&](std::string_view piece) { read_piece(piece, expected, sink); });
}

std::string key_of(PointKind kind, std::string_view value) {
  std::string key(1, static_cast<char>(kind));
  key.append(value.substr(0, TextRef::kMaxLength - 1));
  return key;
}

}  // namespace

void PointList::add(std::string_view value, const PointInfo& info) {
  value = value.substr(0, TextRef::kMaxLength - 1);
  char* key = bytes_.allocate(1 + value.size());
  *key = static_cast<char>(info.kind);
  std::copy(value.begin(), value.end(), key + 1);
  keys_.emplace_back(std::string_view(key, 1 + value.size()));
  info_.push_back(info);
}

PointId PointTable::add(std::string_view value, const PointInfo& info) {
  const PointId id = values_.intern_copy(key_of(info.kind, value));
  take_info(id, info);
  return id;
}

std::vector<PointId> PointTable::add_all(PointList list) {
  std::vector<PointId> ids(list.size());
  values_.intern_batch(list.keys_, ids);
  for (size_t i = 0; i < ids.size(); ++i) take_info(ids[i], list.info_[i]);
  bytes_.adopt(std::move(list.bytes_));
  return ids;
}

void PointTable::take_info(PointId id, const PointInfo& info) {
  if (id == info_.size()) info_.push_back(info);
  else info_[id].valid |= info.valid;
}

PointId PointTable::find(PointKind kind, std::string_view value) const { return values_.find(key_of(kind, value)); }

void read_points(std::string_view cell, PointKind expected, std::string_view country, PointTable& table,
                 std::vector<PointId>& points) {
  NumberedPoints found(table, points);
  Sink sink{found, country, expected};
  read_cell(cell, sink);
}

void read_points(std::string_view cell, PointKind expected, std::string_view country, PointList& points) {
  ListedPoints found(points);
  Sink sink{found, country, expected};
  read_cell(cell, sink);
}

void scan_points(std::string_view raw, std::string_view country, PointTable& table, std::vector<PointId>& points) {
  NumberedPoints found(table, points);
  Sink sink{found, country, PointKind::none};
  for_each_piece(raw, " \t;,|\n\r\"'<>()[]{}:", [&](std::string_view piece) {
    if (piece.find('@') == std::string_view::npos) return;
    const matchers::Email email = matchers::read_email(piece);
    if (email.valid && !email.placeholder) sink.add_email(email);
  });
  for_each_digit_run(raw, [&](std::string_view run) { scan_run(run, sink); });
}

}  // namespace sosie
