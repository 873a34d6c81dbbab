"""Which reading gives the figures, and what happens when the two do not agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from engine.small import leaf, small, tables, totals
from engine.town import town, town_tables
from kaoping.engine import EXACT_UP_TO, Engine, Tables, Walk, leaf_values, plan_of, score, walk_exactly
from kaoping.engine.agreement import agree
from kaoping.engine.base import base_rows
from kaoping.engine.column_reading import ColumnReading
from kaoping.engine.definition import definitions
from kaoping.engine.gather import Gathering
from kaoping.engine.nodes import walk
from kaoping.engine.parameters import Parameters
from kaoping.engine.stages import stage_tables
from kaoping.errors import EngineError
from kaoping.formula import Precision
from kaoping.scheme.model import Scheme


@pytest.mark.parametrize(
    ("engine", "figures", "checked_by"),
    [("auto", "exact", "columns"), ("exact", "exact", None), ("columns", "columns", None)],
)
def test_a_result_says_whose_figures_it_holds_and_what_checked_them(
    engine: Engine, figures: str, checked_by: str | None
) -> None:
    result = score(town(), town_tables(), engine=engine)

    assert (result.engine, result.checked_by) == (figures, checked_by)


def test_above_the_limit_auto_takes_the_columns() -> None:
    height = EXACT_UP_TO + 1
    units = [f"u{number:06d}" for number in range(height)]
    frames = {
        "units": pl.DataFrame({"unit": units}).with_columns(group=pl.lit("a")),
        "observations": pl.DataFrame({"unit": units}).with_columns(
            indicator=pl.lit("p"), period=pl.lit("2024"), actual=pl.lit("1")
        ),
    }

    result = score(small(leaf("p")), Tables.from_frames(frames))

    assert (result.engine, result.checked_by, set(result.ranking["total"])) == ("columns", None, {"1"})


def test_leaf_values_are_units_in_all_periods_times_indicators() -> None:
    assert leaf_values(plan_of(town()), town_tables()) == 8 * 6


def test_progress_hears_every_node() -> None:
    heard: list[tuple[int, int]] = []

    score(town(), town_tables(), engine="columns", progress=lambda done, whole: heard.append((done, whole)))

    assert heard == [(done, 12) for done in range(12)]


def in_columns(scheme: Scheme, given: Tables) -> Walk:
    """Walk the nodes in columns."""
    base = base_rows(scheme, given)
    plan, reading = plan_of(scheme), ColumnReading(Precision())
    state = Walk(plan, base, Gathering(base, given, scheme), Parameters(given), reading, definitions(plan))
    walk(state)
    return state


@pytest.mark.parametrize(
    ("rounding", "at", "wrong", "named"),
    [
        ("[{at: total, mode: half_up, decimals: 2}]", "points", 8.01, [("total", "8", "8.0099999999999998")]),
        ("[]", "points", 8.0000001, [("total", "8", "8.0000000999999994")]),
        ("[]", "points", 8.000000000001, []),
        ("[]", "points", None, [("total", "8", "nan")]),
        (
            "[]",
            "before",
            3,
            [
                ("total", "8", "8"),
                ("rank", "1", "2"),
                ("from_last", "2", "1"),
                ("standing", "1", "2"),
            ],
        ),
    ],
    ids=["a rounded figure", "more than 1e-9", "less than 1e-9", "a figure missing", "a rank"],
)
def test_a_disagreement_is_our_fault_and_names_the_figure(
    rounding: str, at: str, wrong: float | None, named: list[tuple[str, str, str]]
) -> None:
    scheme, given = small(leaf("p"), rounding=rounding), tables({"u1": {"p": 8}, "u2": {"p": 4}})
    exact = walk_exactly(plan_of(scheme), given, frozen=None, trace=None)
    columns = in_columns(scheme, given)
    spoiled, total = pl.Series([wrong, 4.0], dtype=pl.Float64), columns.values["total"]
    is_points = at == "points"
    columns.values["total"] = replace(total, points=spoiled) if is_points else replace(total, before=spoiled)

    found = []
    try:
        agree(exact, columns, *(stage_tables(walked, given, ()) for walked in (exact, columns)))
    except EngineError as error:
        found = [tuple(problem.values[name] for name in ("node", "exact", "columns")) for problem in error.problems
                 if problem.values["unit"] == "u1"]  # fmt: skip

    assert found == named


SPOILED = [
    ("ranking", "grade", "good", [("a1", "grade", "excellent", "good")]),
    ("ranking", "grade_by_score", None, [("a1", "grade_by_score", "excellent", "None")]),
    ("ranking", "grade_because_en", "luck", [("a1", "grade_because_en", "within 2 places", "luck")]),
    ("ranking", "standing", 9, [("a1", "standing", "1", "9")]),
    ("ranking", "titles", "", [("a1", "titles", "advanced", "")]),
    ("outcomes", "holds", "no", [("a a1", "title advanced", "yes 最终", "no 最终")]),
    ("outcomes", "because_zh", "", [("a a1", "title advanced", "yes 最终", "yes  standing")]),
    ("outcomes", "unit", "a9", [("a a1", "title advanced", "yes", "–"), ("a a9", "title advanced", "–", "yes")]),
    ("outcomes", "group", "b", [("a a1", "title advanced", "yes", "–"), ("b a1", "title advanced", "–", "yes")]),
]


@pytest.mark.parametrize(("table", "column", "wrong", "named"), SPOILED)
def test_whatever_is_published_has_to_agree(
    table: str, column: str, wrong: object, named: list[tuple[str, str, str, str]]
) -> None:
    given = town_tables()
    exact, columns = walk_exactly(plan_of(town()), given, frozen=None, trace=None), in_columns(town(), given)
    judged = stage_tables(exact, given, ())
    frame = getattr(judged, table)
    is_spoiled = pl.col("unit") == "a1" if table == "ranking" else pl.int_range(pl.len()) == 0
    spoiled = frame.with_columns(pl.when(is_spoiled).then(pl.lit(wrong)).otherwise(column).alias(column))

    with pytest.raises(EngineError) as caught:
        agree(exact, columns, judged, replace(judged, **{table: spoiled}))

    found = [tuple(problem.values[name] for name in ("unit", "node", "exact", "columns"))
             for problem in caught.value.problems]  # fmt: skip
    assert len(found) == len(named)
    for ours, expected in zip(found, named, strict=True):
        assert ours[:2] == expected[:2]
        assert all(text.startswith(begin) for text, begin in zip(ours[2:], expected[2:], strict=True)), ours


def test_a_statistic_taken_of_other_units_is_named() -> None:
    scheme, given = small(leaf("p", formula="full * x / best")), tables({"u1": {"p": 8}, "u2": {"p": 4}})
    exact, columns = walk_exactly(plan_of(scheme), given, frozen=None, trace=None), in_columns(scheme, given)
    columns.records.clear()
    judged = stage_tables(exact, given, ())

    with pytest.raises(EngineError) as caught:
        agree(exact, columns, judged, judged)

    assert [problem.text("en") for problem in caught.value.problems] == [
        "Columns and exact judge disagree: 2024 a p 1 best x is – against 8."
    ]


@pytest.mark.parametrize(
    ("figure", "named"),
    [("8.0000001", "8.0000001"), ("8.000000001", None), ("", "not defined")],
    ids=["more than 1e-9", "less than 1e-9", "not defined"],
)
def test_the_figure_of_a_statistic_has_to_agree(figure: str, named: str | None) -> None:
    scheme, given = small(leaf("p", formula="full * x / best")), tables({"u1": {"p": 8}, "u2": {"p": 4}})
    exact, columns = walk_exactly(plan_of(scheme), given, frozen=None, trace=None), in_columns(scheme, given)
    columns.records[:] = [replace(row, figure=figure) for row in columns.records]
    judged = stage_tables(exact, given, ())

    problems = []
    try:
        agree(exact, columns, judged, judged)
    except EngineError as error:
        problems = [problem.text("en") for problem in error.problems]

    wrong = f"Columns and exact judge disagree: 2024 a p 1 best x is {named} against 8."
    assert problems == ([] if named is None else [wrong])


@pytest.mark.parametrize("formula", ["mean + 100", "sd + 100"])
def test_a_statistic_of_figures_that_nearly_cancel_is_taken_from_the_judge(formula: str) -> None:
    # A third is no float: of the mean of four of them that cancel only the error of the floats is left.
    steps = f"[{{formula: 'x / 3'}}, {{formula: '{formula}'}}]"
    figures = {"u1": "1000000.1", "u2": "-1000000.1", "u3": "0.0001", "u4": "-0.00009"}
    if formula.startswith("sd"):
        figures = {f"u{number}": f"1000000.0000{number}" for number in range(4)}
    scheme = small(leaf("p", steps=steps))

    result = score(scheme, tables({unit: {"p": figure} for unit, figure in figures.items()}))

    assert (result.checked_by, result.judged_values) == ("columns", 1)


def test_an_unrounded_total_as_a_reason_is_compared_as_points() -> None:
    rules = ["outcomes: [{id: talk, title: {zh: 约谈, en: Talk}, when: total < 5}]"]
    scheme, given = small(leaf("p"), more=rules), tables({"u1": {"p": 8}, "u2": {"p": 4}})
    exact, columns = walk_exactly(plan_of(scheme), given, frozen=None, trace=None), in_columns(scheme, given)
    judged = stage_tables(exact, given, ())
    other = judged.outcomes.with_columns(because_zh=pl.lit("总分 = 4.00000000001"))

    agree(exact, columns, judged, replace(judged, outcomes=other))


@pytest.mark.parametrize(("engine", "judged"), [("auto", 1), ("columns", 1), ("exact", None)])
def test_a_result_says_how_many_values_the_columns_took_from_the_judge(engine: Engine, judged: int | None) -> None:
    scheme = small(leaf("p", formula="'round(x, 1, half_up)'"), leaf("q"))

    # So near to the edge of the rounding is in doubt; 0.31 is not.
    result = score(scheme, tables({"u1": {"p": "0.2500000000001", "q": 1}, "u2": {"p": "0.31", "q": 2}}), engine=engine)

    assert result.judged_values == judged


def test_above_the_limit_there_is_no_judge_to_take_values_from() -> None:
    result = score(small(leaf("p")), tables({"u1": {"p": 1}}), exact_up_to=0)

    assert (result.engine, result.judged_values) == ("columns", None)


# The square of a square root is a ball around its number for any number of digits; this number lies on a half of the
# twelfth digit.
HALF, UNDECIDED = "1.000000000005", "sqrt(x) * sqrt(x)"


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
def test_a_jump_that_no_digits_decide_counts_as_on_the_boundary_and_is_noted(engine: Engine) -> None:
    scheme = small(leaf("p", unit_of_measure='"1"', formula=f"if {UNDECIDED} <= 1 then full else full / 2", full=10))

    result = score(scheme, tables({"u1": {"p": HALF}, "u2": {"p": "1.9"}}), engine=engine)

    assert (totals(result), result.undecided) == (
        {"u1": "10", "u2": "5"},
        ("1",),
    )


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
def test_a_total_that_fifty_digits_do_not_tell_from_zero_is_ranked(engine: Engine) -> None:
    scheme = small(leaf("p", unit_of_measure='"1"', formula="full * (log(x) + log(2) - log(2 * x))"))

    result = score(scheme, tables({"u1": {"p": 3}, "u2": {"p": 5}}), engine=engine)

    assert (totals(result), result.ranking["rank"].to_list()) == ({"u1": "0", "u2": "0"}, ["1", "1"])
    assert result.undecided == (() if engine == "columns" else ("0",))


def test_a_trace_hears_every_step_once_even_where_fifty_digits_do_not_decide() -> None:
    heard: list[tuple[str, int]] = []

    class Listener:
        def step(self, node: str, number: int, *_: object) -> None:
            heard.append((node, number))

        def reduced(self, node: str, number: int, reduced: object) -> None:  # noqa: ARG002 -- the shape of a trace
            heard.append((node, -1))

        def combined(self, node: str, values: object, exists: object, after: object) -> None:  # noqa: ARG002 -- the shape of a trace
            heard.append((node, 0))

    steps = "[{group: rank}, {formula: x * full}]"
    scheme = small(
        leaf("p", unit_of_measure='"1"', formula=f"if {UNDECIDED} <= 1 then full else 0 * full"),
        leaf("q", steps=steps),
        leaf("r", data="{table: ratings}", steps="[{reduce: mean}]"),
    )
    rating = {"unit": "u1", "indicator": "r", "period": "2024", "rater": "r1", "points": "5"}
    given = tables({"u1": {"p": HALF, "q": 1}}, others={"ratings": [rating]})

    walk_exactly(plan_of(scheme), given, frozen=None, trace=Listener())

    assert heard == [("p", 1), ("q", 1), ("q", 2), ("r", -1), ("total", 0)]


def test_a_node_of_the_plan_is_found_by_its_id() -> None:
    assert plan_of(town()).node("output").parent == "economy"


def test_two_roundings_of_one_run_never_take_each_others_place() -> None:
    modes = (("p", "half_up", 0), ("q", "truncate", 1), ("r", "half_even", 2))
    rounding = ", ".join(f"{{at: {at}, mode: {mode}, decimals: {decimals}}}" for at, mode, decimals in modes)
    scheme = small(leaf("p"), leaf("q"), leaf("r"), rounding=f"[{rounding}]")

    result = score(scheme, tables({"u1": {"p": "1.5", "q": "1.59", "r": "1.595"}}))

    assert result.scores["points"].to_list() == ["2", "1.5", "1.60", "5.1"]


@pytest.mark.parametrize(("off", "named"), [(1e-8, True), (1e-11, False)], ids=["more than 1e-9", "less than 1e-9"])
def test_the_bound_of_a_tier_has_to_agree(*, off: float, named: bool) -> None:
    tiers = "{id: top, title: {zh: 上, en: Top}, at_least: {quantile: 0.5}}, {id: rest, title: {zh: 余, en: Rest}}"
    stars = "{id: stars, title: {zh: 星级, en: Stars}, of: p, by: points, rank_on: unrounded, within: all"
    more = [f"tiers: [{stars}, quantiles: inclusive, tiers: [{tiers}]}}]"]
    scheme, given = small(leaf("p"), more=more), tables({"u1": {"p": 8}, "u2": {"p": 4}})
    exact, columns = walk_exactly(plan_of(scheme), given, frozen=None, trace=None), in_columns(scheme, given)
    judged = stage_tables(exact, given, ())
    other = judged.tiers.with_columns((pl.col("bound").cast(pl.Float64) + off).cast(pl.String))

    problems = []
    try:
        agree(exact, columns, judged, replace(judged, tiers=other))
    except EngineError as error:
        problems = [problem.text("en") for problem in error.problems]

    wrong = "Columns and exact judge disagree: 2024 u1 bound is 6.00000001 against 6."
    assert problems == ([wrong] if named else [])


def test_the_way_by_which_a_figure_was_filled_in_has_to_agree() -> None:
    ways = "{take: earlier, within: 1}, {take: mean, of: all}"
    scheme = small(leaf("p", data=f"{{fill: [{ways}]}}"))
    given = tables({"u1": {"p": "missing"}, "u2": {"p": 4}})
    exact, columns = walk_exactly(plan_of(scheme), given, frozen=None, trace=None), in_columns(scheme, given)
    columns.filled["p"] = replace(columns.filled["p"], way=np.array([0, 0], np.int8))
    judged = stage_tables(exact, given, ())

    with pytest.raises(EngineError) as caught:
        agree(exact, columns, judged, judged)

    assert [problem.text("en") for problem in caught.value.problems] == [
        "Columns and exact judge disagree: 2024 u1 p fill is – against 2."
    ]
