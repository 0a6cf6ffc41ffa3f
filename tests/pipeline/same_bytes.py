"""The same input gives the same tables, whatever threads, memory, CPU, grain of reading and order of rows.

    python3 tests/pipeline/same_bytes.py --binary build/release/sosie --people 40000

One run is the reference; every other of the grid must have its bytes. With rows permuted inside their files, tables are
compared sorted and without the columns that tell positions.
"""
import argparse
import csv
import gzip
import hashlib
import itertools
import os
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "faults")]
import run_folder  # noqa: E402
from scratch_job import Sosie  # noqa: E402

THREADS = (1, 2, 3, 8, 64)
CHUNKS = ("4096", "100000", "4194304")  # bytes
LEAST_MEMORY = 48 << 20  # bytes: tables of words and phone plans, threads
POSITIONS = {"row", "line", "byte_offset"}


class RunFailed(Exception):
    """A run that published nothing; says why."""


def simd_targets(sosie):
    """Every target that is generated for this machine, as sosie names them when asked for one that does not exist."""
    refusal = sosie("--version", env={**os.environ, "SOSIE_SIMD": "none"}).stderr
    found = re.search(r"possible: ([A-Z0-9_, ]+)", refusal)
    if not found:
        raise SystemExit(f"no SIMD targets named in: {refusal}")
    return [target.strip() for target in found.group(1).split(",")]


def run(sosie, job, output, threads=1, memory=None, simd=None, chunk=None):
    """Runs the job and returns the run folder."""
    shutil.rmtree(output, ignore_errors=True)
    environment = dict(os.environ)
    environment.update({name: value for name, value in (("SOSIE_SIMD", simd), ("SOSIE_CHUNK_BYTES", chunk)) if value})
    arguments = ["run", job, "-o", output, "--threads", threads] + (["--memory", memory] if memory else [])
    done = sosie(*arguments, env=environment)
    if done.returncode != 0:
        raise RunFailed(f"exit {done.returncode}: {done.stderr[-2000:].strip()}")
    return run_folder.current(output)


def lines_of(text):
    """Lines with their ends. str.splitlines would break at bytes of a UTF-8 letter that Latin-1 takes for a line end."""
    return [line + "\n" for line in text.removesuffix("\n").split("\n")]


def whole_rows(text):
    """Lines of a CSV text, those of a quoted cell together, and the tail that an unclosed quote leaves."""
    rows, row = [], ""
    for line in lines_of(text):
        row += line
        if row.count('"') % 2 == 0:
            rows.append(row)
            row = ""
    return rows, row


def permute_rows(folder, seed):
    """Shuffles the rows of every channel file of a generated job."""
    order = random.Random(seed)
    for path in sorted(folder.iterdir()):
        packed = path.name.endswith(".csv.gz")
        if not packed and path.suffix not in (".csv", ".tsv", ".ndjson") or path.name == "truth.csv":
            continue
        raw = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
        text = raw.decode("latin-1")  # bytes stay what they are
        rows, tail = (lines_of(text), "") if path.suffix == ".ndjson" else whole_rows(text)
        header = [] if path.suffix == ".ndjson" else [rows.pop(0)]
        order.shuffle(rows)
        shuffled = ("".join(header + rows) + tail).encode("latin-1")
        path.write_bytes(gzip.compress(shuffled, mtime=0) if packed else shuffled)


def without_positions(run_path):
    """Table -> hash of its rows, sorted, without positions."""
    hashes = {}
    for path in sorted(run_path.glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            table = csv.reader(file)
            header = next(table)
            kept = [i for i, name in enumerate(header) if name not in POSITIONS]
            rows = sorted(tuple(row[i] for i in kept) for row in table)
        hashes[path.name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return hashes


def grid(sosie, peak_bytes, whole):
    """Settings to try: all of them together with --whole, else each kind beside the defaults, threads with everything."""
    targets = simd_targets(sosie)
    memories = (None, str(max(peak_bytes // 4, LEAST_MEMORY)))  # with so little most of it is spilled
    if whole:
        yield from itertools.product(THREADS, memories, targets, CHUNKS)
        return
    yield from itertools.product(THREADS, memories, targets[:1], CHUNKS[:1])
    yield from itertools.product((2,), memories[:1], targets, CHUNKS)


def differing(reference, other):
    return sorted(name for name in reference.keys() | other.keys() if reference.get(name) != other.get(name))


def trial(setting, run_it):
    """Whether the tables that `run_it` finds wrong are none; says what is amiss."""
    try:
        wrong = run_it()
    except RunFailed as failure:
        print(f"{setting}: {failure}")
        return False
    if wrong:
        print(f"{setting}: {', '.join(wrong)} differ")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--people", type=int, default=40000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--permutations", type=int, default=3)
    parser.add_argument("--whole", action="store_true", help="every setting with every other")
    arguments = parser.parse_args()
    sosie = Sosie(arguments.binary)
    with tempfile.TemporaryDirectory() as scratch:
        folder, output = Path(scratch) / "job", Path(scratch) / "out"
        job = sosie.generate(arguments.people, arguments.seed, folder)
        published = run(sosie, job, output)
        reference, sorted_reference = run_folder.fingerprint(published), without_positions(published)
        trials = []
        for threads, memory, simd, chunk in grid(sosie, run_folder.manifest(published)["peak_bytes"], arguments.whole):
            trials.append(trial(
                f"threads {threads}, memory {memory}, {simd}, chunks of {chunk}",
                lambda: differing(reference, run_folder.fingerprint(
                    run(sosie, job, output, threads, memory, simd, chunk)))))
        for seed in range(1, arguments.permutations + 1):
            permuted = Path(scratch) / "permuted"
            shutil.copytree(folder, permuted, dirs_exist_ok=True)
            permute_rows(permuted, seed)
            trials.append(trial(
                f"rows permuted with seed {seed}",
                lambda: differing(sorted_reference, without_positions(
                    run(sosie, permuted / "job.toml", output, threads=2)))))
    passed, failed = sum(trials), len(trials) - sum(trials)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
