#!/usr/bin/env python3
"""Writes phone numbers as people write them, with the reading of the package `phonenumbers` (PyPI) as the oracle.

    python3 matchers/normalize/derive/phone_vectors.py --seed 1 --count 4000 > tests/normalize/cases/phone_oracle.tsv

Columns: region, number as written, E.164 or - when not valid, kind (number of PhoneKind), how it is written.
"""
import argparse
import random

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGIONS = "FR BE CH LU DE AT ES IT PT GB IE NL PL SE NO DK FI CZ HU RO GR US CA MX BR AR JP AU RU MA".split()

KINDS = {
    PhoneNumberType.MOBILE: 1, PhoneNumberType.FIXED_LINE: 2, PhoneNumberType.FIXED_LINE_OR_MOBILE: 3,
    PhoneNumberType.TOLL_FREE: 4, PhoneNumberType.PREMIUM_RATE: 5, PhoneNumberType.SHARED_COST: 6, PhoneNumberType.VOIP: 7,
    PhoneNumberType.PERSONAL_NUMBER: 8, PhoneNumberType.PAGER: 9, PhoneNumberType.UAN: 10, PhoneNumberType.VOICEMAIL: 11,
}
EXAMPLES = [PhoneNumberType.MOBILE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE,
            PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.VOIP,
            PhoneNumberType.UAN, PhoneNumberType.PERSONAL_NUMBER]


def random_number(rng, region):
    example = None
    while example is None:
        example = phonenumbers.example_number_for_type(region, rng.choice(EXAMPLES))
    digits = list(phonenumbers.national_significant_number(example))
    for at in range(rng.choice([1, 2, 3]), len(digits)):
        digits[at] = rng.choice("0123456789")
    if rng.random() < 0.05:
        digits = digits[:-1]
    if rng.random() < 0.05:
        digits.append("5")
    text = "".join(digits)
    number = phonenumbers.PhoneNumber(country_code=example.country_code, national_number=int(text))
    zeros = len(text) - len(text.lstrip("0"))
    if zeros:
        number.italian_leading_zero, number.number_of_leading_zeros = True, zeros
    return number


def in_pairs(digits, sign):
    odd = len(digits) % 2
    return sign.join([digits[at:at + 2] for at in range(odd, len(digits), 2)] if not odd
                     else [digits[:3]] + [digits[at:at + 2] for at in range(3, len(digits), 2)])


# Beyond libphonenumber, which reads three letters and more behind a number as digits of a telephone's keys ("(bureau)" is
# 287328) and knows no underscore: a person reads the number. Marked, and counted apart.
STYLES = """international e164 zero_in_brackets hyphens dialled_abroad dots digits extension bare_international significant
label pairs unspaced bracketed_code stray_sign two_zeros remark underscore national national national""".split()


def written(rng, region, number):
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    international = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    code, _, rest = international.partition(" ")
    digits = "".join(c for c in national if c.isdigit())
    idd = phonenumbers.format_out_of_country_calling_number(number, region)
    style = rng.choice(STYLES)
    text = {
        "international": international,
        "e164": code + rest.replace(" ", "").replace("-", ""),
        "zero_in_brackets": f"{code} (0){rest}" if region in ("FR", "GB", "DE", "BE", "CH") else international,
        "hyphens": international.replace(" ", "-"),
        "dialled_abroad": idd if idd != national else international.replace("+", "00"),
        "dots": national.replace(" ", ".").replace("-", "."),
        "digits": digits,
        "extension": national + rng.choice([" x12", " ext. 345"]),
        "bare_international": "".join(c for c in international if c.isdigit()),
        "significant": phonenumbers.national_significant_number(number),
        "label": rng.choice(["Tel: ", "Tél. ", "tel ", "Mobile: ", "T. "]) + national,
        "pairs": in_pairs(digits, rng.choice([" ", ".", "-"])),
        "unspaced": national.replace(" ", rng.choice(["", "  ", "\u00a0"])),
        "bracketed_code": rng.choice(["(", " "]) + code + rng.choice([") ", " "]) + rest,
        "stray_sign": national + rng.choice([".", " ", ",", ";"]),
        "two_zeros": rng.choice(["00", "00 "]) + code[1:] + " " + rest,
        "remark": national + rng.choice([" (bureau)", " (home)", " - Mme Martin"]),
        "underscore": national.replace(" ", "_"),
        "national": national,
    }[style]
    return style, text


def oracle(region, text):
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return "-", 0
    if not phonenumbers.is_valid_number(number):
        return "-", 0
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), KINDS[phonenumbers.number_type(number)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=4000)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    print(f"# derive/phone_vectors.py --seed {options.seed} --count {options.count}, phonenumbers {phonenumbers.__version__}")
    for _ in range(options.count):
        region = rng.choice(REGIONS)
        style, text = written(rng, region, random_number(rng, region))
        print(region, text, *oracle(region, text), style, sep="\t")


if __name__ == "__main__":
    main()
