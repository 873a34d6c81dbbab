"""Where a parameter's number comes from: the table before the scheme, the narrower place before the wider."""

from __future__ import annotations

from typing import Any

import pytest

from engine.small import leaf, small, tables, totals
from kaoping.engine import Engine, score
from kaoping.errors import DataError

ENGINES: tuple[Engine, ...] = ("exact", "columns")
# From the first to the last: each row is the answer while it and all below it stand in the table.
ORDER: list[dict[str, str]] = [
    {"indicator": "p", "unit": "u1", "period": "2024"},
    {"indicator": "p", "unit": "u1"},
    {"indicator": "p", "group": "a", "period": "2024"},
    {"indicator": "p", "group": "a"},
    {"indicator": "p", "period": "2024"},
    {"indicator": "p"},
    {"unit": "u1", "period": "2024"},
    {"unit": "u1"},
    {"group": "a", "period": "2024"},
    {"group": "a"},
    {"period": "2024"},
    {},
]
ZERO = "{missing: zero, not_applicable: zero, excused: zero}"
NOT_FOR_US: list[dict[str, str]] = [{"unit": "u2"}, {"group": "b"}, {"indicator": "q"}]


def scored(rows: list[dict[str, Any]], cap: str, engine: Engine) -> dict[str, str | None]:
    """Give the totals of 10 × actual ÷ target, capped at 10 × cap."""
    more = {"with": f"{{cap: {cap}, min_points: 0, reverse: none}}", "when": ZERO}
    scheme = small(
        *(leaf(name, unit_of_measure="'%'", full=10, rule="completion", **more) for name in "pq"), groups=("a", "b")
    )
    given = {"u1": {"p": 900, "q": "missing"}, "u2": {"p": 100, "q": "missing"}}
    targets = [{"unit": unit, "indicator": "p", "period": "2024", "target": "100"} for unit in given]
    others = {"targets": targets} | ({"parameters": rows} if rows else {})
    return totals(score(scheme, tables(given, groups={"u2": "b"}, others=others), engine=engine))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("first", range(len(ORDER)))
def test_the_table_stands_before_the_scheme_and_the_narrower_row_before_the_wider(first: int, engine: Engine) -> None:
    rows = [
        {
            "parameter": "cap",
            "number": f"2.{number:02d}",
            **dict.fromkeys(("indicator", "unit", "group", "period")),
            **row,
        }
        for number, row in enumerate(ORDER + NOT_FOR_US)
        if number >= first
    ]

    assert scored(rows, "{by_group: {a: 4, b: 5}}", engine)["u1"] == f"{20 + first / 10:.12g}"


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_for_others_leave_the_number_of_the_scheme(engine: Engine) -> None:
    rows = [
        {"parameter": "cap", "number": "2", **dict.fromkeys(("indicator", "unit", "group", "period")), **row}
        for row in NOT_FOR_US
    ]

    found = [scored(rows, cap, engine)["u1"] for cap in ("3", "{by_group: {a: 4, b: 5}}")]

    assert found == ["30", "40"]


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_table_the_number_for_the_group_stands_before_that_for_all(engine: Engine) -> None:
    assert [scored([], cap, engine) for cap in ("3", "{by_group: {a: 4, b: 0.5}}")] == [
        {"u1": "30", "u2": "10"},
        {"u1": "40", "u2": "5"},
    ]


@pytest.mark.parametrize("name", ["full", "weight"])
def test_weights_and_full_points_in_the_table_are_refused_not_passed_over(name: str) -> None:
    rows = [{"parameter": name, "number": "3"}]

    with pytest.raises(DataError) as caught:
        score(small(leaf("p")), tables({"u1": {"p": 1}}, others={"parameters": rows}))

    assert [problem.render("en").splitlines()[0] for problem in caught.value.problems] == [
        (
            f"parameters row 2 column parameter ({name})  D111  Table parameters cannot set {name}: "
            "weights and full points come from the scheme alone."
        )
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_formula_may_name_full_points_and_weight(engine: Engine) -> None:
    scheme = small(
        leaf("p", full=20, weight=50, formula='"x + full * weight / 100"'),
        leaf("q", full=20, weight=50),
        combine="weighted_mean",
    )

    assert totals(score(scheme, tables({"u1": {"p": 1, "q": 0}}), engine=engine)) == {"u1": "5.5"}
