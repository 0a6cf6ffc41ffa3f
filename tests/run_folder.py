"""Reads a published run the way an outsider would: tables as CSV, the manifest as JSON."""
import csv
import hashlib
import json
from collections import Counter
from pathlib import Path

csv.field_size_limit(2**31 - 1)

# What differs between two runs of the same job: times and memory, and the folder they went to.
NOT_TABLES = {"manifest.json", "report.html", "job.toml"}


def current(output):
    """The published run folder of an output folder, or None."""
    link = Path(output) / "current"
    return link.resolve() if link.exists() else None


def rows(run, table):
    """The rows of a table as dicts; nothing when the run does not hold the table."""
    path = Path(run) / f"{table}.csv"
    if not path.is_file():
        return
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def manifest(run):
    return json.loads((Path(run) / "manifest.json").read_text(encoding="utf-8"))


def fingerprint(run):
    """Name -> hash of every file of a run but NOT_TABLES."""
    return {
        path.relative_to(run).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path(run).rglob("*"))
        if path.is_file() and path.name not in NOT_TABLES
    }


def rows_per_source(run):
    """Source -> rows accounted for: those of members, rejects and removed."""
    counts = Counter()
    for row in rows(run, "members"):
        counts[row["source"]] += int(row["num_rows"])
    for table in ("rejects", "removed"):
        for row in rows(run, table):
            counts[row["source"]] += 1
    return counts
