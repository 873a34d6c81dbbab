"""Stage 6a, titles and first places: places per group in final standing; unfilled places stay empty and are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.engine.counted import Counts, counts_of
from kaoping.errors import Problem, SchemeError
from kaoping.rules import Floats
from kaoping.scheme import place_problems
from kaoping.scheme.model import Places, Scheme, Title

__all__ = ["Awarded", "checked_titles", "first_places", "split_places", "titles"]


@dataclass(frozen=True, slots=True, order=True)
class Awarded:
    """One line of the outcomes: a title, a first place, a finding; unit is empty for an unfilled place."""

    period: str
    kind: str
    id: str
    group: str
    unit: str
    holds: str
    because_zh: str
    because_en: str


def split_places(places: Places, counts: Mapping[str, Counts]) -> dict[str, int]:
    """Divide the places of a title among its groups: group -> places, in the order of `counts`.

    By largest remainder of the number of units counted; equal remainders go to the earlier group. What is not divided
    goes to each group, or to the only one.
    """
    if places.by_group:
        return {group: int(places.by_group[group].value) for group in counts}
    if places.split is None:
        number = places.each_group or places.total
        return dict.fromkeys(counts, 0 if number is None else int(number.value))
    total = 0 if places.total is None else int(places.total.value)
    units = {group: own[places.split.of] for group, own in counts.items()}
    everyone = sum(units.values())
    if not everyone:
        return dict.fromkeys(units, 0)
    quotas = {group: Fraction(total * count, everyone) for group, count in units.items()}
    whole = {group: quota.numerator // quota.denominator for group, quota in quotas.items()}
    left = total - sum(whole.values())
    for group in sorted(quotas, key=lambda name: whole[name] - quotas[name])[:left]:
        whole[group] += 1
    return whole


def checked_titles(scheme: Scheme, frame: pl.DataFrame) -> None:
    """Stop with a `SchemeError` where titles have more places in a group than their grade can have; each told once.

    frame: the units before anything is computed, or their ranking; titles and grades that count the ranked units are
    checked with the ranking only.
    """
    found: dict[str, Problem] = {}
    for (_,), rows in frame.group_by("period", maintain_order=True):
        units = {group.id: counts_of(rows.filter(pl.col("group") == group.id)) for group in scheme.groups}
        places = {
            title.id: split_places(title.places, {group: units[group] for group in _groups(scheme, title)})
            for title in scheme.titles
            if title.places.split is None or "key" in frame.columns or title.places.split.of == "assessed"
        }
        found |= {problem.text(): problem for problem in place_problems(scheme, places, units)}
    if found:
        raise SchemeError(found.values())


def _groups(scheme: Scheme, title: Title) -> tuple[str, ...]:
    """Give the groups of a title: those it names, else all."""
    return title.groups or tuple(group.id for group in scheme.groups)


def titles(scheme: Scheme, ranking: pl.DataFrame, barred: Mapping[tuple[str, str], frozenset[str]]) -> list[Awarded]:
    """Award every title in every period; barred: (period, unit) -> titles that a disqualification bars."""
    out: list[Awarded] = []
    for title in scheme.titles:
        groups = _groups(scheme, title)
        for (period,), frame in ranking.group_by("period", maintain_order=True):
            counts = {group: counts_of(frame.filter(pl.col("group") == group)) for group in groups}
            for group, places in split_places(title.places, counts).items():
                fit = frame.filter((pl.col("group") == group) & _may_have(scheme, title))
                out.extend(_award(title, str(period), group, places, fit, barred))
    return out


def _may_have(scheme: Scheme, title: Title) -> pl.Expr:
    """Tell the units whose grade a title may come from."""
    if title.from_ is not None:
        return pl.col("grade") == title.from_
    if title.lowest_grade is None:
        return pl.lit(value=True)
    grades = [grade.id for grade in scheme.grades]
    return pl.col("grade").is_in(grades[: grades.index(title.lowest_grade) + 1])


def _award(
    title: Title,
    period: str,
    group: str,
    places: int,
    frame: pl.DataFrame,
    barred: Mapping[tuple[str, str], frozenset[str]],
) -> list[Awarded]:
    """Award one title in one group."""
    fit = frame.drop_nulls("standing").sort("standing", "row")
    order = [
        (standing, unit)
        for standing, unit in fit.select("standing", "unit").iter_rows()
        if title.id not in barred.get((period, unit), frozenset())
    ]
    taken = order[:places]
    if places and len(order) > places and order[places][0] == order[places - 1][0]:
        edge = order[places][0]
        keep_edge = title.places.ties == "all_in"
        taken = [entry for entry in order if entry[0] < edge or (keep_edge and entry[0] == edge)]
    out = [
        _line(
            title,
            period,
            group,
            unit,
            f"最终位次第 {standing}，名额 {places} 个",
            f"standing {standing}, places: {places}",
        )
        for standing, unit in taken
    ]
    empty = places - len(taken)
    if empty > 0:
        out.append(_line(title, period, group, "", f"名额空缺 {empty} 个", f"places unfilled: {empty}"))
    return out


def _line(title: Title, period: str, group: str, unit: str, zh: str, en: str) -> Awarded:
    """Give one line of a title; without a unit it stands for unfilled places."""
    return Awarded(period, "title", title.id, group, unit, "yes" if unit else "unfilled", zh, en)


def first_places(scheme: Scheme, ranking: pl.DataFrame, points: Mapping[str, Floats]) -> list[Awarded]:
    """Give the first places: points of each named node by row, at 12 significant digits; not a number is none.

    The best points are those that help the total most: the fewest where lower totals are better.
    """
    out: list[Awarded] = []
    is_higher = scheme.numbers.order == "higher_is_better"
    for first in scheme.first_places:
        over = ["period", "group"] if first.within == "group" else ["period"]
        for node in first.of:
            frame = ranking.with_columns(pl.Series("of_node", points[node], nan_to_null=True)).drop_nulls("of_node")
            best = pl.col("of_node").max() if is_higher else pl.col("of_node").min()
            for period, group, unit in (
                frame.filter(pl.col("of_node") == best.over(over)).select("period", "group", "unit").iter_rows()
            ):
                zh = f"“{node}”得分最{'高' if is_higher else '低'}"
                en = f"{'most' if is_higher else 'fewest'} points in {node}"
                out.append(Awarded(period, "first_place", f"{first.id}.{node}", group, unit, "yes", zh, en))
    return out
