"""Missing passes through every aggregation and every group operation: never a silent zero, never a full mark."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.small import leaf, points, small, tables, totals
from kaoping.engine import Engine, score
from kaoping.rules import aggregations, group_operations, statistics

ENGINES: tuple[Engine, ...] = ("exact", "columns")
# Of a missing, b 4, c 9: what each statistic of the group is.
STATISTICS = {"best": "9", "count": "2", "mean": "6.5", "sd": "3.53553390593", "worst": "4"}
# The place of each: c is the best of two, b the other.
PLACES: Mapping[str, Mapping[str, str | None]] = {
    "rank": {"a": None, "b": "2", "c": "1"},
    "percentile": {"a": None, "b": "0", "c": "1"},
}


def figures() -> dict[str, dict[str, object]]:
    """Give a without a figure, b 4, c 9; q is 5 for all."""
    return {"a": {"p": "missing", "q": 5}, "b": {"p": 4, "q": 5}, "c": {"p": 9, "q": 5}}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", sorted(aggregations()))
def test_a_combination_with_a_missing_part_is_missing(name: str, engine: Engine) -> None:
    weights = {"weight": 50} if aggregations()[name].needs_weights else {}
    scheme = small(leaf("p", **weights), leaf("q", **weights), combine=name)

    found = totals(score(scheme, tables(figures()), engine=engine))

    assert (found["a"], None in (found["b"], found["c"])) == (None, False)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", sorted(aggregations()))
def test_a_reduction_with_a_missing_row_is_missing_where_all_are_needed(name: str, engine: Engine) -> None:
    weight = ", weight: 1" if aggregations()[name].needs_weights else ""
    steps = f'[{{reduce: {name}{weight}, need: all}}, {{formula: "x"}}]'
    scheme = small(leaf("p", data="{table: ratings}", steps=steps))
    ratings = [
        {"unit": unit, "indicator": "p", "period": "2024", "rater": rater, "points": given}
        for unit, rater, given in (("a", "r1", None), ("a", "r2", "5"), ("b", "r1", "5"), ("b", "r2", "5"))
    ]

    result = score(scheme, tables({"a": {}, "b": {}, "c": {}}, others={"ratings": ratings}), engine=engine)

    assert points(result, "p") == {"a": None, "b": "10" if name == "sum" else "5", "c": None}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", sorted(statistics()))
def test_a_statistic_leaves_out_who_has_no_figure(name: str, engine: Engine) -> None:
    formula = f'"{name} * full + 0 * x"' if name == "count" else f'"{name} + 0 * x"'
    scheme = small(leaf("p", full=1, formula=formula), leaf("q", full=10), more=["need: 1"])

    result = score(scheme, tables(figures()), engine=engine)

    assert points(result, "p") == {"a": None, "b": STATISTICS[name], "c": STATISTICS[name]}
    assert result.statistics.select("statistic", "figure").rows() == [(name, STATISTICS[name])]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("how", ["step", "name"])
@pytest.mark.parametrize("name", sorted(group_operations()))
def test_a_missing_figure_has_no_place_and_takes_none(name: str, how: str, engine: Engine) -> None:
    steps = f'[{{group: {name}}}, {{formula: "x * full"}}]' if how == "step" else f'[{{formula: "{name} * full"}}]'
    scheme = small(leaf("p", full=1, steps=steps), leaf("q", full=10), more=["need: 1"])

    result = score(scheme, tables(figures()), engine=engine)

    assert points(result, "p") == PLACES[name]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_spread_of_a_single_figure_is_missing_and_that_of_equal_ones_zero(engine: Engine) -> None:
    scheme = small(leaf("p", formula='"sd"'), groups=("a", "b"))
    given = {"a1": {"p": "0.1"}, "a2": {"p": "0.1"}, "a3": {"p": "0.1"}, "b1": {"p": "7"}}

    assert totals(score(scheme, tables(given, groups={"b1": "b"}), engine=engine)) == {
        "a1": "0",
        "a2": "0",
        "a3": "0",
        "b1": None,
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_figures_that_cancel_each_other_have_a_mean_of_zero_exactly(engine: Engine) -> None:
    scheme = small(leaf("p", formula='"if mean = 0 then full else x / mean * full"', full=3))

    result = score(scheme, tables({"a": {"p": "0.1"}, "b": {"p": "0.2"}, "c": {"p": "-0.3"}}), engine=engine)

    assert totals(result) == {"a": "3", "b": "3", "c": "3"}


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_infinite_leaves_a_combination(engine: Engine) -> None:
    scheme = small(leaf("p", weight=50), leaf("q", weight=50), combine="geometric_mean")

    result = score(scheme, tables({"a": {"p": 0, "q": 9}, "b": {"p": 4, "q": 9}}), engine=engine)

    assert totals(result) == {"a": "0", "b": "6"}
