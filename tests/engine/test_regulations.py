"""What holds for any regulation and any figures, refused ones included: the readings, the order of rows, the freeze."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.random_regulations import Regulation, regulations
from kaoping.engine import Result, frozen_from, score, validate
from kaoping.errors import DataError

SOME = settings(max_examples=settings().max_examples * 2 // 5)
ANY = st.one_of(regulations(is_tame=True), regulations())
PUBLISHED = ("period", "unit", "rank", "grade", "standing")
Faults: TypeAlias = "set[tuple[object, ...]]"


def outcome(run: Callable[[], Result]) -> Result | Faults:
    """Give the result, or what was refused: code, period, unit and node of each problem."""
    try:
        return run()
    except DataError as refusal:
        return {(one.code, *(one.values.get(key) for key in ("period", "unit", "node"))) for one in refusal.problems}


@SOME
@given(ANY)
def test_random_regulations_are_sound(regulation: Regulation) -> None:
    validate(regulation.scheme(), regulation.tables())


@SOME
@given(ANY)
def test_columns_judged_or_alone_publish_what_the_judge_publishes(regulation: Regulation) -> None:
    scheme, tables = regulation.scheme(), regulation.tables()

    judged = outcome(lambda: score(scheme, tables))  # stops with an EngineError where a figure differs
    beside = outcome(lambda: score(scheme, tables, engine="columns"))
    alone = outcome(lambda: score(scheme, tables, engine="columns", exact_up_to=0))

    found = [
        one.ranking.select(PUBLISHED).rows() if isinstance(one, Result) else one for one in (judged, beside, alone)
    ]
    assert found[0] == found[1] == found[2]


@SOME
@given(ANY, st.integers(0, 10**6))
def test_the_order_of_rows_never_matters_to_any_table(regulation: Regulation, seed: int) -> None:
    scheme = regulation.scheme()

    one = outcome(lambda: score(scheme, regulation.tables(), engine="exact"))
    other = outcome(lambda: score(scheme, regulation.tables(seed), engine="exact"))

    if not isinstance(one, Result) or not isinstance(other, Result):
        assert one == other
        return
    names = ("ranking", "scores", "statistics", "outcomes")
    assert [name for name in names if not getattr(one, name).equals(getattr(other, name))] == []


@SOME
@given(regulations(is_tame=True))
def test_frozen_statistics_of_any_regulation_give_the_same_run_again(regulation: Regulation) -> None:
    scheme, tables = regulation.scheme(), regulation.tables()
    before = outcome(lambda: score(scheme, tables, engine="exact"))
    assume(isinstance(before, Result))
    assert isinstance(before, Result)

    after = score(scheme, tables, frozen=frozen_from(before.statistics, "before"), engine="exact")

    assert after.scores.equals(before.scores)
    assert after.ranking.equals(before.ranking)


@pytest.mark.parametrize("engine", ["exact", "columns"])
@settings(max_examples=settings().max_examples // 5)
@given(regulation=regulations(is_tame=True))
def test_an_official_rounding_is_printed_with_its_decimals_and_no_more(engine: str, regulation: Regulation) -> None:
    scheme = regulation.scheme()
    result = outcome(lambda: score(scheme, regulation.tables(), engine=engine))  # type: ignore[arg-type]  # one of them
    assume(isinstance(result, Result))
    assert isinstance(result, Result)
    decimals = {rounding.at: rounding.decimals for rounding in scheme.numbers.rounding}
    assume("total" in decimals)

    printed = {
        len(text.partition(".")[2])
        for node, text in result.scores.select("node", "points").iter_rows()
        if node == "total" and text is not None
    }

    assert printed <= {decimals["total"]}
