"""How the command line is called: help in both languages, and a wrong call told in the language asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from kaoping.cli import app, main

Golden = Callable[[str, str], None]

COMMANDS = ("check", "score", "explain", "workbook", "diff", "schema", "new", "demo-data", "version", "study")
STUDIES = tuple(f"study {name}" for name in ("what-if", "robustness", "sensitivity", "influence"))


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("no_such_command", "chek schemes"),
        ("no_such_option", "check streets --jsn"),
        ("argument_missing", "explain result"),
        ("value_missing", "score streets --out"),
        ("value_of_a_switch", "check streets --json=1"),
        ("no_such_choice", "score streets --engine=guess"),
        ("no_such_word", "study robustness result --vary foo"),
        ("no_whole_number", "study robustness result --draws x"),
        ("no_number", "study robustness result --spread a"),
        ("one_word_too_much", "check my streets"),
        ("frozen_and_corrects", "score streets --frozen a --corrects b"),
    ],
)
def test_a_wrong_call_is_told_in_both_languages_with_the_right_one(
    name: str, call: str, golden: Golden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for lang in ([], ["--lang", "en"]):
        # The language stands right behind the command, so that nothing before it is taken for its value.
        words = call.split()
        command = 2 if words[0] == "study" else 1
        monkeypatch.setattr(sys, "argv", ["kaoping", *words[:command], *lang, *words[command:]])
        with pytest.raises(SystemExit) as caught:
            main()
        shown.append(capsys.readouterr().err)
        assert caught.value.code == 2

    golden(f"usage/{name}.txt", "\n".join(shown))


@pytest.mark.parametrize("width", [80, 100, 110])
@pytest.mark.parametrize("command", ["", *COMMANDS, *STUDIES])
def test_help_speaks_both_languages_chinese_first_and_whole(width: int, command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": str(width)}).stdout

    first = re.search("[\u4e00-\u9fff].*", shown)
    assert first is not None
    assert re.search(r"[A-Z][a-z]+ [a-z]+", shown[first.start() :])
    assert "…" not in shown


def test_without_a_word_the_help_is_shown_and_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kaoping"])

    with pytest.raises(SystemExit) as caught:
        main()

    shown = capsys.readouterr()
    assert (caught.value.code, shown.err) == (2, "")
    assert "check" in shown.out


def test_a_call_that_names_no_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kaoping", "--"])

    with pytest.raises(SystemExit):
        main()

    assert capsys.readouterr().err.startswith("没有写命令。可用的命令：“check、score、")
