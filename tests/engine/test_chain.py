"""The chain of a node: names at each step, reductions with caps and weights, faults that name their rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.small import leaf, points, small, tables, totals
from kaoping.engine import Engine, Tables, score
from kaoping.errors import DataError
from kaoping.scheme import load_text

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")


def rated(*given: str | None, units: Sequence[str] = ("u1",)) -> Tables:
    """Give ratings of p by r0, r1, …, the same for each unit."""
    rows = [
        {"unit": unit, "indicator": "p", "period": "2024", "rater": f"r{number}", "points": points}
        for unit in units
        for number, points in enumerate(given)
    ]
    return tables({unit: {} for unit in units}, others={"ratings": rows})


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("reduce: sum", "30"),
        ("reduce: mean", "10"),
        ("reduce: geometric_mean", "8"),  # cube root of 4 × 8 × 16 … is 8; with 18 it is not, so see below
        ("reduce: sum, cap: 25", "25"),
        ("reduce: sum, cap: 31", "30"),
        ("reduce: weighted_mean, weight: full / 10", "10"),
    ],
)
def test_a_reduction_makes_one_number_of_many_rows(step: str, expected: str, engine: Engine) -> None:
    given = ("4", "8", "16") if "geometric" in step else ("4", "8", "18")
    scheme = small(leaf("p", data="{table: ratings}", steps=f"[{{{step}}}, {{formula: x}}]", full=20))

    assert points(score(scheme, rated(*given), engine=engine), "p") == {"u1": expected}


@pytest.mark.parametrize(("empty", "expected"), [("zero", "0"), ("missing", None)])
@pytest.mark.parametrize("engine", ENGINES)
def test_no_row_at_all_gives_what_the_reduction_says(empty: str, expected: str | None, engine: Engine) -> None:
    scheme = small(leaf("p", data="{table: ratings}", steps=f"[{{reduce: sum, empty: {empty}}}, {{formula: x}}]"))

    assert points(score(scheme, tables({"u1": {}}), engine=engine), "p") == {"u1": expected}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_without_a_weight_is_a_missing_row_not_a_weightless_one(engine: Engine) -> None:
    weight = "'if rater_class = \"leader\" then 3 else 1'"
    steps = f"[{{reduce: weighted_mean, weight: {weight}}}, {{formula: x}}]"
    rows = [{"unit": "u1", "indicator": "p", "period": "2024", "rater": rater, "rater_class": who, "points": "9"}
            for rater, who in (("r1", "leader"), ("r2", None))]  # fmt: skip

    given = tables({"u1": {}}, others={"ratings": rows})

    assert points(score(small(leaf("p", data="{table: ratings}", steps=steps)), given, engine=engine), "p") == {
        "u1": None
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("reduce", ["weighted_mean", "geometric_mean"])
def test_weights_that_add_up_to_zero_are_a_problem_of_the_unit(reduce: str, engine: Engine) -> None:
    steps = f"[{{reduce: {reduce}, weight: 0 * full / full}}, {{formula: x}}]"
    if reduce == "geometric_mean":
        steps = steps.replace(", weight: 0 * full / full", ", weight: '0 * full / full'")

    with pytest.raises(DataError) as caught:
        score(small(leaf("p", data="{table: ratings}", steps=steps)), rated("4", "9"), engine=engine)

    assert [problem.text("en") for problem in caught.value.problems] == [
        '2024 u1: "p" (p) cannot be computed: division by zero.'
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_negative_number_in_a_geometric_mean_is_a_problem_of_the_unit(engine: Engine) -> None:
    scheme = small(leaf("p", weight=50), leaf("q", weight=50), combine="geometric_mean")

    with pytest.raises(DataError) as caught:
        score(scheme, tables({"u1": {"p": -4, "q": 9}, "u2": {"p": 4, "q": 9}}), engine=engine)

    assert [(problem.code, problem.values["unit"], problem.values["node"]) for problem in caught.value.problems] == [
        ("D101", "u1", "total")
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_figures_of_both_signs_are_added_up_without_losing_their_digits(engine: Engine) -> None:
    scheme = small(leaf("p"), leaf("q"), leaf("r"))
    steps = small(leaf("p", data="{table: ratings}", steps="[{reduce: sum}, {formula: x}]"))

    across = score(scheme, tables({"u1": {"p": "0.1", "q": "0.2", "r": "-0.3"}}), engine=engine)
    down = score(steps, rated("0.1", "0.2", "-0.3"), engine=engine)

    assert (totals(across), totals(down)) == ({"u1": "0"}, {"u1": "0"})


@pytest.mark.parametrize("engine", ENGINES)
def test_faults_name_every_row_at_once_in_the_order_of_the_nodes(engine: Engine) -> None:
    scheme = small(
        leaf("p", unit_of_measure='"1"', formula="full / x"),
        leaf("q", unit_of_measure='"1"', formula="log(x) * full"),
        leaf(
            "r",
            data="{table: ratings}",
            steps='[{formula: "full * full / x"}, {reduce: sum}, {formula: "full * full / x"}]',
        ),
    )
    ratings = [{"unit": unit, "indicator": "r", "period": "2024", "rater": rater, "points": given}
               for unit, rater, given in (("u1", "r1", "0"), ("u2", "r1", "1"), ("u2", "r2", "-1"))]  # fmt: skip
    figures = {"u1": {"p": 0, "q": -1}, "u2": {"p": 1, "q": 1}, "u3": {"p": 0, "q": 0}}

    with pytest.raises(DataError) as caught:
        score(scheme, tables(figures, others={"ratings": ratings}), engine=engine)

    assert [
        (problem.place("en"), problem.values["node"], problem.values["unit"]) for problem in caught.value.problems
    ] == [
        ("observations row 2 (u1, p, 2024)", "p", "u1"),
        ("observations row 6 (u3, p, 2024)", "p", "u3"),
        ("observations row 3 (u1, q, 2024)", "q", "u1"),
        ("observations row 7 (u3, q, 2024)", "q", "u3"),
        ("ratings row 2 (u1, r, 2024 r1)", "r", "u1"),
        ("", "r", "u2"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_growth_that_cannot_be_computed_names_its_row(engine: Engine) -> None:
    scheme = small(
        leaf("p", data="{growth: computed, growth_basis: current_prices, previous: restated}", unit_of_measure="'%'",
             steps="[{formula: growth}, {formula: 'x / 1[%] * full'}]")
    )  # fmt: skip
    rows = [{"unit": "u1", "indicator": "p", "period": "2024", "actual": "5", "previous": "0"}]

    with pytest.raises(DataError) as caught:
        score(scheme, tables({"u1": {}}, others={"observations": rows}), engine=engine)

    assert [problem.render("en").splitlines()[0] for problem in caught.value.problems] == [
        'observations row 2 (u1, p, 2024)  D101  2024 u1: "p" (p) cannot be computed: division by zero.'
    ]


def test_a_figure_nobody_delivered_has_no_row_to_name() -> None:
    scheme = small(leaf("p", unit_of_measure='"1"', formula="'full / else_if_missing(x, 0)'"))

    with pytest.raises(DataError) as caught:
        score(scheme, tables({"u1": {}}))

    assert [problem.render("en").splitlines()[0] for problem in caught.value.problems] == [
        'D101  2024 u1: "p" (p) cannot be computed: division by zero.'
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_part_runs_steps_of_its_own_over_its_children(engine: Engine) -> None:
    text = """
