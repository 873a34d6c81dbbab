"""What every suite shares: the golden files and the hypothesis profiles. Nothing of one room's own."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

# ci: the same examples every time. fuzz: new ones each time, round after round (`make fuzz`, tools/fuzz.py).
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile(
    "fuzz",
    derandomize=False,
    deadline=None,
    max_examples=200,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# few: for every mutant (`make mutate`, tools/mutate.py), and again on each other Python version (tools/suites.py).
settings.register_profile("few", parent=settings.get_profile("ci"), max_examples=10, database=None)
settings.load_profile("ci")

_REWRITTEN = pytest.StashKey[list[Path]]()


class Golden(Protocol):
    """Compare a text with the golden file of that path; under `--golden` write the file instead."""

    def __call__(self, path: str | Path, text: str) -> None:
        """A relative path counts from the folder of the test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files; review the diff")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_REWRITTEN] = []


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    def compare(path: str | Path, text: str) -> None:
        file = request.path.parent / path
        # Bytes, not lines: a golden file also fixes the line ends.
        before = file.read_bytes().decode("utf-8") if file.exists() else None
        if before == text:
            return
        if request.config.getoption("--golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
            request.config.stash[_REWRITTEN].append(file)
        elif before is None:
            pytest.fail(f"{file} does not exist; `make golden` writes it.", pytrace=False)
        else:
            pytest.fail(_difference(file, before, text), pytrace=False)

    return compare


def _difference(file: Path, before: str, text: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), text.splitlines(keepends=True), f"{file} (golden)", f"{file} (now)"
    )
    shown = "".join(line if line.endswith("\n") else f"{line}\n\\ no newline at the end\n" for line in lines)
    return f"{shown}If the change is meant, `make golden` rewrites the file; review the diff."


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for file in config.stash[_REWRITTEN]:
        terminalreporter.write_line(f"golden: rewrote {file}")
