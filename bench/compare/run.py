"""sosie beside Splink on DuckDB: one file, one set of blocking rules and comparison levels, a process for each run.

    ./run.sh bench compare --records 1000000 --repeat 3
    ./run.sh bench compare --records 5000 --check        only whether both keep the same pairs; nothing is kept
    ./run.sh bench compare --records 10000000 --only "sosie, trained, fields by meaning"     one run, beside nothing

With the fixed model of model.json both must keep the same pairs, at review and at link, before any time is printed, and
both modes of scoring must write the same tables.
Wall clock, CPU and peak memory are of whole processes, from the CSV file to CSV files of pairs and clusters; the median
run is shown. One JSON line per run is appended to bench/results/compare.jsonl.
"""
import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
VENV = TOP / "build/compare/venv"
sys.path[:0] = [str(TOP / "bench"), str(TOP / "tests")]
from measured import commit, compiler, machine, say, timed, timed_alone, venv  # noqa: E402


JOBS = {"sosie, fixed model": {},
        "sosie, fixed model, every level": {"scoring": "every_level"},
        "sosie, fixed model, all tables": {"tables": '"all"'},
        "sosie, trained": {"with_model": False},
        "sosie, trained, fields by meaning": {"with_model": False, "by_meaning": True}}
SPLINKS = {"Splink, fixed model": "--bigrams", "Splink, fixed model, Jaro-Winkler only": "--jaro-winkler",
           "Splink, trained": "--trained"}


def enter_venv():
    """Runs this program again with the rivals' Python."""
    python = venv("compare", (HERE / "requirements.txt").read_text().split())
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), __file__, *sys.argv[1:]])


def make_customers(sosie, arguments, folder):
    """The customers of these arguments; those that an earlier run left in a folder to be kept are used again."""
    from customers import write_customers
    made_of = {"records": arguments.records, "records_per_person": arguments.records_per_person,
               "seed": arguments.seed}
    note = folder / "customers.json"
    if note.is_file() and json.loads(note.read_text()) == made_of:
        return folder / "customers.csv"
    people = round(arguments.records / arguments.records_per_person)
    timed([sosie, "generate", "--people", people, "--seed", arguments.seed, "-o", folder / "channels"])
    write_customers(folder / "channels", arguments.records, arguments.seed, folder / "customers.csv")
    note.write_text(json.dumps(made_of))
    return folder / "customers.csv"


def runs_of(sosie, customers, folder, arguments):
    """Name -> (command, output folder), in the order they are run and shown."""
    import task
    threads = ["--threads", arguments.threads] if arguments.threads else []
    python = VENV / "bin/python"
    runs = {}
    for number, (name, options) in enumerate(JOBS.items()):
        job = folder / f"job{number}.toml"
        job.write_text(task.job_text(customers, **options), encoding="utf-8")
        runs[name] = ([sosie, "run", job, "-q", "-o", folder / f"sosie{number}", *threads], folder / f"sosie{number}")
    for name, how in SPLINKS.items():
        output = folder / f"splink{how}"
        runs[name] = ([python, HERE / "splink_side.py", customers, output, how, *threads], output)
    checked = ["sosie, fixed model", "sosie, fixed model, every level", "Splink, fixed model"]
    names = [arguments.only] if arguments.only else checked if arguments.check else list(runs)
    return {name: runs[name] for name in names}


def measure(name, run, keep):
    import results
    command, output = run
    say(name)
    shutil.rmtree(output, ignore_errors=True)
    seconds, cpu_seconds, peak_bytes = timed_alone(command)
    found = {"run": name, "seconds": round(seconds, 3), "cpu_seconds": round(cpu_seconds, 3), "peak_bytes": peak_bytes}
    return found | results.read(name, output) if keep else found


def measure_loop(customers, num_pairs):
    say(f"a Python loop over rapidfuzz, {num_pairs:,} pairs")
    done = subprocess.run([VENV / "bin/python", HERE / "loop_side.py", customers, "--pairs", str(num_pairs)],
                          capture_output=True, text=True, check=True)
    return {"run": "Python loop over rapidfuzz, fixed model, Jaro-Winkler only"} | json.loads(done.stdout)


def keep(lines, sosie, arguments):
    from importlib.metadata import version
    build = sosie.parent
    rivals = {package: version(package) for package in ("splink", "duckdb", "rapidfuzz")}
    frame = {"date": datetime.date.today().isoformat(), "commit": commit(), "machine": machine(),
             "compiler": compiler(build) if (build / "CMakeCache.txt").is_file() else None,
             "versions": {"python": platform.python_version()} | rivals,
             "command": f"./run.sh bench compare --records {arguments.records} --repeat {arguments.repeat} "
                        f"--seed {arguments.seed}" + (f" --threads {arguments.threads}" if arguments.threads else "")
                        + (f' --only "{arguments.only}"' if arguments.only else ""),
             "records": arguments.records, "seed": arguments.seed, "threads": arguments.threads}
    with open(arguments.results, "a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(frame | line) + "\n")
    return frame


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--records-per-person", type=float, default=1.2, help="what --records is divided by")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="of both engines; all of the machine when absent")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=1_000_000, help="pairs of the loop over rapidfuzz")
    parser.add_argument("--check", action="store_true", help="only compare the kept pairs")
    parser.add_argument("--only", metavar="RUN", choices=[*JOBS, *SPLINKS], help="this run alone; nothing is compared")
    parser.add_argument("--results", default=TOP / "bench/results/compare.jsonl")
    parser.add_argument("--folder", help="keep input and output here")
    parser.add_argument("--binary", type=Path, default=TOP / "build/release/sosie")
    arguments = parser.parse_args()
    enter_venv()
    import results
    sosie = arguments.binary.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments.folder or scratch).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        customers = make_customers(sosie, arguments, folder)
        runs = runs_of(sosie, customers, folder, arguments)
        lines = [measure(name, run, keep=True) for name, run in runs.items()]
        if arguments.only:
            for _ in range(arguments.repeat - 1):
                lines += [measure(name, run, keep=False) for name, run in runs.items()]
            results.show(lines, keep(lines, sosie, arguments))
            return 0
        outputs = {name: output for name, (_, output) in runs.items()}
        checks = [results.compare_modes(outputs["sosie, fixed model"], outputs["sosie, fixed model, every level"]),
                  results.compare_kept(outputs["sosie, fixed model"], outputs["Splink, fixed model"])]
        left_out = lines[0].get("not_compared")
        if left_out:
            print(f"sosie left out of the comparison: {left_out}")
        if not all(checks) or arguments.check:
            print(f"{sum(checks)} passed, {len(checks) - sum(checks)} failed, 0 skipped")
            return 0 if all(checks) else 1
        for _ in range(arguments.repeat - 1):
            lines += [measure(name, run, keep=False) for name, run in runs.items()]
        lines.append(measure_loop(customers, arguments.pairs))
    frame = keep(lines, sosie, arguments)
    results.show(lines, frame)
    return 0


if __name__ == "__main__":
    sys.exit(main())
