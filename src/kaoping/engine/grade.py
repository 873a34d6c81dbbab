"""Stage 5, grade: bands, quotas, cumulative shares in rank order, then demotions; some units are not graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kaoping.engine.counted import Counts, counts_of
from kaoping.scheme.model import COUNTED_WORDS, Demotion, Grade, Quota, Scheme

__all__ = ["Graded", "graded"]


@dataclass(frozen=True, slots=True)
class Graded:
    """One unit's grade: before demotion, after it, why, its final standing in the group, its demotions."""

    row: int
    before: str | None
    grade: str | None
    because_zh: str
    because_en: str
    standing: int | None
    demotions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """One ranked unit: its row, official total and place (equals share it)."""

    row: int
    total: float
    place: int


def graded(scheme: Scheme, ranking: pl.DataFrame, demoted: dict[tuple[str, str], tuple[str, ...]]) -> list[Graded]:
    """Grade every unit; demoted: (period, unit) -> ids of the demotions found, in the scheme's order."""
    out: list[Graded] = []
    for (_, _), frame in ranking.group_by("period", "group", maintain_order=True):
        ordered = [
            _Ranked(row, total, place)
            for row, total, place in frame.drop_nulls("key")
            .filter(pl.col("not_graded") == "")
            .sort("place", "row")
            .select("row", "points", "place")
            .iter_rows()
        ]
        found = {
            row: demoted[(period, unit)]
            for row, period, unit in frame.select("row", "period", "unit").iter_rows()
            if (period, unit) in demoted
        }
        not_graded = frame.filter(pl.col("not_graded") != "").select("row", "not_graded").iter_rows()
        out.extend(_not_graded(scheme, row, names.split()) for row, names in not_graded)
        without = frame.filter(pl.col("key").is_null() & (pl.col("not_graded") == ""))["row"].to_list()
        out.extend(_group(scheme, ordered, counts_of(frame), found))
        out.extend(Graded(row, None, None, "没有总分，不评等次", "no total, no grade", None, ()) for row in without)
    return sorted(out, key=lambda entry: entry.row)


def _not_graded(scheme: Scheme, row: int, names: Sequence[str]) -> Graded:
    """Give a unit that is not graded, with the reasons."""
    labels = [entry.title for entry in scheme.not_graded if entry.id in names]
    zh, en = (joint.join(label.text(lang, scheme.city) for label in labels) for lang, joint in _JOINTS)
    return Graded(row, None, None, f"不定等次：{zh}", f"not graded: {en}", None, ())


_JOINTS = (("zh", "、"), ("en", ", "))


def _group(
    scheme: Scheme, ordered: Sequence[_Ranked], counts: Counts, found: dict[int, tuple[str, ...]]
) -> list[Graded]:
    """Grade one group: by score first, then demotions, then the order in which units finally stand.

    Units whose demotion frees their place keep the grade they had among all; the others are graded as if these were not
    there. No more units have a grade by score than it has places, for only a unit that leaves its grade frees a place.
    """
    effects = {demotion.id: demotion for demotion in scheme.demotions}
    grades = [grade.id for grade in scheme.grades]
    demotions = {row: [effects[name] for name in ids] for row, ids in found.items()}
    normal = _normal(scheme, ordered, counts, demotions)
    final: dict[int, tuple[int, bool]] = {}
    for unit in ordered:
        at = grades.index(normal[unit.row][0]) if grades else 0
        own = demotions.get(unit.row, [])
        final[unit.row] = (_lowered(grades, at, own), any(demotion.effect.last_in_grade for demotion in own))
    order = sorted(ordered, key=lambda unit: (*final[unit.row], unit.place))
    standing = _standing(order, final)
    out = []
    for unit in ordered:
        before, zh, en = normal[unit.row]
        grade = grades[final[unit.row][0]] if grades else None
        out.append(Graded(unit.row, before or None, grade, zh, en, standing[unit.row], found.get(unit.row, ())))
    return out


def _normal(
    scheme: Scheme, ordered: Sequence[_Ranked], counts: Counts, demotions: Mapping[int, Sequence[Demotion]]
) -> dict[int, tuple[str, str, str]]:
    """Give each unit's grade by score: of those that free their place, the one they had before they freed it.

    Whether a cap alone makes a unit leave its grade is known only by that grade, so places are freed round by round.
    """
    grades, higher = [grade.id for grade in scheme.grades], _falls(scheme)
    frees = {row: own for row, own in demotions.items() if any(demotion.frees_place for demotion in own)}
    normal = _by_score(scheme.grades, ordered, counts, frozenset(), higher=higher)
    freed = {row for row, own in frees.items() if row in normal and any(one.effect.lower_grade for one in own)}
    more = freed = freed | _leaving(grades, normal, {row: own for row, own in frees.items() if row not in freed})
    while more:
        again = _by_score(scheme.grades, ordered, counts, frozenset(freed), higher=higher)
        normal = {row: normal[row] if row in freed else again[row] for row in normal}
        more = _leaving(grades, normal, {row: own for row, own in frees.items() if row not in freed})
        freed |= more
    return normal


