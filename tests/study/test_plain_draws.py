"""Draws added up at once are what the general walk gives: every node, every rank, whatever plain parts stand above."""

from __future__ import annotations

from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.small import leaf, small_text, tables
from kaoping.engine import Tables, Walk
from kaoping.engine.again import again, kept, standings
from kaoping.engine.decimals import significant
from kaoping.engine.plain_draws import plain_draws
from kaoping.rules import combinations
from kaoping.scheme import load_text
from kaoping.study.draws import drawn

PLAIN = {"weighted_mean": "relative", "weighted_sum": "as_given", "sum": None, "mean": None}
FIGURES = st.sampled_from(["0", "1", "2", "33.3333333333333", "50", "99.99", "66.6666666667", "100"])
WEIGHTS = st.sampled_from(["1", "2", "0.7", "30", "33.33"])


@dataclass(frozen=True)
class Plain:
    """A scheme of plain parts with figures for all."""

    text: str
    given: Tables

    def walk(self) -> Walk:
        """Walk its indicators."""
        return kept(load_text(self.text, "plain.yaml"), self.given)


@st.composite
def plain_schemes(draw: st.DrawFn) -> Plain:
    top = draw(st.sampled_from(list(PLAIN)))
    parts, names = [], []
    for number in range(draw(st.integers(1, 3))):
        combine = draw(st.sampled_from(list(PLAIN)))
        own = [f"i{number}{at}" for at in range(draw(st.integers(1, 4)))]
        weighed = [draw(WEIGHTS) for _ in own]
        leaves = [
            leaf(name, **({"weight": weight} if PLAIN[combine] else {}))
            for name, weight in zip(own, weighed, strict=True)
        ]
        tops = {"weighted_sum": sum(map(float, weighed)), "sum": len(own)}
        full = f"{100 * tops.get(combine, 1):.10g}"
        head = f"{{id: g{number}, title: {{zh: 部{number}, en: P{number}}}, combine: {combine}, need: all, "
        head += f"full: {full}, " if top == "sum" else ""
        head += f"weight: {draw(WEIGHTS)}, " if PLAIN[top] else ""
        head += f"weights: {PLAIN[combine]}, " if PLAIN[combine] else ""
        blank = "{missing: blank, not_applicable: blank, excused: blank}"
        parts.append(f"{head}when: {blank}, indicators: [{', '.join(leaves)}]}}")
        names += own
    places = [at for at in ("indicators", "parts", "total") if draw(st.booleans())]
    rounding = ", ".join(f"{{at: {at}, mode: half_up, decimals: {draw(st.integers(0, 2))}}}" for at in places)
    text = small_text(
        parts=parts,
        combine=top,
        rounding=f"[{rounding}]",
        rank_on="rounded" if "total" in places else "unrounded",
        groups=("a", "b"),
        more=[f"weights: {PLAIN[top]}"] if PLAIN[top] else [],
    )
    units = {f"u{at}": "ab"[at % 2] for at in range(draw(st.integers(2, 7)))}
    return Plain(text, tables({unit: {name: draw(FIGURES) for name in names} for unit in units}, groups=units))


@settings(max_examples=settings().max_examples // 2)
@given(plain_schemes(), st.sampled_from([0.0, 1e-9, 0.25, 0.9]), st.integers(0, 9))
def test_draws_added_up_at_once_are_those_of_the_general_walk(plain: Plain, spread: float, seed: int) -> None:
    walk = plain.walk()
    weights = drawn(walk.plan, 4, spread, (seed,))

    found = again(walk, draws=4, weights=weights)
    with patch("kaoping.engine.again.plain_draws", return_value=None):
        wanted = again(walk, draws=4, weights=weights)

    assert plain_draws(walk, 4, weights) is not None
    for name, values in wanted.values.items():
        own = found.values[name]
        for mine, theirs in ((own.points, values.points), (own.before, values.before)):
            assert np.array_equal(significant(mine.to_numpy()), significant(theirs.to_numpy()))
        assert np.array_equal(own.absence.state, values.absence.state)
    assert standings(found, 4, grades=True).frame.equals(standings(wanted, 4, grades=True).frame)


SIMPLE = [name for name, entry in combinations().items() if not entry.parameters and name != "product"]


@pytest.mark.parametrize("combine", SIMPLE)
def test_only_sums_and_means_by_weights_are_added_up_at_once(combine: str) -> None:
    entry = combinations()[combine]
    weighs = {"weight": 50} if entry.needs_weights else {}
    more = ["weights: as_given"] if entry.weights_as_given else []
    given_tables = tables({"u1": {"p": 1, "q": 2}, "u2": {"p": 3, "q": 1}})
    walk = kept(
        load_text(small_text(leaf("p", **weighs), leaf("q", **weighs), combine=combine, more=more)), given_tables
    )

    assert (plain_draws(walk, 2, {}) is not None) == (combine in PLAIN)


@pytest.mark.parametrize(
    ("figure", "weight", "drawn_weights"),
    [(-1, 50, None), (1, -50, None), (1, 50, [[1.0, 0.0]])],
)
def test_nothing_that_can_cancel_or_vanish_is_added_up_at_once(
    figure: int, weight: int, drawn_weights: list[list[float]] | None
) -> None:
    given_tables = tables({"u1": {"p": figure, "q": 2}})
    text = small_text(
        leaf("p", weight=50), leaf("q", weight=weight), combine="weighted_sum", more=["weights: as_given"]
    )
    weights = {} if drawn_weights is None else {"total": np.array(drawn_weights)}

    assert plain_draws(kept(load_text(text), given_tables), 1, weights) is None


def test_a_mean_whose_uncertainty_is_told_is_not_added_up_at_once() -> None:
    text = small_text(leaf("p"), leaf("q"), combine="mean", more=["uncertainty: {multiplier: 2}"])

    assert plain_draws(kept(load_text(text), tables({"u1": {"p": 1, "q": 2}})), 2, {}) is None
