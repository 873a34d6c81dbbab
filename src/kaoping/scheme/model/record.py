"""What every record of a scheme shares: where it stands in the file, and the small values it is made of.

No record reads a file here; `scheme/read.py` builds them from the YAML node tree by these annotations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kaoping.errors import Location

__all__ = ["NOWHERE", "Label", "Record", "Setting", "Sourced", "Spots"]


@dataclass(frozen=True, slots=True)
class Spots:
    """Where a record and each of its fields stand in the scheme file."""

    whole: Location
    fields: Mapping[str, Location] = field(default_factory=dict)

    def of(self, name: str) -> Location:
        """Give the place of one field; of the whole record where the field is not written."""
        return self.fields.get(name, self.whole)


NOWHERE = Spots(Location("", 0, 0))


@dataclass(frozen=True, kw_only=True)
class Record:
    """One mapping of a scheme file. Two records are equal when they say the same, wherever they stand."""

    spots: Spots = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Label(Record):
    """A name in both languages; `{city}` stands for the city of the run."""

    zh: str
    en: str

    def text(self, lang: str, city: Label | None = None) -> str:
        """Give the name in one language with the city filled in."""
        words = self.zh if lang == "zh" else self.en
        return words.replace("{city}", "" if city is None else city.text(lang))


@dataclass(frozen=True, kw_only=True)
class Sourced(Record):
    """A number with where it comes from: `50`, or `{value: 50, source: article S3.6}`."""

    value: Decimal
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Setting(Record):
    """One parameter of a rule: exactly one of number, text (a choice or table rows) or one number per group.

    Table rows are one text, written as inside `bands`, `steps`, `line` or `pick`: `'< 60: 0, else: 10'`.
    """

    number: Decimal | None = None
    text: str | None = None
    by_group: Mapping[str, Decimal] = field(default_factory=dict)
    source: str | None = None
