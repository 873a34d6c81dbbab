"""Frames of any types as frames of text with their places; columns checked against the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import Near
from kaoping.engine.intake.schemas import LABEL_COLUMN, PLACES, TABLE_SCHEMAS, TableSchema
from kaoping.errors import Cell, Problem

__all__ = ["HEADER_ROW", "as_text", "checked_columns", "framed"]

HEADER_ROW = 1


def framed(frames: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Give each table's frame as text with places; a frame whose columns are wrong is left out."""
    texts: dict[str, pl.DataFrame] = {}
    problems: list[Problem] = []
    tables = Near(tuple(TABLE_SCHEMAS))
    for name, frame in frames.items():
        if name not in TABLE_SCHEMAS:
            problems.append(Problem(messages.UNKNOWN_TABLE, None, tables.of(name)))
            continue
        text, found = as_text(frame, name)
        found += checked_columns(TABLE_SCHEMAS[name], frame.columns, name)
        problems += found
        if not found:
            texts[name] = text
    return texts, problems


def as_text(frame: pl.DataFrame, file: str) -> tuple[pl.DataFrame, list[Problem]]:
    """Give every column as text; a float as its shortest decimal. Places are added where the frame has none."""
    columns: list[pl.Series] = []
    problems: list[Problem] = []
    for series in frame.iter_columns():
        if series.name in PLACES:
            columns.append(series.cast(PLACES[series.name]))
        elif series.dtype.is_nested() or series.dtype in (pl.Binary, pl.Object):
            values = {"column": series.name, "kind": str(series.dtype)}
            problems.append(Problem(messages.NESTED, Cell(file, column=series.name), values))
        else:
            columns.append(_text_of(series))
    text = pl.DataFrame(columns)
    if "source_file" not in frame.columns:
        text = text.with_columns(pl.lit(file).alias("source_file"))
    if "source_row" not in frame.columns:
        text = text.with_columns(
            pl.int_range(HEADER_ROW + 1, pl.len() + HEADER_ROW + 1, dtype=pl.Int64).alias("source_row")
        )
    return text, problems


def _text_of(series: pl.Series) -> pl.Series:
    """Write a column as text."""
    if not series.dtype.is_float():
        return series.cast(pl.String)
    text = series.cast(pl.String).str.replace(r"\.0$", "")
    if text.str.contains("e").any():
        shortened = {word: format(Decimal(word), "f") for word in text.drop_nulls().unique() if "e" in word}
        text = text.replace(shortened)
    return text


def checked_columns(schema: TableSchema, columns: Iterable[str], file: str) -> list[Problem]:
    """Find columns that the table does not have, and those it lacks."""
    columns = [column for column in columns if column not in PLACES and column != LABEL_COLUMN]
    row = HEADER_ROW
    problems: list[Problem] = []
    if not schema.keeps_others:
        near = Near(tuple(name for name in schema.names if name not in columns))
        for name in columns:
            if name not in schema.names:
                values = {"table": schema.name, **near.of(name)}
                problems.append(Problem(messages.UNKNOWN_COLUMN, Cell(file, row, name), values))
    others = Near(tuple(name for name in columns if name not in schema.names))
    for name in schema.required:
        if name not in columns:
            values = {"table": schema.name, **others.of(name)}
            problems.append(Problem(messages.MISSING_COLUMN, Cell(file, row), values))
    return problems
