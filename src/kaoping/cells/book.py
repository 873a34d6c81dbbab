"""A workbook as plain data: sheets of cells with their formulas, and the figures these have to give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kaoping.cells.labels import Label

__all__ = [
    "Book",
    "Content",
    "Entry",
    "Given",
    "Listed",
    "Place",
    "Ref",
    "Sheet",
    "Span",
    "Text",
    "is_writable",
    "rendered",
    "span_of",
]

_LONGEST: Final = 8_000  # of the 8,192 characters that a cell may hold
_DEEPEST: Final = 60  # of 64 levels
Content: TypeAlias = "float | str | bool | None"


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell: its sheet, row and column, both from 0; is_fixed: it is the same for all rows that name it."""

    sheet: str
    row: int
    column: int
    is_fixed: bool = field(default=False, compare=False)

    def address(self, *, fixed: bool = False) -> str:
        """Give the address inside its sheet; fixed: it stays when the formula is copied elsewhere."""
        dollar = "$" if fixed or self.is_fixed else ""
        return f"{dollar}{_letters(self.column)}{dollar}{self.row + 1}"

    def seen_from(self, sheet: str, *, fixed: bool = False) -> str:
        """Give the address as a formula in a sheet writes it."""
        return _lead(self.sheet, sheet) + self.address(fixed=fixed)


@dataclass(frozen=True, slots=True)
class Span:
    """Cells side by side, or one below the other."""

    first: Ref
    last: Ref

    @property
    def is_upright(self) -> bool:
        """Whether its cells stand one below the other."""
        return self.first.row != self.last.row

    def seen_from(self, sheet: str) -> str:
        """Give the address as a formula in a sheet writes it; it stays when the formula is copied elsewhere."""
        if self.first == self.last:
            return self.first.seen_from(sheet, fixed=True)
        return f"{_lead(self.first.sheet, sheet)}{self.first.address(fixed=True)}:{self.last.address(fixed=True)}"


Place: TypeAlias = "Ref | str | None"
"""Where a value stands: a cell, a literal, or nowhere."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in a cell as it is: a figure delivered, a parameter of the scheme, a title."""

    content: Content


@dataclass(frozen=True, slots=True)
class Entry:
    """A live formula, without the sign =, and what it has to give; decimals: as it is published, None as it is."""

    formula: str
    content: Content
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a cell: `title`, `head`, `note` or `plain`."""

    words: str
    style: str = "plain"


@dataclass(slots=True)
class Sheet:
    """One sheet: cells by (row, column), the width of columns, and what stays in sight: so many rows and columns."""

    name: str
    cells: dict[tuple[int, int], Given | Entry | Text] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    frozen: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure that is no live formula: where it stands, what it is, and why, in both languages."""

    where: str
    what: Label
    why: Label


@dataclass(slots=True)
class Book:
    """Sheets in their order, and every figure that Kaoping computed and no formula follows."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    listed: list[Listed] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet:
        """Give a sheet, made where it is not there yet."""
        return self.sheets.setdefault(name, Sheet(name))

    def put(self, ref: Ref, cell: Given | Entry | Text) -> Ref:
        """Write a cell."""
        self.sheet(ref.sheet).cells[ref.row, ref.column] = cell
        return ref

    def list(self, ref: Ref, what: Label, why: Label) -> None:
        """Say that a cell, or the column below it, is no live formula."""
        self.listed.append(Listed(ref.seen_from(""), what, why))

    @property
    def formulas(self) -> int:
        """How many cells hold a formula."""
        return sum(isinstance(cell, Entry) for sheet in self.sheets.values() for cell in sheet.cells.values())

    def ordered(self, names: Iterable[str]) -> None:
        """Put the sheets in an order; those that are not named stand where they are, after these."""
        first = {name: self.sheets[name] for name in names if name in self.sheets}
        self.sheets = first | {name: sheet for name, sheet in self.sheets.items() if name not in first}


def is_writable(formula: str) -> bool:
    """Tell whether a formula is short enough for a cell, and not nested deeper than spreadsheets go."""
    depth = deepest = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return len(formula) <= _LONGEST and deepest <= _DEEPEST


def span_of(places: Sequence[Place]) -> Span | None:
    """Give the places as one span where they stand side by side or one below the other."""
    refs = [place for place in places if isinstance(place, Ref)]
    if not refs or len(refs) < len(places):
        return None
    first = refs[0]
    for down, right in ((1, 0), (0, 1)):
        if all(
            ref == Ref(first.sheet, first.row + at * down, first.column + at * right) for at, ref in enumerate(refs)
        ):
            return Span(first, refs[-1])
    return None


def rendered(template: str, places: Mapping[str, Place], sheet: str) -> str:
    """Fill the cells of a template in, as a formula in a sheet names them."""
    return template.format(**{name: _seen(place, sheet) for name, place in places.items()})


def _seen(place: Place, sheet: str) -> str:
    if place is None:
        return '""'
    return place if isinstance(place, str) else place.seen_from(sheet)


def _lead(of: str, sheet: str) -> str:
    """Give what stands before the address of a cell in another sheet."""
    return "" if of == sheet else "'" + of.replace("'", "''") + "'!"


def _letters(column: int) -> str:
    """Give the letters of a column: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
