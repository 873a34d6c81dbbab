"""Checks of classes: a scheme that lists the classes it expects takes no row of another one."""

from __future__ import annotations

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.tables import Tables
from kaoping.formula import Precision, exact
from kaoping.scheme.expand import expanded_chain
from kaoping.scheme.model import Indicator, ReductionStep

__all__ = ["expected_found"]


def expected_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find rows of a class that their indicator does not expect."""
    bad_rows: list[BadRows] = []
    for name, indicator in needs.indicators.items():
        for column, step in _expected(indicator):
            bad_rows += _others(tables, name, indicator, column, step)
    return bad_rows


def _expected(indicator: Indicator) -> list[tuple[str, ReductionStep]]:
    """Give the columns whose values the indicator lists, with the reduction that lists them."""
    steps = [step for step in expanded_chain(indicator) if isinstance(step, ReductionStep) and step.expect]
    return [(next(key for key in step.keep if key != "period"), step) for step in steps]


def _others(tables: Tables, name: str, indicator: Indicator, column: str, step: ReductionStep) -> list[BadRows]:
    """Find the rows of other classes, and of none; those that the condition leaves out are no mistake."""
    table, listed = indicator.data.table, ", ".join(step.expect)

    def fill(row: Row) -> dict[str, str]:
        return {"indicator": name, "written": str(row[column] or ""), "column": column, "expected": listed}

    own = tables.table(table).filter(pl.col("indicator") == indicator.rows_id).with_columns(read_by=pl.lit(name))
    words = own[column].drop_nulls().unique().to_list()
    strange = [word for word in words if word not in step.expect and not _is_left_out(step, column, word)]
    is_strange = pl.col(column).is_in(strange) | pl.col(column).is_null()
    return found(messages.NOT_EXPECTED, table, own.filter(is_strange), column, fill, by=("read_by", column))


def _is_left_out(step: ReductionStep, column: str, word: str) -> bool:
    """Tell whether the condition of a reduction, by the class alone, does not hold."""
    if step.where is None or not step.where.names <= {column}:
        return False
    return exact(step.where)({column: word}, Precision()) is False
