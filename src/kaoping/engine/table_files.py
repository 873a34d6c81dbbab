"""The tables of a result as files: CSV that spreadsheets show as it is, Parquet beside it, both read back as written.

CSV begins with a byte order mark, see decisions/0009; every reader of ours takes files with and without it.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import polars as pl

from kaoping.engine.result_schemas import RESULT_SCHEMAS

__all__ = ["csv_of", "is_same_in_parquet", "read_csv", "read_result_table"]

_STARTS = "[=+@\t\r\n＝＋－＠-]"
_RISKY, _GUARDED = f"^'?{_STARTS}", f"^''?{_STARTS}"


def csv_of(frame: pl.DataFrame) -> bytes:
    """Write UTF-8 CSV; a cell that a spreadsheet would take for a formula is written behind an apostrophe.

    So is one that begins with an apostrophe and looks guarded already, for reading takes one off.
    """
    texts = pl.col(pl.String)
    is_number = texts.str.contains(r"^-[0-9]+(\.[0-9]+)?$")
    is_risky = texts.str.contains(_RISKY) & ~is_number
    guarded = frame.with_columns(pl.when(is_risky).then("'" + texts).otherwise(texts).name.keep())
    return BOM_UTF8 + guarded.write_csv(line_terminator="\n").encode("utf-8")


def read_csv(path: Path) -> pl.DataFrame:
    """Read a table written by us: text, empty is missing, the apostrophe of guarded cells taken off."""
    frame = pl.read_csv(path.read_bytes().removeprefix(BOM_UTF8), infer_schema=False)
    texts = pl.col(pl.String)
    return frame.with_columns(
        pl.when(texts.str.contains(_GUARDED)).then(texts.str.slice(1)).otherwise(texts).name.keep()
    )


def read_result_table(path: Path) -> pl.DataFrame:
    """Read a table of the result: its counts and places are whole numbers. It may lack columns of its schema."""
    frame = read_csv(path)
    whole = [column.name for column in RESULT_SCHEMAS[path.stem].columns if column.kind == "whole"]
    return frame.with_columns(pl.col(name).cast(pl.Int64) for name in whole if name in frame.columns)


def is_same_in_parquet(path: Path, frame: pl.DataFrame) -> bool:
    """Tell whether a Parquet file is there and holds this very table; its bytes may differ from machine to machine."""
    try:
        return pl.read_parquet(path).equals(frame)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):  # a broken file can make Polars panic
        return False
