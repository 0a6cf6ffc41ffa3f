"""Normalisers by value and by column, and phones beside libphonenumber: a JSON line per work on stdout.

    ./run.sh bench normalize                     columns, and a million generated phone numbers
    ./run.sh bench normalize --count 100000      fewer numbers
    ./run.sh bench normalize --keep              appends the lines to bench/results/normalize.jsonl too

The numbers and what they are come from matchers/normalize/derive/phone_vectors.py with the package phonenumbers from the
index that pip is set up for, into build/rivals. libphonenumber's C++ is timed where libphonenumber-dev is installed.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from measured import BUILD, TOP, facts, pass_lines, say  # noqa: E402

RIVALS = TOP / "build/rivals"
PACKAGE = "phonenumbers==9.0.43"  # the version the plans were made from, see THIRD_PARTY.md
SEEDS = (11, 12)


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, **options)


def vectors(count):
    """Generated numbers with the oracle's readings, one file for all seeds."""
    path = RIVALS / f"phones-{count}.tsv"
    if path.is_file():
        return path
    packages = RIVALS / "phonenumbers"
    if not packages.is_dir():
        say(PACKAGE)
        run(sys.executable, "-m", "pip", "install", "-q", "--target", packages, PACKAGE)
    say(f"{count} phone numbers and their readings; some minutes")
    script = TOP / "matchers/normalize/derive/phone_vectors.py"
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    parts = [RIVALS / f"phones-{seed}.part" for seed in SEEDS]
    works = []
    for seed, part in zip(SEEDS, parts):
        command = [sys.executable, script, "--seed", str(seed), "--count", str(count // len(SEEDS))]
        works.append(subprocess.Popen(command, stdout=part.open("wb"), env=environment))
    if any([work.wait() != 0 for work in works]):
        raise SystemExit("phone_vectors.py failed")
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    for part in parts:
        part.unlink()
    return path


def libphonenumber():
    rival = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "libphonenumber-dev"], capture_output=True, text=True)
    return rival.stdout or "not installed"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_120_000, help="phone numbers; a tenth are in forms counted apart")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    RIVALS.mkdir(parents=True, exist_ok=True)
    run("cmake", "--preset", "release", "-DSOSIE_BUILD_BENCH=ON", cwd=TOP, stdout=subprocess.DEVNULL)
    run("ninja", "-C", BUILD, "bench_normalize", stdout=sys.stderr)
    about = {**facts(" ".join(["./run.sh bench normalize", *sys.argv[1:]])), "oracle": PACKAGE,
             "libphonenumber": libphonenumber()}
    say(json.dumps(about))
    results = TOP / "bench/results/normalize.jsonl" if options.keep else None
    program = BUILD / "bench/normalize/bench_normalize"
    return (pass_lines([program, "columns"], about, results)
            or pass_lines([program, "phones", vectors(options.count)], about, results))


if __name__ == "__main__":
    sys.exit(main())
