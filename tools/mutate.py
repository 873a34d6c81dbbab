"""Change the code of a room in small ways and see whether a test notices (mutmut 3); time-boxed.

    tools/mutate.py [MINUTES [ROOM]]      30 minutes of formula by default; engine, rules and scheme are rooms too

Each room is judged by its own suite, with few examples (hypothesis profile `few`). It is worked on in
build/mutate/ROOM, where the results of a run stay: the next one goes on from there, and tries again what has changed.
The score, killed out of killed and survived, goes to docs/evidence/mutate.md, the survivors to build/mutate/ROOM.txt.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "mutate"
EVIDENCE = ROOT / "docs" / "evidence" / "mutate.md"
# room -> the suites that judge it
JUDGED_BY = {
    "formula": ("tests/formula",),
    "rules": ("tests/rules",),
    "scheme": ("tests/scheme",),
    "engine": ("tests/engine",),
}
CHILDREN = 2
_COPIED = ("src", "tests", "schemes", "docs", "tools")
_OF_MUTMUT = """
[tool.mutmut]
source_paths = ["src/"]
only_mutate = ["src/kaoping/{room}/*"]
also_copy = ["schemes", "docs", "tools"]
# The deepest formulas leave no room on the stack for the calls that mutmut puts in between.
pytest_add_cli_args = ["--hypothesis-profile=few", "--deselect=tests/formula/test_depth.py"]
pytest_add_cli_args_test_selection = [{tests}]
track_dependencies = false
"""


def main(arguments: list[str]) -> int:
    """Mutate one room for so many minutes and write the figures down."""
    minutes = float(arguments[0]) if arguments else 30.0
    room = arguments[1] if arguments[1:] else "formula"
    if room not in JUDGED_BY:
        print(f"mutate: no room {room}; there are: {', '.join(JUDGED_BY)}.", file=sys.stderr)
        return 2
    folder = prepared(room)
    began = time.monotonic()
    status = run(folder, minutes * 60)
    counts = results(folder)
    if not counts.get("killed"):
        print(f"mutate: nothing was tried; mutmut ended with {status}.", file=sys.stderr)
        return 1
    survivors = [name for name in names(folder, "survived") if name]
    (WORK / f"{room}.txt").write_text("".join(f"{name}\n" for name in survivors), encoding="utf-8")
    line = row(room, counts, (time.monotonic() - began) / 60)
    record(room, line)
    print(line)
    print(f"{len(survivors)} survivors in {(WORK / f'{room}.txt').relative_to(ROOT)}; in {folder.relative_to(ROOT)}")
    print("`mutmut show NAME` tells what was changed.")
    return 0


def prepared(room: str) -> Path:
    """Give the folder of a room, with today's code and a configuration of its own; earlier results stay."""
    folder = WORK / room
    folder.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    tests = ", ".join(f'"{path}"' for path in JUDGED_BY[room])
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + _OF_MUTMUT.format(room=room, tests=tests)
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, seconds: float) -> int:
    """Run mutmut, interrupted when the time is over; what was tried by then is kept."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(CHILDREN)]
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    program = subprocess.Popen(command, cwd=folder, env=env, start_new_session=True)
    try:
        return program.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        program.send_signal(signal.SIGINT)
    try:
        return program.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        return program.wait()


def results(folder: Path) -> dict[str, int]:
    """Give how many mutants ended how, `not checked` among them."""
    counts: dict[str, int] = {}
    for _, how in _told(folder):
        counts[how] = counts.get(how, 0) + 1
    return counts


def names(folder: Path, wanted: str) -> list[str]:
    """Give the names of the mutants that ended so."""
    return [name for name, how in _told(folder) if how == wanted]


def _told(folder: Path) -> list[tuple[str, str]]:
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    pairs = (line.strip().rpartition(": ") for line in done.stdout.splitlines() if ": " in line)
    return [(name, how) for name, _, how in pairs]


def row(room: str, counts: dict[str, int], minutes: float) -> str:
    """Give the line of the evidence page: what was tried, and the score."""
    killed, survived = counts.get("killed", 0) + counts.get("timeout", 0), counts.get("survived", 0)
    open_, whole = counts.get("not checked", 0), sum(counts.values())
    score = 100 * killed / (killed + survived)
    cells = (
        room,
        f"{whole - open_:,} of {whole:,}",
        f"{killed:,}",
        f"{survived:,}",
        f"{counts.get('no tests', 0):,}",
        f"{score:.1f} %",
        f"{minutes:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def record(room: str, line: str) -> None:
    """Put the line of a room into the evidence page; those of other rooms stay."""
    lines: dict[str, str] = {}
    if EVIDENCE.exists():
        for before in EVIDENCE.read_text(encoding="utf-8").splitlines():
            if (name := before.removeprefix("| ").partition(" ")[0]) in JUDGED_BY:
                lines[name] = before
    lines[room] = line
    head = [
        "# Mutation",
        "",
        "Written by `make mutate`. The score is killed out of killed and survived, of the mutants tried so far; one",
        "that makes the tests run without end counts as killed.",
        "",
        "| room | tried | killed | survived | no test calls it | score | minutes of the last run |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    EVIDENCE.write_text(
        "\n".join([*head, *(lines[name] for name in JUDGED_BY if name in lines)]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
