#include "engine/normalize/streets.h"

#include <array>
#include <charconv>

#include "matchers/normalize/address.h"
#include "matchers/normalize/numbered_street.h"
#include "matchers/normalize/placeholders.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 8'192;
constexpr size_t kPlainNumbers = 10'000;  // of four digits

/// What a cell says: a plain house number and a name, or a line to be read as a whole.
struct StreetCell {
  TextRef line;
  TextRef number, name;  // missing unless the number is plain
};

/// The parts of distinct names or lines, by their code.
struct ReadStreets {
  explicit ReadStreets(size_t n) : keys(n), numbers(n), units(n) {}
  std::vector<TextRef> keys, numbers, units;
};

class StreetMapper {
 public:
  StreetMapper(const MapContext& context, const MappedField& field, const std::string& country)
      : context_(context), field_(field), country_(country), cells_(context.table, field), streets_(cells_.size()) {}

  Status map(Dictionary& words, const StreetCodes& out);

 private:
  /// Calls `task(begin, end, arena)` for ranges of [0, n).
  template <typename Task>
  Status for_ranges(size_t n, const Task& task);
  Status split_cells();
  /// Reads distinct texts; `front` stands before each.
  Status read(const Dictionary& texts, std::string_view front, ReadStreets& out);
  std::vector<Code> intern(Dictionary& texts, TextRef StreetCell::* part) const;

  const MapContext& context_;
  const MappedField& field_;
  const std::string& country_;
  const FieldCells cells_;
  std::vector<StreetCell> streets_;  // by cell
  std::vector<const char*> reasons_;
};

TextRef keep(Arena& arena, std::string_view text) { return TextRef(arena.copy(text.substr(0, TextRef::kMaxLength))); }

template <typename Task>
Status StreetMapper::for_ranges(size_t n, const Task& task) {
  const size_t first_arena = context_.arenas.size();
  context_.arenas.resize(first_arena + (n + kGrain - 1) / kGrain);
  return context_.executor.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
    task(begin, end, context_.arenas[first_arena + begin / kGrain]);
    return Status();
  });
}

Status StreetMapper::split_cells() {
  reasons_.assign(cells_.size(), nullptr);
  return for_ranges(cells_.size(), [&](size_t begin, size_t end, Arena& arena) {
    std::string scratch;
    for (size_t i = begin; i < end; ++i) {
      std::string_view raw = cells_.text(i, scratch);
      if (raw.empty()) continue;
      reasons_[i] = matchers::null_reason(matchers::ValueKind::address, raw);
      if (reasons_[i] != nullptr) continue;
      if (raw.data() == scratch.data()) raw = keep(arena, raw).view();
      streets_[i].line = TextRef(raw);
      const auto split = matchers::split_numbered_street(raw);
      if (!split) continue;
      streets_[i].number = TextRef(split->number);
      streets_[i].name = TextRef(split->name);
    }
  });
}

Status StreetMapper::read(const Dictionary& texts, std::string_view front, ReadStreets& out) {
  return for_ranges(texts.size(), [&](size_t begin, size_t end, Arena& arena) {
    std::string line;
    for (size_t i = begin; i < end; ++i) {
      const auto code = static_cast<Code>(i + 1);
      line.assign(front).append(texts.text(code));
      const matchers::Street street = matchers::read_street(line, country_);
      out.keys[code] = keep(arena, street.key);
      out.numbers[code] = keep(arena, street.number);
      out.units[code] = keep(arena, street.unit);
    }
  });
}

std::vector<Code> StreetMapper::intern(Dictionary& texts, TextRef StreetCell::* part) const {
  std::vector<TextRef> refs(streets_.size());
  for (size_t i = 0; i < refs.size(); ++i) refs[i] = streets_[i].*part;
  std::vector<Code> codes(refs.size());
  texts.intern_batch(refs, codes);
  return codes;
}

/// Codes of plain house numbers, each looked up once.
class NumberCodes {
 public:
  explicit NumberCodes(Dictionary& words) : words_(words) {}
  Code code(std::string_view number) {
    unsigned value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    if (known_[value] == 0) known_[value] = words_.intern_copy(matchers::plain_house_number(number));
    return known_[value];
  }

 private:
  Dictionary& words_;
  std::array<Code, kPlainNumbers> known_{};
};

std::vector<Code> codes_of(const std::vector<TextRef>& texts, Dictionary& words) {
  std::vector<Code> codes(texts.size());
  words.intern_batch(texts, codes);
  return codes;
}

void set(Code code, Code& out) {
  if (code != 0) out = code;
}

Status StreetMapper::map(Dictionary& words, const StreetCodes& out) {
  constexpr std::string_view kAnyNumber = "1 ";
  SOSIE_RETURN_IF_ERROR(split_cells());
  Dictionary names;
  const std::vector<Code> name_codes = intern(names, &StreetCell::name);
  ReadStreets by_name(names.size() + 1);
  SOSIE_RETURN_IF_ERROR(read(names, kAnyNumber, by_name));
  const auto has_plain_number = [&](size_t i) { return by_name.numbers[name_codes[i]].view() == "1"; };
  for (size_t i = 0; i < streets_.size(); ++i) {
    if (has_plain_number(i)) streets_[i].line = TextRef();
  }
  Dictionary lines;
  const std::vector<Code> line_codes = intern(lines, &StreetCell::line);
  ReadStreets by_line(lines.size() + 1);
  SOSIE_RETURN_IF_ERROR(read(lines, {}, by_line));

  const std::vector<Code> name_keys = codes_of(by_name.keys, words), name_units = codes_of(by_name.units, words);
  const std::vector<Code> line_keys = codes_of(by_line.keys, words), line_units = codes_of(by_line.units, words);
  const std::vector<Code> line_numbers = codes_of(by_line.numbers, words);
  NumberCodes numbers(words);
  for (uint32_t record = 0; record < context_.table.num_records; ++record) {
    const size_t i = cells_.index_of(record);
    const bool plain = has_plain_number(i);
    const Code code = plain ? name_codes[i] : line_codes[i];
    set((plain ? name_keys : line_keys)[code], out.street[record]);
    set((plain ? name_units : line_units)[code], out.unit[record]);
    set(plain ? numbers.code(streets_[i].number.view()) : line_numbers[code], out.number[record]);
  }
  count_nulls(context_, field_, cells_, reasons_);
  return {};
}

}  // namespace

Status map_streets(const MapContext& context, const MappedField& field, const std::string& country, Dictionary& words,
                   const StreetCodes& out) {
  return StreetMapper(context, field, country).map(words, out);
}

}  // namespace sosie
