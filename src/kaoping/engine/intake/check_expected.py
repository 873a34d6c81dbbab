"""Checks of classes: a scheme that lists the classes it expects takes no row of another one."""

from __future__ import annotations

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.tables import Tables
from kaoping.scheme.expand import expanded_chain
from kaoping.scheme.model import Indicator, ReductionStep

__all__ = ["expected_found"]


def expected_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find rows of a class that their indicator does not expect."""
    bad_rows: list[BadRows] = []
    for name, indicator in needs.indicators.items():
        for column, expected in _expected(indicator):
            bad_rows += _others(tables, name, indicator, column, expected)
    return bad_rows


def _expected(indicator: Indicator) -> list[tuple[str, tuple[str, ...]]]:
    """Give the columns whose values the indicator lists, with these."""
    steps = [step for step in expanded_chain(indicator) if isinstance(step, ReductionStep) and step.expect]
    return [(next(key for key in step.keep if key != "period"), step.expect) for step in steps]


def _others(tables: Tables, name: str, indicator: Indicator, column: str, expected: tuple[str, ...]) -> list[BadRows]:
    """Find the rows of other classes."""
    table = indicator.data.table

    def fill(row: Row) -> dict[str, str]:
        return {"indicator": name, "written": str(row[column]), "column": column, "expected": ", ".join(expected)}

    own = tables.table(table).filter(pl.col("indicator") == name)
    return found(messages.NOT_EXPECTED, table, own.filter(~pl.col(column).is_in(list(expected))), column, fill)
