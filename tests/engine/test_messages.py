"""Data that cannot be scored is told by titles, with the file and the row where one exists, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import pytest

from engine.small import leaf, small, small_text
from kaoping.engine import Tables, score
from kaoping.errors import DataError
from kaoping.scheme import load_text

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
    "D102_months": (
        {"when": policy("block"), "data": "{every: month}", "steps": "[{reduce: sum}]"},
        "observations",
        [
            {"unit": "u1", "indicator": "gdp", "period": f"2024-{n:02d}", "actual": actual, "status": None}
            for n, actual in ((1, "3"), (2, "4"), (3, None))
        ],
    ),
    "D102_a_wave": (
        {
            "when": policy("block"),
            "data": "{table: ratings, every: half_year}",
            "steps": "[{reduce: mean, keep: [period]}, {reduce: mean, need: all}]",
        },
        "ratings",
        [{"unit": "u1", "indicator": "gdp", "period": "2024-H1", "rater": "r", "points": "5"}],
    ),
    "D102_classes": (
        {
            "when": policy("block"),
            "data": RATINGS,
            "steps": "[{reduce: mean, keep: [rater_class], expect: [mayor, public]}, {reduce: mean}]",
        },
        "ratings",
        [
            {"unit": unit, "indicator": "gdp", "period": "2024", "rater": rater, "rater_class": of, "points": points}
            for unit, rater, of, points in (
                ("u1", "m1", "mayor", "5"),
                ("u1", "m2", "mayor", None),
                ("u2", "m1", "mayor", "5"),
                ("u2", "p1", "public", "5"),
                ("u2", "p2", "public", None),
            )
        ],
    ),
    "D102_empty_cells_of_events": (
        {
            "when": policy("block"),
            "data": "{table: events}",
            "steps": "[{formula: 'times * pick(kind, \"late\": 1)'}, {reduce: sum, empty: zero}]",
        },
        "events",
        [
            {"unit": "u1", "indicator": "gdp", "period": period, "event": event, "kind": kind}
            for period, event, kind in (("2024", "e1", "late"), ("2024-03", "e2", None), ("2024", "e3", None))
        ],
    ),
    "D102_a_figure_of_last_year": (
        {"when": policy("block"), "formula": "full * x / previous", "data": "{previous: published}"},
        "observations",
        [
            {"unit": unit, "indicator": "gdp", "period": period, "actual": "5"}
            for unit, period in (("u1", "2024"), ("u2", "2024"), ("u2", "2023"))
        ],
    ),
    "D102_an_empty_base": (
        {"when": policy("block"), "formula": "full * x / previous", "data": "{previous: restated}"},
        "observations",
        [
            {"unit": unit, "indicator": "gdp", "period": "2024", "actual": "5", "previous": previous}
            for unit, previous in (("u1", None), ("u2", "4"))
        ],
    ),
    "D103_nobody_has_points": ({"when": policy("peer_mean")}, "observations", rows(("u1", None, "missing"))),
    "D104_no_row_supplies_them": ({"when": policy("table")}, "observations", rows(("u1", None, "missing"))),
}


def test_a_part_without_a_value_names_the_children_that_are_blank(golden: Golden) -> None:
    text = small_text(leaf("a", when=policy("blank")), leaf("b", when=policy("blank"), title="{zh: 乙, en: B}"))
    scheme = load_text(text.replace("\nwhen: {missing: blank", "\nwhen: {missing: block"), "small.yaml")
    figures = [{"unit": unit, "indicator": "a", "period": "2024", "actual": "5"} for unit in ("u1", "u2")]
    frames = {"units": pl.DataFrame(UNITS), "observations": pl.DataFrame(figures)}

    with pytest.raises(DataError) as caught:
        score(scheme, Tables.from_frames(frames))

    golden("messages/D102_a_part.txt", f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n")


@pytest.mark.parametrize(
    ("formula", "data", "targets", "actuals", "expected"),
    [
        ("full * x / target", "{}", {"2024": "0"}, {"2024": "5"}, "targets row 2 (u1, gdp, 2024)"),
        ("full * x / target", "{}", {"2024": "5"}, {"2024": "0"}, None),
        ("full * x / (target - x)", "{}", {"2024": "5"}, {"2024": "5"}, "observations row 2 (u1, gdp, 2024)"),
        (
            "full * target / previous_target",
            "{}",
            {"2024": "5", "2023": "0"},
            {"2024": "5"},
            "targets row 3 (u1, gdp, 2023)",
        ),
        (
            "full * x / previous",
            "{previous: published}",
            {},
            {"2024": "5", "2023": "0"},
            "observations row 3 (u1, gdp, 2023)",
        ),
    ],
)
def test_a_fault_of_one_figure_is_told_where_that_figure_stands(
    formula: str, data: str, targets: Mapping[str, str], actuals: Mapping[str, str], expected: str | None
) -> None:
    scheme = small(leaf("gdp", formula=formula, data=data))
    own = [{"unit": "u1", "indicator": "gdp", "period": period} for period in actuals]
    given = {
        "units": pl.DataFrame(UNITS[:1]),
        "observations": pl.DataFrame([row | {"actual": actuals[row["period"]]} for row in own]),
    }
    if targets:
        wanted = [{"unit": "u1", "indicator": "gdp", "period": at, "target": text} for at, text in targets.items()]
        given["targets"] = pl.DataFrame(wanted)

    if expected is None:
        score(scheme, Tables.from_frames(given))
        return
    with pytest.raises(DataError) as caught:
        score(scheme, Tables.from_frames(given))

    assert [problem.place() for problem in caught.value.problems] == [expected]


def test_a_negative_target_of_a_ratio_is_told_in_the_targets() -> None:
    scheme = small(leaf("gdp", rule="completion", **{"with": "{cap: 1, min_points: 0, reverse: none}"}))
    row = {"unit": "u1", "indicator": "gdp", "period": "2024"}
    given = {
        "units": pl.DataFrame(UNITS[:1]),
        "observations": pl.DataFrame([row | {"actual": "5"}]),
        "targets": pl.DataFrame([row | {"target": "-2"}]),
    }

    with pytest.raises(DataError) as caught:
        score(scheme, Tables.from_frames(given))

    assert [problem.place() for problem in caught.value.problems] == ["targets row 2 (u1, gdp, 2024)"]


@pytest.mark.parametrize("name", CASES)
def test_data_that_cannot_be_scored_are_told_by_titles(name: str, golden: Golden) -> None:
    keys, table, given = CASES[name]
    frames: dict[str, Any] = {"units": pl.DataFrame(UNITS), table: pl.DataFrame(given, infer_schema_length=None)}
    scheme = small(leaf("gdp", title="{zh: 地区生产总值, en: GDP}", **keys))

    with pytest.raises(DataError) as caught:
        score(scheme, Tables.from_frames(frames))

    golden(f"messages/{name}.txt", f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n")