def _leaving(
    grades: Sequence[str], normal: Mapping[int, tuple[str, str, str]], demotions: Mapping[int, Sequence[Demotion]]
) -> set[int]:
    """Give the rows whose demotions make them leave their grade."""
    places = {row: grades.index(normal[row][0]) for row in demotions if row in normal}
    return {row for row, at in places.items() if _lowered(grades, at, demotions[row]) > at}


def _lowered(grades: Sequence[str], at: int, demotions: Sequence[Demotion]) -> int:
    """Give the grade after demotions, 0 is best: all steps down added up, then the lowest cap."""
    down = at + sum(demotion.effect.lower_grade for demotion in demotions)
    caps = [grades.index(demotion.effect.cap_grade) for demotion in demotions if demotion.effect.cap_grade is not None]
    return max(min(down, max(len(grades) - 1, 0)), *caps, 0)


def _falls(scheme: Scheme) -> bool:
    """Tell whether higher totals are better."""
    return scheme.numbers.order == "higher_is_better"


def _standing(order: Sequence[_Ranked], final: dict[int, tuple[int, bool]]) -> dict[int, int]:
    """Give the final standing: by grade, demoted units last in it, then by rank; equals share the standing."""
    standing: dict[int, int] = {}
    last: tuple[tuple[int, bool], int] | None = None
    for number, unit in enumerate(order, start=1):
        key = (final[unit.row], unit.place)
        standing[unit.row] = standing[order[number - 2].row] if key == last else number
        last = key
    return standing


def _by_score(
    grades: Sequence[Grade],
    ordered: Sequence[_Ranked],
    counts: Counts,
    passed_over: frozenset[int],
    *,
    higher: bool,
) -> dict[int, tuple[str, str, str]]:
    """Give each unit the best grade that has a place for it: row -> grade id and the reason in both languages.

    A least total is held against the official total, as it is printed.
    """
    found: dict[int, tuple[str, str, str]] = {unit.row: ("", "", "") for unit in ordered}
    everyone = [unit for unit in ordered if unit.row not in passed_over]
    waiting = everyone
    for grade in grades:
        limit = None if grade.at_least is None else float(grade.at_least)
        fit = [unit for unit in waiting if limit is None or (unit.total >= limit if higher else unit.total <= limit)]
        if grade.up_to is not None:
            inside = {unit.row for unit in _within_quota(grade.up_to, everyone, counts)}
            fit = [unit for unit in fit if unit.row in inside]
        taken = fit if grade.quota is None else _within_quota(grade.quota, fit, counts)
        reason = _reason(grade, counts, higher=higher)
        found |= {unit.row: (grade.id, *reason) for unit in taken}
        chosen = {unit.row for unit in taken}
        waiting = [unit for unit in waiting if unit.row not in chosen]
    return found


def _within_quota(quota: Quota, fit: Sequence[_Ranked], counts: Counts) -> list[_Ranked]:
    """Give the units that find a place, equals at the edge by the tie rule."""
    places = quota.places(counts[quota.of])
    if len(fit) <= places or not places:
        return list(fit[:places])
    edge = fit[places - 1].place
    if fit[places].place != edge:
        return list(fit[:places])
    if quota.ties == "all_in":
        return [unit for unit in fit if unit.place <= edge]
    return [unit for unit in fit if unit.place < edge]


def _reason(grade: Grade, counts: Counts, *, higher: bool) -> tuple[str, str]:
    """Say by which conditions a unit has its grade."""
    zh, en = [], []
    if grade.quota is not None:
        units, share = counts[grade.quota.of], f"{grade.quota.value.normalize():f}"
        places, (counted_zh, counted_en) = grade.quota.places(units), COUNTED_WORDS[grade.quota.of]
        zh.append(f"名额 {places} 个（{counted_zh} {units} 个 × {share}）之内")
        en.append(f"within {places} {'place' if places == 1 else 'places'} ({units} {counted_en} × {share})")
    if grade.up_to is not None:
        units, share = counts[grade.up_to.of], f"{grade.up_to.value.normalize():f}"
        places, (counted_zh, counted_en) = grade.up_to.places(units), COUNTED_WORDS[grade.up_to.of]
        zh.append(f"累计名额 {places} 个（{counted_zh} {units} 个 × 累计比例 {share}）之内")
        en.append(f"within the first {places} places ({units} {counted_en} × cumulative share {share})")
    if grade.at_least is not None:
        zh.append(f"总分{'达到' if higher else '不高于'} {grade.at_least}")
        en.append(f"total of at {'least' if higher else 'most'} {grade.at_least}")
    if not zh:
        return "其余单位", "all others"
    return "，".join(zh), ", ".join(en)
