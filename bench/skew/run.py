"""Files whose values are unevenly spread, beside one that is uniform: what skew costs.

    ./run.sh bench skew --records 1000000 --repeat 3
    ./run.sh bench skew --records 20000 --check          only whether every row is a member; nothing is kept

uniform: names, streets and postcodes drawn evenly, every second record much like the one before. one key: one postcode on
30 % of the rows. one surname: on 5 %. identical: all rows equal but for their id. Runs take turns; the median is shown,
and its ratio to the uniform file. One JSON line per run is appended to bench/results/skew.jsonl.
"""
import argparse
import csv
import datetime
import json
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(TOP / "bench"), str(TOP / "tests")]
import run_folder  # noqa: E402
from measured import commit, compiler, machine, say, timed_alone  # noqa: E402

KINDS = ("uniform", "one key", "one surname", "identical")
COLUMNS = ("id", "given", "family", "born", "street", "postcode", "email")
JOB = """version = 1
[job]
as_of = "2026-01-01"
previous = "none"
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
[source.fields]
given_name = "given"
family_name = "family"
birth_date = "born"
street = "street"
postcode = "postcode"
email = "email"
"""


class Words:
    """Made-up words; the same for one seed."""
    SYLLABLES = [consonant + vowel for consonant in "bdfglmnprstv" for vowel in "aeio"]

    def __init__(self, draw):
        def words(count, fewest, most):
            return ["".join(draw.choices(self.SYLLABLES, k=draw.randint(fewest, most))) for _ in range(count)]
        self.given, self.family, self.streets = words(3_000, 2, 3), words(60_000, 2, 4), words(20_000, 3, 3)


def person(draw, words, number):
    born = f"{draw.randint(1940, 2005)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return {"given": draw.choice(words.given), "family": draw.choice(words.family), "born": born,
            "street": f"{draw.randint(1, 150)} rue {draw.choice(words.streets)}",
            "postcode": f"{draw.randint(1, 95):02}{10 * draw.randint(0, 99):03}", "email": f"u{number}@example.fr"}


def write_customers(kind, count, seed, folder):
    draw = random.Random(seed)
    words = Words(draw)
    folder.mkdir(parents=True)
    (folder / "job.toml").write_text(JOB, encoding="utf-8")
    before = everybody = person(draw, words, 0)
    with open(folder / "crm.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for number in range(count):
            repeats = number % 2 == 1 and draw.random() < 0.5
            row = dict(before if repeats else person(draw, words, number))
            before = dict(row)
            if kind == "one key" and draw.random() < 0.3:
                row["postcode"] = "75015"
            if kind == "one surname" and draw.random() < 0.05:
                row["family"] = "martin"
            if kind == "identical":
                row = everybody
            table.writerow([number, *row.values()])
    return folder / "job.toml"


def measure(sosie, kind, job, output, threads):
    shutil.rmtree(output, ignore_errors=True)
    seconds, cpu_seconds, peak_bytes = timed_alone([sosie, "run", job, "-q", "-o", output] + (["--threads", threads] if threads else []))
    manifest = run_folder.manifest(run_folder.current(output))
    counts = manifest["counts"]
    members = next(table["rows"] for table in manifest["tables"] if table["table"] == "members")
    return {"kind": kind, "seconds": round(seconds, 3), "cpu_seconds": round(cpu_seconds, 3), "peak_bytes": peak_bytes,
            "members": members, "pairs": counts["match.candidate_pairs"], "entities": counts["cluster.entities"],
            "cut_blocks": sum(count for name, count in counts.items() if name.endswith("cut_blocks")),
            "stages": {stage["stage"]: stage["seconds"] for stage in manifest["stages"]}}


def show(lines):
    def median_of(kind):
        return statistics.median(line["seconds"] for line in lines if line["kind"] == kind)
    print(f"\n{'file':<14}{'wall s':>8}{'range':>14}{'CPU s':>8}{'ratio':>8}{'pairs/record':>14}{'entities':>10}{'blocks cut':>12}")
    for kind in KINDS:
        of_kind = [line for line in lines if line["kind"] == kind]
        times = [line["seconds"] for line in of_kind]
        first = of_kind[0]
        print(f"{kind:<14}{median_of(kind):>8.2f}{f'{min(times):.2f}-{max(times):.2f}':>14}"
              f"{statistics.median(line['cpu_seconds'] for line in of_kind):>8.2f}"
              f"{median_of(kind) / median_of('uniform'):>8.2f}{first['pairs'] / first['members']:>14.1f}{first['entities']:>10,}"
              f"{first['cut_blocks']:>12,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="only check that nothing is lost")
    parser.add_argument("--results", default=TOP / "bench/results/skew.jsonl")
    parser.add_argument("--binary", type=Path, default=TOP / "build/release/sosie")
    arguments = parser.parse_args()
    sosie = arguments.binary.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        jobs = {kind: write_customers(kind, arguments.records, arguments.seed, folder / kind) for kind in KINDS}
        lines = []
        for turn in range(1 if arguments.check else arguments.repeat):
            for kind, job in jobs.items():
                say(f"{kind}, {turn + 1}")
                lines.append(measure(sosie, kind, job, folder / "out", arguments.threads))
    lost = sorted({line["kind"] for line in lines if line["members"] != arguments.records})
    if lost or arguments.check:
        print(f"{len(KINDS) - len(lost)} passed, {len(lost)} failed, 0 skipped")
        return 1 if lost else 0
    frame = {"date": datetime.date.today().isoformat(), "commit": commit(), "machine": machine(), "compiler": compiler(sosie.parent),
             "command": "./run.sh bench skew " + " ".join(sys.argv[1:]), "seed": arguments.seed, "records": arguments.records}
    with open(arguments.results, "a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(frame | line) + "\n")
    show(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