kaoping: 1
id: small
title: {zh: 小例, en: Small}
periods: [2024]
numbers: {rounding: [], rank_on: unrounded, ties: lowest}
groups: [{id: a, title: {zh: 甲, en: A}}, {id: b, title: {zh: 乙, en: B}}]
defaults:
  compare_within: group
  indicator_when: {missing: blank, not_applicable: blank, excused: blank}
  part_when: {missing: blank, not_applicable: blank, excused: blank}
need: all
when: {missing: blank, not_applicable: blank, excused: blank}
combine: sum
parts:
  - id: part
    title: {zh: 部分, en: Part}
    full: 10
    combine: sum
    need: all
    compare_within: all
    direction: higher_is_better
    steps: [{formula: "max(x, 2 * p)"}, {formula: "full * x / best"}]
    indicators:
      - {id: p, title: {zh: 一, en: One}, full: 5, rule: as_given, unit_of_measure: points}
      - {id: q, title: {zh: 二, en: Two}, full: 5, rule: as_given, unit_of_measure: points}
"""
    figures = {"u1": {"p": 4, "q": 1}, "u2": {"p": 1, "q": 3}}  # 8 and 4; the best of all is 8

    result = score(load_text(text, "small.yaml"), tables(figures, groups={"u2": "b"}), engine=engine)

    assert totals(result) == {"u1": "10", "u2": "5"}
    assert result.statistics.select("group", "figure").rows() == [("", "8")]


def test_months_that_do_not_apply_leave_a_complete_year_complete() -> None:
    steps = "[{reduce: mean, need: 10}]"
    scheme = small(leaf("i", data="{every: month}", steps=steps))
    rows: list[dict[str, str]] = [
        {"unit": "u", "indicator": "i", "period": f"2024-{month:02d}"}
        | ({"status": "not_applicable"} if month <= 3 else {"actual": "60"})
        for month in range(1, 13)
    ]

    result = score(scheme, tables({"u": {}}, others={"observations": rows}))

    assert totals(result) == {"u": "60"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ratio_to_a_negative_base_is_refused_for_it_turns_better_and_worse_round(engine: Engine) -> None:
    completion = leaf(
        "c", rule="completion", unit_of_measure="亿元", **{"with": "{cap: 1, min_points: 0, reverse: none}"}
    )
    growth = leaf(
        "g",
        unit_of_measure="亿元",
        data="{growth: computed, previous: restated, growth_basis: current_prices}",
        formula='"1[points/%] * growth"',
    )
    rows: list[dict[str, str | None]] = [
        {"unit": "u", "indicator": "c", "period": "2024", "actual": "-5", "previous": None},
        {"unit": "u", "indicator": "g", "period": "2024", "actual": "5", "previous": "-10"},
    ]
    target = {"unit": "u", "indicator": "c", "period": "2024", "target": "-10"}

    with pytest.raises(DataError) as caught:
        score(
            small(completion, growth),
            tables({"u": {}}, others={"observations": rows, "targets": [target]}),
            engine=engine,
        )

    assert [problem.text("en") for problem in caught.value.problems] == [
        '2024 u: "c" (c) cannot be computed: target is -10, and a ratio needs a base above zero.',
        '2024 u: "g" (g) cannot be computed: previous is -10, and a ratio needs a base above zero.',
    ]
