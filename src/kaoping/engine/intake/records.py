"""CSV record by record: the exact row of everything, for files that the fast path cannot vouch for."""

from __future__ import annotations

import csv
import io
from collections import Counter

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import LIMIT
from kaoping.engine.intake.frames import HEADER_ROW
from kaoping.errors import Cell, Problem

__all__ = ["header_of", "read_records", "row_at"]

_SEPARATORS = {";": ("分号", "semicolons"), "\t": ("制表符", "tabs"), "，": ("全角逗号", "full-width commas")}


def header_of(text: str, name: str) -> tuple[list[str], list[Problem]]:
    """Give the column names of the first row, or what is wrong with them."""
    if not text.strip():
        return [], [Problem(messages.EMPTY_FILE, Cell(name), {"header": "unit,indicator,period,actual"})]
    try:
        header = [column.strip() for column in next(csv.reader(io.StringIO(text, newline=""), strict=True))]
    except csv.Error:
        return [], [Problem(messages.QUOTES, Cell(name, HEADER_ROW))]
    if len(header) == 1:
        for separator, (zh, en) in _SEPARATORS.items():
            if separator in header[0]:
                values = {"separator_zh": zh, "separator_en": en}
                return [], [Problem(messages.WRONG_SEPARATOR, Cell(name, HEADER_ROW), values)]
    problems = [
        Problem(messages.EMPTY_HEADER, Cell(name, HEADER_ROW), {"number": str(number)})
        for number, column in enumerate(header, start=1)
        if not column
    ]
    problems += [
        Problem(messages.DUPLICATE_HEADER, Cell(name, HEADER_ROW, column), {"name": column})
        for column, count in Counter(header).items()
        if column and count > 1
    ]
    return header, problems


def read_records(text: str, header: list[str], name: str) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read every record with its row; blank lines count as rows and hold nothing."""
    rows: list[list[str]] = []
    places: list[int] = []
    problems: list[Problem] = []
    ragged = 0
    at = HEADER_ROW
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    next(reader)
    try:
        for at, record in enumerate(reader, start=HEADER_ROW + 1):
            if not any(cell.strip() for cell in record):
                continue
            if len(record) == len(header):
                rows.append(record)
                places.append(at)
                continue
            ragged += 1
            if ragged <= LIMIT:
                values = {"count": str(len(record)), "expected": str(len(header))}
                problems.append(Problem(messages.RAGGED, Cell(name, at), values))
    except csv.Error:
        problems.append(Problem(messages.QUOTES, Cell(name, at + 1)))
    if ragged > LIMIT:
        values = {"code": messages.RAGGED.code, "count": str(ragged - LIMIT)}
        problems.append(Problem(messages.MORE, Cell(name), values))
    if problems:
        return None, problems
    frame = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row")
    return frame.with_columns(pl.lit(name).alias("source_file"), pl.Series("source_row", places, dtype=pl.Int64)), []


def row_at(before: str) -> int:
    """Give the row in which a text ends that breaks off somewhere: line breaks inside quotes begin no row."""
    return HEADER_ROW + sum(outside.count("\n") for outside in before.split('"')[::2])
