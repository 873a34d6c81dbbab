"""Which figures may be delivered: those that something reads, of the periods and the units it reads them of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from engine.growth_cases import PUBLISHED, RESTATED
from engine.small import leaf, small
from kaoping.engine import Tables, validate
from kaoping.engine.intake.needs import needs_of
from kaoping.scheme.model import Scheme

Rows = Sequence[Mapping[str, str | None]]
GIVEN = "growth: given, growth_basis: current_prices"


def scheme_of(data: str, formula: str, *, periods: str = "[2024]") -> Scheme:
    """Give a scheme of one indicator in 亿元 whose first step is the formula."""
    steps = f"[{{formula: '{formula}'}}, {{formula: 'x * 1[points/%]'}}]"
    return small(leaf("p", unit_of_measure="亿元", data=f"{{{data}}}", steps=steps), periods=periods)


def told(scheme: Scheme, rows: Rows, **others: Rows) -> list[str]:
    """Give code and place of everything wrong with rows of p: units u and v, of 2024 unless told."""
    given = {"observations": rows} | others
    own: dict[str, list[dict[str, str | None]]] = {
        name: [{"unit": "u", "indicator": "p", "period": "2024", **row} for row in rows]
        for name, rows in given.items()
        if name not in ("peers", "predecessors")
    }
    own |= {name: [dict(row) for row in given[name]] for name in ("peers", "predecessors") if name in given}
    units = [{"unit": unit, "group": "a"} for unit in ("u", "v")]
    frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in own.items() if rows}
    tables = Tables.from_frames({"units": pl.DataFrame(units)} | frames)
    return [
        f"{problem.code} {problem.where.file} {problem.where.row} {problem.where.column}"  # type: ignore[union-attr]  # all are cells
        for problem in validate(scheme, tables)
    ]


def row(actual: str | None, period: str = "2024", *, unit: str = "u", **others: str) -> dict[str, str | None]:
    """Give one row of observations; growth is at current prices."""
    basis = {"growth_basis": "current_prices"} if "growth" in others else {}
    return {"unit": unit, "period": period, "actual": actual} | basis | others


@pytest.mark.parametrize(
    ("data", "formula", "rows"),
    [
        (GIVEN, "growth", [row("9", growth="5")]),
        (GIVEN, "growth - best.growth", [row("9", growth="5")]),
        (GIVEN, "growth - previous_growth", [row("9", growth="5"), row("8", "2023", growth="4")]),
        (RESTATED, "growth", [row("9", previous="8")]),
        (RESTATED, "growth - previous_growth", [row("9", previous="8"), row("8", "2023", previous="7")]),
        (PUBLISHED, "growth", [row("9"), row("8", "2023")]),
        (PUBLISHED, "previous_growth", [row("9"), row("8", "2023"), row("7", "2022")]),
        (PUBLISHED, "growth - peer.growth", [row("9"), row("8", "2023", unit="v")]),
    ],
)
def test_figures_that_something_reads_may_be_delivered(data: str, formula: str, rows: Rows) -> None:
    assert told(scheme_of(data, formula), rows, peers=[{"unit": "u", "peer": "v"}]) == []


@pytest.mark.parametrize(
    ("data", "formula", "rows", "expected"),
    [
        (RESTATED, "growth", [row("9", previous="8", growth="5")], ["D068 observations 2 growth"]),
        (PUBLISHED, "growth", [row("9", previous="8")], ["D068 observations 2 previous"]),
        (RESTATED, "growth", [row("9", previous="8"), row("8", "2023")], ["D047 observations 3 period"]),
        (PUBLISHED, "growth", [row("9"), row("7", "2022")], ["D047 observations 3 period"]),
        (GIVEN, "previous_growth", [row("9", growth="5"), row("8", "2023")],
         ["D068 observations 2 growth", "D068 observations 3 actual"]),
        (GIVEN, "growth", [row("9", growth="5"), row("8", "2023", growth="4")], ["D047 observations 3 period"]),
    ],
)  # fmt: skip
def test_figures_that_nothing_reads_are_refused_all_at_once(
    data: str, formula: str, rows: Rows, expected: list[str]
) -> None:
    assert told(scheme_of(data, formula), rows) == expected


def test_a_row_of_one_scored_period_may_also_serve_the_next() -> None:
    scheme = scheme_of(GIVEN, "growth - previous_growth", periods="[2023, 2024]")
    rows = [row("9", growth="5"), row("8", "2023", growth="4"), row("7", "2022", growth="3")]

    assert told(scheme, rows) == []


def test_the_target_of_the_year_before_is_no_target_of_the_year() -> None:
    scheme = small(leaf("p", formula="actual / previous_target * full"))

    found = told(scheme, [row("9")], targets=[{"period": "2023", "target": "5"}, {"period": "2024", "target": "6"}])

    assert found == ["D047 targets 3 period"]


def test_what_a_statistic_is_taken_of_and_what_a_reduction_asks_is_read() -> None:
    taken = "{formula: q, statistics: {q: {take: quantile, of: growth, with: {at: 0.5, definition: inclusive}}}}"
    one = small(
        leaf("p", unit_of_measure="亿元", data=f"{{{GIVEN}}}", steps=f"[{taken}, {{formula: 'x * 1[points/%]'}}]")
    )
    steps = "[{reduce: sum, where: times > 1, empty: zero}]"
    other = small(leaf("p", data="{table: events}", steps=steps))

    assert told(one, [row("9", growth="5")]) == []
    assert told(other, [], events=[{"event": "1", "points": "2", "times": "3"}]) == []


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("[{formula: x}, {reduce: sum}]", []),
        ("[{reduce: sum}]", []),
        ("[{formula: 'times * 1[points]'}, {reduce: sum}]", ["D068 ratings 2 points"]),
        ("[{formula: 'if rater = \"r\" then rank else 0'}, {reduce: mean}, {formula: 'x * 1[points]'}]", []),
    ],
)
def test_a_chain_reads_its_figure_unless_its_first_formula_does_without(steps: str, expected: list[str]) -> None:
    steps = steps.replace("times * 1[points]", 'if rater = "r" then 1[points] else 0')

    found = told(small(leaf("p", data="{table: ratings}", steps=steps)), [], ratings=[{"rater": "r", "points": "2"}])

    assert found == expected


def test_a_task_book_needs_no_table_of_targets() -> None:
    scheme = small(
        leaf("p", data="{table: tasks}", steps="[{formula: x / target}, {reduce: mean}, {formula: 'x * full'}]")
    )

    assert needs_of(scheme).tables() == {"units": (), "tasks": ("p",)}


def test_a_unit_may_have_been_renamed_in_any_year_that_is_looked_past() -> None:
    rows = [row("9"), row("8", "2023"), row("7", "2022", unit="old")]
    came_from = [{"unit": "u", "predecessor": "old", "from_period": "2023"}]

    assert told(scheme_of(PUBLISHED, "previous_growth"), rows, predecessors=came_from) == []
    assert told(scheme_of(PUBLISHED, "growth"), rows[:2], predecessors=came_from) == ["D047 predecessors 2 from_period"]


def test_predecessors_that_cannot_be_read_are_told_without_those_that_follow() -> None:
    came_from = [{"unit": "u", "predecessor": "old", "from_period": "spring"}]

    assert told(scheme_of(PUBLISHED, "growth"), [row("9"), row("8", "2023")], predecessors=came_from) == [
        "D046 predecessors 2 from_period"
    ]


def test_the_weight_of_a_task_is_refused_where_tasks_are_not_weighed_and_required_where_they_are() -> None:
    mean, weighted = (
        small(leaf("p", data="{table: tasks}", steps=f"[{{formula: 'x * full'}}, {{reduce: {how}}}]"))
        for how in ("mean", "weighted_mean, weight: task_weight")
    )
    bare: Rows = [{"task": "1", "actual": "0.5"}, {"task": "2", "actual": "0.9"}]
    full: Rows = [{**row, "task_weight": "2"} for row in bare]

    assert told(mean, [], tasks=bare) == []
    assert told(mean, [], tasks=full) == ["D068 tasks 2 task_weight"]
    assert told(weighted, [], tasks=full) == []
    assert told(weighted, [], tasks=bare) == ["D020 tasks 2 task_weight"]
