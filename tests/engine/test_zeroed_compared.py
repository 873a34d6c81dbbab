"""A penalty that makes points zero moves nobody else: in ranks taken and contests others meet what was before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import Figures, leaf, small_text, tables, totals
from kaoping.engine import Engine, Frozen, Result, frozen_from, read_result, score, write_result
from kaoping.errors import DataError
from kaoping.scheme import load_text
from report.recompute_folder import recomputed

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
PENALTY = "penalties: [{id: fraud, title: {zh: 造假, en: Fraud}, effect: {zero: [p]}}]"
TAKE = "{rank_on: RANK_ON, order: higher_is_better, ties: average, within: group}"
FIGURES: Figures = {
    "u1": {"p": 10, "q": 5},
    "u2": {"p": 20, "q": 5},
    "u3": {"p": 25, "q": 1},
    "u4": {"p": 30, "q": 3},
    "u5": {"p": "missing", "q": 9},
}


def text_of(kind: str) -> str:
    take = {} if kind == "copeland" else {"take_rank": TAKE.replace("RANK_ON", kind)}
    return small_text(
        leaf("p", weight=60, **take),
        leaf("q", weight=40),
        combine="copeland" if kind == "copeland" else "weighted_mean",
        rounding="[{at: p, mode: half_up, decimals: 0}]",
        groups=("a", "b"),
        more=[PENALTY],
    )


def scored(kind: str, engine: Engine, *caught: str, figures: Figures = FIGURES, frozen: Frozen | None = None) -> Result:
    others = {"findings": [{"unit": unit, "finding": "fraud", "period": "2024"} for unit in caught]} if caught else None
    given = tables(figures, groups={"u6": "b"}, others=others)
    return score(load_text(text_of(kind)), given, engine=engine, frozen=frozen)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("kind", "before", "now"),
    [
        # p: ranks 4, 3, 2, 1; with zero points u4 comes after the others.
        ("rounded", {"u1": "4.4", "u2": "3.8", "u3": "1.6", "u4": "1.8", "u5": None}, {"u4": "3.6", "u5": "6.6"}),
        ("unrounded", {"u1": "4.4", "u2": "3.8", "u3": "1.6", "u4": "1.8", "u5": None}, {"u4": "3.6", "u5": "6.6"}),
        # Three bouts; u4 loses with zero points to all whom it had beaten. u5, who has no figure, meets the four.
        ("copeland", {"u1": "-3", "u2": "-1", "u3": "1", "u4": "3", "u5": None}, {"u4": "-3", "u5": "-4"}),
    ],
)
def test_points_made_zero_move_the_unit_alone(
    kind: str, engine: Engine, before: dict[str, str | None], now: dict[str, str]
) -> None:
    whole = scored(kind, engine)
    caught = scored(kind, engine, "u4", "u5")

    assert totals(whole) == before
    assert totals(caught) == before | now
    assert caught.statistics.equals(whole.statistics)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["rounded", "copeland"])
def test_over_frozen_statistics_it_is_the_same(kind: str, engine: Engine) -> None:
    whole = scored(kind, engine)
    frozen = frozen_from(whole.statistics, "whole")

    assert totals(scored(kind, engine, "u4", "u5", frozen=frozen)) == totals(scored(kind, engine, "u4", "u5"))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("kind", "total"), [("rounded", "4.2"), ("copeland", "0")])
def test_a_unit_that_only_a_penalty_gives_points_stands_alone(kind: str, total: str, engine: Engine) -> None:
    figures = {**FIGURES, "u6": {"p": "missing", "q": 9}}
    whole = scored(kind, engine, figures=figures)

    caught = scored(kind, engine, "u6", figures=figures)
    frozen = scored(kind, engine, "u6", figures=figures, frozen=frozen_from(whole.statistics, "whole"))

    assert totals(caught) == totals(whole) | {"u6": total} == totals(frozen)


def test_frozen_statistics_without_the_points_of_a_population_are_refused() -> None:
    whole = scored("copeland", "auto")
    figures = {**FIGURES, "u6": {"p": 1, "q": 9}}

    with pytest.raises(DataError) as caught:
        scored("copeland", "auto", "u6", figures=figures, frozen=frozen_from(whole.statistics, "whole"))

    assert [problem.code for problem in caught.value.problems] == ["D105"]


@pytest.mark.parametrize("kind", ["rounded", "unrounded", "copeland"])
def test_every_unit_is_told_so_that_it_can_be_recomputed(kind: str, tmp_path: Path) -> None:
    figures = {**FIGURES, "u6": {"p": "missing", "q": 9}}
    write_result(scored(kind, "auto", "u4", "u5", "u6", figures=figures), tmp_path, text_of(kind))

    assert recomputed(read_result(tmp_path))["units"] == len(figures)
