from __future__ import annotations

from typing import get_args

import polars as pl
import pytest

from engine.grain_cases import CASES, Case, given
from engine.small import leaf, points, small, tables, totals
from kaoping.engine import Engine, Tables, frozen_from, score, validate
from kaoping.errors import DataError
from kaoping.scheme import load_text

ENGINES: tuple[Engine, ...] = get_args(Engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_rows_finer_than_a_unit_become_its_points_step_by_step(case: Case, engine: Engine) -> None:
    scheme = load_text(case.text, "small.yaml")

    result = score(scheme, case.tables, engine=engine)

    assert validate(scheme, case.tables) == []
    assert points(result, "one") == case.points


def test_a_class_that_is_not_expected_is_named() -> None:
    scheme = load_text(CASES["two waves of classes of votes"].text, "small.yaml")
    rows = [{"unit": "u1", "period": "2024-H1", "respondent_class": "pubic", "option": "good", "votes": 1}]

    found = validate(scheme, given("ballots", rows, ["u1"]))

    assert [(problem.code, problem.values["written"]) for problem in found] == [("D142", "pubic")]


@pytest.mark.parametrize("engine", ENGINES)
def test_statistics_of_a_quarter_are_recorded_and_frozen_with_it(engine: Engine) -> None:
    case = CASES["the best of each quarter is full"]
    scheme = load_text(case.text, "small.yaml")
    first = score(scheme, case.tables, engine=engine)
    is_changed = (pl.col("unit") == "u1") & (pl.col("period") == "2024-Q1")
    actual = pl.when(is_changed).then(pl.lit("18")).otherwise(pl.col("actual")).alias("actual")
    changed = Tables(units=case.tables.units, observations=case.tables.observations.with_columns(actual))

    again = score(scheme, changed, engine=engine, frozen=frozen_from(first.statistics, "first"))

    best = first.statistics.filter(pl.col("statistic") == "best")
    assert best.select("at", "figure").rows() == [
        ("2024-Q1", "9"),
        ("2024-Q2", "3"),
        ("2024-Q3", "5"),
        ("2024-Q4", "5"),
    ]
    before, after = points(first, "one"), points(again, "one")
    assert (before["u2"], before["u3"]) == (after["u2"], after["u3"])
    assert before["u1"] != after["u1"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frozen_place_is_found_among_the_figures_of_its_own_quarter(engine: Engine) -> None:
    case = CASES["ranked each quarter, then averaged"]
    scheme = load_text(case.text, "small.yaml")
    first = score(scheme, case.tables, engine=engine)

    again = score(scheme, case.tables, engine=engine, frozen=frozen_from(first.statistics, "first"))

    assert points(again, "one") == case.points


@pytest.mark.parametrize("engine", ENGINES)
def test_a_quarter_that_was_not_frozen_is_a_problem(engine: Engine) -> None:
    case = CASES["the best of each quarter is full"]
    scheme = load_text(case.text, "small.yaml")
    first = score(scheme, case.tables, engine=engine)
    frozen = frozen_from(first.statistics.filter(pl.col("at") != "2024-Q3"), "first")

    with pytest.raises(
        DataError, match=r"D105  The frozen statistics lack best of one, step 1, for 2024 \(2024-Q3\) a"
    ):
        score(scheme, case.tables, engine=engine, frozen=frozen)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fault_after_a_kept_key_names_the_class_and_the_unit(engine: Engine) -> None:
    steps = "[{reduce: mean, keep: [rater_class], expect: [y]}, {formula: 'full * full / (x - 20)'}, {reduce: mean}]"
    rows = [{"unit": "u1", "rater": "r1", "rater_class": "y", "points": "20"}]

    with pytest.raises(DataError, match=r'D101  2024 \(y\) u1: "one" \(one\) cannot be computed'):
        score(small(leaf("one", data="{table: ratings}", steps=steps)), given("ratings", rows, ["u1"]), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_keys_that_read_alike_when_joined_are_not_taken_for_one(engine: Engine) -> None:
    steps = (
        "[{reduce: sum, keep: [kind, event]}, {group: rank}, {reduce: sum}, {formula: x * full}]"  # each stands alone
    )
    leaf_text = leaf("one", data="{table: events}", direction="higher_is_better", steps=steps)
    rows = [
        {"unit": "u1", "kind": "a", "event": "b c", "points": "1"},
        {"unit": "u1", "kind": "a b", "event": "c", "points": "2"},
        {"unit": "u2", "kind": "a/b", "event": "c", "points": "3"},
        {"unit": "u2", "kind": "a", "event": "b/c", "points": "4"},
    ]
    first = score(small(leaf_text), given("events", rows, ["u1", "u2"]), engine=engine)

    again = score(
        small(leaf_text),
        given("events", rows, ["u1", "u2"]),
        engine=engine,
        frozen=frozen_from(first.statistics, "first"),
    )

    assert points(first, "one") == points(again, "one") == {"u1": "200", "u2": "200"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_period_that_the_condition_leaves_out_is_not_expected(engine: Engine) -> None:
    steps = """[{reduce: mean, keep: [period], where: part_of_year = "H1"}, {reduce: mean, need: all}]"""
    scheme = small(leaf("one", data="{table: ratings, every: half_year}", steps=steps))
    rows = [
        {"unit": "u1", "period": f"2024-{half}", "rater": "r1", "points": mark}
        for half, mark in (("H1", "80"), ("H2", "10"))
    ]

    assert points(score(scheme, given("ratings", rows, ["u1"]), engine=engine), "one") == {"u1": "80"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_weight_that_cannot_be_computed_matters_only_where_its_row_counts(engine: Engine) -> None:
    step = "{reduce: weighted_mean, where: target > 0, weight: task_weight / target, need: all}"
    scheme = small(leaf("one", data="{table: tasks}", steps=f"[{{formula: 'min(full, x * full)'}}, {step}]"))
    rows = [
        {"unit": "u1", "task": "t1", "task_weight": "1", "target": "2", "actual": "0.5"},
        {"unit": "u1", "task": "t2", "task_weight": "1", "target": "0", "actual": "0.9"},
    ]

    assert points(score(scheme, given("tasks", rows, ["u1"]), engine=engine), "one") == {"u1": "50"}


def test_a_row_of_no_class_is_named_and_one_that_the_condition_leaves_out_is_not() -> None:
    left = 'keep: [rater_class], expect: [l, p], where: rater_class != "guest"'
    steps = f"[{{reduce: mean, {left}}}, {{reduce: mean, need: all}}]"
    scheme = small(leaf("one", data="{table: ratings}", steps=steps))
    rows = [
        {"unit": "u1", "rater": rater, "rater_class": of, "points": "80"}
        for rater, of in (("r1", "l"), ("r2", "p"), ("r3", "guest"), ("r4", None))
    ]

    found = validate(scheme, given("ratings", rows, ["u1"]))

    assert [(problem.code, problem.values["written"]) for problem in found] == [("D142", "")]


@pytest.mark.parametrize("power", ["100", "-100"])
def test_high_powers_of_small_figures_agree_in_both_readings(power: str) -> None:
    scheme = small(leaf("p"), leaf("q"), combine="generalised_mean", more=[f"combine_with: {{power: {power}}}"])
    figures = tables({"a": {"p": "0.0003", "q": "0.0005"}, "b": {"p": "3000000", "q": "5000000"}})

    alone = score(scheme, figures, engine="columns", exact_up_to=0)

    assert totals(score(scheme, figures)) == totals(alone)
