"""Checks of names: every unit, peer, indicator, group, parameter and finding that is named has to exist."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Near, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.tables import Tables
from kaoping.errors import Message
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["names_found"]

_INDICATOR_TABLES = (*ROW_TABLES, "targets", "parameters")
_UNIT_TABLES = (*_INDICATOR_TABLES, "peers", "predecessors", "findings", "published")


def names_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find every name that does not exist."""
    scheme = needs.scheme
    units = tables.units["unit"].drop_nulls().unique(maintain_order=True)
    groups = _names(group.id for group in scheme.groups)
    leaves = _names(needs.indicators)
    scored = [name for name in needs.indicators if name not in needs.variables]
    nodes = _names([*scored, *(node.id for node in scheme.nodes() if node.id not in needs.indicators)])
    effects = _names(entry.id for entry in scheme.findable)
    bad_rows = [
        *_unknown(tables, "units", "group", groups, messages.UNKNOWN_GROUP),
        *_unknown(tables, "peers", "peer", units, messages.UNKNOWN_PEER),
        *_unknown(tables, "parameters", "group", groups, messages.UNKNOWN_GROUP),
        *_unknown(tables, "parameters", "parameter", _names(needs.parameters), messages.UNKNOWN_PARAMETER),
        *_unknown(tables, "findings", "finding", effects, messages.UNKNOWN_FINDING),
    ]
    followed = pl.concat([units, tables.predecessors["predecessor"].drop_nulls()]).unique(maintain_order=True)
    for table in _UNIT_TABLES:
        known = followed if table in ("observations", "targets") else units
        bad_rows += _unknown(tables, table, "unit", known, messages.UNKNOWN_UNIT)
    for table in _INDICATOR_TABLES:
        known = nodes if table == "parameters" else leaves
        bad_rows += _unknown(tables, table, "indicator", known, messages.UNKNOWN_INDICATOR)
    for table in ROW_TABLES:
        bad_rows += _wrong_table(needs, tables, table)
    return bad_rows + _derived(needs, tables) + _of_others(needs, tables)


def _names(names: Iterable[str]) -> pl.Series:
    """Give names as a column."""
    return pl.Series(sorted(names) if isinstance(names, frozenset) else list(names), dtype=pl.String)


def _unknown(tables: Tables, table: str, column: str, known: pl.Series, message: Message) -> list[BadRows]:
    """Find the names in a column that are not known."""
    frame = tables.table(table)
    names = frame.select(pl.col(column).drop_nulls().unique())
    strange = names.join(known.alias(column).to_frame(), on=column, how="anti")
    if strange.is_empty():
        return []
    near = Near(tuple(known))

    def fill(row: Row) -> dict[str, str]:
        return near.of(str(row[column]))

    return found(message, table, frame.join(strange, on=column, how="semi"), column, fill, by=(column,))


def _derived(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures delivered for indicators that derive theirs from variables."""
    uses = {name: entry.data.uses for name, entry in needs.indicators.items() if entry.data.derive is not None}

    def fill(row: Row) -> dict[str, str]:
        name = str(row["indicator"])
        return {"name": name, "variables": ", ".join(uses[name])}

    rows = tables.observations.filter(pl.col("indicator").is_in(list(uses)))
    return found(messages.DERIVED, "observations", rows, "indicator", fill)


def _of_others(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find rows delivered for indicators that read the rows of another."""
    others = {name: entry.rows_id for name, entry in needs.indicators.items() if entry.rows_id != name}

    def fill(row: Row) -> dict[str, str]:
        name = str(row["indicator"])
        return {"name": name, "other": others[name]}

    bad_rows: list[BadRows] = []
    for table in ROW_TABLES:
        rows = tables.table(table).filter(pl.col("indicator").is_in(list(others)))
        bad_rows += found(messages.ROWS_OF_ANOTHER, table, rows, "indicator", fill, by=("indicator",))
    return bad_rows


def _wrong_table(needs: Needs, tables: Tables, table: str) -> list[BadRows]:
    """Find rows of indicators that read another table."""
    others = {name: entry.data.table for name, entry in needs.indicators.items() if entry.data.table != table}

    def fill(row: Row) -> dict[str, str]:
        name = str(row["indicator"])
        return {"name": name, "table": table, "expected": others[name]}

    rows = tables.table(table).filter(pl.col("indicator").is_in(list(others))).with_columns(table=pl.lit(table))
    return found(messages.WRONG_TABLE, table, rows, "indicator", fill, by=("indicator", "table"))
