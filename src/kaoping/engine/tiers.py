"""The tiers that units fall into: by points, by a rank, or by the tier of another division; no grade moves by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.comparing import refuse_empty
from kaoping.engine.decimals import significant
from kaoping.engine.plan import ADJUSTED
from kaoping.engine.rank import points_of, texts_of
from kaoping.engine.state import Walk
from kaoping.formula import Precision, plain
from kaoping.rules import Floats, Number, statistics
from kaoping.scheme.expand import set_to
from kaoping.scheme.model import BOUNDS, QuantileBound, Setting, Tiers, columns_of

__all__ = ["TIER_COLUMNS", "tier_table"]

TIER_COLUMNS: Final = ("tiers", "period", "within", "unit", "figure", "bound", "tier")

_INSIDE: Final[dict[str, Callable[[Floats, Floats], Floats]]] = {
    "at_least": np.greater_equal,
    "above": np.greater,
    "at_most": np.less_equal,
    "below": np.less,
}
_Found: TypeAlias = "dict[int, tuple[str, str | None, str]]"
"""Row -> what was held against the bounds, the bound kept (none in the last tier), the tier."""


def tier_table(state: Walk, official: pl.DataFrame, further: pl.DataFrame) -> pl.DataFrame:
    """Give tiers, period, within, unit, figure, bound and tier of every unit as text; none without a figure or rank.

    official: row, rank and count of the official ranking; further: the same of further rankings, with their id.
    within: over whom the quantiles were taken, or units were ranked; empty for all.
    """
    known: dict[str, _Found] = {}
    lines: list[tuple[object, ...]] = []
    base = state.base.frame.select("period", "unit").rows()
    for tiers in state.plan.scheme.tiers:
        ranks = official if tiers.of == ADJUSTED else further.filter(pl.col("ranking") == tiers.of)
        if tiers.by == "tier":
            known[tiers.id] = _by_tier(tiers, known[tiers.of])
        else:
            known[tiers.id] = _by_rank(tiers, ranks) if tiers.by == "rank" else _by_points(state, tiers)
        within = _within(state, tiers)
        for row, (period, unit) in enumerate(base):
            figure, bound, tier = known[tiers.id].get(row, (None, None, None))
            lines.append((tiers.id, period, within[row], unit, figure, bound, tier))
    return pl.DataFrame(lines, schema=dict.fromkeys(TIER_COLUMNS, pl.String()), orient="row")


def _within(state: Walk, tiers: Tiers) -> list[str]:
    """Give for each row over whom quantiles are taken; empty where there are none."""
    if tiers.within is None:
        return [""] * state.base.height
    population = state.base.population(columns_of(tiers.within), tiers.among)
    return [population.names[at][1] for at in population.of.tolist()]


def _by_points(state: Walk, tiers: Tiers) -> _Found:
    """Put units in the first tier whose bound their points keep; one that is not ranked is in none, nor counts."""
    is_ranked = state.base.frame["is_ranked"].to_numpy()
    keys = np.where(is_ranked, state.reading.keys(points_of(state, tiers.of, tiers.rank_on)), np.nan)
    texts = texts_of(state, tiers.of, tiers.rank_on).to_list()
    return _first_kept(tiers, keys, texts, lambda bound: _bounds(state, tiers, keys, bound))


def _bounds(state: Walk, tiers: Tiers, keys: Floats, bound: object) -> Floats:
    """Give the bound of each row: the number, or the quantile of the units compared, at 12 significant digits."""
    if not isinstance(bound, QuantileBound) or tiers.within is None:
        return np.full(len(keys), float(str(bound)))
    population = state.base.population(columns_of(tiers.within), tiers.among)
    refuse_empty(population, tiers.id, tiers.among)
    given = {"at": Setting(number=bound.quantile), "definition": Setting(text=tiers.quantiles)}
    statistic = set_to(statistics()["quantile"], given)
    counts = ~np.isnan(keys) if population.members is None else population.members & ~np.isnan(keys)
    # Of the figures at 12 digits, exactly, so that every reading finds the same bound.
    found = np.full(len(population.names), np.nan)
    for at in np.unique(population.of[counts]).tolist():
        figures = [Fraction(repr(figure)) for figure in keys[counts & (population.of == at)].tolist()]
        found[at] = _float(statistic.exact(figures, True, Precision()))  # noqa: FBT003 -- one shape for all
    return significant(found)[population.of]


def _float(quantile: Number | None) -> float:
    """Give a quantile of fractions as a float."""
    if not isinstance(quantile, Fraction):  # pragma: no cover -- between fractions lies a fraction
        raise TypeError(quantile)
    return float(quantile)


def _by_rank(tiers: Tiers, ranks: pl.DataFrame) -> _Found:
    """Put units in a tier by their rank, or in one of equal parts."""
    frame = ranks.drop_nulls("rank")
    rows, keys = frame["row"].to_list(), frame["rank"].to_numpy()
    texts = [plain(Fraction(repr(rank))) for rank in keys.tolist()]
    if tiers.equal_parts is not None:
        parts = [
            -(-(tiers.equal_parts * Fraction(repr(rank))) // count)
            for rank, count in zip(keys.tolist(), frame["count"], strict=True)
        ]
        return {row: (text, None, str(part)) for row, text, part in zip(rows, texts, parts, strict=True)}
    found = _first_kept(tiers, keys, texts, lambda bound: np.full(len(keys), float(str(bound))))
    return {rows[at]: told for at, told in found.items()}


def _first_kept(tiers: Tiers, keys: Floats, texts: Sequence[str], bounds: Callable[[object], Floats]) -> _Found:
    """Put each figure in the first tier whose bound it keeps; one that keeps none is in the last."""
    found: _Found = {}
    waiting = ~np.isnan(keys)
    for tier in tiers.tiers:
        name = next((name for name in BOUNDS if getattr(tier, name) is not None), None)
        limits = np.full(len(keys), np.nan) if name is None else bounds(getattr(tier, name))
        inside = waiting if name is None else waiting & _INSIDE[name](keys, limits)
        for row in np.flatnonzero(inside).tolist():
            bound = None if name is None else plain(Fraction(repr(float(limits[row]))))
            found[row] = texts[row], bound, tier.id
        waiting = waiting & ~inside
    return found


def _by_tier(tiers: Tiers, other: _Found) -> _Found:
    """Put units in the tier that takes in the one they have in another division; the last takes in the others."""
    of = {name: tier.id for tier in tiers.tiers for name in tier.from_}
    return {row: (tier, None, of.get(tier, tiers.tiers[-1].id)) for row, (_, _, tier) in other.items()}
