"""From the rows a check found to located problems: at most 500 of one code, then one line how many more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.errors import Cell, Message, Problem, nearest

__all__ = ["LIMIT", "BadRows", "Fill", "Headings", "Near", "Row", "cell_of", "found", "problems_of"]

LIMIT = 500
_NEAR_BUDGET = 200_000  # comparisons of names; beyond it, a search for the nearest would take seconds

Row: TypeAlias = Mapping[str, object]
"""One row of a frame as plain values."""

Fill: TypeAlias = Callable[[Row], Mapping[str, str]]
"""Gives the values of a message from one row."""

Headings: TypeAlias = Mapping[tuple[str, str, str, str], str]
"""(table, file, tidy column, indicator or nothing) -> the column's name in the raw file."""


@dataclass(frozen=True, eq=False)
class BadRows:
    """All rows of a table with the same mistake. rows: the bad rows, with whatever `fill` needs.

    fill: gives the values of the message from one row.
    """

    message: Message
    table: str
    rows: pl.DataFrame
    column: str | None
    fill: Fill

    def without(self, others: Iterable[BadRows]) -> BadRows | None:
        """Leave out the cells that are bad already: a word that cannot be read is not also a missing word."""
        rows = self.rows
        for other in others:
            if (other.table, other.column) == (self.table, self.column):
                rows = rows.join(other.rows, on=list(PLACES), how="anti", maintain_order="left")
        return replace(self, rows=rows) if rows.height else None


def found(message: Message, table: str, rows: pl.DataFrame, column: str | None, fill: Fill) -> list[BadRows]:
    """Give one kind of bad rows, or none where no row is bad."""
    return [BadRows(message, table, rows, column, fill)] if rows.height else []


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
        return {"near_zh": f"可用的有：{shown}。", "near_en": f"Known here: {shown}."}


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
    """Give one problem per bad cell, in the order of tables, files and rows."""
    order = list(TABLE_SCHEMAS)
    placed: list[tuple[tuple[int, str, int, str], Problem]] = []
    counts: Counter[str] = Counter()
    for bad in bad_rows:
        code = bad.message.code
        room = max(0, LIMIT - counts[code])
        counts[code] += bad.rows.height
        rows = bad.rows.sort("source_file", "source_row", maintain_order=True).head(room)
        for row in rows.iter_rows(named=True):
            where = cell_of(bad.table, row, bad.column, headings)
            rank = (order.index(bad.table), where.file, where.row or 0, code)
            placed.append((rank, Problem(bad.message, where, bad.fill(row))))
    problems = [problem for _, problem in sorted(placed, key=lambda pair: pair[0])]
    return problems + [
        Problem(messages.MORE, None, {"code": code, "count": str(count - LIMIT)})
        for code, count in sorted(counts.items())
        if count > LIMIT
    ]
