"""What every benchmark here says about its figures, and how it keeps them."""
import datetime
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BUILD = TOP / "build/release"


def say(text):
    print(f"== {text}", file=sys.stderr)


def cpu_name():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"cpu": cpu_name(), "cores": len(os.sched_getaffinity(0)), "memory_gib": round(memory / 2**30, 1)}


def timed(command):
    """Runs a command; returns (wall seconds, CPU seconds, peak resident bytes)."""
    begin = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command}: exit {process.returncode}\n{errors.decode(errors='replace')[-2000:]}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def timed_alone(command):
    """timed(), started by a small process: what a large one had resident would count as its child's peak."""
    done = subprocess.run([sys.executable, __file__, *map(str, command)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def venv(name, requirements):
    """The Python of a folder of its own under build/, with these packages; installed when they change."""
    folder = TOP / "build" / name / "venv"
    done, wanted = folder / "requirements.txt", "\n".join(requirements) + "\n"
    if not done.is_file() or done.read_text() != wanted:
        say(f"installing {', '.join(requirements)} into {folder.relative_to(TOP)}")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "-q", *requirements], check=True)
        done.write_text(wanted)
    return folder / "bin/python"


def compiler(build=BUILD):
    """First line of the version of the compiler that a build uses."""
    cache = (build / "CMakeCache.txt").read_text().splitlines()
    path = next(line.split("=", 1)[1] for line in cache if line.startswith("CMAKE_CXX_COMPILER:"))
    return subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]


def commit():
    done = subprocess.run(["git", "-C", TOP, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or None


def facts(command):
    """Day, commit, machine, compiler, and the command as a person types it."""
    return {"date": str(datetime.date.today()), "commit": commit(), "cpu": cpu_name(), "compiler": compiler(),
            "command": command}


def pass_lines(command, about, results):
    """Runs a program that prints a JSON line per row, and passes its lines on as they come; with `about` added they are
    appended to the file `results`, if there is one. Returns the exit code."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    with open(results or os.devnull, "a", encoding="utf-8") as kept:
        for line in process.stdout:
            print(line, end="", flush=True)
            kept.write(json.dumps({**json.loads(line), **about}) + "\n")
    return process.wait()


if __name__ == "__main__":
    print(json.dumps(timed(sys.argv[1:])))
