"""The lines on further rankings and on tiers: where the unit stands in them, and why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import polars as pl

from kaoping.report.criteria import criteria_lines, key_of
from kaoping.report.population import compared_words
from kaoping.report.printed import MINUS, shown
from kaoping.report.standing import RankingRow, rank_lines
from kaoping.report.telling import Telling
from kaoping.scheme.model import BOUNDS, Criterion, QuantileBound, Ranking, Tier, Tiers, columns_of

__all__ = ["further_lines"]

_SIGNS: Final = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}


def further_lines(telling: Telling, row: RankingRow, at: int) -> Iterator[str]:
    """Give the lines on every further ranking and division into tiers; at: the unit's row of the walk."""
    for ranking in telling.stored.scheme.rankings:
        yield from _ranking(telling, ranking, row, at)
    for tiers in telling.stored.scheme.tiers:
        yield from _tiers(telling, tiers, row, at)


def _ranking(telling: Telling, ranking: Ranking, row: RankingRow, at: int) -> Iterator[str]:
    """Say where the unit stands in one ranking, by what, and count the rank."""
    frame = telling.stored.rankings.filter((pl.col("ranking") == ranking.id) & (pl.col("period") == row.period))
    title, own = telling.title(ranking.title), frame.filter(pl.col("unit") == row.unit)
    if not own.height or own["rank"][0] is None:
        names = _not_ranked(telling, row) if own.height and own["figure"][0] is not None else ""
        key = "further_out" if not own.height else "further_not_ranked" if names else "further_none"
        yield telling.say(key, title=title, names=names)
        return
    yield telling.say(
        "further",
        title=title,
        rank=own["rank"][0],
        count=own["count"][0],
        node=telling.titles[ranking.of],
        key=telling.say(ranking.rank_on),
        figure=_signed(own["figure"][0]),
        order=telling.say("higher" if ranking.order == "higher_is_better" else "lower"),
        ties=telling.say(f"ties_{ranking.ties}"),
        cited=telling.cited(ranking.source),
    )
    yield telling.told(compared_words(telling, columns_of(ranking.within), ranking.among, at))
    yield from criteria_lines(telling, (row.period, row.unit), ranking.rank_on, ranking.then)
    criteria = (Criterion(of=ranking.of, order=ranking.order), *ranking.then)
    peers = frame.filter(pl.col("within").eq_missing(own["within"][0]) & pl.col("rank").is_not_null())["unit"]
    keys = {unit: key_of(telling, (row.period, unit), ranking.rank_on, criteria) for unit in peers}
    found = keys[row.unit]
    if found is not None:  # pragma: no branch -- a unit with a rank has points
        yield from rank_lines(telling, ranking.ties, found, [key for key in keys.values() if key is not None])


def _not_ranked(telling: Telling, row: RankingRow) -> str:
    """Name the reasons for which a unit is not ranked; empty where it is."""
    reasons = (row.not_graded or "").split()
    entries = [entry for entry in telling.stored.scheme.not_graded if entry.id in reasons and not entry.ranked]
    return telling.joined(telling.title(entry.title) for entry in entries)


def _tiers(telling: Telling, tiers: Tiers, row: RankingRow, at: int) -> Iterator[str]:
    """Say in which tier the unit is, and by which bound, or as which part."""
    frame = telling.stored.tiers
    own = frame.filter(
        (pl.col("tiers") == tiers.id) & (pl.col("period") == row.period) & (pl.col("unit") == row.unit)
    ).row(0, named=True)
    title, cited = telling.title(tiers.title), telling.cited(tiers.source)
    if own["tier"] is None:
        names = _not_ranked(telling, row)
        yield telling.say("tier_not_ranked" if names else "tier_none", title=title, names=names)
        return
    if tiers.equal_parts is not None:
        yield from _part(telling, tiers, row, own["figure"], own["tier"])
        return
    tier = next(entry for entry in tiers.tiers if entry.id == own["tier"])
    because = _because(telling, tiers, tier, own["figure"], own["bound"])
    yield telling.say("tier", title=title, tier=telling.title(tier.title), because=because, cited=cited)
    if tiers.within is not None:
        yield telling.told(compared_words(telling, columns_of(tiers.within), tiers.among, at))


def _because(telling: Telling, tiers: Tiers, tier: Tier, figure: str, bound: str | None) -> str:
    """Say what was held against which bound."""
    if tiers.by == "tier":
        other = next(entry for entry in telling.stored.scheme.tiers if entry.id == tiers.of)
        titles = {entry.id: telling.title(entry.title) for entry in other.tiers}
        return telling.say("tier_of", title=telling.title(other.title), tier=titles.get(figure, figure))
    what = _rank_of(telling, tiers) if tiers.by == "rank" else telling.titles[tiers.of]
    name = next((name for name in BOUNDS if getattr(tier, name) is not None), None)
    if name is None or bound is None:
        return telling.say("tier_rest", what=what, figure=_signed(figure))
    told = telling.say("tier_bound", what=what, figure=_signed(figure), sign=_SIGNS[name], bound=_signed(bound))
    limit = getattr(tier, name)
    if isinstance(limit, QuantileBound):
        definition = telling.say(f"quantile_{tiers.quantiles}")
        told += telling.say("tier_quantile", quantile=shown(Fraction(limit.quantile)), definition=definition)
    return told


def _rank_of(telling: Telling, tiers: Tiers) -> str:
    """Name the ranking whose rank decides."""
    rankings = {ranking.id: telling.title(ranking.title) for ranking in telling.stored.scheme.rankings}
    if tiers.of not in rankings:
        return telling.say("official_rank")
    return telling.say("further_rank", title=rankings[tiers.of])


def _part(telling: Telling, tiers: Tiers, row: RankingRow, rank: str, part: str) -> Iterator[str]:
    """Give the part of equal parts as arithmetic."""
    further = telling.stored.rankings
    count = row.count
    if tiers.of != "total":
        same = (pl.col("ranking") == tiers.of) & (pl.col("period") == row.period) & (pl.col("unit") == row.unit)
        count = further.filter(same)["count"][0]
    quotient = tiers.equal_parts * Fraction(rank) / count if tiers.equal_parts else Fraction(0)
    lead = telling.say("part_of", title=telling.title(tiers.title), rank=_rank_of(telling, tiers))
    expression = f"{tiers.equal_parts} × {rank} ÷ {count}"
    yield telling.say("lead", name=lead) + telling.told(
        telling.equation(expression, quotient, quotient, is_points=False)
    )
    yield telling.say("part_ceiling", part=part, parts=tiers.equal_parts, cited=telling.cited(tiers.source))


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
