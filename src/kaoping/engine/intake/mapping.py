"""What `data.yaml` says: which raw file and column each column of each tidy table comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kaoping.scheme.model import Record

__all__ = ["DataMapping", "Melt", "Source"]

Others = Literal["keep", "drop", "refuse"]
Status = Literal["missing", "not_applicable", "excused"]


@dataclass(frozen=True, kw_only=True)
class Melt(Record):
    """From wide to long: one raw column per indicator becomes rows, its cells the column `into`."""

    indicator: Mapping[str, str]
    into: str = "actual"


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """One file that fills a table. columns: tidy -> raw column; constants: tidy column -> the same text everywhere.

    where: raw column -> the cells to keep rows of. values: tidy column -> raw text -> tidy text; what is not listed
    is refused, unless `others` says keep or drop (the row) for that column. empty_as: texts that mean an empty cell.
    status_when_empty: the status written where a figure is empty and no status stands beside it.
    """

    file: str
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    melt: Melt | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: Mapping[str, Others] = field(default_factory=dict)
    empty_as: tuple[str, ...] = ()
    status_when_empty: Status | None = None


@dataclass(frozen=True, kw_only=True)
class DataMapping(Record):
    """The sources of every table, in order; a table without any is empty."""

    units: tuple[Source, ...] = ()
    observations: tuple[Source, ...] = ()
    targets: tuple[Source, ...] = ()
    ratings: tuple[Source, ...] = ()
    ballots: tuple[Source, ...] = ()
    events: tuple[Source, ...] = ()
    tasks: tuple[Source, ...] = ()
    peers: tuple[Source, ...] = ()
    parameters: tuple[Source, ...] = ()
    predecessors: tuple[Source, ...] = ()
    findings: tuple[Source, ...] = ()
    published: tuple[Source, ...] = ()

    def of(self, table: str) -> tuple[Source, ...]:
        """Give the sources of a table."""
        sources: tuple[Source, ...] = getattr(self, table)
        return sources
