"""Adds up what ctest and GoogleTest wrote: prints `passed failed skipped`, counting test cases.

    python3 tests/count_results.py JUNIT_FILE GTEST_FOLDER

A program of ctest that GoogleTest knows nothing of, or that died before it could report, counts as one case.
"""
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def gtest_counts(path):
    cases = list(xml.parse(path).getroot().iter("testcase"))
    failed = sum(case.find("failure") is not None for case in cases)
    skipped = sum(case.get("result") in ("skipped", "suppressed") for case in cases)
    return len(cases) - failed - skipped, failed, skipped


def said_skipped(program):
    """Sum of lines such as `3 skipped: SOSIE_DATASETS not set` that a program printed."""
    return sum(int(n) for n in re.findall(r"^(\d+) skipped:", program.findtext("system-out") or "", re.MULTILINE))


def program_counts(program, gtest_folder):
    report = gtest_folder / (program.get("name") + ".xml")
    broken = program.get("status") == "fail"
    if report.is_file():
        passed, failed, skipped = gtest_counts(report)
        return passed, max(failed, int(broken)), skipped or said_skipped(program)
    ran = program.get("status") == "run"
    return int(ran), int(broken), int(not ran and not broken)


def main(junit, gtest_folder):
    programs = xml.parse(junit).getroot().iter("testcase")
    counts = [program_counts(program, Path(gtest_folder)) for program in programs]
    print(*(sum(column) for column in zip(*counts, (0, 0, 0))))


if __name__ == "__main__":
    main(*sys.argv[1:])
