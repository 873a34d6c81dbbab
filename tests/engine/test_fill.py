"""Missing figures filled in by the ways of the scheme: in their order, marked, counted, and in no statistic."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from engine.fill_cases import BEST, CASES, EARLIER, MEAN, filling
from engine.grain_cases import Case
from engine.small import leaf, points, small_text
from engine.variable_cases import collected
from kaoping.engine import Engine, read_result, score, validate, write_result
from kaoping.scheme import load_text

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_missing_figure_is_filled_by_the_first_way_that_finds_one(case: Case, engine: Engine) -> None:
    scheme = load_text(case.text, "small.yaml")

    result = score(scheme, case.tables, engine=engine)

    assert [problem.render("en") for problem in validate(scheme, case.tables)] == []
    assert points(result, "one") == case.points


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_order_of_rows_never_matters(case: Case) -> None:
    scheme = load_text(case.text, "small.yaml")
    turned = replace(case.tables, observations=case.tables.observations.reverse())

    first, second = score(scheme, case.tables), score(scheme, turned)

    assert first.scores.equals(second.scores)
    assert (first.filled, second.filled) == (second.filled, first.filled)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_run_over_its_own_frozen_statistics_gives_the_same(case: Case, tmp_path: Path) -> None:
    scheme = load_text(case.text, "small.yaml")
    first = score(scheme, case.tables)
    write_result(first, tmp_path / "result", case.text)

    again = score(scheme, case.tables, frozen=read_result(tmp_path / "result").frozen())

    assert again.scores.equals(first.scores)


def test_a_frozen_mean_fills_with_what_it_was(tmp_path: Path) -> None:
    text = filling(MEAN)
    given = [("u1", "one", "2024", "10"), ("u2", "one", "2024", "20"), ("u3", "one", "2024", "missing")]
    scheme = load_text(text, "small.yaml")
    write_result(score(scheme, collected(given)), tmp_path / "result", text)

    later = collected([("u1", "one", "2024", "40"), *given[1:]])
    again = score(scheme, later, frozen=read_result(tmp_path / "result").frozen())

    assert points(again, "one") == {"u1": "40", "u2": "20", "u3": "15"}
    assert points(score(scheme, later), "one")["u3"] == "30"


def test_a_frozen_place_is_kept_for_what_was_filled_in(tmp_path: Path) -> None:
    case = CASES["a place among those that delivered"]
    scheme = load_text(case.text, "small.yaml")
    write_result(score(scheme, case.tables), tmp_path / "result", case.text)
    lower = pl.when(pl.col("unit") == "u2").then(pl.lit("9")).otherwise(pl.col("actual")).alias("actual")
    changed = replace(case.tables, observations=case.tables.observations.with_columns(lower))

    again = score(scheme, changed, frozen=read_result(tmp_path / "result").frozen())

    assert points(again, "one") == {**case.points, "u2": "3"}


def test_what_was_filled_in_is_counted_by_way_in_the_result(tmp_path: Path) -> None:
    case = CASES["months on the line, else of the month before or the mean"]

    write_result(score(load_text(case.text), case.tables), tmp_path / "result", case.text)

    facts = json.loads((tmp_path / "result" / "result.json").read_text(encoding="utf-8"))
    assert facts["filled"] == {"one": {"1 interpolated": 2, "2 earlier": 1, "3 mean": 2}}


def test_a_figure_filled_in_is_not_shown_as_delivered_and_wins_no_first_place() -> None:
    text = filling(EARLIER).replace(
        "combine: sum",
        "first_places: [{id: best, title: {zh: 第一, en: First}, of: [one], within: group}]\ncombine: sum",
    )
    case = CASES["the figure of two years before"]

    result = score(load_text(text), case.tables)

    shown = dict(result.scores.filter(pl.col("node") == "one").select("unit", "figure").iter_rows())
    assert shown["u4"] is None
    assert result.outcomes["unit"].to_list() == ["u2", "u3"]


def test_a_unit_is_followed_back_to_the_one_that_it_continues() -> None:
    scheme = load_text(filling(EARLIER), "small.yaml")
    given = collected(
        [("u1", "one", "2024", "missing"), ("old", "one", "2023", "5"), ("u2", "one", "2024", "1")],
        predecessors=[{"unit": "u1", "from_period": "2024", "predecessor": "old"}],
    )

    assert [problem.render("en") for problem in validate(scheme, given)] == []
    assert points(score(scheme, given), "one") == {"u1": "5", "u2": "1"}


def test_what_no_way_looks_at_is_refused() -> None:
    scheme = load_text(small_text(leaf("one", data="{fill: [{take: earlier, within: 1}]}", **BEST)), "small.yaml")
    given = collected(
        [
            ("u1", "one", "2024", "1"),
            ("u1", "one", "2023", "1", "9"),
            ("u1", "one", "2022", "1"),
            ("u1", "one", "2025", "1"),
        ],
    )

    told = [(problem.code, problem.render("en").split("  ")[0]) for problem in validate(scheme, given)]

    assert told == [
        ("D068", "observations row 3 column previous (u1, one, 2023)"),
        ("D047", "observations row 4 column period (u1, one, 2022)"),
        ("D047", "observations row 5 column period (u1, one, 2025)"),
    ]
