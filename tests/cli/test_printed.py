"""What score and explain print besides figures, and how it stands on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kaoping.cli import app

NANTONG = Path(__file__).parents[2] / "schemes" / "published" / "nantong-2017-08"


def run(*arguments: str | Path, width: int = 110) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": str(width)})


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "没有写出结果；要写入文件夹，请加 --out 文件夹。\n"),
        ("en", "No result was written; --out FOLDER writes it to a folder.\n"),
    ],
)
def test_score_without_out_says_that_nothing_was_written(lang: str, words: str, tmp_path: Path) -> None:
    alone = run("score", NANTONG, "--lang", lang)
    kept = run("score", NANTONG, "--lang", lang, "--out", tmp_path / "out")

    assert alone.stdout.endswith(f"\n\n{words}")
    assert words not in kept.stdout
