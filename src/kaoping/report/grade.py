"""The lines on the grade: why this one, why no better one, what a demotion changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula.printing import FUNCTION_WORDS, MODE_WORDS
from kaoping.report.printed import shown
from kaoping.report.standing import RankingRow
from kaoping.report.telling import Telling
from kaoping.scheme.model import COUNTED_WORDS, Grade, Quota

__all__ = ["evidence_of", "grade_lines"]


def grade_lines(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Give the lines on the grade of one unit; nothing where the scheme has no grades."""
    scheme = telling.stored.scheme
    key = row.key(scheme.numbers.rank_on)
    if not row.grade or not row.grade_by_score or key is None:
        return
    titles = {grade.id: telling.title(grade.title) for grade in scheme.grades}
    because = (row.grade_because_zh if telling.lang == "zh" else row.grade_because_en) or ""
    own = next(grade for grade in scheme.grades if grade.id == row.grade_by_score)
    yield telling.say("grade", grade=titles[own.id], because=because, cited=_cited(telling, own))
    if own.quota is not None:
        yield from _quota(telling, own.quota, row, peers, titles[own.id])
    for better in scheme.grades[: scheme.grades.index(own)]:
        yield from _not_better(telling, better, key, row, peers)
    if row.demotions:
        yield from _demoted(telling, row, titles)


def _cited(telling: Telling, grade: Grade) -> str:
    """Give the source of a grade and of its quota."""
    return telling.cited(grade.source, grade.quota.source if grade.quota else None)


def _quota(telling: Telling, quota: Quota, row: RankingRow, peers: Sequence[RankingRow], title: str) -> Iterator[str]:
    """Give the number of places as arithmetic, and who counts."""
    is_zh = telling.lang == "zh"
    units = {"assessed": len(peers), "ranked": row.count}[quota.of]
    product = f"{units} × {shown(Fraction(quota.value))}"
    places = Fraction(quota.places(units))
    lead = telling.say(
        "lead", name=telling.say("quota", grade=title, counted=COUNTED_WORDS[quota.of][0 if is_zh else 1])
    )
    if quota.rounding == "ceiling":
        whole = quota.value * units
        yield lead + telling.told(telling.equation(product, Fraction(whole), Fraction(whole), is_points=False))
        yield telling.say("ceiling", places=places)
        return
    word = "floor" if quota.rounding == "floor" else "round"
    tail = "" if word == "floor" else f", 0, {MODE_WORDS['half_up'] if is_zh else 'half_up'}"
    expression = f"{FUNCTION_WORDS[word] if is_zh else word}({product}{tail})"
    yield lead + telling.told(telling.equation(expression, places, places, is_points=False))


def _not_better(
    telling: Telling, grade: Grade, key: Fraction, row: RankingRow, peers: Sequence[RankingRow]
) -> Iterator[str]:
    """Say why the unit does not have a better grade: too few points, or no place left."""
    title, limit = telling.title(grade.title), None if grade.at_least is None else Fraction(grade.at_least)
    higher = telling.stored.scheme.numbers.order == "higher_is_better"
    if limit is not None and (key < limit if higher else key > limit):
        first, second = (limit, key) if higher else (key, limit)
        lead = telling.say("too_few_points", grade=title, limit=shown(limit), cited=_cited(telling, grade))
        gap = first - second
        yield telling.told((lead, *telling.equation(f"{shown(first)} − {shown(second)}", gap, gap, is_points=False)))
    elif grade.quota is not None:  # pragma: no branch -- a grade without quota refuses only for want of points
        taken = sum(peer.grade_by_score == grade.id and not _frees(telling, peer) for peer in peers)
        yield from _quota(telling, grade.quota, row, peers, title)
        yield telling.say(
            "no_place",
            grade=title,
            taken=taken,
            ties=telling.say(f"ties_{grade.quota.ties}"),
            cited=_cited(telling, grade),
        )


def _demoted(telling: Telling, row: RankingRow, titles: Mapping[str, str]) -> Iterator[str]:
    """Say which demotions were found, on what evidence, and what they changed."""
    for demotion in telling.stored.scheme.demotions:
        if demotion.id in (row.demotions or "").split():
            key = "demotion_last" if demotion.effect.last_in_grade else "demotion"
            values = {"name": telling.title(demotion.title), "steps": demotion.effect.lower_grade}
            evidence = evidence_of(telling, row, demotion.id)
            yield telling.say(key, **values, cited=telling.cited(demotion.source)) + evidence
    values = {"before": titles[row.grade_by_score or ""], "grade": titles[row.grade or ""], "standing": row.standing}
    if row.grade == row.grade_by_score:
        yield telling.say("not_lower", **values)
        return
    yield telling.say("demoted", **values)
    own, lowered = (
        next(grade for grade in telling.stored.scheme.grades if grade.id == name)
        for name in (row.grade_by_score, row.grade)
    )
    if lowered.quota is not None:
        yield telling.say("beyond_quota", **values)
    if own.quota is not None and _frees(telling, row):
        yield telling.say("place_freed", **values)


def _frees(telling: Telling, row: RankingRow) -> bool:
    """Tell whether a demotion of the unit frees its place."""
    found = (row.demotions or "").split()
    return any(demotion.frees_place for demotion in telling.stored.scheme.demotions if demotion.id in found)


def evidence_of(telling: Telling, row: RankingRow, finding: str) -> str:
    """Give the evidence of a finding in brackets."""
    own = telling.stored.tables.findings.filter(
        (pl.col("unit") == row.unit) & (pl.col("period") == row.period) & (pl.col("finding") == finding)
    )
    told = telling.joined(str(text) for text in own["evidence"].drop_nulls())
    return telling.say("evidence", evidence=told) if told else ""
