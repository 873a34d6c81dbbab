"""The tutorial works as written, in both languages: its files are made, its commands run, its figures come out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from kaoping.cli import app

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
TEXTS = {
    lang: (FOLDER / name).read_text(encoding="utf-8")
    for lang, name in (("en", "first-assessment.md"), ("zh", "first-assessment.zh-CN.md"))
}


@pytest.mark.parametrize("lang", TEXTS)
def test_the_tutorial_leads_to_the_ranking_it_promises(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = TEXTS[lang]
    for name, content in re.findall(r"```\w+ file=(\S+)\n(.*?)```", text, re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    outputs = {}
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
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
    assert "84" in outputs[f"$ kaoping explain streets/result west --lang {lang}"]


def test_both_languages_build_the_same_files() -> None:
    files = {lang: re.findall(r"```\w+ file=\S+\n.*?```", text, re.DOTALL) for lang, text in TEXTS.items()}

    assert files["zh"] == files["en"]


@pytest.mark.parametrize(("lang", "words"), [("en", "add up to 90, not 100"), ("zh", "合计为 90，应为 100")])
def test_the_mistake_that_the_tutorial_proposes_is_found(lang: str, words: str, tmp_path: Path) -> None:
    scheme = re.search(r"```yaml file=\S+\n(.*?)```", TEXTS[lang], re.DOTALL)
    assert scheme is not None
    path = tmp_path / "scheme.yaml"
    path.write_text(scheme[1].replace("weight: 60", "weight: 50"), encoding="utf-8")

    done = CliRunner().invoke(app, ["check", str(path), "--lang", lang])

    assert done.exit_code == 1
    assert words in done.output
