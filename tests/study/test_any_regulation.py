"""What holds for studies of any regulation and any figures: they say what scoring would have said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from engine.random_regulations import Regulation, regulations
from engine.random_schemes import Case, cases
from kaoping.engine import Result, Stored, frozen_from, score, validate
from kaoping.engine.again import Standings, again, kept, standings
from kaoping.errors import DataError, SchemeError
from kaoping.scheme.model import Scheme
from kaoping.study import OtherScheme, what_if
from kaoping.study.draws import drawn

SOME = settings(max_examples=settings().max_examples // 5)
RANKS = ("rank", "grade", "standing")


def scored(regulation: Regulation | Case) -> Result:
    """Score a regulation; one that refuses its figures is no case for a study."""
    scheme, tables = regulation.scheme(), regulation.tables()
    assume(not validate(scheme, tables))
    try:
        return score(scheme, tables)
    except (DataError, SchemeError):
        reject()


def published(result: Result) -> Mapping[tuple[str, str], tuple[object, ...]]:
    rows = result.ranking.with_columns(pl.col("rank").cast(pl.Float64), pl.col("grade").replace("", None))
    return {(row[0], row[1]): row[2:] for row in rows.select("period", "unit", *RANKS).iter_rows()}


def in_each_draw(found: Standings, result: Result, draws: int) -> list[Mapping[tuple[str, str], tuple[object, ...]]]:
    """Give what stands in each draw, by period and unit."""
    units = kept(result.scheme, result.tables).base.frame.select("period", "unit").rows()
    frames = [found.frame.filter(draw=draw).sort("row") for draw in range(draws)]
    return [dict(zip(units, frame.select(RANKS).rows(), strict=True)) for frame in frames]


@SOME
@given(regulation=st.one_of(regulations(is_tame=True), cases()), is_frozen=st.booleans())
def test_draws_of_the_weights_as_they_are_give_the_result(regulation: Regulation | Case, *, is_frozen: bool) -> None:
    result = scored(regulation)
    frozen = frozen_from(result.statistics, "before") if is_frozen else None
    walk = kept(result.scheme, result.tables, frozen=frozen)

    weights = drawn(walk.plan, 3, 0.0, (1,))
    found = standings(again(walk, draws=3, weights=weights), 3, grades=True)

    assert in_each_draw(found, result, 3) == [published(result)] * 3


@SOME
@given(st.one_of(regulations(is_tame=True), cases()))
def test_the_same_scheme_again_changes_nothing(regulation: Regulation | Case) -> None:
    result = scored(regulation)
    names = ("scheme", "tables", "ranking", "scores", "statistics", "outcomes", "rankings", "tiers")
    stored = Stored(Path(), {"frozen": None}, **{name: getattr(result, name) for name in names})

    assert not what_if(stored, [OtherScheme(result.scheme)])["differs"].any()


@SOME
@given(cases(with_holes=False), st.data())
def test_leaving_one_out_is_scoring_the_scheme_without_it(case: Case, data: st.DataObject) -> None:
    result = scored(case)
    assume(len(case.kinds) > 1)
    left = data.draw(st.sampled_from([node.id for node in result.scheme.indicators]))

    found = standings(again(kept(result.scheme, result.tables), without=left), 1, grades=False)

    less = _without(result.scheme, left)
    tables = {
        name: frame.filter(pl.col("indicator") != left)
        for name, frame in result.tables
        if name in {"observations", "targets"}
    }
    wanted = score(less, replace(result.tables, **tables))  # type: ignore[arg-type]  # every table is a frame
    ranks = {unit: rank for (_, unit), (rank, *_) in published(wanted).items()}
    units = kept(less, wanted.tables).base.frame["unit"].to_list()
    assert dict(zip(units, found.frame.sort("row")["rank"], strict=True)) == ranks


def _without(scheme: Scheme, node: str) -> Scheme:
    return replace(scheme, indicators=tuple(own for own in scheme.indicators if own.id != node))
