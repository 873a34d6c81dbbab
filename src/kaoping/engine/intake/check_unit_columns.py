"""Checks of the unit columns that a scheme declares: there, filled in for every assessed unit, and what they hold."""

from __future__ import annotations

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Fill, Near, Row, found
from kaoping.engine.intake.frames import HEADER_ROW
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.engine.intake.tables import Tables
from kaoping.errors import Cell, Problem
from kaoping.scheme.model import UnitColumn

__all__ = ["unit_column_problems", "unit_columns_found"]


def unit_column_problems(needs: Needs, tables: Tables) -> list[Problem]:
    """Find declared columns that the units lack."""
    units = tables.units
    file = str(units["source_file"][0]) if units.height else TABLE_SCHEMAS["units"].name
    near = Near(tuple(name for name in units.columns if name not in {*TABLE_SCHEMAS["units"].names, *PLACES}))
    return [
        Problem(messages.NO_UNIT_COLUMN, Cell(file, HEADER_ROW), near.of(column.id) | _titles(column))
        for column in needs.scheme.unit_columns
        if column.id not in units.columns
    ]


def unit_columns_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find cells of assessed units that are empty, and flags that are neither true nor false."""
    bad_rows: list[BadRows] = []
    assessed = tables.units.filter(pl.col("assessed").fill_null(value=True))
    for column in needs.scheme.unit_columns:
        if column.id in assessed.columns:
            cell = pl.col(column.id)
            fits = cell.is_not_null() if column.holds == "name" else cell.str.to_lowercase().is_in(["true", "false"])
            bad = assessed.filter(~fits.fill_null(value=False))
            bad_rows += found(messages.UNIT_COLUMN_CELL, "units", bad, column.id, _filled(column))
    return bad_rows


def _filled(column: UnitColumn) -> Fill:
    """Give what fills in the message about a cell of a column."""

    def fill(row: Row) -> dict[str, str]:
        written = row[column.id]
        words = {"expected_zh": "名称", "expected_en": "a name"}
        if column.holds == "flag":
            words = {"expected_zh": " true 或 false", "expected_en": "true or false"}
        said = ("空的", "empty") if written is None else (f"“{written}”", f'"{written}"')
        return {"name": column.id, "said_zh": said[0], "said_en": said[1]} | words | _titles(column)

    return fill


def _titles(column: UnitColumn) -> dict[str, str]:
    return {"title_zh": column.title.zh, "title_en": column.title.en}
