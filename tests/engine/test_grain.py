from __future__ import annotations

from typing import get_args

import polars as pl
import pytest

from engine.grain_cases import CASES, Case, given
from engine.small import leaf, points, small
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

    with pytest.raises(DataError, match="D105  The frozen statistics lack best of one, step 1, for 2024-Q3 a"):
        score(scheme, case.tables, engine=engine, frozen=frozen)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fault_after_a_kept_key_names_the_class_and_the_unit(engine: Engine) -> None:
    steps = "[{reduce: mean, keep: [rater_class], expect: [y]}, {formula: 'full * full / (x - 20)'}, {reduce: mean}]"
    rows = [{"unit": "u1", "rater": "r1", "rater_class": "y", "points": "20"}]

    with pytest.raises(DataError, match=r'D101  y u1: "one" \(one\) cannot be computed'):
        score(small(leaf("one", data="{table: ratings}", steps=steps)), given("ratings", rows, ["u1"]), engine=engine)
