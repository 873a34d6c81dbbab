"""Checks of unit columns, and of what names them: whom units are compared within, and which of them count."""

from __future__ import annotations

from typing import Final

from kaoping.errors import Location
from kaoping.scheme.checking import Checking
from kaoping.scheme.messages import comparison, outcome
from kaoping.scheme.model import GROUP, Within, WithinColumns

__all__ = ["check_among", "check_populations", "check_within"]

_TAKEN: Final = frozenset(
    {"unit", "title_zh", "title_en", "group", "period", "assessed", "demo"}  # columns of the units
    | {"row", "source_file", "source_row", "data_label"}
)


def check_populations(checking: Checking) -> None:
    """Check the unit columns, and the nodes and defaults that name them."""
    scheme = checking.scheme
    for column in scheme.unit_columns:
        if column.id in _TAKEN:
            checking.note(comparison.UNIT_COLUMN_TAKEN, column.spots.of("id"), id=column.id)
    for node in checking.nodes:
        check_within(checking, node.compare_within)
        check_among(checking, node.compare_among, node.spots.of("compare_among"))
    if scheme.defaults is not None:
        check_within(checking, scheme.defaults.compare_within)


def check_within(checking: Checking, within: Within | None) -> None:
    """Check the columns that units are compared within."""
    if not isinstance(within, WithinColumns) or not checking.broken.spares(checking.scheme, "unit_columns"):
        return
    if not within.columns:
        checking.note(outcome.EMPTY_LIST, within.spots.of("columns"), key="columns")
    known = [GROUP, *(column.id for column in checking.scheme.unit_columns)]
    for number, name in enumerate(within.columns):
        checking.refer(comparison.UNKNOWN_UNIT_COLUMN, name, within.spots.of(f"columns.{number}"), known)


def check_among(checking: Checking, among: str | None, where: Location) -> None:
    """Check the flag column of the units that count."""
    if among is None or not checking.broken.spares(checking.scheme, "unit_columns"):
        return
    columns = {column.id: column for column in checking.scheme.unit_columns}
    if among not in columns:
        flags = [column.id for column in columns.values() if column.holds == "flag"]
        checking.refer(comparison.UNKNOWN_UNIT_COLUMN, among, where, flags)
    elif columns[among].holds != "flag" and checking.broken.spares(columns[among], "holds"):
        checking.note(comparison.NOT_A_FLAG, where, name=among)
