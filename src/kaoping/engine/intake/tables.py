"""The tidy tables of one run: one frame per table, always there, every declared column there and typed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from kaoping.engine.intake.bad_rows import BadRows, Headings, cell_of, problems_of
from kaoping.engine.intake.cells import typed_table
from kaoping.engine.intake.frames import framed
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.errors import Cell, DataError

__all__ = ["Tables", "empty_table", "input_hash"]

_UNSCORED = frozenset({"published"})


def empty_table(name: str) -> pl.DataFrame:
    """Give a table without rows."""
    return pl.DataFrame(schema=TABLE_SCHEMAS[name].dtypes)


@dataclass(frozen=True, eq=False)
class Tables:
    """What is scored. Decimals are text as written; `source_file` and `source_row` say where a row stands.

    headings: what a column is called in its raw file, where a mapping renamed it.
    """

    units: pl.DataFrame = field(default_factory=lambda: empty_table("units"))
    observations: pl.DataFrame = field(default_factory=lambda: empty_table("observations"))
    targets: pl.DataFrame = field(default_factory=lambda: empty_table("targets"))
    ratings: pl.DataFrame = field(default_factory=lambda: empty_table("ratings"))
    ballots: pl.DataFrame = field(default_factory=lambda: empty_table("ballots"))
    events: pl.DataFrame = field(default_factory=lambda: empty_table("events"))
    tasks: pl.DataFrame = field(default_factory=lambda: empty_table("tasks"))
    peers: pl.DataFrame = field(default_factory=lambda: empty_table("peers"))
    parameters: pl.DataFrame = field(default_factory=lambda: empty_table("parameters"))
    predecessors: pl.DataFrame = field(default_factory=lambda: empty_table("predecessors"))
    findings: pl.DataFrame = field(default_factory=lambda: empty_table("findings"))
    published: pl.DataFrame = field(default_factory=lambda: empty_table("published"))
    headings: Headings = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame]) -> Tables:
        """Make tables of frames; a number counts as its shortest decimal. Raises DataError with all problems.

        A frame's place is its table's name, and its first row is row 2, as if a header stood above it.
        """
        texts, problems = framed(frames)
        tables, found = cls.from_texts(texts)
        problems += problems_of(found, tables.headings)
        if problems:
            raise DataError(problems)
        return tables

    @classmethod
    def from_texts(
        cls, texts: Mapping[str, pl.DataFrame], headings: Headings | None = None
    ) -> tuple[Tables, list[BadRows]]:
        """Make tables of frames of text that have their places; bad cells come back as bad rows, empty here."""
        typed: dict[str, pl.DataFrame] = {}
        bad_rows: list[BadRows] = []
        for name, frame in texts.items():
            typed[name], found = typed_table(TABLE_SCHEMAS[name], frame)
            bad_rows += found
        return cls(**typed, headings=headings or MappingProxyType({})), bad_rows

    def __iter__(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Go through the tables by name, in the order of the schemas."""
        for name in TABLE_SCHEMAS:
            yield name, self.table(name)

    def table(self, name: str) -> pl.DataFrame:
        """Give a table by its name."""
        frame: pl.DataFrame = getattr(self, name)
        return frame

    @property
    def is_demo(self) -> bool:
        """Whether any unit is made up for demonstration: every print of a result says so."""
        return bool(self.units["demo"].any())

    def place(self, table: str, index: int, column: str | None = None) -> Cell:
        """Give the cell of a table's row (counted from 0 in the frame) as its owner sees it."""
        return cell_of(table, self.table(table).row(index, named=True), column, self.headings)


def input_hash(tables: Tables) -> str:
    """Give the SHA-256 of what is scored, in hexadecimal.

    It does not depend on the order of rows, on file names or on row numbers. Figures count as written
    (`95.80` is not `95.8`: explanations print them); published results are never scored and do not count.
    """
    digest = hashlib.sha256()
    for name, frame in tables:
        if name in _UNSCORED:
            continue
        columns = sorted(
            column for column in frame.columns if column not in PLACES and frame[column].null_count() < frame.height
        )
        digest.update(_counted(name) + _counted(str(len(columns))) + b"".join(map(_counted, columns)))
        digest.update(_counted(str(frame.height)))
        if columns:
            rows = frame.select(pl.concat_str([_written(column) for column in columns]).alias("row"))["row"].sort()
            digest.update("".join(rows).encode())
    return digest.hexdigest()


def _written(column: str) -> pl.Expr:
    """Write a cell so that no two rows look alike: its length before it, `~` where it is empty."""
    text = pl.col(column).cast(pl.String)
    return pl.concat_str(text.str.len_bytes().cast(pl.String), pl.lit(":"), text).fill_null("~")


def _counted(text: str) -> bytes:
    """Write a text with its length before it."""
    data = text.encode()
    return f"{len(data)}:".encode() + data
