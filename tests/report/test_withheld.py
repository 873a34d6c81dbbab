"""A figure below its limit of display is not printed; it scores, and the explanation says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import Figures, column, leaf, small_text, tables
from kaoping.engine import Stored, read_result, score, write_result
from kaoping.errors import Language
from kaoping.report import explain
from kaoping.scheme import differences, load_text
from report.printed_explanation import WrongError, recompute

FIGURES: Figures = {"u1": {"p": 3}, "u2": {"p": 5}, "u3": {"p": "missing"}}
DISPLAY = '{below: 5, as: "<5"}'


def text_of(display: str = DISPLAY) -> str:
    return small_text(
        leaf("p", formula="full - 2 * x", display=display), rounding="[{at: p, mode: half_up, decimals: 1}]"
    )


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    write_result(score(load_text(text_of()), tables(FIGURES)), tmp_path, text_of())
    return read_result(tmp_path)


def test_the_kept_figure_scores() -> None:
    result = score(load_text(text_of()), tables(FIGURES))

    assert column(result, "total") == {"u1": "94", "u2": "90", "u3": None}


@pytest.mark.parametrize(
    ("lang", "heading", "line"),
    [
        (
            "zh",
            "p（p）：94.0 分，满分 100，报送 <5",
            "· 数据不公布：低于 5 的数据公布为“<5”，计分用实际数据，算式不列出",
        ),
        (
            "en",
            "p (p): 94.0 points, full points 100, delivered <5",
            "· Figure withheld: below 5 it is shown as “<5”; the kept figure scores, without arithmetic",
        ),
    ],
)
def test_the_explanation_prints_the_text_and_says_that_the_figure_scores(
    lang: Language, heading: str, line: str, stored: Stored
) -> None:
    told = explain(stored, "u1", node="p", lang=lang)

    lines = told.split("\n\n")[1].split("\n")
    assert lines[:2] == [heading, f"  {line}"]
    assert len(lines) == 4  # rounding, and what a point is worth, follow from the points
    assert recompute(explain(stored, "u1", lang=lang)) > 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_on_the_limit_is_printed_with_its_arithmetic(lang: Language, stored: Stored) -> None:
    assert "100 − 2 × 5 = 90" in explain(stored, "u2", lang=lang)
    assert "<5" not in explain(stored, "u3", lang=lang)


def test_a_withheld_figure_of_several_rows_withholds_all_of_them(tmp_path: Path) -> None:
    text = small_text(
        leaf("p", data="{every: quarter}", steps="[{reduce: mean}, {formula: x}]", display=DISPLAY), periods="[2024]"
    )
    rows = [{"unit": "u1", "indicator": "p", "period": f"2024-Q{n}", "actual": str(n)} for n in (4, 3, 2, 1)]
    given = tables({"u1": {}}, others={"observations": rows})
    write_result(score(load_text(text), given), tmp_path, text)

    told = explain(read_result(tmp_path), "u1", lang="en")

    assert "Figure withheld" in told
    assert "2024-Q3" not in told
    assert recompute(told) > 0


def test_a_line_that_tells_a_withheld_figure_is_found(stored: Stored) -> None:
    told = explain(stored, "u1", lang="en").replace(
        "without arithmetic\n", "without arithmetic\n    · Step 1: points 94.0 = 94.0\n"
    )

    with pytest.raises(WrongError, match="withheld, and yet told"):
        recompute(told)


def test_how_a_figure_is_shown_changes_nobodys_result() -> None:
    (change,) = differences(load_text(text_of()), load_text(text_of('{below: 10, as: "<5"}')))

    assert (change.zh, change.en, change.kind) == (
        "指标“p”（p）数据公布方式的不公布的界限由 5 改为 10。",
        'indicator "p" (p), display of the figure: limit changed from 5 to 10.',
        "nobody",
    )
