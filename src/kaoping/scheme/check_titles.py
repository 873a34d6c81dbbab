"""Checks of titles with their places, of disqualifications that bar them, and of first places."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.errors import Problem
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import outcome, tree
from kaoping.scheme.model import COUNTED_WORDS, Counted, Scheme, Sourced, Title

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


def _refers(checking: Checking, title: Title) -> None:
    """Check the grade and the groups that a title names."""
    scheme = checking.scheme
    grades = {grade.id: grade for grade in scheme.grades}
    if title.from_ is not None:
        where = title.spots.of("from_")
        checking.refer(tree.UNKNOWN_GRADE, title.from_, where, grades)
        grade = grades.get(title.from_)
        if grade is not None and grade.quota is not None and grade.quota.value == 0:
            checking.note(outcome.UNFILLABLE_TITLE, where, title=title.id, grade=grade.id)
    groups = [group.id for group in scheme.groups]
    for number, name in enumerate(title.groups):
        checking.refer(tree.UNKNOWN_GROUP, name, title.spots.of(f"groups.{number}"), groups)


def _places(checking: Checking, title: Title) -> None:
    """Check that places are said once, as whole numbers, and divided where they have to be."""
    places, where = title.places, title.spots.of("places")
    if (places.total is None) == (places.each_group is None):
        checking.note(outcome.PLACES_UNCLEAR, where, title=title.id)
        return
    _whole(checking, "total", places.total)
    _whole(checking, "each_group", places.each_group)
    count = len(title.groups or checking.scheme.groups)
    if places.total is not None and places.split is None and count > 1:
        values = {"title": title.id, "total": shown(places.total.value), "count": count}
        checking.note(outcome.SPLIT_MISSING, where, **values)
    if places.each_group is not None and places.split is not None:
        checking.note(outcome.SPLIT_UNUSED, places.spots.of("split"), title=title.id)


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
    grades = {grade.id: grade for grade in scheme.grades}
    found: list[Problem] = []
    for title in scheme.titles:
        grade = grades.get(title.from_ or "")
        if grade is None or grade.quota is None:
            continue
        of, (zh, en) = grade.quota.of, COUNTED_WORDS[grade.quota.of]
        for group, count in places.get(title.id, {}).items():
            share = grade.quota.places(units[group][of]) if of in units[group] else count
            if count > share:
                values = {"group": group, "grade": grade.id, "titles": str(count), "places": str(share)}
                values |= {"units": str(units[group][of]), "counted_zh": zh, "counted_en": en}
                where = title.spots.of("places")
                found.append(Problem(outcome.MORE_TITLES_THAN_PLACES, where, values))
    return found
