"""What comes several times in a scored period is brought together period by period, and none is missing unseen."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from engine.grain_cases import given
from engine.small import leaf, points, small
from kaoping.engine import Engine, score, validate
from kaoping.scheme.model import Scheme

ENGINES: tuple[Engine, ...] = get_args(Engine)
WAVES = """[
  {formula: 'pick(option, "good": 100, "poor": 0)'},
  {reduce: weighted_mean, weight: votes, keep: [period], need: all},
  {reduce: mean, need: NEED}]"""
MONTHS = """[
  {formula: 'clip(x / target, 0, 1)'},
  {reduce: weighted_mean, weight: task_weight, keep: [period], need: all},
  {reduce: mean, need: NEED}, {formula: full * x}]"""


def waves(need: str) -> Scheme:
    return small(leaf("one", data="{table: ballots, every: half_year}", steps=WAVES.replace("NEED", need)))


def ballots(unit: str, period: str, good: int, poor: int) -> list[dict[str, Any]]:
    key = {"unit": unit, "period": period, "respondent_class": "public"}
    return [key | {"option": "good", "votes": good}, key | {"option": "poor", "votes": poor}]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wave_four_times_larger_counts_no_more_than_the_other(engine: Engine) -> None:
    rows = ballots("u1", "2024-H1", 10, 0) + ballots("u1", "2024-H2", 10, 30)

    result = score(waves("all"), given("ballots", rows, ["u1"]), engine=engine)

    # (100 + 25) ÷ 2; all votes together would give 40.
    assert points(result, "one") == {"u1": "62.5"}


@pytest.mark.parametrize(("need", "found"), [("all", None), ("1", "80")])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_wave_that_was_not_held_is_missing_by_the_need_of_the_reduction(
    engine: Engine, need: str, found: str | None
) -> None:
    rows = ballots("u1", "2024-H1", 10, 0) + ballots("u1", "2024-H2", 5, 5) + ballots("u2", "2024-H1", 8, 2)

    result = score(waves(need), given("ballots", rows, ["u1", "u2"]), engine=engine)

    assert points(result, "one") == {"u1": "75", "u2": found}


@pytest.mark.parametrize(("need", "found"), [("all", None), ("3", "90")])
@pytest.mark.parametrize("engine", ENGINES)
def test_tasks_of_three_months_are_not_the_tasks_of_a_year(engine: Engine, need: str, found: str | None) -> None:
    scheme = small(leaf("one", data="{table: tasks, every: month}", steps=MONTHS.replace("NEED", need)))
    rows = [
        {"unit": "u1", "period": f"2024-0{n}", "task": "t", "task_weight": "1", "target": "10", "actual": actual}
        for n, actual in ((1, "8"), (2, "9"), (3, "10"))
    ]

    assert points(score(scheme, given("tasks", rows, ["u1"]), engine=engine), "one") == {"u1": found}


def test_rows_of_another_period_than_those_that_come_are_refused() -> None:
    rows = ballots("u1", "2024-H1", 10, 0) + ballots("u1", "2024-Q3", 1, 1) + ballots("u1", "2024", 1, 1)

    found = validate(waves("all"), given("ballots", rows, ["u1"]))

    assert [(each.code, each.values["written"], each.values["expected"]) for each in found] == [
        ("D047", "2024-Q3", "2024-H1, 2024-H2"),
        ("D047", "2024", "2024-H1, 2024-H2"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_without_every_rows_of_any_period_inside_count_together(engine: Engine) -> None:
    steps = """[{formula: 'pick(option, "good": 100, "poor": 0)'}, {reduce: weighted_mean, weight: votes}]"""
    scheme = small(leaf("one", data="{table: ballots}", steps=steps))
    rows = ballots("u1", "2024-H1", 10, 0) + ballots("u1", "2024-H2", 10, 30)
    tables = given("ballots", rows, ["u1"])

    assert validate(scheme, tables) == []
    assert points(score(scheme, tables, engine=engine), "one") == {"u1": "40"}


@pytest.mark.parametrize("engine", ENGINES)
def test_events_of_a_quarter_have_a_cap_of_their_own_and_a_quarter_without_any_is_not_missing(engine: Engine) -> None:
    steps = "[{reduce: sum, keep: [period], cap: 2, empty: zero}, {reduce: sum, need: all}, {formula: full - x}]"
    scheme = small(leaf("one", data="{table: events, every: quarter}", steps=steps))
    rows = [
        {"unit": "u1", "period": period, "event": event, "points": "1.5"}
        for period, event in (("2024-Q1", "a"), ("2024-Q1", "b"), ("2024-Q4", "c"))
    ]

    assert points(score(scheme, given("events", rows, ["u1", "u2"]), engine=engine), "one") == {
        "u1": "96.5",
        "u2": "100",
    }
