"""Who is compared with whom: columns of the units table that a scheme declares, and the units that have the same there.

Units are compared within their ranking group, among all, or within named columns; a flag column may say which of them
count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kaoping.scheme.model.record import Label, Record

__all__ = ["GROUP", "UnitColumn", "Within", "WithinColumns", "columns_of"]

GROUP: Final = "group"


@dataclass(frozen=True, kw_only=True)
class UnitColumn(Record):
    """A further column of the units table that rules refer to; every assessed unit has to have a cell there.

    `holds`: a `name` (a region, a level: units with the same name belong together) or a `flag` (true or false).
    """

    id: str
    title: Label
    holds: Literal["name", "flag"]


@dataclass(frozen=True, kw_only=True)
class WithinColumns(Record):
    """Units are compared with those that have the same in all of these columns: `group` or declared unit columns."""

    columns: tuple[str, ...]


Within: TypeAlias = Literal["group", "all"] | WithinColumns


def columns_of(within: Within) -> tuple[str, ...]:
    """Give the columns of the units table in which units compared have the same: none where all are compared."""
    if isinstance(within, WithinColumns):
        return within.columns
    return (GROUP,) if within == GROUP else ()
