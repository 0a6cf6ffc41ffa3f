// One automaton serves all plans: states that accept the same digits are shared, so that 254 regions and 12 kinds of
// number fit 6,200 states. Lengths are counted in the states. Prefixes with alternatives are run by a backtracking
// matcher of six instructions.
#include "matchers/normalize/phone_plan.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

namespace sosie::matchers::plan {
namespace {

enum class Op : uint8_t { digit, split, jump, save, end, match };

/// digit: a = mask of digits · split: try a, then b · jump: to a · save: position into bound a · end: of the text ·
/// match.
struct Instruction {
  Op op;
  uint16_t a, b;
};

struct CallingCode {
  uint16_t code;
  uint16_t main_region;
  uint16_t start;
};

#include "matchers/normalize/tables/phone_plan.inc"

constexpr size_t kNumRegions = std::size(kRegions);

constexpr size_t place_of(char first, char second) {
  return static_cast<size_t>(first - 'A') * 26 + static_cast<size_t>(second - 'A');
}

constexpr auto kRegionByName = [] {
  std::array<uint8_t, 26 * 26> table{};  // index + 1
  static_assert(kNumRegions < 255);
  for (size_t i = 0; i < kNumRegions; ++i) {
    const PlanRegion& entry = kRegions[i];
    if (entry.name[0] != 0) table[place_of(entry.name[0], entry.name[1])] = static_cast<uint8_t>(i + 1);
  }
  return table;
}();

constexpr auto kCodeByNumber = [] {
  std::array<uint8_t, 1000> table{};  // index + 1
  static_assert(std::size(kCallingCodes) < 255);
  for (size_t i = 0; i < std::size(kCallingCodes); ++i) table[kCallingCodes[i].code] = static_cast<uint8_t>(i + 1);
  return table;
}();

const CallingCode* calling_code(unsigned code) {
  return code < kCodeByNumber.size() && kCodeByNumber[code] != 0 ? &kCallingCodes[kCodeByNumber[code] - 1] : nullptr;
}

uint8_t verdict(uint16_t state, std::string_view digits) {
  for (const char digit : digits) {
    state = kNext[state][digit - '0'];
    if (state == 0) return 0;
  }
  return kVerdicts[state];
}

/// Recursion is as deep as the choices of one program, at most some dozens.
size_t run(size_t at, std::string_view digits, size_t position, PrefixMatch& match) {
  for (;;) {
    const Instruction& instruction = kPrograms[at];
    switch (instruction.op) {
      case Op::digit:
        if (position == digits.size() || (instruction.a >> (digits[position] - '0') & 1) == 0)
          return PrefixMatch::kNone;
        ++position, ++at;
        break;
      case Op::split: {
        const size_t end = run(instruction.a, digits, position, match);
        if (end != PrefixMatch::kNone) return end;
        at = instruction.b;
        break;
      }
      case Op::jump: at = instruction.a; break;
      case Op::save: {
        const size_t before = std::exchange(match.bounds[instruction.a], position);
        const size_t end = run(at + 1, digits, position, match);
        if (end == PrefixMatch::kNone) match.bounds[instruction.a] = before;
        return end;
      }
      case Op::end:
        if (position != digits.size()) return PrefixMatch::kNone;
        ++at;
        break;
      case Op::match: return position;
    }
  }
}

}  // namespace

const PlanRegion* region(std::string_view name) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (name.size() != 2 || !is_capital(name[0]) || !is_capital(name[1])) return nullptr;
  const uint8_t place = kRegionByName[place_of(name[0], name[1])];
  return place == 0 ? nullptr : &kRegions[place - 1];
}

const PlanRegion* main_region(unsigned code) {
  const CallingCode* found = calling_code(code);
  return found == nullptr ? nullptr : &kRegions[found->main_region];
}

PhoneKind kind_of(unsigned code, std::string_view national) {
  const CallingCode* found = calling_code(code);
  return found == nullptr ? PhoneKind::unknown : static_cast<PhoneKind>(verdict(found->start, national));
}

bool looks_national(const PlanRegion& region, std::string_view digits) {
  return verdict(region.general_state, digits) != 0;
}

LengthFit length_fit(const PlanRegion& region, size_t num_digits) {
  const uint32_t bit = num_digits < 32 ? uint32_t{1} << num_digits : 0;
  if (region.local_lengths & bit) return LengthFit::local_only;
  if (region.lengths & bit) return LengthFit::possible;
  const auto shortest = static_cast<size_t>(std::countr_zero(region.lengths));
  const auto past_longest = static_cast<size_t>(std::bit_width(region.lengths));
  if (num_digits < shortest) return LengthFit::too_short;
  return num_digits >= past_longest ? LengthFit::too_long : LengthFit::invalid;
}

PrefixMatch match_prefix(uint16_t program, std::string_view digits) {
  PrefixMatch match;
  if (program != 0) match.end = run(program - 1u, digits, 0, match);
  return match;
}

}  // namespace sosie::matchers::plan
