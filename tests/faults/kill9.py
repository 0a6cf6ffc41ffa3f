"""Kills sosie at drawn times while it publishes over an earlier run: what is published is the earlier run or the new one.

    python3 tests/faults/kill9.py --binary build/release/sosie --kills 50
"""
import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import run_folder  # noqa: E402
from scratch_job import Sosie  # noqa: E402


def publish(sosie, job, output):
    """Publishes and returns (fingerprint of the run, seconds before its folder appears, seconds after)."""
    begin = time.monotonic()
    run = start(sosie, job, output)
    appeared = wait_for_folder(run, output, set())
    if run.wait() != 0:
        raise SystemExit(f"the run to compare with ends with exit {run.returncode}")
    end = time.monotonic()
    return run_folder.fingerprint(run_folder.current(output)), appeared - begin, end - appeared


def start(sosie, job, output):
    return subprocess.Popen(sosie.command("run", job, "-o", output), stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def folders(output):
    return set((output / "runs").iterdir()) if (output / "runs").is_dir() else set()


def wait_for_folder(run, output, known):
    """When the folder of the run appeared, or the run ended without."""
    while not folders(output) - known and run.poll() is None:
        time.sleep(0.0005)
    return time.monotonic()


def kill_run(sosie, job, output, delay, after_folder):
    """Starts a run and kills it `delay` seconds after its start or after its folder appeared. True when it was killed
    before its end."""
    known = folders(output)
    run = start(sosie, job, output)
    if after_folder:
        wait_for_folder(run, output, known)
    try:
        run.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()
    return run.returncode < 0


def objections(sosie, new_job, output, earlier, new):
    """What is wrong with an output folder after a kill, and after the next run into it."""
    found = []
    published = run_folder.current(output)
    if published is None:
        return ["nothing is published any more"]
    if run_folder.fingerprint(published) not in (earlier, new):
        found.append("what is published is neither the earlier run nor the new one")
    run_folder.manifest(published)
    again = sosie("run", new_job, "-o", output)
    if again.returncode != 0:
        found.append(f"the next run ends with exit {again.returncode}: {again.stderr[-500:]}")
    elif run_folder.fingerprint(run_folder.current(output)) != new:
        found.append("the next run publishes other tables")
    left = [path.name for path in (output / "runs").iterdir() if not (path / "manifest.json").is_file()]
    if left:
        found.append(f"unfinished folders stay for ever: {left}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    print(f"kill9: seed {arguments.seed}")
    draw = random.Random(arguments.seed)
    sosie = Sosie(arguments.binary)
    num_failed = num_killed = num_new = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        old_job = sosie.generate(arguments.people, 1, scratch / "old")
        new_job = sosie.generate(arguments.people, 2, scratch / "new")
        earlier, _, _ = publish(sosie, old_job, scratch / "earlier")
        new, working, publishing = publish(sosie, new_job, scratch / "reference")
        if earlier == new:
            raise SystemExit("the two jobs publish the same tables: nothing could be told apart")
        for kill in range(arguments.kills):
            output = scratch / "out"
            shutil.rmtree(output, ignore_errors=True)
            shutil.copytree(scratch / "earlier", output, symlinks=True)
            # Two of three kills aim at the writing and renaming, which come last and are short.
            after_folder = kill % 3 != 0
            delay = draw.uniform(0.0, publishing if after_folder else working)
            num_killed += kill_run(sosie, new_job, output, delay, after_folder)
            published = run_folder.current(output)
            num_new += published is not None and run_folder.fingerprint(published) == new
            found = objections(sosie, new_job, output, earlier, new)
            for line in found:
                print(f"kill {kill + 1}, {delay:.3f} s after {'its folder' if after_folder else 'its start'}: {line}")
            num_failed += bool(found)
    print(f"kill9: {num_killed} of {arguments.kills} runs were killed before their end; "
          f"the new run was published {num_new} times")
    print(f"{arguments.kills - num_failed} passed, {num_failed} failed, 0 skipped")
    return 1 if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
