"""Checks of titles with their places, of disqualifications that bar them, and of first places."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.errors import Location, Problem
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.conditions import figure_names
from kaoping.scheme.messages import chain, condition, outcome, tree
from kaoping.scheme.messages import effect as effects
from kaoping.scheme.model import COUNTED_WORDS, Counted, FirstPlace, Grade, Quota, Scheme, Sourced, Title

__all__ = ["check_titles", "place_problems"]


def check_titles(checking: Checking) -> None:
    """Check titles, disqualifications and first places."""
    scheme = checking.scheme
    for title in scheme.titles:
        _refers(checking, title)
        if checking.broken.spares(title, "places"):
            _places(checking, title)
    for found in scheme.disqualifications:
        for number, name in enumerate(found.bars):
            where = found.spots.of(f"bars.{number}")
            checking.refer(tree.UNKNOWN_TITLE, name, where, [title.id for title in scheme.titles])
        if found.certified_by is not None:
            where = found.spots.of("certified_by")
            checking.refer(tree.UNKNOWN_DEPARTMENT, found.certified_by, where, checking.departments)
    known = [*(node.id for node in checking.nodes), "total"]
    for first in scheme.first_places:
        for number, name in enumerate(first.of):
            checking.refer(tree.UNKNOWN_NODE, name, first.spots.of(f"of.{number}"), known)
            if first.by == "figure" and name in known and checking.broken.spares(first, "by"):
                _figure(checking, first, name, first.spots.of(f"of.{number}"))


def _figure(checking: Checking, first: FirstPlace, name: str, where: Location) -> None:
    """Check that a node has one figure to compare, and says which figures are better."""
    node = next((node for node in checking.nodes if node.id == name), checking.tree)
    if not figure_names(checking.scheme, node):
        checking.note(condition.FIGURE_OF_NOTHING, where, first=first.id, node=name)
    elif node.direction is None and checking.spared(node, "direction"):
        checking.note(chain.NO_DIRECTION, where, node=name, name="by: figure")


def _refers(checking: Checking, title: Title) -> None:
    """Check the grades and the groups that a title names."""
    scheme = checking.scheme
    grades = {grade.id: grade for grade in scheme.grades}
    if title.from_ is not None and title.lowest_grade is not None:
        values = {"name": title.id, "first": "from", "second": "lowest_grade"}
        checking.note(effects.NOT_BOTH, title.spots.of("lowest_grade"), **values)
    for key in ("from_", "lowest_grade"):
        if (name := getattr(title, key)) is not None:
            checking.refer(tree.UNKNOWN_GRADE, name, title.spots.of(key), grades)
    grade = grades.get(title.from_ or "")
    if grade is not None and grade.quota is not None and grade.quota.value == 0:
        checking.note(outcome.UNFILLABLE_TITLE, title.spots.of("from_"), title=title.id, grade=grade.id)
    groups = [group.id for group in scheme.groups]
    for number, name in enumerate(title.groups):
        checking.refer(tree.UNKNOWN_GROUP, name, title.spots.of(f"groups.{number}"), groups)


def _places(checking: Checking, title: Title) -> None:
    """Check that places are said once, as whole numbers, and divided where they have to be."""
    places, where = title.places, title.spots.of("places")
    ways = (places.total is not None, places.each_group is not None, bool(places.by_group), places.share is not None)
    if sum(ways) != 1:
        checking.note(outcome.PLACES_UNCLEAR, where, title=title.id)
        return
    _whole(checking, "total", places.total)
    _whole(checking, "each_group", places.each_group)
    count = len(title.groups or checking.scheme.groups)
    if places.total is not None and places.split is None and count > 1:
        values = {"title": title.id, "total": shown(places.total.value), "count": count}
        checking.note(outcome.SPLIT_MISSING, where, **values)
    if places.total is None and places.split is not None:
        checking.note(outcome.SPLIT_UNUSED, places.spots.of("split"), title=title.id)
    if places.by_group:
        _by_group(checking, title)
    _share(checking, title)


def _share(checking: Checking, title: Title) -> None:
    """Check that a share is one, and says of which grade and how it is rounded."""
    places = title.places
    if {places.share is None, places.of is None, places.rounding is None} == {True, False}:
        checking.note(condition.SHARE_KEYS, places.spots.whole, title=title.id)
    if places.share is not None and not 0 < places.share.value <= 1:
        values = {"key": "share", "number": shown(places.share.value)}
        checking.note(tree.SHARE_OUT_OF_RANGE, places.share.spots.whole, **values)
    if places.of is not None:
        grades = [grade.id for grade in checking.scheme.grades]
        checking.refer(tree.UNKNOWN_GRADE, places.of, places.spots.of("of"), grades)


def _by_group(checking: Checking, title: Title) -> None:
    """Check that every group of the title has its number of places, and no other group has."""
    places = title.places
    groups = title.groups or tuple(group.id for group in checking.scheme.groups)
    for name, number in places.by_group.items():
        checking.refer(tree.UNKNOWN_GROUP, name, places.spots.of(f"by_group.{name}"), groups)
        _whole(checking, f"by_group.{name}", number)
    missing = [name for name in groups if name not in places.by_group]
    if missing:
        values = {"key": "by_group", "groups": ", ".join(missing)}
        checking.note(chain.GROUPS_LEFT_OUT, places.spots.of("by_group"), **values)


def _whole(checking: Checking, key: str, number: Sourced | None) -> None:
    """Check that a number of places is a whole number above zero."""
    if number is not None and (number.value <= 0 or number.value % 1 != 0):
        checking.note(outcome.PLACES_NOT_WHOLE, number.spots.whole, key=key, number=shown(number.value))


def place_problems(
    scheme: Scheme, places: Mapping[str, Mapping[str, int]], units: Mapping[str, Mapping[Counted, int]]
) -> list[Problem]:
    """Give the titles that have more places in a group than the grade they come from.

    places: title id -> group id -> places, as divided for the run; a title that is not named is not checked.
    units: group id -> number of units. What its grade counts by and the units do not say, is not checked.
    """
    found: list[Problem] = []
    for title in scheme.titles:
        grades = [grade for grade in scheme.grades if grade.id in (title.from_, title.lowest_grade)]
        for grade in grades:
            for group, count in places.get(title.id, {}).items():
                room = _room(scheme, grade, units[group], is_alone=title.from_ is not None)
                if room is not None and count > room[0]:
                    share, of, quota = room[0], room[1].of, COUNTED_WORDS[room[1].of]
                    values = {"group": group, "grade": grade.id, "titles": str(count), "places": str(share)}
                    values |= {"units": str(units[group][of]), "counted_zh": quota[0], "counted_en": quota[1]}
                    found.append(Problem(outcome.MORE_TITLES_THAN_PLACES, title.spots.of("places"), values))
    return found


def _room(scheme: Scheme, grade: Grade, units: Mapping[Counted, int], *, is_alone: bool) -> tuple[int, Quota] | None:
    """Give how many units at most can have a grade (with the better ones, unless alone), and the share that says so.

    None where no share says it, or the units do not say what it counts by.
    """
    better = scheme.grades[: scheme.grades.index(grade)]
    share = grade.up_to or grade.quota
    if share is None or share.of not in units:
        return None
    if grade.up_to is not None or is_alone:
        return share.places(units[share.of]), share
    if any(one.quota is None or one.quota.of not in units for one in better):
        return None
    return sum(one.quota.places(units[one.quota.of]) for one in (*better, grade) if one.quota is not None), share
