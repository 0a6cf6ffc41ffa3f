"""The kernels beside their rivals: a JSON line per work and target on stdout.

    ./run.sh bench matchers                          all works, some minutes
    ./run.sh bench matchers "join levenshtein"       works whose name contains the text
    ./run.sh bench matchers --keep                   appends the lines to bench/results/matchers.jsonl too
    ./run.sh bench matchers --kernels [flags]        the kernels alone, by Google Benchmark

The rivals come as source distributions from the package index that pip is set up for, into build/rivals; nothing of
them is committed. SOSIE_SIMD=sse4 forces a target.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from measured import BUILD, TOP, facts, pass_lines, say  # noqa: E402

RIVALS = TOP / "build/rivals"
# name: (distribution, folder in it that holds what we compile)
SOURCES = {"rapidfuzz-cpp": ("rapidfuzz==3.14.6", "extern/rapidfuzz-cpp"), "stringzilla": ("stringzilla==5.3.2", ".")}


def run(command, **options):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-3000:]}")


def download(distribution, folder):
    """Downloads a source distribution. pip wants its metadata, for which this one would compile itself: without a
    compiler it falls back to plain Python at once."""
    without_compiler = {**os.environ, "CC": "false", "CXX": "false"}
    name = distribution.split("==")[0]
    run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", folder, distribution],
        env=without_compiler)
    return next(folder.glob("*.tar.gz"))


def fetch(name):
    target = RIVALS / name
    if target.is_dir():
        return
    distribution, inner = SOURCES[name]
    say(f"rivals: {distribution}")
    archives = RIVALS / "archives" / name
    archives.mkdir(parents=True, exist_ok=True)
    archive = next(archives.glob("*.tar.gz"), None) or download(distribution, archives)
    run(["tar", "-xzf", archive, "-C", archives])
    (archives / archive.name.removesuffix(".tar.gz") / inner).rename(target)


def build(target):
    run(["cmake", "--preset", "release", "-DSOSIE_BUILD_BENCH=ON", f"-DSOSIE_RIVALS_DIR={RIVALS}"], cwd=TOP)
    say(f"build: {target}")
    run(["ninja", "-C", BUILD, target])


def measure(arguments, keep):
    distributions = ", ".join(distribution for distribution, _ in SOURCES.values())
    about = {**facts(" ".join(["./run.sh bench matchers", *sys.argv[1:]])), "distribution": distributions}
    say(json.dumps(about))
    results = TOP / "bench/results/matchers.jsonl" if keep else None
    return pass_lines([BUILD / "bench/matchers/rivals/bench_rivals", *arguments], about, results)


def main(arguments):
    if arguments[:1] == ["--kernels"]:
        build("bench_matchers")
        return subprocess.run([BUILD / "bench/matchers/bench_matchers", *arguments[1:]]).returncode
    for name in SOURCES:
        fetch(name)
    build("bench_rivals")
    return measure([argument for argument in arguments if argument != "--keep"], "--keep" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
