"""What score and explain print besides figures, and how it stands on a terminal."""

from __future__ import annotations

import types
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from engine.town import TEXT, town_result
from kaoping.cli import app, main
from kaoping.cli.speaking import Lang, reporting
from kaoping.engine import write_result

NANTONG = Path(__file__).parents[2] / "schemes" / "published" / "nantong-2017-08"


def run(*arguments: str | Path, width: int = 110, **environment: str) -> Result:
    return CliRunner().invoke(
        app, [str(argument) for argument in arguments], env={"COLUMNS": str(width), **environment}
    )


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


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_score_cuts_no_name_and_no_figure_short(lang: str, width: int) -> None:
    shown = run("score", NANTONG, "--lang", lang, width=width).stdout

    rows = [line.split("│") for line in shown.split("\n") if line.startswith("│")]
    names = "".join(cells[2].strip() for cells in rows)
    assert "…" not in shown
    assert ("港闸开发区" in names, "唐闸镇街道" in names) == (True, True)
    assert [cells[3].strip() for cells in rows if cells[1].strip() in ("4", "12")] == ["※ 94.31", "92.94"]
    assert [line for line in shown.split("\n") if cell_len(line) > width] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_breaks_its_lines_on_a_terminal_only(lang: str, tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)

    whole = run("explain", tmp_path, "a1", "--lang", lang, width=60).stdout
    broken = run("explain", tmp_path, "a1", "--lang", lang, width=60, TTY_COMPATIBLE="1").stdout

    assert max(cell_len(line) for line in whole.split("\n")) > 60
    assert max(cell_len(line) for line in broken.split("\n")) <= 60
    assert "".join(broken.split()) == "".join(whole.split())


def test_a_reader_that_has_read_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    redirected: list[int] = []

    def closed(**_: object) -> int:
        with reporting(Lang.ZH):
            raise BrokenPipeError

    monkeypatch.setattr("kaoping.cli.entry.app", closed)
    monkeypatch.setattr("sys.stdout", types.SimpleNamespace(fileno=lambda: 1))
    monkeypatch.setattr("os.dup2", lambda _, to: redirected.append(to))

    with pytest.raises(SystemExit) as caught:
        main()

    assert (caught.value.code, redirected) == (141, [1])
