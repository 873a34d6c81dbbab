"""Run the suites one after the other: checks, tests with coverage, the gate, the other Python versions.

`tools/suites.py` runs everything, `tools/suites.py formula docs` the suites named. The end is a table with
a time per suite and the line `N passed, N failed, N skipped`, summed over the tests of every suite.
What is run stands as data at the top; what a suite tests stands in its folder below tests/.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

GATE_PERCENT = 100.0  # of lines and branches, in each gated room that has code
GATED_ROOMS = ("formula", "rules", "scheme", "engine", "study")
TEST_FOLDERS = (
    *("formula", "rules", "scheme", "engine", "study", "report", "cells", "sample", "cli", "published", "docs"),
)
QUICK_FOLDERS = ("formula", "rules", "scheme", "engine")  # run on every other Python version present
PYTHON_VERSIONS = ("3.11", "3.12", "3.13")
BUDGET_MINUTES = 25  # for the whole project on two cores, set-up not counted

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "suites"
BIN = Path(sys.executable).parent
CHECKS = (
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise"]),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format=concise"]),
    ("types", [str(BIN / "mypy")]),
    ("layers", [str(BIN / "lint-imports")]),
    ("house rules", [sys.executable, "tools/house_rules.py"]),
)

_PYTEST_FOUND_NO_TESTS = 5


@dataclass(frozen=True, slots=True)
class Count:
    """How many tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        """Give both together."""
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def text(self) -> str:
        """Give the line that CI reads."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """The outcome of one suite; `note` says more than its counts can."""

    name: str
    is_good: bool
    seconds: float = 0.0
    set_up_seconds: float = 0.0
    count: Count | None = None
    note: str = ""


@dataclass(slots=True)
class Run:
    """What has been run so far."""

    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Keep a row and say so at once."""
        self.rows.append(row)
        print(f"--- {row.name}: {'passed' if row.is_good else 'FAILED'}, {row.seconds:.1f} s", flush=True)


