"""One file as a frame of text: CSV (UTF-8 or GB18030, plain or gzipped) or Parquet, with every row's place.

The fast path is Polars; whatever it cannot vouch for (ragged rows, blank lines, line breaks inside quotes)
is read again record by record in `records.py`, which knows the exact row numbers and every problem.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.frames import HEADER_ROW, as_text
from kaoping.engine.intake.records import header_of, read_records, row_at
from kaoping.errors import Cell, Problem

__all__ = ["MOST_BYTES", "SUFFIXES", "read_table"]

MOST_BYTES = 2 * 1024**3
SUFFIXES = (".csv", ".csv.gz", ".parquet")

_CHUNK = 1 << 20
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "Excel 工作簿或压缩包", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel 工作簿", "an old Excel workbook"),
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"\x1f\x8b", "gzip 压缩文件（文件名应以 .gz 结尾）", "a gzip file (its name should end in .gz)"),
    (b"\xff\xfe", "UTF-16 文本", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 文本", "UTF-16 text"),
    (b"PAR1", "Parquet 文件（文件名应以 .parquet 结尾）", "a Parquet file (its name should end in .parquet)"),
)


def read_table(path: Path, name: str) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Give the file as text with `source_file` (the name given) and `source_row`, or what is wrong with it."""
    if path.stat().st_size > MOST_BYTES:
        return None, [_too_big(name, path.stat().st_size)]
    if path.suffix == ".parquet":
        return _read_parquet(path, name)
    try:
        data = _unpacked(path) if path.suffix == ".gz" else path.read_bytes()
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        return None, [Problem(messages.BROKEN, Cell(name), {"kind": "gzip", "reason": str(error)})]
    if len(data) > MOST_BYTES:
        return None, [_too_big(name, len(data))]
    return _read_csv(data, name)


def _too_big(name: str, size: int) -> Problem:
    """Say that a file is too big."""
    values = {"size": f"{size / 1024**3:.1f}", "most": f"{MOST_BYTES / 1024**3:g}"}
    return Problem(messages.TOO_BIG, Cell(name), values)


def _unpacked(path: Path) -> bytes:
    """Unpack, but no further than the bound and a little: a small file may unpack without end."""
    parts: list[bytes] = []
    size = 0
    with gzip.open(path) as stream:
        while size <= MOST_BYTES and (part := stream.read(_CHUNK)):
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def _read_parquet(path: Path, name: str) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read Parquet; rows count as if a header stood above them."""
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        return None, [_broken_parquet(name, str(error).splitlines()[0])]
    except pl.exceptions.PanicException:  # no PolarsError: the reader trusts the sizes that stand in a page
        return None, [_broken_parquet(name, "a page is not as long as it says")]
    text, problems = as_text(frame.drop("source_file", "source_row", strict=False), name)
    return (None if problems else text), problems


def _broken_parquet(name: str, reason: str) -> Problem:
    """Say that a Parquet file is broken."""
    return Problem(messages.BROKEN, Cell(name), {"kind": "Parquet", "reason": reason})


def _read_csv(data: bytes, name: str) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read CSV from its bytes."""
    text, problems = _decoded(data, name)
    if problems:
        return None, problems
    header, problems = header_of(text, name)
    if problems:
        return None, problems
    frame = _read_fast(text, header)
    if frame is None:
        return read_records(text, header, name)
    return frame.with_columns(
        pl.lit(name).alias("source_file"),
        pl.int_range(HEADER_ROW + 1, pl.len() + HEADER_ROW + 1, dtype=pl.Int64).alias("source_row"),
    ), []


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Give the text: UTF-8 with or without a mark in front, else GB18030."""
    for signature, zh, en in _SIGNATURES:
        if data.startswith(signature):
            return "", [Problem(messages.NOT_TEXT, Cell(name), {"kind_zh": zh, "kind_en": en})]
    if b"\0" in data:
        kinds = {"kind_zh": "二进制文件", "kind_en": "a binary file"}
        return "", [Problem(messages.NOT_TEXT, Cell(name), kinds)]
    furthest, before = -1, ""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
            before = data[:furthest].decode(encoding, errors="replace")
    shown = data[furthest : furthest + 4].hex(" ").upper()
    return "", [Problem(messages.UNDECODABLE, Cell(name, row_at(before)), {"bytes": shown})]


def _read_fast(text: str, header: list[str]) -> pl.DataFrame | None:
    """Read with Polars; None where only the slow path knows the exact rows.

    Polars fills short rows without a word. Rows are whole when the commas outside of cells are as many as the
    header says; row numbers are exact when every row is one line.
    """
    if not text.endswith("\n"):
        text += "\n"
    try:
        frame = pl.read_csv(text.encode(), infer_schema=False, new_columns=header)
    except pl.exceptions.PolarsError:
        return None
    if frame.height + 1 != text.count("\n") or frame.columns != header:
        return None
    inside = 0
    if '"' in text:
        cells = pl.all().fill_null("")
        if frame.select(pl.any_horizontal(cells.str.contains('"', literal=True).any())).item():
            return None
        counts = frame.select(cells.str.count_matches(",", literal=True).sum())
        inside = sum(counts.row(0)) + "".join(header).count(",")
    if text.count(",") - inside != (frame.height + 1) * (len(header) - 1):
        return None
    is_blank = pl.col(header[0]).fill_null("").str.strip_chars() == ""
    blank = frame.filter(is_blank).select(pl.all_horizontal(pl.all().fill_null("").str.strip_chars() == ""))
    return None if blank.to_series().any() else frame
