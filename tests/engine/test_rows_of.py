"""Two readings of the same rows: they are delivered once, for one indicator, and a second one reads them, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import polars as pl
import pytest

from engine.small import leaf, points, small
from kaoping.engine import Engine, Tables, frozen_from, plan_of, score, validate
from kaoping.engine.definition import definitions
from kaoping.errors import DataError
from kaoping.scheme.model import Scheme

ENGINES: tuple[Engine, ...] = get_args(Engine)
BOOK = leaf("book", data="{table: tasks}", rule="task_book", **{"with": "{cap: 1}"})
MET = "[{formula: 'if x >= target then 1 else 0'}, {reduce: minimum, need: all}, {formula: '0.08 * full * x'}]"
VOTES = """[{formula: 'pick(option, "excellent": 1, "fair": 0, "poor": 0)'},
  {reduce: weighted_mean, weight: votes}, {formula: 'bands(x, >= 0.9: 200, >= 0.8: 190, else: 160)'}]"""
POOR = """[{formula: 'pick(option, "excellent": 0, "fair": 0, "poor": 1)'},
  {reduce: weighted_mean, weight: votes}, {formula: 'if x >= 1/3 then 130[points] else 0[points]'}]"""


def given(table: str, indicator: str, rows: Sequence[dict[str, Any]]) -> Tables:
    units = [{"unit": name, "group": "a"} for name in dict.fromkeys(row["unit"] for row in rows)]
    own = [{"indicator": indicator, "period": "2024"} | row for row in rows]
    return Tables.from_frames({"units": pl.DataFrame(units), table: pl.DataFrame(own, infer_schema_length=None)})


def tasks(*done: tuple[str, str, str | None]) -> list[dict[str, Any]]:
    return [
        {"unit": unit, "task": task, "task_weight": "1", "target": "10", "actual": actual}
        for unit, task, actual in done
    ]


def book_and_bonus() -> Scheme:
    return small(BOOK, leaf("met", data="{table: tasks, rows_of: book}", steps=MET))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bonus_where_every_task_is_met_reads_the_tasks_of_the_book(engine: Engine) -> None:
    rows = tasks(("u1", "t1", "10"), ("u1", "t2", "12"), ("u2", "t1", "10"), ("u2", "t2", "9"))
    figures = given("tasks", "book", rows)

    result = score(book_and_bonus(), figures, engine=engine)

    assert validate(book_and_bonus(), figures) == []
    assert points(result, "book") == {"u1": "100", "u2": "95"}
    assert points(result, "met") == {"u1": "8", "u2": "0"}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_votes_are_read_by_the_share_of_the_best_and_by_that_of_the_worst(engine: Engine) -> None:
    scheme = small(
        leaf("best", data="{table: ballots}", steps=VOTES, full=200).replace("id: best", "id: favour"),
        leaf("worst", data="{table: ballots, rows_of: favour}", steps=POOR, full=130).replace(
            "id: worst", "id: against"
        ),
    )
    votes = {"u1": (9, 1, 0), "u2": (6, 0, 3)}
    rows = [
        {"unit": unit, "respondent_class": "all", "option": option, "votes": count}
        for unit, counts in votes.items()
        for option, count in zip(("excellent", "fair", "poor"), counts, strict=True)
    ]

    result = score(scheme, given("ballots", "favour", rows), engine=engine)

    assert points(result, "favour") == {"u1": "200", "u2": "160"}
    assert points(result, "against") == {"u1": "0", "u2": "130"}


def test_a_task_without_weight_is_told_at_the_indicator_that_it_is_delivered_for() -> None:
    weighing = leaf("met", data="{table: tasks, rows_of: book}", rule="task_book", **{"with": "{cap: 1}"})
    scheme = small(leaf("book", data="{table: tasks}", steps=MET), weighing)
    rows = tasks(("u1", "t1", "10"), ("u1", "t2", "9"))
    rows[1]["task_weight"] = None

    found = validate(scheme, given("tasks", "book", rows))

    assert [(each.code, each.where.key) for each in found if each.where is not None] == [("D020", "u1, book, 2024, t2")]  # type: ignore[union-attr]  # a cell


def test_a_figure_that_neither_reads_is_refused_and_one_that_the_other_reads_is_not() -> None:
    steps = "[{reduce: minimum}, {formula: full * x}]"
    scheme = small(
        leaf("book", data="{table: tasks}", steps="[{reduce: mean}, {formula: full * x}]"),
        leaf("met", data="{table: tasks, rows_of: book}", steps="[{formula: x / target}, " + steps[1:]),
    )

    found = validate(scheme, given("tasks", "book", tasks(("u1", "t1", "10"))))

    assert [(each.code, each.values["column"]) for each in found] == [("D068", "task_weight")]


def test_a_class_that_the_second_reader_does_not_expect_is_named() -> None:
    steps = "[{reduce: mean, keep: [rater_class], expect: [EXPECT]}, {reduce: mean}]"
    scheme = small(
        leaf("one", data="{table: ratings}", steps=steps.replace("EXPECT", "mayor, public")),
        leaf("two", data="{table: ratings, rows_of: one}", steps=steps.replace("EXPECT", "mayor")),
    )
    rows = [{"unit": "u1", "rater": of, "rater_class": of, "points": "5"} for of in ("mayor", "public")]

    found = validate(scheme, given("ratings", "one", rows))

    assert [(each.code, each.values["indicator"], each.count) for each in found] == [("D142", "two", 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_second_reader_lacks_is_named_where_it_was_delivered(engine: Engine) -> None:
    block = "{missing: block, not_applicable: blank, excused: blank}"
    scheme = small(BOOK, leaf("met", data="{table: tasks, rows_of: book}", steps=MET, when=block))

    with pytest.raises(DataError) as caught:
        score(scheme, given("tasks", "book", tasks(("u1", "t1", "10"), ("u1", "t2", None))), engine=engine)

    [problem] = caught.value.problems
    assert problem.render("en").startswith('tasks row 3 (u1, book, 2024 t2)  D102  2024 u1: "met" (met) has no value')


def test_statistics_of_other_rows_are_defined_otherwise() -> None:
    steps = "[{reduce: mean}, {formula: 'full * x / best'}]"
    data = "{table: tasks, rows_of: NAME}"
    leaves = [leaf(name, data="{table: tasks}", steps="[{reduce: mean}, {formula: full * x}]") for name in ("p", "q")]
    of_p, of_q = (
        definitions(plan_of(small(*leaves, leaf("met", data=data.replace("NAME", name), steps=steps)))) for name in "pq"
    )

    key = ("met", 2, "best", "x")

    assert of_p[key] != of_q[key]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frozen_statistic_of_a_second_reading_is_kept(engine: Engine) -> None:
    steps = "[{reduce: mean}, {formula: 'full * x / best'}]"
    scheme = small(BOOK, leaf("met", data="{table: tasks, rows_of: book}", steps=steps))
    figures = given("tasks", "book", tasks(("u1", "t1", "10"), ("u2", "t1", "5")))
    first = score(scheme, figures, engine=engine)

    again = score(scheme, figures, engine=engine, frozen=frozen_from(first.statistics, "first"))

    assert points(again, "met") == {"u1": "100", "u2": "50"}
