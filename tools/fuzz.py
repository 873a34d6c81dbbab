"""Feed random texts and bytes to whatever reads what people deliver, for a while, and write the figures down.

    tools/fuzz.py [MINUTES [TARGET…]]      10 minutes by default, shared evenly by the targets

The properties are the tests marked `fuzz`; hypothesis bounds them by examples, so rounds with fresh seeds are run until
the time of a target is over. An example that does not end fails by its own time limit (tests/fuzzing.py); a round
that does not end is stopped here and counts as a hang. The figures of all targets go to docs/evidence/fuzz.md.
"""

from __future__ import annotations

import datetime as dt
import platform
import re
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE = ROOT / "docs" / "evidence" / "fuzz.md"
# target -> the test file whose marked properties feed it
TARGETS = {
    "loader": "tests/scheme/test_fuzz.py",
    "formula": "tests/formula/test_fuzz.py",
    "tables": "tests/engine/intake/test_fuzz.py",
}
WHAT = {
    "loader": "scheme files: any text, changed good schemes",
    "formula": "formulas: any text, words and grammar of the language, changed formulas; read in every way",
    "tables": "folders of tables: changed bytes, cells, Parquet, mappings",
}
_GRACE = 120  # seconds beyond its time that a round may take
_RAN = re.compile(r"(\d+) passing, (\d+) failing, and \d+ invalid test cases?")


@dataclass(slots=True)
class Row:
    """What one target went through."""

    examples: int = 0
    seconds: float = 0.0
    crashes: int = 0
    hangs: int = 0


def main(arguments: list[str]) -> int:
    """Fuzz the targets named, or all; give 1 where any crashed or hung."""
    minutes, names = float(arguments[0]) if arguments else 10.0, arguments[1:] or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        print(f"fuzz: no target {', '.join(unknown)}; there are: {', '.join(TARGETS)}.", file=sys.stderr)
        return 2
    rows = {name: fuzz(name, minutes * 60 / len(names)) for name in names}
    for name, row in rows.items():
        print(f"{name:<8} {row.examples:>9,} examples {row.seconds:7.0f} s  {row.crashes} crashes, {row.hangs} hangs")
    if len(rows) == len(TARGETS):
        EVIDENCE.write_text(report(rows), encoding="utf-8")
    return int(any(row.crashes or row.hangs for row in rows.values()))


def fuzz(name: str, seconds: float) -> Row:
    """Run rounds of one target until its time is over, or something is found."""
    row, began = Row(), time.monotonic()
    while not row.crashes + row.hangs and (left := seconds - (time.monotonic() - began)) > 0:
        seed = secrets.randbelow(2**32)
        options = ["-q", "--hypothesis-profile=fuzz", "--hypothesis-show-statistics", f"--hypothesis-seed={seed}"]
        command = [sys.executable, "-m", "pytest", "-m", "fuzz", TARGETS[name], *options]
        try:
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=left + _GRACE
            )
        except subprocess.TimeoutExpired:
            print(f"{name}: a round did not end; --hypothesis-seed={seed} repeats it.")
            row.hangs += 1
            continue
        ran = [tuple(map(int, found)) for found in _RAN.findall(done.stdout)]
        row.examples += sum(passing + failing for passing, failing in ran)
        if done.returncode:
            row.crashes += max(1, done.stdout.count("\nFAILED "))
            print(done.stdout[-20_000:], done.stderr)
        print(f"{name}: {row.examples:,} examples, {time.monotonic() - began:.0f} s", flush=True)
    row.seconds = time.monotonic() - began
    return row


def report(rows: dict[str, Row]) -> str:
    """Give the evidence page."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    lines = [
        "# Fuzzing",
        "",
        f"Written by `make fuzz` on {today}, Python {platform.python_version()}. An example is one text or one folder",
        "that is read; a crash is anything but a result or an error with its problems, a hang a round without end.",
        "",
        "| target | what is fed | examples | s | crashes | hangs |",
        "|---|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {WHAT[name]} | {row.examples:,} | {row.seconds:.0f} | {row.crashes} | {row.hangs} |"
        for name, row in rows.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
