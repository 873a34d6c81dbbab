"""The READMEs tell the truth: the demo's output is today's, their scheme is sound and scores, their commands exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import readme
from kaoping.cli import app
from kaoping.engine import Tables, score
from kaoping.scheme import load_text

ROOT = Path(__file__).resolve().parents[2]
BOTH = pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])


def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _without_times(output: str) -> str:
    return re.sub(r"\d+\.\d+ s\b", "… s", "\n".join(line.rstrip() for line in output.strip().split("\n")))


@BOTH
def test_the_demo_prints_what_the_readme_shows(file: str) -> None:
    command = [sys.executable, "tools/demo.py"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )

    assert _without_times(readme.block(_text(file), "demo")) == _without_times(done.stdout)


@BOTH
def test_the_readme_shows_a_green_test_run(file: str) -> None:
    shown = readme.block(_text(file), "test")

    assert re.search(r"^\d+ passed, 0 failed, \d+ skipped$", shown, re.MULTILINE)


@BOTH
def test_the_scheme_of_twenty_lines_is_sound_and_scores(file: str) -> None:
    found = re.search(r"```yaml\n(.*?)```", _text(file), re.DOTALL)
    assert found is not None
    frames = {
        "units": pl.DataFrame({"unit": ["甲", "乙", "丙"], "group": ["all"] * 3}),
        "observations": pl.DataFrame(
            {
                "unit": ["甲", "乙", "丙"] * 2,
                "indicator": ["greening"] * 3 + ["complaints"] * 3,
                "period": ["2024"] * 6,
                "actual": ["100", "90", "80", "10", "20", "30"],
            }
        ),
        "targets": pl.DataFrame(
            {"unit": ["甲", "乙", "丙"], "indicator": ["greening"] * 3, "period": ["2024"] * 3, "target": ["100"] * 3}
        ),
        "events": pl.DataFrame(
            {
                "unit": ["乙"],
                "indicator": ["inspection"],
                "period": ["2024"],
                "event": ["1"],
                "kind": ["major"],
                "times": ["2"],
            }
        ),
    }

    result = score(load_text(found[1]), Tables.from_frames(frames))

    # 乙: 0.40 × 90 + 0.35 × 80 + 0.25 × (100 − 2 × 5) = 36 + 28 + 22.5
    assert dict(result.ranking.select("unit", "total").iter_rows()) == {"甲": "100.00", "乙": "86.50", "丙": "78.00"}
    assert result.outcomes.select("unit", "id", "holds").rows() == [("丙", "talk", "yes")]


@BOTH
def test_every_command_stands_in_the_readme(file: str) -> None:
    shown = set(re.findall(r"^\| `kaoping ([a-z-]+)", _text(file), re.MULTILINE))

    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert shown == commands | {group.name for group in app.registered_groups}
