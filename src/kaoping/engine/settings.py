"""Where a parameter's number comes from, in one stated order.

Table `parameters` before the scheme: unit and period, unit, group and period, group, period, all; then the scheme's
number for the group, then the scheme's number for all. A row that names an indicator stands before one that names none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaoping.engine.state import Vector, Walk
from kaoping.scheme.model import Setting

__all__ = ["resolved"]


def resolved(state: Walk, name: str, setting: Setting, node: str) -> Vector:
    """Give the number of one parameter for every base row; missing where nobody says one."""
    tables = state.parameters.of(name, node)
    base, reading = state.base, state.reading
    if tables:
        rows = base.frame.select("unit", "group", "period").iter_rows()
        return reading.numbers([_found(tables, setting, *row) for row in rows])
    if setting.by_group:
        groups = reading.numbers([_of_scheme(setting, group) for _, group, _ in base.groups.names])
        return reading.take(groups, base.groups.of)
    return reading.constant(_of_scheme(setting, ""), base.height)


def _found(
    tables: tuple[Mapping[tuple[str, str, str], Fraction], ...], setting: Setting, unit: str, group: str, period: str
) -> Fraction | None:
    """Give the first number in the stated order."""
    places = (
        (unit, "", period),
        (unit, "", ""),
        ("", group, period),
        ("", group, ""),
        ("", "", period),
        ("", "", ""),
    )
    found = (numbers[place] for numbers in tables for place in places if place in numbers)
    return next(found, _of_scheme(setting, group))


def _of_scheme(setting: Setting, group: str) -> Fraction | None:
    """Give the scheme's own number for a group."""
    number = setting.by_group.get(group, setting.number)
    return None if number is None else Fraction(number)
