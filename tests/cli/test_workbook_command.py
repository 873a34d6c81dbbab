"""`kaoping workbook`: it writes a spreadsheet, says how much of it is live, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from engine.town import TEXT, town_result
from kaoping.cli import app
from kaoping.engine import write_result


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write_result(town_result(), folder, TEXT)
    return folder


@pytest.mark.parametrize(("lang", "words"), [("zh", "个公式"), ("en", "formulas")])
def test_workbook_writes_a_spreadsheet_and_says_how_much_of_it_is_live(
    town: Path, tmp_path: Path, lang: str, words: str
) -> None:
    file = tmp_path / "town.xlsx"

    done = run("workbook", town, "--out", file, "--lang", lang)

    assert (done.exit_code, file.read_bytes()[:2]) == (0, b"PK")
    assert words in done.stdout


@pytest.mark.parametrize(("lang", "words"), [("zh", "已存在，未改动"), ("en", "exists and was left alone")])
def test_workbook_leaves_a_file_alone_that_is_there(town: Path, tmp_path: Path, lang: str, words: str) -> None:
    file = tmp_path / "town.xlsx"
    file.write_text("mine", encoding="utf-8")

    done = run("workbook", town, "--out", file, "--lang", lang)

    assert (done.exit_code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert words in done.stderr