def main(names: list[str]) -> int:
    """Run the named suites, or all; give 0 when every one is good."""
    os.chdir(ROOT)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    tested = {name: ROOT / "tests" / name for name in TEST_FOLDERS}
    folders = [name for name, folder in tested.items() if any(folder.rglob("test_*.py"))]
    versions = [f"python-{version}" for version in PYTHON_VERSIONS if not _is_this(version)]
    known = ["check", *folders, "examples", *versions]
    if unknown := [name for name in names if name not in known]:
        print(f"suites: no suite {', '.join(unknown)} here; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    run = Run()
    for name in names or known:
        _headline(name)
        if name == "check":
            run.add(check())
        elif name == "examples":
            run.add(pytest("examples", "--doctest-modules", "src/kaoping", may_be_empty=True))
        elif name in versions:
            run.add(quick_suites(name.removeprefix("python-"), folders))
        else:
            run.add(pytest(name, f"tests/{name}"))
    if not names:
        _headline("coverage")
        run.add(coverage_gate())
    return summarise(run.rows)


def check() -> Row:
    """Run every check, also after one has failed."""
    began = time.monotonic()
    broken = []
    for name, command in CHECKS:
        start = time.monotonic()
        print(f"{name}:", flush=True)
        if subprocess.run(command, check=False).returncode:
            broken.append(name)
        print(f"{name}: {'BROKEN' if name in broken else 'kept'}, {time.monotonic() - start:.1f} s", flush=True)
    note = f"broken: {', '.join(broken)}" if broken else ", ".join(name for name, _ in CHECKS)
    return Row("check", not broken, time.monotonic() - began, note=note)


def pytest(name: str, *arguments: str, may_be_empty: bool = False) -> Row:
    """Run one suite of tests under coverage; each keeps its own data, combined at the end."""
    collector = [sys.executable, "-m", "coverage", "run", f"--data-file={WORK / f'.coverage.{name}'}"]
    return _pytest_row(name, [*collector, "-m", "pytest"], arguments, may_be_empty=may_be_empty)


def quick_suites(version: str, folders: list[str]) -> Row:
    """Run the quick suites on another Python version, in an environment of its own."""
    name = f"python-{version}"
    python = find_python(version)
    if python is None:
        print(f"Python {version} is not present")
        return Row(name, is_good=True, note="not present")
    paths = [f"tests/{folder}" for folder in QUICK_FOLDERS if folder in folders]
    if not paths:
        return Row(name, is_good=True, note="no quick suite yet")
    began = time.monotonic()
    venv = f".venv-{version}"
    if subprocess.run(["tools/setup.sh", "dev", venv, python], check=False).returncode:
        return Row(name, is_good=False, note="set-up failed; its own words stand above")
    set_up = time.monotonic() - began
    few = ["-m", "pytest", "--hypothesis-profile=few"]
    return _pytest_row(name, [f"{venv}/bin/python", *few], paths, set_up_seconds=set_up)


def find_python(version: str) -> str | None:
    """Give a Python of that version that runs and can make environments: a name alone proves nothing."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [f"python{version}", *map(str, sorted(kept.glob(f"{version}.*/bin/python{version}")))]
    for candidate in candidates:
        if shutil.which(candidate):
            question = "import ensurepip, venv, sys; print('%d.%d' % sys.version_info[:2])"
            answer = subprocess.run([candidate, "-c", question], capture_output=True, text=True, check=False)
            if answer.returncode == 0 and answer.stdout.strip() == version:
                return candidate
    return None


def coverage_gate() -> Row:
    """Combine what the suites collected and hold every gated room that has code to the gate."""
    began = time.monotonic()
    tool = [sys.executable, "-m", "coverage"]
    data = f"--data-file={WORK / '.coverage'}"
    pieces = [str(piece) for piece in sorted(WORK.glob(".coverage.*"))]
    output = WORK / "coverage.json"
    # A test drops entries of the catalogue into folders of its own, which are gone by now: only our source counts.
    report = ["json", "--quiet", data, "--include=src/kaoping/*", "-o", str(output)]
    for step in (["combine", "--quiet", data, *pieces], report):
        if subprocess.run([*tool, *step], check=False).returncode:
            return Row("coverage", is_good=False, note=f"coverage {step[0]} failed")
    percents = room_percents(json.loads(output.read_text(encoding="utf-8"))["files"])
    below = [room for room in GATED_ROOMS if percents.get(room, GATE_PERCENT) < GATE_PERCENT]
    for room in below:
        include = f"--include=src/kaoping/{room}/*,src/kaoping/{room}.py"
        subprocess.run([*tool, "report", data, include], check=False)
    shown = ", ".join(f"{room} {percents[room]:.1f} %" for room in sorted(percents))
    print(f"lines and branches covered: {shown or 'no code yet'}")
    note = f"below {GATE_PERCENT:g} %: {', '.join(below)}" if below else f"{GATE_PERCENT:g} % in the gated rooms"
    return Row("coverage", not below, time.monotonic() - began, note=note)


def room_percents(files: dict[str, dict[str, dict[str, int]]]) -> dict[str, float]:
    """Give the share of lines and branches covered, in percent, of each room that has code.

    files: the part of that name in coverage's JSON report.
    """
    covered: dict[str, int] = {}
    there: dict[str, int] = {}
    for path, report in files.items():
        room = Path(path).relative_to("src/kaoping").parts[0].removesuffix(".py")
        summary = report["summary"]
        covered[room] = covered.get(room, 0) + summary["covered_lines"] + summary["covered_branches"]
        there[room] = there.get(room, 0) + summary["num_statements"] + summary["num_branches"]
    return {room: 100 * covered[room] / total for room, total in there.items() if total and room != "__init__"}


def summarise(rows: list[Row]) -> int:
    """Print the table, the total against the budget, and last the line that CI reads."""
    _headline("summary")
    for row in rows:
        count = row.count.text() if row.count else ""
        note = "; ".join(part for part in (count, row.note) if part)
        print(f"{row.name:<12} {'passed' if row.is_good else 'FAILED'} {row.seconds:8.1f} s  {note}".rstrip())
    total = sum(row.seconds for row in rows)
    set_up = sum(row.set_up_seconds for row in rows)
    verdict = "within" if total <= BUDGET_MINUTES * 60 else "OVER"
    print(f"{'total':<12} {'':6} {total:8.1f} s  {verdict} the budget of {BUDGET_MINUTES} min", end="")
    print(f"; {set_up:.1f} s of set-up not counted" if set_up else "")
    if counts := [row.count for row in rows if row.count]:
        print(sum(counts, Count()).text(), flush=True)
    return 0 if all(row.is_good for row in rows) else 1


def _pytest_row(
    name: str,
    pytest_command: list[str],
    arguments: tuple[str, ...] | list[str],
    *,
    may_be_empty: bool = False,
    set_up_seconds: float = 0.0,
) -> Row:
    began = time.monotonic()
    report = WORK / f"{name}.xml"
    command = [
        *pytest_command,
        "-q",
        "--durations=3",
        "--durations-min=1",
        f"--junit-xml={report}",
        *arguments,
    ]
    status = subprocess.run(command, check=False).returncode
    seconds = time.monotonic() - began
    is_empty = status == _PYTEST_FOUND_NO_TESTS and may_be_empty
    count = _counted(report)
    if status and not is_empty and not count.failed:
        # Stopped before or after its tests: a failure that no test carries still has to be counted.
        count += Count(failed=1)
        return Row(name, is_good=False, seconds=seconds, count=count, note=f"pytest ended with {status}")
    return Row(name, status == 0 or is_empty, seconds, set_up_seconds, count)


def _counted(report: Path) -> Count:
    """Give the counts of a JUnit report; a test that errs in its set-up or clean-up has failed."""
    if not report.exists():
        return Count()
    passed = failed = skipped = 0
    tree = ET.parse(report)  # noqa: S314 -- written by our own pytest a moment ago
    for case in tree.iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            failed += 1
        elif "skipped" in outcomes:
            skipped += 1
        else:
            passed += 1
    return Count(passed, failed, skipped)


def _is_this(version: str) -> bool:
    return platform.python_version().startswith(f"{version}.")


def _headline(name: str) -> None:
    print(f"\n=== {name} {'=' * (74 - len(name))}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
