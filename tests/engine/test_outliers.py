"""Outliers: both readings bring in the same figures, and a run over frozen statistics keeps what was decided."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.small import leaf, small, tables, totals
from kaoping.engine import Engine, frozen_from, score
from kaoping.rules.winsorising import Winsorising

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
SETTINGS = "{max_skewness: 2, max_kurtosis: 3.5, exceeded: both, definition: sample, at_most: 5, not_enough: leave_all}"
SCHEME = small(leaf("p", rule="winsorise", **{"with": SETTINGS}))
LEANING = {f"u{number}": {"p": number} for number in range(1, 8)} | {"u8": {"p": 100}}
EVEN = {f"u{number}": {"p": number} for number in range(1, 9)}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_changed_figure_is_held_at_the_recorded_limit_and_moves_nobody(engine: Engine) -> None:
    before = score(SCHEME, tables(LEANING), engine=engine)
    frozen = frozen_from(before.statistics, "before")

    after = score(SCHEME, tables(LEANING | {"u7": {"p": 60}, "u8": {"p": 5}}), frozen=frozen, engine=engine)

    assert before.statistics.select("statistic", "figure").rows() == [("lower", ""), ("upper", "7")]
    assert totals(after) == totals(before) | {"u7": "7", "u8": "5"}


@pytest.mark.parametrize("engine", ENGINES)
def test_where_nothing_was_brought_in_a_changed_figure_stays_as_it_is(engine: Engine) -> None:
    before = score(SCHEME, tables(EVEN), engine=engine)
    frozen = frozen_from(before.statistics, "before")

    after = score(SCHEME, tables(EVEN | {"u8": {"p": 100}}), frozen=frozen, engine=engine)

    assert before.statistics["figure"].to_list() == ["", ""]
    assert totals(after) == totals(before) | {"u8": "100"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frozen_run_keeps_the_decision_to_take_logarithms(engine: Engine) -> None:
    settings = "{max_skewness: 2, max_kurtosis: 3.5, exceeded: both, definition: sample, one: 1, shift: 0}"
    scheme = small(leaf("p", steps=f"[{{rule: log_when_skewed, with: {settings}}}, {{formula: '1[points] * x'}}]"))
    frozen = frozen_from(score(scheme, tables(LEANING), engine=engine).statistics, "before")

    after = score(scheme, tables(LEANING | {"u8": {"p": 1}}), frozen=frozen, engine=engine)

    assert (totals(after)["u8"], totals(after)["u2"]) == ("0", "0.69314718056")


FIGURES = st.lists(st.integers(-30, 30) | st.sampled_from([-900, 400, 1000]), min_size=1, max_size=14)


@given(
    figures=FIGURES,
    tenths=st.tuples(st.integers(0, 25), st.integers(-10, 40)),
    at_most=st.integers(1, 6),
    words=st.tuples(*[st.booleans()] * 3),
)
def test_both_readings_bring_in_the_same_figures_and_never_too_many(
    figures: list[int], tenths: tuple[int, int], at_most: int, words: tuple[bool, bool, bool]
) -> None:
    is_both, is_sample, keeps_moved = words
    winsorising = Winsorising(
        max_skewness=Fraction(tenths[0], 10),
        max_kurtosis=Fraction(tenths[1], 10),
        is_both=is_both,
        definition="sample" if is_sample else "population",
        at_most=at_most,
        keeps_moved=keeps_moved,
    )

    lower, upper = winsorising.exact_limits([Fraction(figure) for figure in figures])

    assert winsorising.float_limits(np.array(figures, np.float64)) == (lower, upper)
    low, high = (min(figures) if lower is None else lower), (max(figures) if upper is None else upper)
    assert low <= high
    assert sum(figure < low or figure > high for figure in figures) <= at_most
