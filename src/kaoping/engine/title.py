"""Stage 6a, titles and first places: places per group in final standing; unfilled places stay empty and are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import polars as pl

from kaoping.engine.counted import Counts, counts_of
from kaoping.errors import Problem, SchemeError
from kaoping.rules import Floats
from kaoping.scheme import place_problems
from kaoping.scheme.model import FirstPlace, Places, Scheme, Title

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
            if title.places.share is None
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
            for group, places in _places(scheme, title, frame, groups).items():
                fit = frame.filter((pl.col("group") == group) & _may_have(scheme, title))
                out.extend(_award(title, str(period), group, places, fit, barred))
    return out


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of a title in one group, and how a share of the units in a grade came to them."""

    count: int
    zh: str = ""
    en: str = ""


def _places(scheme: Scheme, title: Title, frame: pl.DataFrame, groups: Sequence[str]) -> dict[str, _Places]:
    """Give the places of a title in each of its groups in one period."""
    share, places = title.places.share, title.places
    if share is None:
        counts = {group: counts_of(frame.filter(pl.col("group") == group)) for group in groups}
        return {group: _Places(count) for group, count in split_places(places, counts).items()}
    label = next(grade.title for grade in scheme.grades if grade.id == places.of)
    zh, en, shown = label.text("zh", scheme.city), label.text("en", scheme.city), f"{share.value.normalize():f}"
    found = {}
    for group in groups:
        units = frame.filter((pl.col("group") == group) & (pl.col("grade") == places.of)).height
        words = f"（“{zh}” {units} 个 × {shown}）", f" ({units} graded {en} × {shown})"
        found[group] = _Places(places.of_units(units), *words)
    return found


def _may_have(scheme: Scheme, title: Title) -> pl.Expr:
    """Tell the units whose grade a title may come from."""
    if title.from_ is not None:
        return pl.col("grade") == title.from_
    if title.lowest_grade is None:
        return pl.lit(value=True)
    grades = [grade.id for grade in scheme.grades]
    return pl.col("grade").is_in(grades[: grades.index(title.lowest_grade) + 1])


_Standing: TypeAlias = "tuple[int, str]"
"""Final standing, unit."""


def _award(
    title: Title,
    period: str,
    group: str,
    places: _Places,
    frame: pl.DataFrame,
    barred: Mapping[tuple[str, str], frozenset[str]],
) -> list[Awarded]:
    """Award one title in one group; the place of a barred unit passes on to the next."""
    everyone = list(frame.drop_nulls("standing").sort("standing", "row").select("standing", "unit").iter_rows())
    out_of_it = [one for one in everyone if title.id in barred.get((period, one[1]), frozenset())]
    taken = _inside(title, places.count, [one for one in everyone if one not in out_of_it])
    without = _inside(title, places.count, everyone)
    out = []
    for one in taken:
        passed_on = [] if one in without else [standing for standing, _ in out_of_it if standing <= one[0]]
        is_edge = len(taken) > places.count and one[0] == taken[-1][0]
        words = _reason(one[0], everyone, places, passed_on, is_edge=is_edge)
        out.append(_line(title, period, group, one[1], *words))
    empty = places.count - len(taken)
    if empty > 0:
        out.append(_line(title, period, group, "", f"名额空缺 {empty} 个", f"places unfilled: {empty}"))
    return out


def _inside(title: Title, places: int, order: Sequence[_Standing]) -> list[_Standing]:
    """Give the units that find a place, equals at the edge by the tie rule."""
    if not places or len(order) <= places or order[places][0] != order[places - 1][0]:
        return list(order[:places])
    edge, keep_edge = order[places][0], title.places.ties == "all_in"
    return [one for one in order if one[0] < edge or (keep_edge and one[0] == edge)]


def _reason(
    standing: int, everyone: Sequence[_Standing], places: _Places, passed_on: Sequence[int], *, is_edge: bool
) -> tuple[str, str]:
    """Say why a unit has a title: its standing, its place among those who can have it, and how it came to a place."""
    zh, en = f"最终位次第 {standing}", f"standing {standing}"
    among = 1 + sum(other < standing for other, _ in everyone)
    if among != standing:
        zh, en = f"{zh}（可授予的单位中第 {among}）", f"{en} ({among} of those who can have it)"
    zh, en = f"{zh}，名额 {places.count} 个{places.zh}", f"{en}, places: {places.count}{places.en}"
    if passed_on:
        standings = "、".join(map(str, passed_on))
        zh += f"；最终位次第 {standings} 的单位被取消资格，名额递补"
        en += f"; the place of the barred unit at standing {standings.replace('、', ', ')} passes on"
    if is_edge:
        zh, en = f"{zh}；末位并列，一并授予", f"{en}; equals at the last place are all in"
    return zh, en


def _line(title: Title, period: str, group: str, unit: str, zh: str, en: str) -> Awarded:
    """Give one line of a title; without a unit it stands for unfilled places."""
    return Awarded(period, "title", title.id, group, unit, "yes" if unit else "unfilled", zh, en)


def first_places(scheme: Scheme, ranking: pl.DataFrame, compared: Mapping[tuple[str, str], Floats]) -> list[Awarded]:
    """Give the first places; not a number is none.

    compared: by what is compared (`points`, `figure`) and node, one by row at 12 significant digits. The best points
    are those that help the total most: the fewest where lower totals are better. Figures go by their indicator.
    """
    out: list[Awarded] = []
    nodes = {node.id: node for node in (*scheme.nodes(), *scheme.items)}
    for first in scheme.first_places:
        over = ["period", "group"] if first.within == "group" else ["period"]
        for node in first.of:
            own = pl.Series("of_node", compared[first.by, node], nan_to_null=True)
            frame = ranking.with_columns(own).drop_nulls("of_node")
            order = scheme.numbers.order if first.by == "points" else nodes[node].direction
            is_higher = order == "higher_is_better"
            best = pl.col("of_node").max() if is_higher else pl.col("of_node").min()
            label = nodes[node].title
            words = _best_words(
                first, label.text("zh", scheme.city), label.text("en", scheme.city), is_higher=is_higher
            )
            for period, group, unit in (
                frame.filter(pl.col("of_node") == best.over(over)).select("period", "group", "unit").iter_rows()
            ):
                out.append(Awarded(period, "first_place", f"{first.id}.{node}", group, unit, "yes", *words))
    return out


def _best_words(first: FirstPlace, zh: str, en: str, *, is_higher: bool) -> tuple[str, str]:
    """Say in what a unit is first, and among whom."""
    what_zh, what_en = f"“{zh}”得分", f"{'most' if is_higher else 'fewest'} points in {en}"
    if first.by == "figure":
        what_zh, what_en = f"“{zh}”报送数", f"{'highest' if is_higher else 'lowest'} figure of {en}"
    is_all = first.within == "all"
    return (
        f"{what_zh}{'在全部单位中' if is_all else ''}最{'高' if is_higher else '低'}",
        what_en + " of all units" * is_all,
    )
