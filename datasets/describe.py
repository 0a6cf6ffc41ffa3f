#!/usr/bin/env python3
"""Says how hard a generated folder is, from its files alone: how many fields are filled, and what true pairs share.

    python3 datasets/describe.py FOLDER
"""
import csv
import gzip
import io
import itertools
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

PLACEHOLDERS = re.compile(r"(\d)\1{7}$|(\d\d)\2{3}$|0?102030405$|0?123456789$")


class Record:
    """What is compared: normalised contact points, birth date, postcode. Deliveries of one id are one record."""

    def __init__(self):
        self.points, self.births, self.postcodes = set(), set(), set()
        self.filled = dict.fromkeys(("email", "phone", "birth", "address"), False)

    def add(self, emails=(), phones=(), birth="", postcode="", street=""):
        emails = {email.strip().lower() for email in emails if email and re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", email.strip())}
        emails = {email for email in emails if email.split("@")[0] != email.split("@")[1].split(".")[0]}
        phones = {phone for phone in map(phone_digits, phones) if phone}
        self.points |= emails | phones
        self.births |= {birth} - {""}
        self.postcodes |= {postcode.lstrip("0")} - {""}
        for name, value in (("email", emails), ("phone", phones), ("birth", birth), ("address", street)):
            self.filled[name] |= bool(value)


def phone_digits(text):
    """National digits of a French number, all digits of another; nothing for a placeholder."""
    digits = re.sub(r"\D", "", text or "")
    if PLACEHOLDERS.search(digits):
        return ""
    abroad = (text or "").strip().startswith(("+", "00"))
    digits = digits.removeprefix("00") if abroad else digits
    if digits.startswith("33") and abroad:
        return digits[2:]
    return digits if abroad else digits.lstrip("0")


def iso(text):
    """dd/mm/yyyy, dd/mm/yy or yyyy-mm-dd as yyyy-mm-dd."""
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d\d|\d{4})", text or "")
    if not found:
        return text or ""
    day, month, year = found.groups()
    if len(year) == 2:
        year = ("20" if int(year) <= 26 else "19") + year
    return f"{year}-{month}-{day}"


def rows_of(path, encoding, delimiter):
    """Readable rows of a delimited file by column; rows of another length are left out."""
    raw = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    # A quote that is never closed belongs to the last row.
    reader = csv.reader(io.StringIO(raw.decode(encoding, errors="surrogateescape"), newline=""), delimiter=delimiter)
    header = next(reader)
    for row in reader:
        if len(row) == len(header) and row[0] and not any("\udc80" <= c <= "\udcff" for cell in row for c in cell):
            yield row[0], dict(zip(header, row))


def read_crm(folder):
    for key, row in rows_of(folder / "crm.csv", "utf-8", ";"):
        yield key, dict(emails=[row["Email"]], phones=[row["TelFixe"], row["TelMobile"]], birth=iso(row["DateNaissance"]),
                        postcode=row["CP"], street=row["Adresse"])


def read_web(folder):
    for line in (folder / "web.ndjson").read_bytes().splitlines():
        try:
            row = json.loads(line.decode("utf-8"))
        except ValueError:
            continue
        phone = row["contact"]["phone"]
        yield row["user_id"], dict(emails=[row["contact"]["email"]], phones=phone if isinstance(phone, list) else [phone],
                                   birth=row["profile"]["birth_date"] or "", postcode=row["address"]["postcode"] or "",
                                   street=row["address"]["street"])


def read_loyalty(folder):
    for key, row in rows_of(folder / "loyalty.csv", "cp1252", ","):
        yield key, dict(emails=[row["email"]], phones=[row["phone"]], birth=row["birth_date"], postcode=row["postcode"],
                        street=row["address"])


def read_billing(folder):
    for key, row in rows_of(folder / "billing.tsv", "utf-8", "\t"):
        yield key, dict(emails=[row["EMAIL"]], phones=[row["TEL"]], postcode=row["CP"], street=row["ADR1"])


def read_callcenter(folder):
    for key, row in rows_of(folder / "callcenter.csv", "utf-8-sig", ","):
        yield key, dict(emails=[row["email"]], phones=[row["tel"]], birth=iso(row["date_naissance"]), postcode=row["code_postal"],
                        street=row["adresse"])


def read_prospects(folder):
    for key, row in rows_of(folder / "prospects.csv.gz", "utf-8", ","):
        yield key, dict(emails=[row["email"]], phones=[row["phone"]], birth=row["birth_year"], postcode=row["zip"], street=row["street"])


READERS = {"crm": read_crm, "web": read_web, "loyalty": read_loyalty, "billing": read_billing, "callcenter": read_callcenter,
           "prospects": read_prospects}


def same_birth(left, right):
    """Equal dates, or an equal year where one side knows no more."""
    return any(a == b or (4 in (len(a), len(b)) and a[:4] == b[:4]) for a in left.births for b in right.births)


def main():
    folder = Path(sys.argv[1])
    records = defaultdict(Record)
    for source, read in READERS.items():
        for key, values in read(folder):
            if key:
                records[source, key].add(**values)
    entities = defaultdict(list)
    with open(folder / "truth.csv", encoding="utf-8", newline="") as truth:
        for row in csv.DictReader(truth):
            entities[row["entity_id"]].append(records[row["source"], row["id"]])
    pairs = no_point = nothing = 0
    for members in entities.values():
        for left, right in itertools.combinations(members, 2):
            pairs += 1
            if not left.points & right.points:
                no_point += 1
                nothing += not same_birth(left, right) and not left.postcodes & right.postcodes
    known = sum(map(len, entities.values()))
    print(f"{known:,} records of {len(entities):,} entities, {known / len(entities):.2f} each; {len(records) - known:,} ids without truth")
    for source in READERS:
        of_source = [record for (name, _), record in records.items() if name == source]
        shares = ", ".join(f"{name} {sum(r.filled[name] for r in of_source) / len(of_source):.2f}" for name in of_source[0].filled)
        print(f"  {source:<11}{len(of_source):>9,} records   filled: {shares}")
    print(f"{pairs:,} true pairs; share neither e-mail nor phone: {no_point / pairs:.3f}; "
          f"nor birth nor postcode either: {nothing / pairs:.3f}")


if __name__ == "__main__":
    main()
