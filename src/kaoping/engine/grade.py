"""Stage 5, grade: bands and quotas in rank order, then demotions that lower a grade and place last in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kaoping.engine.counted import Counts, counts_of
from kaoping.scheme.model import COUNTED_WORDS, Grade, Quota, Scheme

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
            .sort("place", "row")
            .select("row", "points", "place")
            .iter_rows()
        ]
        found = {
            row: demoted[(period, unit)]
            for row, period, unit in frame.select("row", "period", "unit").iter_rows()
            if (period, unit) in demoted
        }
        without = frame.filter(pl.col("key").is_null())["row"].to_list()
        out.extend(_group(scheme, ordered, counts_of(frame), found))
        out.extend(Graded(row, None, None, "没有总分，不评等次", "no total, no grade", None, ()) for row in without)
    return sorted(out, key=lambda entry: entry.row)


def _group(
    scheme: Scheme, ordered: Sequence[_Ranked], counts: Counts, found: dict[int, tuple[str, ...]]
) -> list[Graded]:
    """Grade one group: by score first, then demotions, then the order in which units finally stand.

    Units whose demotion frees their place keep the grade they had among all; the others are graded as if these were not
    there. No more units have a grade by score than it has places, for what frees a place lowers the grade.
    """
    effects = {demotion.id: demotion for demotion in scheme.demotions}
    grades = [grade.id for grade in scheme.grades]
    normal = _by_score(scheme.grades, ordered, counts, frozenset(), higher=_falls(scheme))
    freeing = frozenset(row for row, ids in found.items() if any(effects[name].frees_place for name in ids))
    if freeing:
        again = _by_score(scheme.grades, ordered, counts, freeing, higher=_falls(scheme))
        normal = {row: normal[row] if row in freeing else again[row] for row in normal}
    final: dict[int, tuple[int, bool]] = {}
    for unit in ordered:
        at = grades.index(normal[unit.row][0]) if grades else 0
        ids = found.get(unit.row, ())
        lowered = min(at + sum(effects[name].effect.lower_grade for name in ids), max(len(grades) - 1, 0))
        final[unit.row] = (lowered, any(effects[name].effect.last_in_grade for name in ids))
    order = sorted(ordered, key=lambda unit: (*final[unit.row], unit.place))
    standing = _standing(order, final)
    out = []
    for unit in ordered:
        before, zh, en = normal[unit.row]
        grade = grades[final[unit.row][0]] if grades else None
        out.append(Graded(unit.row, before or None, grade, zh, en, standing[unit.row], found.get(unit.row, ())))
    return out


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
    waiting = [unit for unit in ordered if unit.row not in passed_over]
    for grade in grades:
        limit = None if grade.at_least is None else float(grade.at_least)
        fit = [unit for unit in waiting if limit is None or (unit.total >= limit if higher else unit.total <= limit)]
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
    if grade.at_least is not None:
        zh.append(f"总分{'达到' if higher else '不高于'} {grade.at_least}")
        en.append(f"total of at {'least' if higher else 'most'} {grade.at_least}")
    if not zh:
        return "其余单位", "all others"
    return "，".join(zh), ", ".join(en)
