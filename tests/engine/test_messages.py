"""Data that cannot be scored is told by titles, with the file and the row where one exists, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import pytest

from engine.small import leaf, small
from kaoping.engine import Tables, score
from kaoping.errors import DataError

Golden = Callable[[str, str], None]
UNITS = [
    {"unit": "u1", "group": "a", "title_zh": "崇安区", "title_en": "Chong'an"},
    {"unit": "u2", "group": "a", "title_zh": None, "title_en": None},
]


def rows(*figures: tuple[str, str | None, str | None]) -> list[dict[str, str | None]]:
    return [
        {"unit": unit, "indicator": "gdp", "period": "2024", "actual": actual, "status": status}
        for unit, actual, status in figures
    ]


def policy(missing: str) -> str:
    return f"{{missing: {missing}, not_applicable: blank, excused: blank}}"


RATINGS = "{table: ratings}"
CASES: Mapping[str, tuple[dict[str, object], str, list[dict[str, str | None]]]] = {
    "D101_a_figure": ({"formula": "full / x", "unit_of_measure": '"1"'}, "observations", rows(("u1", "0", None))),
    "D101_a_reduced_figure": (
        {"data": RATINGS, "steps": "[{reduce: mean}, {formula: 'full * full / (x - 5)'}]"},
        "ratings",
        [{"unit": "u1", "indicator": "gdp", "period": "2024", "rater": "r", "points": "5"}],
    ),
    "D102_with_and_without_a_row": (
        {"when": policy("block")},
        "observations",
        rows(("u1", None, "missing")),
    ),
    "D102_a_rating": (
        {"when": policy("block"), "data": RATINGS, "steps": "[{reduce: mean}]"},
        "ratings",
        [{"unit": "u1", "indicator": "gdp", "period": "2024", "rater": "r", "points": None}],
    ),
    "D103_nobody_has_points": ({"when": policy("peer_mean")}, "observations", rows(("u1", None, "missing"))),
    "D104_no_row_supplies_them": ({"when": policy("table")}, "observations", rows(("u1", None, "missing"))),
}


@pytest.mark.parametrize("name", CASES)
def test_data_that_cannot_be_scored_are_told_by_titles(name: str, golden: Golden) -> None:
    keys, table, given = CASES[name]
    frames: dict[str, Any] = {"units": pl.DataFrame(UNITS), table: pl.DataFrame(given, infer_schema_length=None)}
    scheme = small(leaf("gdp", title="{zh: 地区生产总值, en: GDP}", **keys))

    with pytest.raises(DataError) as caught:
        score(scheme, Tables.from_frames(frames))

    golden(f"messages/{name}.txt", f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n")
