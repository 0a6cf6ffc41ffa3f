#include "engine/block/key_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

#include "core/hash.h"
#include "matchers/normalize/address.h"
#include "matchers/normalize/text.h"
#include "matchers/phonetic/french_key.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 16'384;

/// A text's value for a key, empty for none.
using TextKey = std::function<std::string_view(std::string_view text, std::string& scratch)>;

uint32_t hash32(std::string_view text) {
  return text.empty() ? 0 : std::max<uint32_t>(1, static_cast<uint32_t>(hash_bytes(text)));
}
uint32_t hash32(uint64_t number) {
  return number == 0 ? 0 : std::max<uint32_t>(1, static_cast<uint32_t>(mix64(number)));
}

/// By code: the hash of each distinct value's key.
std::vector<uint32_t> hashes_by_code(uint32_t num_codes, const std::function<std::string_view(Code)>& text,
                                     const TextKey& key) {
  std::vector<uint32_t> hashes(num_codes + 1);
  std::string scratch;
  for (Code code = 1; code <= num_codes; ++code) hashes[code] = hash32(key(text(code), scratch));
  return hashes;
}

KeyPart by_code(const std::vector<Code>& codes, const std::vector<uint32_t>& hashes) {
  KeyPart part;
  part.hashes.resize(codes.size());
  for (size_t record = 0; record < codes.size(); ++record) part.hashes[record] = hashes[codes[record]];
  return part;
}

void add_more(const CodeColumn& column, const std::vector<uint32_t>& hashes, KeyPart& part) {
  for (const CodeColumn::More& more : column.more) {
    if (hashes[more.code] != 0) part.more.push_back({more.record, hashes[more.code]});
  }
}

std::string_view first_symbols(std::string_view text, size_t n) {
  size_t end = 0;
  for (; end < text.size() && n > 0; --n) {
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80);
  }
  return n == 0 ? text.substr(0, end) : std::string_view();  // a shorter text has no such key
}

std::optional<TextKey> text_key(const KeyExpression& expression) {
  if (expression.function.empty()) return [](std::string_view text, std::string&) { return text; };
  if (expression.function == "substr") {
    const size_t n = expression.number;
    return [n](std::string_view text, std::string&) { return first_symbols(text, n); };
  }
  if (expression.function == "initial")
    return [](std::string_view text, std::string&) { return first_symbols(text, 1); };
  if (expression.function == "phonetic") {
    return [](std::string_view text, std::string& scratch) {
      matchers::french_key(text, scratch);
      return std::string_view(scratch);
    };
  }
  if (expression.function == "local_part")
    return [](std::string_view text, std::string&) { return text.substr(0, text.find('@')); };
  if (expression.function == "area") {
    return [](std::string_view text, std::string&) { return matchers::departement_of(text, "FR"); };
  }
  return std::nullopt;
}

/// Tokens of given and family name in alphabetical order: a swap changes nothing.
KeyPart sorted_names(const Comparables& c, const Executor& executor) {
  KeyPart part;
  part.hashes.resize(c.given_name.size());
  const Status status = executor.for_ranges(part.hashes.size(), kGrain, [&](size_t begin, size_t end) {
    std::vector<std::string_view> words;
    for (size_t record = begin; record < end; ++record) {
      if (c.given_name[record] == 0 || c.family_name[record] == 0) continue;
      words.clear();
      for (const Code code : {c.given_name[record], c.family_name[record]})
        matchers::for_each_word(c.names.text(code), [&](std::string_view word) { words.push_back(word); });
      std::sort(words.begin(), words.end());
      uint64_t hash = 1;
      for (const std::string_view word : words) hash = hash_combine(hash, hash_bytes(word));
      part.hashes[record] = hash32(hash);
    }
    return Status();
  });
  SOSIE_CHECK(status.ok(), "hashing names cannot fail");
  return part;
}

KeyPart numbers(const std::vector<uint32_t>& values, uint32_t divisor) {
  KeyPart part;
  part.hashes.resize(values.size());
  for (size_t record = 0; record < values.size(); ++record)
    part.hashes[record] = hash32(uint64_t{values[record] / divisor});
  return part;
}

/// One phone rule for every kind of line: mobiles first, then landlines, as one list of values.
KeyPart phones(const Normalized& normalized) {
  const Comparables& c = normalized.comparables;
  const PointTable& table = normalized.points.table;
  std::vector<uint32_t> hashes(table.size() + 1);
  for (PointId id = 1; id <= table.size(); ++id) hashes[id] = hash32(table.value(id));
  KeyPart part = by_code(c.mobile.codes, hashes);
  add_more(c.mobile, hashes, part);
  for (RecordId record = 0; record < c.landline.codes.size(); ++record) {
    const uint32_t key = hashes[c.landline.codes[record]];
    if (key == 0) continue;
    if (part.hashes[record] == 0) part.hashes[record] = key;
    else part.more.push_back({record, key});
  }
  add_more(c.landline, hashes, part);
  std::stable_sort(part.more.begin(), part.more.end(),
                   [](const MoreKey& a, const MoreKey& b) { return a.record < b.record; });
  return part;
}

KeyPart emails(const Normalized& normalized, const TextKey& key) {
  const CodeColumn& column = normalized.comparables.email;
  const auto hashes =
      hashes_by_code(normalized.points.table.size(), [&](Code id) { return normalized.points.table.value(id); }, key);
  KeyPart part = by_code(column.codes, hashes);
  add_more(column, hashes, part);
  return part;
}

