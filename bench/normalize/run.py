"""Normalisers by value and by column, and phones beside libphonenumber: a JSON line per work on stdout.

    ./run.sh bench normalize                     columns, and a million generated phone numbers
    ./run.sh bench normalize --count 100000      fewer numbers
    ./run.sh bench normalize --keep              appends the lines to bench/results/normalize.jsonl too

The numbers and what they are come from matchers/normalize/derive/phone_vectors.py with the package phonenumbers from the
index that pip is set up for, into build/rivals. libphonenumber's C++ is timed where libphonenumber-dev is installed.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
BUILD = TOP / "build/release"
RIVALS = TOP / "build/rivals"
PACKAGE = "phonenumbers==9.0.43"  # the version the plans were made from, see THIRD_PARTY.md
SEEDS = (11, 12)


def say(text):
    print(f"== {text}", file=sys.stderr)


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


def facts():
    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "-C", TOP, "describe", "--always", "--dirty"], capture_output=True, text=True)
    rival = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "libphonenumber-dev"], capture_output=True, text=True)
    return {"date": str(datetime.date.today()), "commit": commit.stdout.strip(), "cpu": cpu, "oracle": PACKAGE,
            "libphonenumber": rival.stdout or "not installed",
            "command": " ".join(["./run.sh bench normalize", *sys.argv[1:]])}


def measure(arguments, about, keep):
    process = subprocess.Popen([BUILD / "bench/normalize/bench_normalize", *arguments], stdout=subprocess.PIPE, text=True)
    with open(TOP / "bench/results/normalize.jsonl" if keep else os.devnull, "a", encoding="utf-8") as kept:
        for line in process.stdout:
            print(line, end="", flush=True)
            kept.write(json.dumps({**json.loads(line), **about}) + "\n")
    return process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_120_000, help="phone numbers; a tenth are in forms counted apart")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    RIVALS.mkdir(parents=True, exist_ok=True)
    run("cmake", "--preset", "release", "-DSOSIE_BUILD_BENCH=ON", cwd=TOP, stdout=subprocess.DEVNULL)
    run("ninja", "-C", BUILD, "bench_normalize", stdout=sys.stderr)
    about = facts()
    say(json.dumps(about))
    return measure(["columns"], about, options.keep) or measure(["phones", vectors(options.count)], about, options.keep)


if __name__ == "__main__":
    sys.exit(main())
