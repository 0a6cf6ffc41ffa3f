#include "engine/consent/codes.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "matchers/normalize/text.h"

namespace sosie::consent {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Bytes that are no UTF-8 stay as they are: they match no declared value.
void fold_case(std::string_view text, std::string& out) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  utf8proc_uint8_t* folded = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &folded, kOptions);
  if (size < 0) out.assign(text);
  else out.assign(reinterpret_cast<const char*>(folded), static_cast<size_t>(size));
  std::free(folded);
}

}  // namespace

void normalize_code(std::string_view raw, std::string& out) {
  const std::string_view text = matchers::trim(raw);
  if (!is_ascii(text)) return fold_case(text, out);
  out.resize(text.size());
  std::transform(text.begin(), text.end(), out.begin(), lower);
}

void CodeTable::declare(std::string_view value, uint8_t meaning) {
  std::string normal;
  normalize_code(value, normal);
  if (normal.empty()) {
    empty_ = std::max(empty_.value_or(0), meaning);
    return;
  }
  const Code code = values_.intern_copy(normal);
  if (code > meanings_.size()) meanings_.push_back(meaning);
  else meanings_[code - 1] = std::max(meanings_[code - 1], meaning);
}

std::optional<uint8_t> CodeTable::find(std::string_view raw) const {
  thread_local std::string normal;
  normalize_code(raw, normal);
  if (normal.empty()) return empty_;
  const Code code = values_.find(normal);
  if (code == 0) return std::nullopt;
  return meanings_[code - 1];
}

std::optional<Act> read_act(const CodeTable& codes, std::string_view cell) {
  const auto declared = codes.find(cell);
  if (!declared) return matchers::trim(cell).empty() ? std::nullopt : std::optional(Act::invalid);
  const Act act = static_cast<Act>(*declared);
  return act == Act::unknown || act == Act::ask ? std::nullopt : std::optional(act);
}

Result<CodeTable> act_codes(const Codes& codes, const std::string& where) {
  CodeTable table;
  for (const auto& [name, values] : codes) {
    const auto act = parse_act(name);
    if (!act) return Status::invalid_job(fmt::format("{}: \"{}\" is no act that a code can stand for", where, name));
    for (const std::string& value : values) table.declare(value, static_cast<uint8_t>(*act));
  }
  return table;
}

Result<CodeTable> channel_codes(const Codes& codes, const std::string& where) {
  CodeTable table;
  for (const auto& [name, values] : codes) {
    const auto channel = parse_channel(name);
    if (!channel) return Status::invalid_job(fmt::format("{}: \"{}\" is no channel", where, name));
    for (const std::string& value : values) table.declare(value, channel_bit(*channel));
  }
  if (codes.empty()) {
    for (const Channel channel : kContactChannels) table.declare(channel_name(channel), channel_bit(channel));
    table.declare(channel_name(Channel::any), channel_bit(Channel::any));
  }
  return table;
}

Result<CodeTable> purpose_codes(const Codes& codes, const PurposeTree& purposes, const std::string& where) {
  CodeTable table;
  for (const auto& [name, values] : codes) {
    const auto purpose = purposes.find(name);
    if (!purpose) return Status::invalid_job(fmt::format("{}: unknown purpose \"{}\"", where, name));
    for (const std::string& value : values) table.declare(value, *purpose);
  }
  if (codes.empty()) {
    for (uint8_t purpose = 0; purpose < purposes.size(); ++purpose) table.declare(purposes.name(purpose), purpose);
  }
  return table;
}

}  // namespace sosie::consent
