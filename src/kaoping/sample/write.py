"""The tables of the sample city as CSV files: the label in every row, the same bytes for the same seed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kaoping.engine import DEMO_LABEL, TABLE_SCHEMAS

__all__ = ["write_sample"]


def write_sample(tables: Mapping[str, Sequence[Mapping[str, Any]]], folder: Path) -> list[Path]:
    """Write one file a table, with a mark of UTF-8 for spreadsheets; gives the files. The folder is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        path.write_bytes(_csv(name, rows).encode("utf-8-sig"))
        written.append(path)
    return written


def _csv(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write a table with the columns that are used, in the order of their schema, those of a scheme, the label last."""
    labelled = [{**row, "demo": "true", "data_label": DEMO_LABEL} for row in rows]
    used = {column for row in labelled for column in row}
    schema = TABLE_SCHEMAS[name]
    declared = [column for column in schema.names if column in used]
    declared += sorted(used - {*schema.names, "data_label"}) if schema.keeps_others else []
    text = io.StringIO()
    writer = csv.DictWriter(text, [*declared, "data_label"], extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(labelled)
    return text.getvalue()
