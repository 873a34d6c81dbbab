"""Checks of periods: written in a known form, of the scheme, and with the unit on that period's list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.tables import Tables
from kaoping.scheme import years_back
from kaoping.scheme.period import before, inside, is_period
from kaoping.scheme.period_spelling import written_otherwise
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["periods_found"]

_SHOWN = 6


def periods_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find every period that nothing reads."""
    scored = needs.scheme.periods
    parts = [part for period in scored for part in inside(period)]
    bad_rows: list[BadRows] = []
    for table in ("observations", "targets"):
        bad_rows += _of_indicators(tables, table, _expected(needs, table))
    for table in (name for name in ROW_TABLES if name != "observations"):
        bad_rows += _of_rows(needs, tables, table, parts)
    for table in ("peers", "findings"):
        bad_rows += _of_table(tables, table, "period", parts)
    for table in ("units", "parameters", "published"):
        bad_rows += _of_table(tables, table, "period", scored)
    bad_rows += _of_table(tables, "predecessors", "from_period", _followed(needs))
    for table in ("targets", *ROW_TABLES, "findings"):
        bad_rows += _unlisted(needs, tables, table)
    return bad_rows


def _expected(needs: Needs, table: str) -> dict[str, tuple[str, ...]]:
    """Give the periods each indicator reads in a table: parts of the scored ones, and earlier ones where used.

    An indicator that reads nothing of the table has none: another check refuses its rows.
    """
    found = {}
    for name in needs.indicators:
        years = needs.years(name, table)
        if years:
            found[name] = needs.periods(name, table, years)
    return found


def _followed(needs: Needs) -> list[str]:
    """Give the periods from which a unit may continue another: those of the years that are looked past."""
    scored = needs.scheme.periods
    back = max((back for name in needs.indicators for years in needs.reads(name).values() for back in years), default=0)
    back = max(back, *(years_back(outcome) for outcome in needs.scheme.outcomes), 1)
    return [part for years in range(back) for period in scored for part in inside(before(period, years))]


def _of_indicators(tables: Tables, table: str, expected: Mapping[str, tuple[str, ...]]) -> list[BadRows]:
    """Find the periods that their row's indicator does not read."""
    return _unexpected(table, tables.table(table), expected)


def _unexpected(table: str, frame: pl.DataFrame, expected: Mapping[str, tuple[str, ...]]) -> list[BadRows]:
    """Find among some rows of a table the periods that their indicator does not read."""
    pairs = frame.select("indicator", "period").unique().drop_nulls()
    bad = [
        (indicator, period)
        for indicator, period in pairs.iter_rows()
        if indicator in expected and period not in expected[indicator]
    ]

    keys = pl.DataFrame(
        [(indicator, period, _shown(expected[indicator])) for indicator, period in bad],
        schema={"indicator": pl.String, "period": pl.String, "expected": pl.String},
        orient="row",
    )
    return _split(
        table,
        frame.join(keys, on=["indicator", "period"], how="inner"),
        "period",
        lambda row: expected[str(row["indicator"])],
    )


def _of_rows(needs: Needs, tables: Tables, table: str, parts: Sequence[str]) -> list[BadRows]:
    """Find the periods of rows that no reduction looks at.

    Where the indicator says how often they come they stand under those periods, else under any in the scored one.
    """
    frame = tables.table(table)
    said = {name for name, indicator in needs.indicators.items() if indicator.data.every != "scored_period"}
    names = frame["indicator"].drop_nulls().unique().to_list()
    return _unexpected(table, frame, {name: needs.parts(name, [0]) if name in said else tuple(parts) for name in names})


def _of_table(tables: Tables, table: str, column: str, expected: Iterable[str]) -> list[BadRows]:
    """Find the periods of a table that are none of those expected."""
    listed = list(dict.fromkeys(expected))
    rows = tables.table(table).filter(~pl.col(column).is_in(listed)).with_columns(expected=pl.lit(_shown(listed)))
    return _split(table, rows, column, lambda _: listed)


def _split(table: str, rows: pl.DataFrame, column: str, expected: Callable[[Row], Sequence[str]]) -> list[BadRows]:
    """Tell periods written in no known form from those that are only not read; `expected` stands beside them too."""

    def fill(row: Row) -> dict[str, str]:
        written = str(row[column])
        return {"written": written, "expected": str(row["expected"])} | written_otherwise(written, expected(row))

    formless = [period for period in rows[column].unique().to_list() if not is_period(period)]
    is_formless, by = pl.col(column).is_in(formless), (column, "expected")
    return [
        *found(messages.PERIOD_FORM, table, rows.filter(is_formless), column, fill, by=by),
        *found(messages.WRONG_PERIOD, table, rows.filter(~is_formless), column, fill, by=by),
    ]


def _shown(expected: Sequence[str]) -> str:
    """Give the first of some periods as a text."""
    return ", ".join(expected[:_SHOWN]) + (", …" if expected[_SHOWN:] else "")


def _unlisted(needs: Needs, tables: Tables, table: str) -> list[BadRows]:
    """Find rows whose unit exists, but is not listed for the scored period the row belongs to."""
    units = tables.units
    if units["period"].null_count() == units.height:
        return []
    parts = pl.DataFrame(
        [(period, part) for period in needs.scheme.periods for part in inside(period)],
        schema={"scored": pl.String, "period": pl.String},
        orient="row",
    )
    listed = pl.concat(
        [
            units.filter(pl.col("period").is_null()).select("unit").join(parts.select("period"), how="cross"),
            units.select("unit", scored="period").join(parts, on="scored").select("unit", "period"),
        ]
    )
    rows = tables.table(table).join(units, on="unit", how="semi").join(parts, on="period", how="semi")

    def fill(row: Row) -> dict[str, str]:
        return {"unit": str(row["unit"]), "period": str(row["period"])}

    rows = rows.join(listed, on=["unit", "period"], how="anti")
    return found(messages.UNIT_NOT_LISTED, table, rows, "unit", fill, by=("unit", "period"))
