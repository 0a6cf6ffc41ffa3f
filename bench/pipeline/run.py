"""Generates customers, runs the job as a process of its own, checks the counts, and only then reports times.

    ./run.sh bench pipeline --records 1000000 --repeat 3
    ./run.sh bench pipeline --records 20000 --check      counts only, nothing is kept
    ./run.sh bench pipeline --growth 100000,1000000      several sizes, drawn into growth.svg and stages.svg

One JSON line per run is appended to bench/results/pipeline.jsonl: machine, compiler, command, stage times, records/s,
pairs/s, peak memory. Times are wall clock; with --repeat the median run is shown.
"""
import argparse
import csv
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(TOP / "tests"), str(TOP / "bench")]
import run_folder  # noqa: E402
from measured import commit, compiler, machine, say, timed, timed_alone, venv  # noqa: E402


def generate(sosie, arguments, records, folder):
    """Channel files of about so many records; the count of truth rows is the exact number."""
    people = arguments.people or max(1, round(records / arguments.records_per_person))
    seconds, _, _ = timed([sosie, "generate", "--people", people, "--seed", arguments.seed, "-o", folder])
    with open(folder / "truth.csv", encoding="utf-8", newline="") as truth:
        num_records = sum(1 for _ in csv.reader(truth)) - 1
    print(f"generated {num_records:,} records of {people:,} people in {seconds:.2f} s", file=sys.stderr)
    return num_records


def wrong_counts(run, num_generated):
    """What does not add up in a published run."""
    found = []
    manifest = run_folder.manifest(run)
    accounted = run_folder.rows_per_source(run)
    for source in manifest["sources"]:
        name, rows = source["source"], source["rows_in"]
        if accounted[name] != rows:
            found.append(f"source {name}: {rows} rows read, {accounted[name]} in members, rejects and removed")
    members = list(run_folder.rows(run, "members"))
    entities = {row["entity_id"] for row in members}
    golden = sum(1 for _ in run_folder.rows(run, "golden"))
    if golden != len(entities):
        found.append(f"{golden} golden records for {len(entities)} entities among the members")
    left_out = sum(1 for table in ("rejects", "removed") for _ in run_folder.rows(run, table))
    if not num_generated - left_out <= len(members) <= num_generated:
        found.append(f"{num_generated} records generated, {len(members)} members and {left_out} rows left out")
    return found


def measure(sosie, job, output, arguments):
    shutil.rmtree(output, ignore_errors=True)
    flags = (("--threads", arguments.threads), ("--memory", arguments.memory), ("--tmp", arguments.tmp))
    command = [sosie, "run", job, "-o", output, *(part for flag in flags if flag[1] for part in flag)]
    seconds, cpu_seconds, peak_bytes = timed_alone(command)
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_bytes": peak_bytes}


def report(result, manifest, num_records):
    counts = manifest["counts"]
    pairs = counts["match.candidate_pairs"]
    rows = {table["table"]: table["rows"] for table in manifest["tables"]}
    result.update(
        records=num_records, pairs=pairs, entities=counts["cluster.entities"], links=rows.get("links"),
        records_per_s=round(num_records / result["seconds"]), pairs_per_s=round(pairs / result["seconds"]),
        stages={stage["stage"]: stage["seconds"] for stage in manifest["stages"]})
    return result


def show(result, repeat):
    print(f"\n{'stage':<24}{'seconds':>10}{'ns/record':>12}")
    for name, seconds in (result["stages"] | {"whole process": result["seconds"]}).items():
        print(f"{name:<24}{seconds:>10.3f}{seconds / result['records'] * 1e9:>12.0f}")
    print(f"\n{result['records_per_s']:,} records/s, {result['pairs_per_s']:,} pairs/s "
          f"({result['pairs'] / result['records']:.1f} pairs per record), {result['cpu_seconds']:.2f} s of CPU, "
          f"peak {result['peak_bytes'] / 2**20:,.0f} MiB, {result['entities']:,} entities"
          + (f"; median of {repeat}, {result['fastest']:.2f} to {result['slowest']:.2f} s" if repeat > 1 else ""))


def keep(results, sosie, arguments):
    path = Path(arguments.results)
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = {"date": datetime.date.today().isoformat(), "commit": commit(), "machine": machine(), "compiler": compiler(sosie.parent),
             "command": "./run.sh bench pipeline " + " ".join(sys.argv[1:]), "seed": arguments.seed}
    with open(path, "a", encoding="utf-8") as file:
        for result in results:
            file.write(json.dumps(frame | result) + "\n")


def run_size(sosie, arguments, records, folder):
    """Generates so many records and runs them; the results of all repeats, or None when counts are wrong."""
    num_records = generate(sosie, arguments, records, folder / "in")
    results = []
    for _ in range(arguments.repeat):
        result = measure(sosie, folder / "in/job.toml", folder / "out", arguments)
        run = run_folder.current(folder / "out")
        found = wrong_counts(run, num_records)
        if found:
            print("\n".join(found))
            print("0 passed, 1 failed, 0 skipped")
            return None
        results.append(report(result, run_folder.manifest(run), num_records))
    return results


def median_of(results):
    times = sorted(result["seconds"] for result in results)
    median = min(results, key=lambda result: abs(result["seconds"] - statistics.median_low(times)))
    return median | {"fastest": times[0], "slowest": times[-1]}


def draw_growth(medians, folder):
    """Growth and stages as SVG, by matplotlib in a folder of its own."""
    python = venv("bench", ["matplotlib==3.10.7"])
    say(f"drawing {folder}/growth.svg and {folder}/stages.svg")
    subprocess.run([python, Path(__file__).with_name("draw.py"), folder], input=json.dumps(medians), text=True, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000, help="about so many input records")
    parser.add_argument("--people", type=int, help="exactly so many people, in place of --records")
    parser.add_argument("--records-per-person", type=float, default=1.8, help="what --records is divided by")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--memory", help="memory budget, as for sosie run")
    parser.add_argument("--tmp", help="folder for what is spilled")
    parser.add_argument("--growth", help="several numbers of records, separated by commas; drawn as SVG")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="only check the counts")
    parser.add_argument("--results", default=TOP / "bench/results/pipeline.jsonl")
    parser.add_argument("--folder", help="keep inputs and output here")
    parser.add_argument("--binary", type=Path, default=TOP / "build/release/sosie")
    arguments = parser.parse_args()
    sosie = arguments.binary.resolve()
    sizes = [int(size) for size in arguments.growth.split(",")] if arguments.growth else [arguments.records]
    medians = []
    for records in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            results = run_size(sosie, arguments, records, Path(arguments.folder or scratch))
        if results is None:
            return 1
        if arguments.check:
            print("1 passed, 0 failed, 0 skipped")
            return 0
        keep(results, sosie, arguments)
        medians.append(median_of(results))
        show(medians[-1], arguments.repeat)
    if arguments.growth:
        draw_growth(medians, Path(arguments.results).parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
