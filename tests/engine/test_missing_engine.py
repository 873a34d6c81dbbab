"""Missing passes through every aggregation and every group operation: never a silent zero, never a full mark."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.small import leaf, points, small, tables, totals
from kaoping.engine import Engine, score
from kaoping.formula import Fault, Precision, plain
from kaoping.rules import Number, aggregations, group_operations, statistics
from rules.examples import aggregation_of, last_example, operation_of, statistic_of, written_settings

ENGINES: tuple[Engine, ...] = ("exact", "columns")


def figures() -> dict[str, dict[str, object]]:
    """Give a without a figure, b 4, c 9; q is 5 for all."""
    return {"a": {"p": "missing", "q": 5}, "b": {"p": 4, "q": 5}, "c": {"p": 9, "q": 5}}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", sorted(aggregations()))
def test_a_combination_with_a_missing_part_is_missing(name: str, engine: Engine) -> None:
    weights = {"weight": 50} if aggregations()[name].needs_weights else {}
    settings = written_settings("aggregation", name)
    more = [f"combine_with: {settings}"] if settings else []
    more += ["steps: [{formula: 'x / 1[points]'}]"] if aggregations()[name].multiplies else []
    more += ["weights: as_given"] if aggregations()[name].weights_as_given else []
    scheme = small(leaf("p", **weights), leaf("q", **weights), combine=name, more=more)

    found = totals(score(scheme, tables(figures()), engine=engine))

    assert (found["a"], None in (found["b"], found["c"])) == (None, False)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", sorted(aggregations()))
def test_a_reduction_with_a_missing_row_is_missing_where_all_are_needed(name: str, engine: Engine) -> None:
    weight = ", weight: 1" if aggregations()[name].needs_weights else ""
    settings = written_settings("aggregation", name)
    weight += f", with: {settings}" if settings else ""
    pure, again = "{formula: 'x / 1[points]'}", "{formula: 'x * 1[points]'}"
    steps = f"[{pure}, {{reduce: {name}{weight}, need: all}}, {again}]"
    scheme = small(leaf("p", data="{table: ratings}", steps=steps))
    ratings = [
        {"unit": unit, "indicator": "p", "period": "2024", "rater": rater, "points": given}
        for unit, rater, given in (("a", "r1", None), ("a", "r2", "5"), ("b", "r1", "5"), ("b", "r2", "5"))
    ]

    result = score(scheme, tables({"a": {}, "b": {}, "c": {}}, others={"ratings": ratings}), engine=engine)

    both = aggregation_of(name, last_example("aggregation", name)).exact(
        [Fraction(5)] * 2, [Fraction(1)] * 2, Fraction(2), Precision()
    )
    assert not isinstance(both, Fault)
    assert points(result, "p") == {"a": None, "b": plain(both), "c": None}


def of_two(name: str) -> Number | None:
    """Give the statistic of 4 and 9; none for one that needs more figures, whose worked examples have a missing one."""
    return statistic_of(name, last_example("group", name)).exact([Fraction(4), Fraction(9)], True, Precision())  # noqa: FBT003 -- higher is better


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", [name for name in sorted(statistics()) if of_two(name) is not None])
def test_a_statistic_leaves_out_who_has_no_figure(name: str, engine: Engine) -> None:
    formula = "taken + 0 * x" if statistics()[name].own_unit else "taken * full + 0 * x"
    settings = written_settings("group", name)
    taken = f"{{take: {name}, with: {settings}}}" if settings else f"{{take: {name}}}"
    steps = f'[{{formula: "{formula}", statistics: {{taken: {taken}}}}}]'
    scheme = small(leaf("p", full=1, steps=steps), leaf("q", full=10), more=["need: 1"])

    result = score(scheme, tables(figures()), engine=engine)

    number = of_two(name)
    assert number is not None
    assert points(result, "p") == {"a": None, "b": plain(number), "c": plain(number)}
    assert result.statistics.select("statistic", "figure").rows() == [("taken", plain(number))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("how", ["step", "name"])
@pytest.mark.parametrize("name", sorted(group_operations()))
def test_a_missing_figure_has_no_place_and_takes_none(name: str, how: str, engine: Engine) -> None:
    settings = written_settings("group", name)
    if settings and how == "name":
        pytest.skip(reason="one with parameters stands in a step")
    step = f"{{group: {name}, with: {settings}}}" if settings else f"{{group: {name}}}"
    steps = f'[{step}, {{formula: "x * full"}}]' if how == "step" else f'[{{formula: "{name} * full"}}]'
    scheme = small(leaf("p", full=1, steps=steps), leaf("q", full=10), more=["need: 1"])

    result = score(scheme, tables(figures()), engine=engine)

    place = operation_of(name, last_example("group", name)).place
    best, other = plain(place(0, 1, 1, 0, "lowest")), plain(place(1, 1, 0, 1, "lowest"))
    assert points(result, "p") == {"a": None, "b": other, "c": best}


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
