"""`contents.csv` of a result folder: what every file there is and what every column means, Chinese first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from kaoping.engine.intake import TABLE_SCHEMAS
from kaoping.engine.intake.schemas import TableSchema
from kaoping.engine.result_schemas import FACTS, FILES, FURTHER_TABLES, LABEL, RESULT_SCHEMAS

__all__ = ["CONTENTS", "contents_table"]

CONTENTS = "contents.csv"
_HEADS = ("文件 file", "列 column", "含义", "meaning")
_KEPT = ("单位的其他属性，原样保存", "another attribute of the unit, kept as delivered")
_Line: TypeAlias = "tuple[str, str, str, str]"


def contents_table(frames: Mapping[str, pl.DataFrame], inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Give a line for every file and, below it, one for every column that it has in this folder.

    frames, inputs: the tables of the result and those that were scored, by name, as they are written.
    """
    lines: list[_Line] = []
    for file, (zh, en) in FILES.items():
        name = file.removesuffix(".csv")
        if name in FURTHER_TABLES and name not in frames:
            continue
        lines.append((file, "", zh, en))
        if name in frames:
            lines += _columns(file, RESULT_SCHEMAS[name], frames[name])
    lines += [("result.json", name, zh, en) for name, (zh, en) in FACTS.items()]
    for name, frame in inputs.items():
        schema = TABLE_SCHEMAS[name]
        lines += [(f"inputs/{name}.csv", "", schema.zh, schema.en), *_columns(f"inputs/{name}.csv", schema, frame)]
    return pl.DataFrame(lines, schema=list(_HEADS), orient="row")


def _columns(file: str, schema: TableSchema, frame: pl.DataFrame) -> Iterator[_Line]:
    """Give the lines of the columns of one table; what the schema does not know is an attribute of the unit."""
    known = {column.name: (column.zh, column.en) for column in (*schema.columns, LABEL)}
    for name in frame.columns:
        yield (file, name, *known.get(name, _KEPT))
