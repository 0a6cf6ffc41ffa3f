"""A run with a small memory budget stays near it, and publishes what a run without one does.

    python3 tests/pipeline/memory_budget.py --binary build/release/sosie --people 170000

Each budget is tried twice, the second time with a limit on addresses as `ulimit -v` sets it, which leaves far fewer than
a run would reserve.

The kernel's count of the most resident memory must not exceed the budget by more than --excess. What is mapped between
two looks at it depends on when the system lets a thread run, so that on a busy machine a run may need a second try.
"""
import argparse
import itertools
import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "faults")]
import run_folder  # noqa: E402
from scratch_job import Sosie  # noqa: E402

TRIES = 3
MIB = 1 << 20
ADDRESSES_BESIDES = 2 << 30  # bytes


def run(sosie, job, output, memory=None, addresses=None):
    shutil.rmtree(output, ignore_errors=True)
    limit = ["--memory", str(memory), "--tmp", output.parent] if memory else []

    def limit_addresses():
        if addresses:
            resource.setrlimit(resource.RLIMIT_AS, (addresses, addresses))

    done = sosie("run", job, "-o", output, "--threads", 2, *limit, env=dict(os.environ), preexec_fn=limit_addresses)
    if done.returncode != 0:
        raise SystemExit(f"exit {done.returncode}: {done.stderr[-2000:]}")
    published = run_folder.current(output)
    return run_folder.fingerprint(published), run_folder.manifest(published)


def held(sosie, job, output, budget, excess, addresses):
    """The tables of a run within the budget, and its manifest; the last try's when none was within."""
    for _ in range(TRIES):
        tables, manifest = run(sosie, job, output, budget, addresses)
        if manifest["peak_bytes"] <= budget * (1 + excess):
            break
    return tables, manifest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--people", type=int, default=170000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.5, 0.4], help="budgets, of what a free run takes")
    parser.add_argument("--excess", type=float, default=0.15)
    arguments = parser.parse_args()
    sosie = Sosie(arguments.binary)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "out"
        job = sosie.generate(arguments.people, arguments.seed, Path(scratch) / "job")
        reference, free = run(sosie, job, output)
        for share, limited in itertools.product(arguments.shares, (False, True)):
            budget = int(share * free["peak_bytes"])
            addresses = budget + ADDRESSES_BESIDES if limited else None
            tables, manifest = held(sosie, job, output, budget, arguments.excess, addresses)
            peak, spilled = manifest["peak_bytes"], manifest["counts"].get("memory.spilled_bytes", 0)
            print(f"budget {budget / MIB:.0f} MiB of {free['peak_bytes'] / MIB:.0f}"
                  f"{f', {addresses / MIB:.0f} MiB of addresses' if limited else ''}: peak {peak / MIB:.0f} MiB, "
                  f"{peak / budget - 1:+.1%}; {spilled / MIB:.0f} MiB spilled")
            wrong = []
            if peak > budget * (1 + arguments.excess):
                wrong.append(f"more than {arguments.excess:.0%} over the budget")
            if tables != reference:
                wrong.append("other tables than without a budget")
            if spilled == 0:
                wrong.append("nothing was spilled: the test tests nothing")
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for text in wrong:
                print(f"  {text}")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