KeyPart address_part(const Comparables& c, Code Comparables::Address::* member, const TextKey& key) {
  const auto hashes =
      hashes_by_code(c.address_words.size(), [&](Code code) { return c.address_words.text(code); }, key);
  KeyPart part;
  part.hashes.resize(c.address.size());
  for (size_t record = 0; record < c.address.size(); ++record) part.hashes[record] = hashes[c.address[record].*member];
  return part;
}

/// The département, or the town where no postcode is known.
KeyPart areas(const Comparables& c) {
  const auto area = [](std::string_view text, std::string&) { return matchers::departement_of(text, "FR"); };
  KeyPart part = address_part(c, &Comparables::Address::postcode, area);
  const KeyPart towns =
      address_part(c, &Comparables::Address::city, [](std::string_view text, std::string&) { return text; });
  for (size_t record = 0; record < part.hashes.size(); ++record) {
    if (part.hashes[record] == 0) part.hashes[record] = towns.hashes[record];
  }
  return part;
}

}  // namespace

Result<KeyExpression> parse_key_expression(std::string_view text) {
  text = matchers::trim(text);
  KeyExpression expression;
  const size_t open = text.find('(');
  if (open == std::string_view::npos) {
    expression.field = text;
    return expression;
  }
  if (text.back() != ')') return Status::invalid_job(fmt::format("[[blocking]]: no closing bracket in \"{}\"", text));
  expression.function = matchers::trim(text.substr(0, open));
  std::string_view arguments = text.substr(open + 1, text.size() - open - 2);
  const size_t comma = arguments.find(',');
  expression.field = matchers::trim(arguments.substr(0, comma));
  if (comma != std::string_view::npos) {
    const std::string_view number = matchers::trim(arguments.substr(comma + 1));
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), expression.number);
    if (error != std::errc() || end != number.data() + number.size() || expression.number == 0)
      return Status::invalid_job(fmt::format("[[blocking]]: expected a positive number in \"{}\"", text));
  }
  if (expression.function == "substr" && expression.number == 0)
    return Status::invalid_job(
        fmt::format("[[blocking]]: substr needs a length, as in substr({}, 3)", expression.field));
  return expression;
}

KeyParts::KeyParts(const Normalized& normalized, const Executor& executor)
    : normalized_(normalized), executor_(executor) {}

void KeyParts::keep_only(const std::vector<std::string>& expressions) {
  std::erase_if(parts_, [&](const auto& part) {
    return std::find(expressions.begin(), expressions.end(), part.first) == expressions.end();
  });
}

Status KeyParts::prepare(const std::vector<std::string>& expressions) {
  std::vector<std::pair<const std::string, KeyPart>*> missing;
  for (const std::string& expression : expressions) {
    const auto [place, is_new] = parts_.try_emplace(expression);
    if (is_new) missing.push_back(&*place);
  }
  return executor_.for_each(missing.size(), [&](size_t i) -> Status {
    SOSIE_ASSIGN_OR_RETURN(missing[i]->second, make(missing[i]->first));
    return {};
  });
}

Result<KeyPart> KeyParts::make(const std::string& text) const {
  const Comparables& c = normalized_.comparables;
  SOSIE_ASSIGN_OR_RETURN(const KeyExpression expression, parse_key_expression(text));
  const std::string& field = expression.field;
  if (field == "birth_date" && expression.function == "year") return numbers(c.birth_year, 1);
  if (field == "birth_date" && expression.function.empty()) return numbers(c.birth_date, 1);
  if (field == "birth_year") return numbers(c.birth_year, 1);
  if (field == "phone") return phones(normalized_);
  if (field == "names" && expression.function == "sorted") return sorted_names(c, executor_);
  if (field == "postcode" && expression.function == "area") return areas(c);
  const std::optional<TextKey> key = text_key(expression);
  if (!key) {
    return Status::invalid_job(
               fmt::format("[[blocking]]: unknown function \"{}\" in \"{}\"", expression.function, text))
        .hint(
            "possible: substr(field, n), initial, phonetic, local_part(email), area(postcode), year(birth_date), "
            "sorted(names)");
  }
  if (field == "email") return emails(normalized_, *key);
  const auto name_part = [&](const std::vector<Code>& codes) {
    return by_code(codes, hashes_by_code(c.names.size(), [&](Code code) { return c.names.text(code); }, *key));
  };
  if (field == "given_name") return name_part(c.given_name);
  if (field == "middle_name") return name_part(c.middle_name);
  if (field == "family_name") return name_part(c.family_name);
  if (field == "birth_family_name") return name_part(c.birth_family_name);
  if (field == "street") return address_part(c, &Comparables::Address::street, *key);
  if (field == "house_number") return address_part(c, &Comparables::Address::number, *key);
  if (field == "postcode") return address_part(c, &Comparables::Address::postcode, *key);
  if (field == "city") return address_part(c, &Comparables::Address::city, *key);
  for (const std::vector<ValueField>* fields : {&c.identifiers, &c.texts}) {
    for (const ValueField& value : *fields) {
      if (value.name != field) continue;
      const auto hashes = hashes_by_code(value.values.size(), [&](Code code) { return value.values.text(code); }, *key);
      KeyPart part = by_code(value.column.codes, hashes);
      add_more(value.column, hashes, part);
      return part;
    }
  }
  return Status::invalid_job(fmt::format("[[blocking]]: no field \"{}\" to block on", field))
      .hint("block on a mapped field, phone, or sorted(names)");
}

}  // namespace sosie
