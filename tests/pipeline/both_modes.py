"""Both modes of scoring publish the same bytes, on every labelled data set, the sample and generated customers.

    python3 tests/pipeline/both_modes.py --binary build/release/sosie --people 5000

The bounded mode leaves a pair as soon as it certainly stays below review; the other weighs every comparison of every
candidate pair. All tables must be the same to the byte, and all counts but those of the levels, which only the latter
has: under each comparison they must add up to the candidate pairs. Data sets are the folders of SOSIE_DATASETS; one of
several sources is also matched across sources only.
"""
import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
SAMPLE = TESTS.parent / "datasets/sample"
sys.path[:0] = [str(TESTS), str(TESTS / "faults")]
import run_folder  # noqa: E402
from scratch_job import Sosie  # noqa: E402

MODES = ("bounded", "every_level")
LEVEL = "match.level."
ONE_INSTANT = ("--set", "job.as_of=2026-09-01")


def data_sets():
    """Name -> record files of every labelled data set; None without SOSIE_DATASETS."""
    folder = os.environ.get("SOSIE_DATASETS")
    if not folder:
        return None
    files = {path.name: sorted(path.glob("records*.csv")) for path in sorted(Path(folder).glob("*"))}
    found = {name: records for name, records in files.items() if records}
    if not found:
        raise SystemExit("SOSIE_DATASETS names a folder without a data set")
    return found


def cases(sosie, people, seed, sets, scratch):
    """Name -> arguments of sosie."""
    generated = sosie.generate(people, seed, scratch / "job")
    found = {"sample": ["run", SAMPLE / "job.toml"], f"{people} generated people": ["run", generated]}
    for name, records in sets.items():
        found[name] = ["dedupe", *records, "--set", "limits.rejects=100%"]
        if len(records) > 1:
            found[name + ", across sources"] = [*found[name], "--link"]
    return found


def run(sosie, arguments, mode, output):
    """Runs in a mode and returns the run folder."""
    shutil.rmtree(output, ignore_errors=True)
    sosie.must(*arguments, *ONE_INSTANT, "--set", f"model.scoring={mode}", "-o", output)
    return run_folder.current(output)


def differing(reference, other):
    return sorted(name for name in reference.keys() | other.keys() if reference.get(name) != other.get(name))


def without_levels(counts):
    return {name: n for name, n in counts.items() if not name.startswith((LEVEL, "memory."))}


def level_complaints(bounded, every_level, model):
    """What is wrong with the counts of levels."""
    if any(name.startswith(LEVEL) for name in bounded):
        yield "the bounded mode counts levels"
    for comparison in model["comparisons"]:
        levels = ["missing", *(level["name"] for level in comparison["levels"])]
        pairs = sum(every_level.get(f"{LEVEL}{comparison['name']}.{level}", 0) for level in levels)
        if pairs != every_level["match.candidate_pairs"]:
            yield f"{pairs} pairs have a level of {comparison['name']}"


def complaints(bounded, every_level):
    """What is not the same in two run folders, or wrong with their counts."""
    yield from (f"{name} differs" for name in differing(run_folder.fingerprint(bounded),
                                                        run_folder.fingerprint(every_level)))
    counts = [run_folder.manifest(run_path)["counts"] for run_path in (bounded, every_level)]
    yield from (f"the count {name} differs" for name in differing(*map(without_levels, counts)))
    yield from level_complaints(*counts, json.loads((every_level / "model.json").read_text(encoding="utf-8")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--require-data", action="store_true", help="without SOSIE_DATASETS nothing is run")
    arguments = parser.parse_args()
    sosie = Sosie(arguments.binary)
    sets = data_sets()
    if sets is None and arguments.require_data:
        raise SystemExit("--require-data: SOSIE_DATASETS not set")
    passed = failed = 0
    skipped = int(sets is None)
    if skipped:
        print("1 skipped: SOSIE_DATASETS not set")
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for name, command in cases(sosie, arguments.people, arguments.seed, sets or {}, scratch).items():
            bounded, every_level = (run(sosie, command, mode, scratch / mode) for mode in MODES)
            wrong = list(complaints(bounded, every_level))
            passed, failed = passed + (not wrong), failed + bool(wrong)
            counts = run_folder.manifest(bounded)["counts"]
            print(f"{name}: {counts['match.candidate_pairs']} pairs, {counts['match.below_review']} below review"
                  + "".join(f"; {complaint}" for complaint in wrong), flush=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
