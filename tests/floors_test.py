"""Reads every #include and fails on one that goes up a floor, crosses between rooms that may not meet, or closes a cycle.

    python3 tests/floors_test.py               reads the tree
    python3 tests/floors_test.py --self-check  plants violations in a scratch tree and wants each found
"""
import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

FLOORS = {"core": 0, "matchers": 1, "io": 1, "engine": 2, "datasets": 2, "apps": 3, "bindings": 3}
# Rooms of one floor that must not know each other.
STRANGERS = [{"matchers", "io"}, {"apps", "bindings"}]
# Below engine, its stages: these folders know nothing of the stages that use them.
LOWER_ROOMS = {"engine/job": ("engine/job/", "engine/field.")}
# A face of the library: it includes installed headers, never how they are made.
API = "include/sosie"
# Folders whose code only proves or measures: production code never includes them.
PROOF = ("tests", "bench", "matchers/reference")
SUFFIXES = {".h", ".cc", ".hpp", ".cpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')


def sources(root):
    for top in [*FLOORS, "include"]:
        for path in sorted((root / top).rglob("*")):
            if path.suffix in SUFFIXES:
                yield path.relative_to(root)


def includes(root, path):
    """(line number, line, included path relative to root or None when it is not ours) of each include of a file."""
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), start=1):
        found = INCLUDE.match(line)
        if found is None:
            continue
        named = Path(found[2])
        if named.parts[0] == "sosie":
            yield number, line, Path("include") / named
        elif (root / named).is_file() and named.parts[0] in {*FLOORS, "tests", "bench"}:
            yield number, line, named
        elif found[1] == '"' and (root / path.parent / named).is_file():
            yield number, line, Path(os.path.normpath(path.parent / named))
        else:
            yield number, line, None


def within(path, folder):
    return path.as_posix().startswith(folder + "/")


def objection(path, included):
    """Why `path` may not include `included`, or None."""
    if within(path, API):
        return None if within(included, API) else "an installed header includes only installed headers"
    for proof in PROOF:
        if within(included, proof) and not within(path, proof):
            return f"{proof} is for tests and benchmarks only"
    here, there = path.parts[0], included.parts[0]
    if there == "include":
        return None if FLOORS[here] >= FLOORS["engine"] else f"{here} does not know the library's own face"
    if FLOORS[there] > FLOORS[here]:
        return f"{there} is above {here}"
    if here != there and any({here, there} <= pair for pair in STRANGERS):
        return f"{here} and {there} do not know each other"
    for room, allowed in LOWER_ROOMS.items():
        if within(path, room) and there == "engine" and not included.as_posix().startswith(allowed):
            return f"{room} is below the stages of engine"
    return None


def cycle(graph):
    """A list of files that include each other in a ring, or []."""
    done, stack, on_stack = set(), [], set()

    def visit(path):
        stack.append(path)
        on_stack.add(path)
        for other in graph.get(path, ()):
            if other in on_stack:
                return stack[stack.index(other):] + [other]
            if other not in done and (ring := visit(other)):
                return ring
        on_stack.discard(stack.pop())
        done.add(path)
        return []

    for start in sorted(graph):
        if start not in done and (ring := visit(start)):
            return ring
    return []


def violations(root):
    found, graph = [], {}
    for path in sources(root):
        for number, line, included in includes(root, path):
            if included is None:
                continue
            graph.setdefault(path, []).append(included)
            if reason := objection(path, included):
                found.append(f"{path.as_posix()}:{number}: {line.strip()}  ({reason})")
    if ring := cycle(graph):
        found.append("cycle: " + " -> ".join(path.as_posix() for path in ring))
    return found


PLANTED = {
    "upward include": {"core/a.h": '#include "engine/b.h"\n', "engine/b.h": ""},
    "upward include, indented and with angle brackets": {"io/a.cc": "  #  include <apps/b.h>\n", "apps/b.h": ""},
    "upward include beside the file": {"core/a.cc": '#include "../engine/b.h"\n', "engine/b.h": ""},
    "matchers knows io": {"matchers/a.cc": '#include "io/b.h"\n', "io/b.h": ""},
    "io knows matchers": {"io/a.cc": '#include "matchers/text/b.h"\n', "matchers/text/b.h": ""},
    "job knows a stage": {"engine/job/a.h": '#include "engine/b.h"\n', "engine/b.h": ""},
    "installed header knows the inside": {"include/sosie/a.h": '#include "core/b.h"\n', "core/b.h": ""},
    "production code includes a test": {"core/a.cc": '#include "tests/core/b.h"\n', "tests/core/b.h": ""},
    "production code includes a reference": {
        "matchers/a.cc": '#include "matchers/reference/b.h"\n', "matchers/reference/b.h": ""},
    "cycle": {"core/a.h": '#include "core/b.h"\n', "core/b.h": '#include "core/a.h"\n'},
}
ALLOWED = {
    "apps/a.cc": '#include <vector>\n#include "engine/b.h"\n#include "core/c.h"\n',
    "engine/b.h": '#include "io/d.h"\n#include "matchers/e.h"\n#include "engine/job/f.h"\n',
    "engine/job/f.h": '#include "io/d.h"\n',
    "core/c.h": "", "io/d.h": '#include "core/c.h"\n', "matchers/e.h": '#include "core/c.h"\n',
    "matchers/reference/g.h": '#include "matchers/e.h"\n',
}


def planted(files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return violations(root)


def self_check():
    missed = [name for name, files in PLANTED.items() if len(planted(files)) != 1]
    missed += [f"objected without cause: {line}" for line in planted(ALLOWED)]
    for name in missed:
        print(f"floors self-check: {name}")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-check", action="store_true", help="only plant violations and want them found")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    missed = self_check()
    found = [] if arguments.self_check else violations(arguments.root)
    for line in found:
        print(line)
    num_checks = len(PLANTED) + 1 if arguments.self_check else len(PLANTED) + 2
    num_failed = len(missed) + bool(found)
    print(f"{num_checks - num_failed} passed, {num_failed} failed, 0 skipped")
    return 1 if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
