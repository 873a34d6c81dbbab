"""What of a scheme could not be read: the checks do not rely on it, so that one mistake is not told twice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from kaoping.errors import Location
from kaoping.scheme.model import Record

__all__ = ["BROKEN", "Broken"]


class _Broken(Enum):
    VALUE = "broken"


BROKEN: Final = _Broken.VALUE
"""Stands for a value whose problem is noted already."""


class Broken:
    """Fields of records that hold a placeholder, or less than what the file meant."""

    def __init__(self) -> None:
        self._fields: set[tuple[Location, str]] = set()

    def add(self, record: Record, names: Iterable[str]) -> None:
        """Remember fields of a record."""
        self._fields |= {(record.spots.whole, name) for name in names}

    def spares(self, record: Record, *names: str) -> bool:
        """Tell whether all these fields of the record can be relied on."""
        return not any((record.spots.whole, name) in self._fields for name in names)
