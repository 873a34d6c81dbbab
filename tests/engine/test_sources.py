"""The uncertainty of a mean of sources: recorded for each unit, told, and about its own figures alone."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from engine.small import leaf, small, small_text, tables, totals
from formula.printed import evaluate
from kaoping.engine import Engine, Result, frozen_from, read_result, score, write_result
from kaoping.errors import EngineError
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import recomputed

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
LEAVES = tuple(leaf(name) for name in ("p", "q", "r"))
MORE = ["uncertainty: {multiplier: 2, source: article 4}", "need: 1"]
TEXT = small_text(*LEAVES, combine="mean", more=MORE)
# The mean of a is 4, its squares add up to 6, its standard error is the root of 6 ÷ 2 ÷ 3.
FIGURES: dict[str, dict[str, object]] = {
    "a": {"p": 3, "q": 6, "r": 3},
    "b": {"p": 5, "q": 5, "r": "missing"},
    "c": {"p": 7, "q": "missing", "r": "missing"},
    "d": {"p": "missing", "q": "missing", "r": "missing"},
}
WANTED = [
    ("a", "lower_limit", "2"),
    ("a", "sources", "3"),
    ("a", "standard_error", "1"),
    ("a", "upper_limit", "6"),
    ("b", "lower_limit", "5"),
    ("b", "sources", "2"),
    ("b", "standard_error", "0"),
    ("b", "upper_limit", "5"),
    ("c", "sources", "1"),
]


def recorded(result: Result) -> list[tuple[str, str, str]]:
    return sorted(result.statistics.select("unit", "statistic", "figure").rows())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mean_of_children_has_its_sources_standard_error_and_limits(engine: Engine) -> None:
    result = score(load_text(TEXT), tables(FIGURES), engine=engine)

    assert recorded(result) == WANTED
    assert totals(result) == {"a": "4", "b": "5", "c": "7", "d": None}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_mean_of_rows_has_them_too_before_its_cap(engine: Engine) -> None:
    step = "{reduce: mean, need: 1, cap: 4.5, uncertainty: {multiplier: 2}}"
    scheme = small(leaf("p", data="{table: ratings}", steps=f'[{step}, {{formula: "x"}}]'))
    rows = [
        {"unit": unit, "indicator": "p", "period": "2024", "rater": name, "points": None if one == "missing" else one}
        for unit, own in FIGURES.items()
        for name, one in own.items()
    ]
    frame = pl.DataFrame([row | {"points": row["points"] and str(row["points"])} for row in rows])

    result = score(scheme, tables({unit: {} for unit in FIGURES}, others={"ratings": frame.to_dicts()}), engine=engine)

    assert recorded(result) == WANTED
    assert totals(result) == {"a": "4", "b": "4.5", "c": "4.5", "d": None}


def test_over_frozen_statistics_the_uncertainty_is_that_of_the_new_figures() -> None:
    scheme = load_text(TEXT)
    before = score(scheme, tables(FIGURES))

    after = score(
        scheme,
        tables(FIGURES | {"c": {"p": 7, "q": 7, "r": "missing"}}),
        frozen=frozen_from(before.statistics, "before"),
    )

    assert recorded(after)[:8] == WANTED[:8]
    assert ("c", "sources", "2") in recorded(after)
    assert ("c", "sources", "1") not in recorded(after)


def test_readings_that_disagree_about_it_stop_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaoping.engine.column_reading.ColumnReading.statistic", lambda *_, **__: [Fraction(9)] * 4)
    with pytest.raises(EngineError, match="standard_error"):
        score(load_text(TEXT), tables(FIGURES))


def test_it_is_told_and_can_be_recomputed(tmp_path: Path) -> None:
    write_result(score(load_text(TEXT), tables(FIGURES)), tmp_path / "result", TEXT)
    result = read_result(tmp_path / "result")
    explainer = Explainer(result)

    for lang, one, lead in (
        ("zh", "来源 1 个，没有标准误", "来源 3 个"),
        ("en", "1 source, no standard error", "3 sources"),
    ):
        assert one in explainer.text("c", lang="zh" if lang == "zh" else "en")
        told = explainer.text("a", lang="zh" if lang == "zh" else "en")
        assert lead in told
        line = next(line for line in told.split("\n") if lead in line)
        pairs = re.findall(r"(?:标准误|standard error|限|limit) (.+?) ≈ (−?[\d.]+)", line)
        assert [evaluate(expression) for expression, _ in pairs] == [Decimal(figure) for _, figure in pairs]
        assert len(pairs) == 3
    counts = recomputed(result)
    assert counts["zh"] == counts["en"] > 0
