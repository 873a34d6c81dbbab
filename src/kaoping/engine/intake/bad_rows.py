"""From the rows a check found to located problems: rows of one cause are one, at most 500 of a code are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress
from types import MappingProxyType
from typing import TypeAlias

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.errors import Cell, Message, Problem, nearest

__all__ = ["LIMIT", "BadRows", "Fill", "Headings", "Near", "Row", "cell_of", "found", "problems_of"]

LIMIT = 500
_OTHERS = 3  # related places that are named of one cause
_NTH, _COUNT = "nth_of_cause", "count_of_cause"
_NEAR_BUDGET = 200_000  # comparisons of names; beyond it, a search for the nearest would take seconds

Row: TypeAlias = Mapping[str, object]
"""One row of a frame as plain values."""

Fill: TypeAlias = Callable[[Row], Mapping[str, str]]
"""Gives the values of a message from one row."""

Headings: TypeAlias = Mapping[tuple[str, str, str, str], str]
"""(table, file, tidy column, indicator or nothing) -> the column's name in the raw file."""

_Key: TypeAlias = tuple[object, ...]
_Rank: TypeAlias = tuple[int, str, int, str]


@dataclass(frozen=True, eq=False)
class BadRows:
    """All rows of a table with the same mistake. rows: the bad rows, with whatever `fill` needs.

    fill: gives the values of the message from one row.
    by: the columns whose words make the cause: rows that agree in them are mended together, and are one problem.
        None where every row is mended for itself.
    """

    message: Message
    table: str
    rows: pl.DataFrame
    column: str | None
    fill: Fill
    by: tuple[str, ...] | None = None

    def without(self, others: Iterable[BadRows]) -> BadRows | None:
        """Leave out the cells that are bad already: a word that cannot be read is not also a missing word."""
        rows = self.rows
        for other in others:
            if (other.table, other.column) == (self.table, self.column):
                rows = rows.join(other.rows, on=list(PLACES), how="anti", maintain_order="left")
        return replace(self, rows=rows) if rows.height else None


def found(
    message: Message,
    table: str,
    rows: pl.DataFrame,
    column: str | None,
    fill: Fill,
    *,
    by: tuple[str, ...] | None = None,
) -> list[BadRows]:
    """Give one kind of bad rows, or none where no row is bad."""
    return [BadRows(message, table, rows, column, fill, by)] if rows.height else []


@dataclass
class Near:
    """The nearest known names, with a bound on the work: a long list of units is not searched for every row."""

    known: tuple[str, ...]
    _seen: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, name: str) -> dict[str, str]:
        """Give the values of a message about an unknown name."""
        if name not in self._seen:
            self._seen[name] = {"name": name} | self._hint(name)
        return self._seen[name]

    def _hint(self, name: str) -> dict[str, str]:
        if not self.known:
            return {"near_zh": "此处没有可用的名称。", "near_en": "There are none here."}
        is_affordable = len(self.known) * (len(self._seen) + 1) <= _NEAR_BUDGET
        if is_affordable and (found := nearest(name, self.known)):
            return {"near_zh": f"是否应为 {found}？", "near_en": f"Did you mean {found}?"}
        shown = ", ".join(self.known[:10]) + (", …" if self.known[10:] else "")
        return {"near_zh": f"可用的有：“{shown}”。", "near_en": f"Known here: {shown}."}


def cell_of(table: str, row: Row, column: str | None, headings: Headings) -> Cell:
    """Give the place of a row: the column as its owner calls it, the key in the domain's words."""
    file, indicator = str(row["source_file"]), str(row.get("indicator") or "")
    if column is not None:
        renamed = headings.get((table, file, column, indicator), headings.get((table, file, column, "")))
        column = renamed or column
    key = ", ".join(str(row[name]) for name in TABLE_SCHEMAS[table].key if row.get(name) is not None)
    at = row["source_row"]
    return Cell(file, at if isinstance(at, int) else None, column, key)


def problems_of(bad_rows: Iterable[BadRows], headings: Headings = MappingProxyType({})) -> list[Problem]:
    """Give one problem per cause, or per row where each is mended for itself, in the order of tables and files."""
    causes: dict[_Key, _Cause] = {}
    counts: Counter[str] = Counter()
    for bad in bad_rows:
        code = bad.message.code
        listed, count = _listed(bad, causes, max(0, LIMIT - counts[code]))
        counts[code] += count
        for key, row in listed:
            causes.setdefault(key, _Cause()).add(bad, row, headings)
    placed = sorted((cause.problem() for cause in causes.values()), key=lambda pair: pair[0])
    return [problem for _, problem in placed] + [
        Problem(messages.MORE, None, {"code": code, "count": str(count - LIMIT)})
        for code, count in sorted(counts.items())
        if count > LIMIT
    ]


@dataclass
class _Cause:
    """One cause: its first places in each table, the problem at each, and how many places there are."""

    places: list[tuple[_Rank, Problem]] = field(default_factory=list)
    count: int = 0

    def add(self, bad: BadRows, row: Row, headings: Headings) -> None:
        """Take a place, and with the first of a table the number of all there."""
        where = cell_of(bad.table, row, bad.column, headings)
        rank = (list(TABLE_SCHEMAS).index(bad.table), where.file, where.row or 0, bad.message.code)
        self.places.append((rank, Problem(bad.message, where, bad.fill(row))))
        count = row[_COUNT]
        self.count += count if row[_NTH] == 0 and isinstance(count, int) else 0

    def problem(self) -> tuple[_Rank, Problem]:
        """Give the problem at the first place, and where it stands among the others."""
        (rank, first), *rest = sorted(self.places, key=lambda place: place[0])
        others = tuple((other.where, "") for _, other in rest[:_OTHERS] if other.where is not None)
        return rank, replace(first, others=others, count=self.count)


def _listed(bad: BadRows, known: Container[_Key], room: int) -> tuple[list[tuple[_Key, Row]], int]:
    """Give the first rows of the causes that are named, those known and so many more; and how many causes are new."""
    rows = bad.rows.sort("source_file", "source_row", maintain_order=True)
    if bad.by is None:
        first = rows.head(room).with_columns(pl.lit(0).alias(_NTH), pl.lit(1).alias(_COUNT))
        lead = (bad.message.code, bad.table, bad.column)
        listed: list[tuple[_Key, Row]] = [
            ((*lead, row["source_file"], row["source_row"]), row) for row in first.iter_rows(named=True)
        ]
        return listed, rows.height
    numbered = rows.with_columns(pl.int_range(pl.len()).over(bad.by).alias(_NTH), pl.len().over(bad.by).alias(_COUNT))
    first = numbered.filter(pl.col(_NTH) <= _OTHERS)
    keys: list[_Key] = [(bad.message.code, bad.column, *words) for words in first.select(bad.by).iter_rows()]
    new = list(dict.fromkeys(key for key in keys if key not in known))
    unnamed = set(new[room:])
    named = [key not in unnamed for key in keys]
    shown = first.filter(pl.Series(named, dtype=pl.Boolean))
    return list(zip(compress(keys, named), shown.iter_rows(named=True), strict=True)), len(new)
