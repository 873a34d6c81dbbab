"""Lines on a terminal: no line is wider than it, nothing is lost, and what goes on hangs below."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kaoping.report.wrapping import Lines, wrapped


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 20, ["short"]),
        ("", 20, [""]),
        ("一行\n\n又一行", 20, ["一行", "", "又一行"]),
        (
            "组织调整：1 个单位无法认定（缺少：上一次倒数名次）",
            30,
            ["组织调整：1 个单位无法认定（缺", "  少：上一次倒数名次）"],
        ),
        ("该项得分为九十五分，排名第一", 20, ["该项得分为九十五分，", "  排名第一"]),
        ("  · points (50 × 93.31 + 25) ÷ 100", 22, ["  · points (50 × 93.31", "    + 25) ÷ 100"]),
        ("  · 修约（四舍五入）：得分", 16, ["  · 修约（四舍五", "    入）：得分"]),
        ("sha256sha256sha256", 8, ["sha256", "  sha256", "  sha256"]),
        ("a sha256sha256 z", 8, ["a", "  sha256", "  sha256", "  z"]),
        ("a sha256sha256sha z", 8, ["a", "  sha256", "  sha256", "  sha z"]),
    ],
)
def test_lines_break_between_characters_and_at_spaces(text: str, width: int, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


@given(st.text("甲乙（）“”，。 ab.1+×", max_size=80), st.integers(12, 40))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert [line for line in lines if cell_len(line) > width] == []
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_console_gets_the_lines_at_its_own_width() -> None:
    shown = StringIO()

    Console(file=shown, width=10).print(Lines("甲乙丙丁戊己"))

    assert shown.getvalue() == "甲乙丙丁戊\n  己\n"
