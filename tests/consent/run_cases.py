#!/usr/bin/env python3
"""Runs consent cases: folders of input files, a job, and the contact rights expected of it.

    run_cases.py [--binary build/release/sosie] [--shuffle SEED] [DIR ...]

DIR is a case, or a folder of cases; the default is the folder `cases` beside this file. A case holds

    job.toml              the job; paths relative to the folder
    clusters.csv          optional: source,id,cluster fixes the clustering, and matching is skipped
    expected_contact.csv  source,id,channel,purpose,point,allowed,state: source and id of any member name the entity;
                          point `*` stands for every point of that channel. A record that was erased has no entity:
                          it is expected as false,erased
    expected_removed.csv  optional: source,code - the rows of the table `removed`, in any order
    expected_exit         optional: the exit code of a run that must fail; then no table is read
    case.txt              one sentence for people

With --shuffle each case runs again with its rows and the files of its globs permuted and another number of threads: every
table must be the same after sorting, but for the columns that say where a row stands (row, line, byte_offset, path).
"""

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

POSITIONS = {"row", "line", "byte_offset", "path"}  # files of a glob exchange their names
FIXED_FILES = {"job.toml", "clusters.csv", "case.txt", "expected_exit", "law.toml"}


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def run_job(binary, folder, output, extra=()):
    command = [str(binary), "run", "job.toml", "-o", str(output), "-q", *extra]
    if (folder / "clusters.csv").exists():
        command += ["--clusters", "clusters.csv"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def read_tables(output):
    """Every CSV table of the published run, by name."""
    run = output / "current"
    return {path.stem: read_csv(path) for path in sorted(run.glob("*.csv"))}


def check_exit(folder, result):
    expected_file = folder / "expected_exit"
    expected = int(expected_file.read_text().split()[0]) if expected_file.exists() else 0
    if result.returncode == expected:
        return []
    return [f"expected exit code {expected}, found {result.returncode}: {result.stderr.strip()[-600:]}"]


def describe(row):
    return f"{row['source']}:{row['id']} {row['channel']}/{row['purpose']} {row['point']}"


def check_line(expected, entity_of, contact):
    entity = entity_of.get((expected["source"], expected["id"]))
    wanted = (expected["allowed"], expected["state"])
    if entity is None:
        return [] if wanted == ("false", "erased") else [f"{describe(expected)}: expected {wanted}, found no such record"]
    rows = [
        row
        for row in contact
        if row["entity_id"] == entity
        and row["channel"] == expected["channel"]
        and row["purpose"] == expected["purpose"]
        and expected["point"] in ("*", row["point"])
    ]
    if not rows:
        return [f"{describe(expected)}: expected {wanted}, found no such row in contact"]
    return [
        f"{describe(expected)}: expected {wanted}, found {(row['allowed'], row['state'])} at {row['point']} ({row['reason']})"
        for row in rows
        if (row["allowed"], row["state"]) != wanted
    ]


def check_contact(folder, tables):
    entity_of = {(row["source"], row["id"]): row["entity_id"] for row in tables["members"]}
    failures = []
    for expected in read_csv(folder / "expected_contact.csv"):
        failures += check_line(expected, entity_of, tables["contact"])
    return failures


def check_removed(folder, tables):
    path = folder / "expected_removed.csv"
    if not path.exists():
        return []
    expected = sorted((row["source"], row["code"]) for row in read_csv(path))
    found = sorted((row["source"], row["code"]) for row in tables.get("removed", []))
    return [] if expected == found else [f"removed: expected {expected}, found {found}"]


def comparable(tables):
    """Tables without positions, rows sorted."""
    return {
        name: sorted(json.dumps({key: value for key, value in row.items() if key not in POSITIONS}, sort_keys=True) for row in rows)
        for name, rows in tables.items()
    }


def csv_rows(text):
    """Rows of a CSV file as they stand in it; quoted newlines keep a row together."""
    rows, current, quotes = [], "", 0
    for line in text.splitlines(keepends=True):
        current += line if line.endswith("\n") else line + "\n"
        quotes += line.count('"')
        if quotes % 2 == 0:
            rows.append(current)
            current = ""
    return rows + ([current] if current else [])


def shuffle_file(path, chance):
    text = path.read_bytes().decode("latin-1")
    rows = csv_rows(text) if path.suffix == ".csv" else text.splitlines(keepends=True)
    header = rows[:1] if path.suffix == ".csv" else []
    body = rows[len(header):]
    chance.shuffle(body)
    path.write_bytes("".join(header + [row if row.endswith("\n") else row + "\n" for row in body]).encode("latin-1"))


def rotate_names(paths, chance):
    """Gives files of one folder and suffix each other's names: a glob then reads them in another order."""
    order = list(paths)
    chance.shuffle(order)
    for index, path in enumerate(paths):
        path.rename(path.with_suffix(f".moving{index}"))
    for index, path in enumerate(order):
        paths[index].with_suffix(f".moving{index}").rename(path)


def globs_of(folder):
    """Groups of files that one glob of the job names."""
    groups = []
    for line in (folder / "job.toml").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        pattern = value.split("#")[0].strip().strip('"')
        if key.strip() == "path" and "*" in pattern:
            groups.append(sorted(folder.glob(pattern)))
    return groups


def shuffled_copy(folder, target, chance):
    shutil.copytree(folder, target)
    for path in sorted(target.rglob("*")):
        is_input = path.suffix in (".csv", ".ndjson", ".jsonl") and not path.name.startswith("expected")
        if path.is_file() and is_input and path.name not in FIXED_FILES:
            shuffle_file(path, chance)
    for group in globs_of(target):
        rotate_names(group, chance)


def check_shuffled(binary, folder, tables, seed, scratch):
    chance = random.Random(f"{seed}/{folder.name}")
    copy = scratch / "shuffled"
    shuffled_copy(folder, copy, chance)
    result = run_job(binary, copy, scratch / "shuffled-out", ["--threads", str(chance.choice([1, 2, 3]))])
    if result.returncode != 0:
        return [f"shuffled (seed {seed}): exit code {result.returncode}: {result.stderr.strip()[-600:]}"]
    before, after = comparable(tables), comparable(read_tables(scratch / "shuffled-out"))
    failures = []
    for name in sorted(before.keys() | after.keys()):
        lost = [row for row in before.get(name, []) if row not in after.get(name, [])]
        new = [row for row in after.get(name, []) if row not in before.get(name, [])]
        if before.get(name) != after.get(name):
            failures.append(f"shuffled (seed {seed}): table {name} differs: expected {lost[:2]}, found {new[:2]}")
    return failures


def check_case(binary, folder, seed):
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        result = run_job(binary, folder, scratch / "out")
        failures = check_exit(folder, result)
        if failures or result.returncode != 0:
            return failures
        tables = read_tables(scratch / "out")
        failures = check_contact(folder, tables) + check_removed(folder, tables)
        if seed is not None and not failures:
            failures = check_shuffled(binary, folder, tables, seed, scratch)
        return failures


def find_cases(directories):
    for directory in directories:
        if (directory / "job.toml").exists():
            yield directory
        else:
            yield from sorted(path for path in directory.iterdir() if (path / "job.toml").exists())


def parse_arguments():
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directories", nargs="*", type=Path, default=[here / "cases"], metavar="DIR")
    parser.add_argument("--binary", type=Path, default=here.parent.parent / "build/release/sosie")
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="run each case again, permuted")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    binary = arguments.binary.resolve()
    cases = [folder.resolve() for folder in find_cases(arguments.directories)]
    if not cases:
        sys.exit("no case found: a case is a folder with a job.toml")
    num_failed = 0
    for folder in cases:
        failures = check_case(binary, folder, arguments.shuffle)
        num_failed += bool(failures)
        print(f"{'FAILED' if failures else 'ok':7}{folder.name}", flush=True)
        for failure in failures:
            print(f"         {failure}")
    if arguments.shuffle is not None:
        print(f"each case once more, shuffled with seed {arguments.shuffle}")
    print(f"{len(cases) - num_failed} passed, {num_failed} failed, 0 skipped")
    return 1 if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
