"""The tutorial works as written: its files are made, its commands run, its figures come out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from kaoping.cli import app

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-assessment.md").read_text(encoding="utf-8")


def test_the_tutorial_leads_to_the_ranking_it_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    outputs = {}
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL):
        command, *expected = block.strip().split("\n")
        done = CliRunner().invoke(app, shlex.split(command.removeprefix("$ kaoping ")))
        assert (command, done.exit_code) == (command, 0)
        outputs[command] = done.output
        assert "\n".join(expected) in done.output

    ranking = pl.read_csv(tmp_path / "streets" / "result" / "ranking.csv", infer_schema=False)
    assert ranking.select("unit", "total", "rank").rows() == [
        ("south", "100.00", "1"),
        ("east", "95.00", "2"),
        ("west", "84.00", "3"),
    ]
    assert ranking["data_label"].unique().to_list() == ["演示数据·非公文 synthetic demo data, not official"]
    assert "84" in outputs["$ kaoping explain streets/result west --lang en"]


def test_the_mistake_that_the_tutorial_proposes_is_found(tmp_path: Path) -> None:
    scheme = re.search(r"```yaml file=\S+\n(.*?)```", TEXT, re.DOTALL)
    assert scheme is not None
    path = tmp_path / "scheme.yaml"
    path.write_text(scheme[1].replace("weight: 60", "weight: 50"), encoding="utf-8")

    done = CliRunner().invoke(app, ["check", str(path), "--lang", "en"])

    assert done.exit_code == 1
    assert "add up to 90, not 100" in done.output
