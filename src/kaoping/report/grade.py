"""The lines on the grade: why this one, why no better one, what a demotion changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from kaoping.formula.printing import FUNCTION_WORDS, MODE_WORDS
from kaoping.report.evidence import evidence_of, named
from kaoping.report.printed import shown
from kaoping.report.standing import RankingRow
from kaoping.report.telling import Telling
from kaoping.scheme.model import COUNTED_WORDS, Demotion, Grade, Quota

__all__ = ["grade_lines"]


def grade_lines(telling: Telling, row: RankingRow, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Give the lines on the grade of one unit; nothing where the scheme has no grades."""
    scheme = telling.stored.scheme
    if row.not_graded:
        yield from _not_graded(telling, row)
        return
    key = row.key(scheme.numbers.rank_on)
    if not row.grade or not row.grade_by_score or key is None:
        return
    titles = {grade.id: telling.title(grade.title) for grade in scheme.grades}
    because = (row.grade_because_zh if telling.lang == "zh" else row.grade_because_en) or ""
    own = next(grade for grade in scheme.grades if grade.id == row.grade_by_score)
    yield telling.say("grade", grade=titles[own.id], because=because, cited=_cited(telling, own))
    if (share := own.quota or own.up_to) is not None:
        yield from _quota(telling, share, peers, titles[own.id], is_cumulative=own.up_to is not None)
    for better in scheme.grades[: scheme.grades.index(own)]:
        yield from _not_better(telling, better, key, peers)
    if row.demotions:
        yield from _demoted(telling, row, titles)


def _cited(telling: Telling, grade: Grade) -> str:
    """Give the source of a grade and of its quota."""
    return telling.cited(grade.source, *(share.source for share in (grade.quota, grade.up_to) if share))


def _not_graded(telling: Telling, row: RankingRow) -> Iterator[str]:
    """Say for which reasons a unit is not graded, and that it takes no place."""
    for entry in telling.stored.scheme.not_graded:
        if entry.id in (row.not_graded or "").split():
            evidence = evidence_of(telling, row.period, row.unit, entry.id)
            values = {"name": named(telling, entry), "cited": telling.cited(entry.source)}
            yield telling.say("not_graded", **values) + evidence
    yield telling.say("takes_no_place")


def _quota(
    telling: Telling, quota: Quota, peers: Sequence[RankingRow], title: str, *, is_cumulative: bool
) -> Iterator[str]:
    """Give the number of places as arithmetic, and who counts."""
    is_zh = telling.lang == "zh"
    counted = [peer for peer in peers if not peer.not_graded and (quota.of == "assessed" or peer.rank is not None)]
    units = len(counted)
    product = f"{units} × {shown(Fraction(quota.value))}"
    places = Fraction(quota.places(units))
    lead = telling.say(
        "lead",
        name=telling.say(
            "cumulative" if is_cumulative else "quota", grade=title, counted=COUNTED_WORDS[quota.of][0 if is_zh else 1]
        ),
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


def _not_better(telling: Telling, grade: Grade, key: Fraction, peers: Sequence[RankingRow]) -> Iterator[str]:
    """Say why the unit does not have a better grade: too few points, or no place left."""
    title, limit = telling.title(grade.title), None if grade.at_least is None else Fraction(grade.at_least)
    higher = telling.stored.scheme.numbers.order == "higher_is_better"
    if limit is not None and (key < limit if higher else key > limit):
        first, second = (limit, key) if higher else (key, limit)
        lead = telling.say("too_few_points", grade=title, limit=shown(limit), cited=_cited(telling, grade))
        gap = first - second
        yield telling.told((lead, *telling.equation(f"{shown(first)} − {shown(second)}", gap, gap, is_points=False)))
    elif (share := grade.quota or grade.up_to) is not None:  # pragma: no branch -- else only points were wanting
        grades = [one.id for one in telling.stored.scheme.grades]
        inside = {grade.id} if grade.up_to is None else set(grades[: grades.index(grade.id) + 1])
        taken = sum(peer.grade_by_score in inside and not _frees(telling, peer) for peer in peers)
        yield from _quota(telling, share, peers, title, is_cumulative=grade.up_to is not None)
        yield telling.say(
            "no_place",
            grade=title,
            taken=taken,
            ties=telling.say(f"ties_{share.ties}"),
            cited=_cited(telling, grade),
        )


def _demoted(telling: Telling, row: RankingRow, titles: Mapping[str, str]) -> Iterator[str]:
    """Say which demotions were found, on what evidence, and what they changed."""
    for demotion in telling.stored.scheme.demotions:
        if demotion.id in (row.demotions or "").split():
            yield _demotion(telling, demotion, titles) + evidence_of(telling, row.period, row.unit, demotion.id)
    values = {"before": titles[row.grade_by_score or ""], "grade": titles[row.grade or ""], "standing": row.standing}
    if row.grade == row.grade_by_score:
        is_last = row.grade == telling.stored.scheme.grades[-1].id
        yield telling.say("not_lower" if is_last else "stays", **values)
        return
    yield telling.say("demoted", **values)
    own, lowered = (
        next(grade for grade in telling.stored.scheme.grades if grade.id == name)
        for name in (row.grade_by_score, row.grade)
    )
    if (lowered.quota or lowered.up_to) is not None:
        yield telling.say("beyond_quota", **values)
    if (own.quota or own.up_to) is not None and _frees(telling, row):
        yield telling.say("place_freed", **values)


def _demotion(telling: Telling, demotion: Demotion, titles: Mapping[str, str]) -> str:
    """Say what one demotion does."""
    effect = demotion.effect
    parts = [named(telling, demotion)]
    if effect.lower_grade:
        parts.append(telling.say("lowered", steps=effect.lower_grade))
    if effect.cap_grade is not None:
        parts.append(telling.say("capped", cap=titles[effect.cap_grade]))
    if effect.last_in_grade:
        parts.append(telling.say("last_in_grade"))
    return telling.say("demotion", effect=telling.told(parts), cited=telling.cited(demotion.source))


def _frees(telling: Telling, row: RankingRow) -> bool:
    """Tell whether a demotion of the unit frees its place: it does where the unit left its grade."""
    found = (row.demotions or "").split() if row.grade != row.grade_by_score else ()
    return any(demotion.frees_place for demotion in telling.stored.scheme.demotions if demotion.id in found)
