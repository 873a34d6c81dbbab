"""From text to typed cells: decimals, whole numbers, flags, words. Every bad cell is found, and left empty."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.schemas import LABEL_COLUMN, PLACES, Column, TableSchema
from kaoping.errors import Message

__all__ = ["MOST_DIGITS", "typed_table"]

MOST_DIGITS = 30

# [0-9] and not \d, which in these patterns would take digits of every script.
_DECIMAL = r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$"
_WHOLE = r"^[+-]?[0-9]{1,18}(\.0+)?$"
_MISFITS: tuple[tuple[Message, str], ...] = (
    (messages.FULL_WIDTH, r"^[0-9０-９.．,，%％+＋\-－−]*[０-９．＋－−][0-9０-９.．,，%％+＋\-－−]*$"),
    (messages.PERCENT, r"^[+-]?[0-9.,，]+\s*[%％]$"),
    (messages.THOUSANDS, r"^[+-]?[0-9]{1,3}([,， '’ ][0-9]{3})+(\.[0-9]+)?$"),
    (messages.EXPONENT, r"^[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$"),
    (messages.NOT_DECIMAL, ""),
)


def typed_table(schema: TableSchema, texts: pl.DataFrame) -> tuple[pl.DataFrame, list[BadRows]]:
    """Give the table with all declared columns typed, attributes behind them, places last."""
    extra = [name for name in texts.columns if name not in {*schema.names, *PLACES, LABEL_COLUMN}]
    absent = [name for name in schema.names if name not in texts.columns]
    frame = texts.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in absent)
    trimmed = pl.col([*schema.names, *extra]).str.strip_chars()
    frame = frame.with_columns(pl.when(trimmed != "").then(trimmed))
    bad_rows: list[BadRows] = []
    for column in schema.columns:
        if column.default is not None:
            frame = frame.with_columns(pl.col(column.name).fill_null(column.default))
        if column.is_required:
            bad_rows += _found(schema, frame, column, messages.EMPTY_CELL, pl.col(column.name).is_null())
        frame, found = _typed(schema, frame, column)
        bad_rows += found
    return frame.select(*schema.names, *extra, *PLACES), bad_rows


def _typed(schema: TableSchema, frame: pl.DataFrame, column: Column) -> tuple[pl.DataFrame, list[BadRows]]:
    """Turn one column into its type."""
    if column.kind == "text" or frame[column.name].null_count() == frame.height:
        return frame.with_columns(pl.col(column.name).cast(column.dtype)), []
    if column.kind == "decimal":
        return _decimals(schema, frame, column)
    if column.kind == "whole":
        return _whole_numbers(schema, frame, column)
    return _words(schema, frame, column)


def _decimals(schema: TableSchema, frame: pl.DataFrame, column: Column) -> tuple[pl.DataFrame, list[BadRows]]:
    """Keep decimals as written, without plus sign, needless zeros in front, and minus before zero."""
    text = pl.col(column.name)
    fits = text.str.contains(_DECIMAL)
    bad = frame.filter(~fits)
    bad_rows: list[BadRows] = []
    for message, pattern in _MISFITS:
        bad_rows += _found(schema, bad, column, message, text.str.contains(pattern))
        bad = bad.filter(~text.str.contains(pattern))
    is_long = text.str.count_matches("[0-9]") > MOST_DIGITS
    bad_rows += _found(schema, frame, column, messages.TOO_MANY_DIGITS, fits & is_long)
    needs_care = text.str.contains(r"^(\+|\.|-\.|-?0[0-9]|-0)")
    canonical = (
        text.str.replace(r"^\+", "")
        .str.replace(r"^(-?)\.", "${1}0.")
        .str.replace(r"^(-?)0+([0-9])", "$1$2")
        .str.replace(r"^-(0(\.0+)?)$", "$1")
    )
    if frame.select(needs_care.any()).item():
        frame = frame.with_columns(pl.when(fits & needs_care).then(canonical).otherwise(text))
    if bad_rows:
        frame = frame.with_columns(pl.when(fits & ~is_long).then(text))
    return frame, bad_rows


def _whole_numbers(schema: TableSchema, frame: pl.DataFrame, column: Column) -> tuple[pl.DataFrame, list[BadRows]]:
    """Read whole numbers from 0 up."""
    text = pl.col(column.name)
    number = text.str.replace(r"\.0+$", "").str.replace(r"^\+", "").cast(pl.Int64, strict=False)
    fits = text.str.contains(_WHOLE)
    bad_rows = [
        *_found(schema, frame, column, messages.NOT_WHOLE, ~fits),
        *_found(schema, frame, column, messages.NEGATIVE, fits & (number < 0)),
    ]
    return frame.with_columns(pl.when(fits & (number >= 0)).then(number).alias(column.name)), bad_rows


def _words(schema: TableSchema, frame: pl.DataFrame, column: Column) -> tuple[pl.DataFrame, list[BadRows]]:
    """Read words of a closed list, and flags, which may be written TRUE as spreadsheets do."""
    is_flag = column.kind == "flag"
    words, message = (("true", "false"), messages.NOT_FLAG) if is_flag else (column.words, messages.UNKNOWN_WORD)
    text = pl.col(column.name).str.to_lowercase() if is_flag else pl.col(column.name)
    fits = text.is_in(words)
    bad_rows = [replace(bad, by=(column.name,)) for bad in _found(schema, frame, column, message, ~fits)]
    typed = text == "true" if is_flag else text
    return frame.with_columns(pl.when(fits).then(typed).alias(column.name)), bad_rows


def _found(schema: TableSchema, frame: pl.DataFrame, column: Column, message: Message, mask: pl.Expr) -> list[BadRows]:
    """Give the bad rows, where there are any."""

    def fill(row: Row) -> dict[str, str]:
        return {
            "written": str(row[column.name]),
            "column": column.name,
            "most": str(MOST_DIGITS),
            "words": ", ".join(column.words),
        }

    return found(message, schema.name, frame.filter(mask), column.name, fill)
