"""What a place offers to a formula: its names with kind, unit and label, its tables, its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal, TypeAlias

from kaoping.formula.syntax import TableKind
from kaoping.formula.units import UnitOfMeasure

__all__ = ["BOOLEAN", "TEXT", "Kind", "Name", "Number", "Place"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a unit of measure; None fits any unit."""

    unit: UnitOfMeasure | None = None


class _Plain(Enum):
    BOOLEAN = "boolean"
    TEXT = "text"


BOOLEAN: Final = _Plain.BOOLEAN
TEXT: Final = _Plain.TEXT

Kind: TypeAlias = Number | Literal[_Plain.BOOLEAN, _Plain.TEXT]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the place and its labels; `listed` False keeps it out of the figures told in words."""

    kind: Kind
    zh: str
    en: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a formula stands. `tables` gives the kind of table that each table name stands for."""

    id: str
    names: Mapping[str, Name]
    tables: Mapping[str, TableKind] = field(default_factory=dict)
    result: Kind = field(default_factory=Number)
