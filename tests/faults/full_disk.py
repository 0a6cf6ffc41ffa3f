"""Lets the disk run full while sosie publishes, and while it spills: exit 4, a message that says what was needed, the
earlier run still whole.

    python3 tests/faults/full_disk.py --binary build/release/sosie

The disk is a small tmpfs in a mount namespace of its own; where the system permits none, everything is skipped.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import run_folder  # noqa: E402
from scratch_job import Sosie  # noqa: E402

INSIDE = "SOSIE_OWN_MOUNTS"


def may_mount(namespace, scratch):
    mount = subprocess.run([*namespace, "mount", "-t", "tmpfs", "none", scratch], capture_output=True)
    return mount.returncode == 0


def enter_own_mounts():
    """Runs this program again where it may mount; never returns, but when nothing may be mounted."""
    with tempfile.TemporaryDirectory() as scratch:
        for namespace in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
            if shutil.which("unshare") and may_mount(namespace, scratch):
                os.environ[INSIDE] = "1"
                os.execvp(namespace[0], [*namespace, sys.executable, *sys.argv])


def folder_bytes(folder):
    return sum(path.lstat().st_size for path in Path(folder).rglob("*"))


def leave_free(disk, num_bytes):
    """Fills the disk up to `num_bytes`."""
    disk_now = os.statvfs(disk)
    (disk / "ballast").write_bytes(b"\0" * max(0, disk_now.f_bavail * disk_now.f_frsize - num_bytes))


def check_full_disk(sosie, job, disk, free_bytes, earlier):
    """Runs `job` into a disk that holds the output folder `earlier`, if any, and little room; says what is wrong."""
    output = disk / "out"
    if earlier:
        shutil.copytree(earlier, output, symlinks=True)
    leave_free(disk, free_bytes)
    before = run_folder.current(output)
    wanted = before and run_folder.fingerprint(before)
    done = sosie("run", job, "-o", output)
    found = []
    if done.returncode != 4:
        found.append(f"exit {done.returncode} instead of 4: {done.stderr[-500:]}")
    if not re.search(r"needed \d[\d.,]* (more bytes|[KMG]i?B)", done.stderr):
        found.append(f"the message does not say how much was needed: {done.stderr[-500:]}")
    after = run_folder.current(output)
    if (after and run_folder.fingerprint(after)) != wanted:
        found.append("what was published before is no longer whole")
    left = [path.name for path in output.glob("runs/*") if not (path / "manifest.json").is_file()]
    if left:
        found.append(f"unfinished folders fill the disk: {left}")
    return found


def check_full_temporary_disk(sosie, job, disk, output):
    """Runs a job that must spill into a disk with hardly any room; says what is wrong."""
    done = sosie("run", job, "-o", output, "--memory", "45MB", "--tmp", disk)
    found = []
    if done.returncode != 4 or "temporary files" not in done.stderr:
        found.append(f"exit {done.returncode} instead of 4, or no word of temporary files: {done.stderr[-500:]}")
    if run_folder.current(output):
        found.append("something was published")
    if list(disk.iterdir()):
        found.append("temporary files were left behind")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--people", type=int, default=3000)
    arguments = parser.parse_args()
    if INSIDE not in os.environ:
        enter_own_mounts()
        print("full disk: this system permits no mount\n0 passed, 0 failed, 3 skipped")
        return 0
    sosie = Sosie(arguments.binary)
    num_failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        job = sosie.generate(arguments.people, 1, scratch / "in")
        sosie.must("run", job, "-o", scratch / "whole")
        sosie.must("run", sosie.generate(arguments.people, 2, scratch / "in-before"), "-o", scratch / "earlier")
        (scratch / "disk").mkdir()
        need = folder_bytes(scratch / "whole")
        for name, earlier in {"first run": None, "over an earlier run": scratch / "earlier"}.items():
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={4 * need}", "none", scratch / "disk"], check=True)
            found = check_full_disk(sosie, job, scratch / "disk", need // 3, earlier)
            subprocess.run(["umount", scratch / "disk"], check=True)
            for line in found:
                print(f"full disk, {name}: {line}")
            num_failed += bool(found)
        large = sosie.generate(80_000, 1, scratch / "large")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", scratch / "disk"], check=True)
        found = check_full_temporary_disk(sosie, large, scratch / "disk", scratch / "spilled")
        subprocess.run(["umount", scratch / "disk"], check=True)
        for line in found:
            print(f"full disk, spilling: {line}")
        num_failed += bool(found)
    print(f"{3 - num_failed} passed, {num_failed} failed, 0 skipped")
    return 1 if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
