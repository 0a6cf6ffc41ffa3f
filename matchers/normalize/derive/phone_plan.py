#!/usr/bin/env python3
"""Writes tables/phone_plan.inc from the numbering plans in the package `phonenumbers` (PyPI).

    pip install phonenumbers==9.0.43
    python3 matchers/normalize/derive/phone_plan.py

Patterns become one shared automaton over digits, prefixes programs of a small matcher, so that reading a number at run time
needs no regular expressions.
"""
import pathlib
import re

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata
from phonenumbers.phonenumberutil import _MAX_LENGTH_FOR_NSN

import digit_automaton

OUT = pathlib.Path(__file__).resolve().parent.parent / "tables" / "phone_plan.inc"

# Kinds in the order libphonenumber asks for them; values are those of PhoneKind in phone.h.
MOBILE, LANDLINE, LANDLINE_OR_MOBILE = 1, 2, 3
SPECIAL_KINDS = [("premium_rate", 5), ("toll_free", 4), ("shared_cost", 6), ("voip", 7), ("personal_number", 8), ("pager", 9),
                 ("uan", 10), ("voicemail", 11)]


def metadata_of(calling_code, region):
    if region == "001":
        return PhoneMetadata.metadata_for_nongeo_region(calling_code, None)
    return PhoneMetadata.metadata_for_region(region, None)


def described(description):
    return description is not None and description.national_number_pattern is not None


def kind_of(fields, length, metadata):
    """The kind of a national number of this length whose wholly matching descriptions are `fields`; 0 for none."""
    def fits(name):
        return name in fields and length in getattr(metadata, name).possible_length

    if not fits("general_desc"):
        return 0
    for name, kind in SPECIAL_KINDS:
        if fits(name):
            return kind
    if fits("fixed_line"):
        both = metadata.same_mobile_and_fixed_line_pattern or fits("mobile")
        return LANDLINE_OR_MOBILE if both else LANDLINE
    return MOBILE if fits("mobile") and not metadata.same_mobile_and_fixed_line_pattern else 0


def plan_automaton(calling_code, regions):
    """Verdict on a national number behind a calling code: its kind in the first region that claims it."""
    nfa = digit_automaton.Nfa()
    start = nfa.state()
    plans = [metadata_of(calling_code, region) for region in regions]
    names = ["general_desc", "fixed_line", "mobile"] + [name for name, _ in SPECIAL_KINDS]
    for index, metadata in enumerate(plans):
        for name in names:
            if described(getattr(metadata, name)):
                nfa.add(getattr(metadata, name).national_number_pattern, start, (index, name))
        if metadata.leading_digits is not None:
            nfa.add(f"(?:{metadata.leading_digits})\\d*", start, (index, "leading"))

    def verdict(tags, length):
        for index, metadata in enumerate(plans):
            fields = {name for at, name in tags if at == index}
            kind = kind_of(fields, length, metadata)
            if metadata.leading_digits is not None:
                if "leading" in fields:
                    return kind
            elif kind != 0:
                return kind
        return 0

    return digit_automaton.determinise(nfa, start, _MAX_LENGTH_FOR_NSN, verdict)


def general_automaton(metadata):
    nfa = digit_automaton.Nfa()
    start = nfa.state()
    nfa.add(metadata.general_desc.national_number_pattern, start, "general")
    return digit_automaton.determinise(nfa, start, 20, lambda tags, _: int(bool(tags)))


class Programs:
    """All matcher programs in one array; equal patterns are one program."""

    def __init__(self):
        self.code, self.places = [], {}

    def add(self, pattern):
        """Where the program of `pattern` starts, from 1; 0 for no pattern."""
        if pattern is None:
            return 0
        if pattern not in self.places:
            base = len(self.code)
            for op, *args in digit_automaton.program(pattern):
                if op in ("split", "jump"):
                    args = [base + target for target in args]
                self.code.append((op, *(args + [0, 0])[:2]))
            self.places[pattern] = base + 1
        return self.places[pattern]


def mask(lengths):
    return sum(1 << length for length in lengths if length > 0)


def transform_of(metadata):
    """A transform rule as the digits it puts in front and the group it keeps; group 0 for no rule."""
    rule = metadata.national_prefix_transform_rule
    if not rule:
        return "", 0
    digits, group = re.fullmatch(r"(\d*)\\(\d)", rule).groups()
    return digits, int(group)


def wrapped(items, width=118):
    line = ""
    for item in items:
        if line and len(line) + 1 + len(item) > width:
            yield line
            line = ""
        line += (" " if line else "") + item
    if line:
        yield line


def region_line(metadata, region, shared, programs):
    general = shared.add(*general_automaton(metadata))
    idd = metadata.international_prefix
    digits, group = transform_of(metadata)
    national = metadata.national_prefix_for_parsing
    groups = re.compile(national).groups if national else 0
    name = region if region != "001" else ""
    return (f'{{"{name}", {metadata.country_code}, {general}, 0x{mask(metadata.general_desc.possible_length):x}, '
            f'0x{mask(metadata.general_desc.possible_length_local_only):x}, {programs.add(idd.replace("~", "") if idd else None)}, '
            f'{programs.add(national)}, {groups}, "{digits}", {group}}},')


def main():
    shared, programs = digit_automaton.SharedAutomaton(), Programs()
    regions, codes = [], []
    for calling_code, names in sorted(COUNTRY_CODE_TO_REGION_CODE.items()):
        start = shared.add(*plan_automaton(calling_code, names))
        codes.append((calling_code, names[0], start))
        for name in names:
            regions.append((name if name != "001" else f"~{calling_code}", metadata_of(calling_code, name), name))
    regions.sort(key=lambda entry: entry[0])
    region_lines = [region_line(metadata, name, shared, programs) for _, metadata, name in regions]
    place = {key: index for index, (key, _, _) in enumerate(regions)}
    code_lines = [f"{{{code}, {place[main if main != '001' else f'~{code}']}, {start}}}," for code, main, start in codes]
    assert len(shared.rows) < 65536

    with OUT.open("w") as out:
        def array(declaration, lines):
            out.write(f"{declaration} = {{\n" + "\n".join(lines) + "\n};\n")

        out.write(f"// Generated by derive/phone_plan.py from phonenumbers {phonenumbers.__version__}; do not edit. See THIRD_PARTY.md.\n")
        out.write("// clang-format off\n")
        array("constexpr PlanRegion kRegions[]", region_lines)
        array("constexpr CallingCode kCallingCodes[]", wrapped(code_lines))
        array("constexpr Instruction kPrograms[]",
              wrapped(f"{{Op::{op}, {a}, {b}}}," for op, a, b in programs.code))
        array("constexpr uint8_t kVerdicts[]", wrapped(f"{v}," for v in shared.verdicts))
        array("constexpr uint16_t kNext[][10]",
              wrapped("{" + ",".join(str(t) for t in row) + "}," for row in shared.rows))
    print(f"{len(shared.rows)} states, {len(programs.code)} instructions, {len(regions)} regions, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
