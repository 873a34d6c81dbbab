"""Checks of what is delivered and never used: a figure that would count for nothing is a mistake, not a remark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs, begins_with_figure
from kaoping.engine.intake.schemas import TABLE_SCHEMAS
from kaoping.engine.intake.tables import Tables
from kaoping.engine.predecessors import Predecessors, followed_back, predecessors
from kaoping.scheme.model import Indicator
from kaoping.scheme.period import before, inside, is_period, months_of
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["unread_found"]

_KEYS = {"indicator": pl.String(), "period": pl.String()}
_CAUSE = tuple(_KEYS)
_HINTS = {
    "previous": (
        "上年数取上年同期的完成值：请留空，或在考评方案中写“previous: restated”。",
        "The figure of the year before is taken: leave it empty, or write `previous: restated` in the scheme.",
    ),
    "growth": (
        "增幅由完成值和上年值推算：请留空，或在考评方案中写“growth: given”。",
        "Growth is computed from actual and previous: leave it empty, or write `growth: given` in the scheme.",
    ),
    "row": (
        "请删去这一行；应当计入的，请改考评方案中该指标的规则或公式。",
        "Remove the row; where it should count, change the rule or formula of the indicator in the scheme.",
    ),
    "unlisted": (
        "考评 {scored} 时，“{unit}”自己是被考评单位的，请在单位表中为它加一行，period 填“{scored}”。",
        'Where "{unit}" is assessed itself for {scored}, list it in the units, with {scored} under period.',
    ),
    "continued": (
        "“{unit}”自 {since} 起已由其他单位承接，请写在承接的单位名下，或删去这一行。",
        'Others continue "{unit}" from {since} on: write the figures under them, or remove the row.',
    ),
    "not_followed": (
        "只改名的单位取其原单位的数，请写在原单位名下；由几个单位合并的单位没有自己的上年数，请删去这一行。",
        "Write those of a renamed unit under its predecessor; one merged from several has none: remove them.",
    ),
    "cell": (
        "请留空；应当计入的，请改考评方案中该指标的规则或公式。",
        "Leave it empty; where it should count, change the rule or formula of the indicator in the scheme.",
    ),
}


def unread_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures that their indicator does not read, and those of units that nobody looks back to."""
    bad_rows = [
        *_unread(needs, tables, "observations", "previous"),
        *_unread(needs, tables, "observations", "growth"),
        *_useless(needs, tables),
        *_unread(needs, tables, "targets", "target"),
    ]
    for indicator in needs.indicators.values():
        bad_rows += _beside(needs, tables, indicator)
    return bad_rows + _not_followed(needs, tables)


def _keys(needs: Needs, table: str, years: Callable[[str], Iterable[int]]) -> pl.DataFrame:
    """Give every indicator with the periods of so many years before the scored ones, and those that fill them."""
    pairs = [(name, period) for name in needs.indicators for period in needs.periods(name, table, years(name))]
    return pl.DataFrame(pairs, schema=_KEYS, orient="row")


def _expected(needs: Needs, table: str) -> pl.DataFrame:
    """Give every indicator with the periods of which it reads something in a table."""
    return _keys(needs, table, lambda name: needs.years(name, table))


def _read(needs: Needs, column: str) -> pl.DataFrame:
    """Give every indicator with the periods of which it reads a column."""
    table = "observations" if column == "actual" else ""
    return _keys(needs, table, lambda name: needs.reads(name).get(column, ()))


def _fill(needs: Needs, column: str, *, is_row: bool) -> Callable[[Row], dict[str, str]]:
    """Give what fills the message about an unread figure; the hint says what is read in its place."""

    def fill(row: Row) -> dict[str, str]:
        data = needs.indicators[str(row["indicator"])].data
        hint = "row" if is_row else "cell"
        if (column, data.previous) == ("previous", "published") or (column, data.growth) == ("growth", "computed"):
            hint = column
        values = {name: str(row[name]) for name in ("indicator", "period")}
        zh, en = _HINTS[hint]
        return values | {"column": column, "written": str(row[column]), "hint_zh": zh, "hint_en": en}

    return fill


def _unread(needs: Needs, tables: Tables, table: str, column: str) -> list[BadRows]:
    """Find figures of a column that is not read of their period; of a period that is read otherwise, or not at all.

    Where a table is read for some periods, a row of another period is another mistake.
    """
    given = tables.table(table).drop_nulls(column)
    if given.is_empty():
        return []
    silent = [name for name in needs.indicators if not needs.years(name, table) and table == "targets"]
    rows = given.join(_expected(needs, table), on=list(_KEYS), how="semi", maintain_order="left")
    rows = pl.concat([rows, given.filter(pl.col("indicator").is_in(silent))])
    rows = rows.join(_read(needs, column), on=list(_KEYS), how="anti", maintain_order="left")
    return found(messages.UNREAD, table, rows, column, _fill(needs, column, is_row=table == "targets"), by=_CAUSE)


def _useless(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find rows of earlier years of which nothing is read; beside a figure that is read, the actual may stand."""
    keys = _expected(needs, "observations")
    rows = tables.observations.drop_nulls("actual").join(keys, on=list(_KEYS), how="semi", maintain_order="left")
    rows = rows.join(_read(needs, "actual"), on=list(_KEYS), how="anti", maintain_order="left")
    for column in ("previous", "growth"):
        keys = _read(needs, column).with_columns(is_read=True)
        rows = rows.join(keys, on=list(_KEYS), how="left", maintain_order="left")
        rows = rows.filter(pl.col("is_read").is_null() | pl.col(column).is_null()).drop("is_read")
    return found(messages.UNREAD, "observations", rows, "actual", _fill(needs, "actual", is_row=True), by=_CAUSE)


def _beside(needs: Needs, tables: Tables, indicator: Indicator) -> list[BadRows]:
    """Find figures in the rows of events, tasks, ratings and ballots that no chain reads.

    What stands for an empty cell says nothing that could be lost.
    """
    table, schema = ROW_TABLES[indicator.data.table], TABLE_SCHEMAS[indicator.data.table]
    readers = needs.readers(indicator.id)
    if table.id == "observations" or not readers:
        return []
    names = frozenset(name for reader in readers for name in needs.names[reader.id])
    columns = {column.name: column for column in schema.columns}
    numbers = [column.name for column in table.beside if column.unit is not None and column.name != table.figure]
    unread = [name for name in numbers if name not in names]
    if not any(begins_with_figure(reader) for reader in readers) and table.figure not in names:
        unread.append(table.figure)
    own = tables.table(table.id).filter(pl.col("indicator") == indicator.id)
    bad_rows: list[BadRows] = []
    for name in unread:
        rows = own.drop_nulls(name)
        if (default := columns[name].default) is not None:
            rows = rows.filter(pl.Series([Decimal(text) != Decimal(default) for text in rows[name]], dtype=pl.Boolean))
        fill = _fill(needs, name, is_row=columns[name].is_required)
        bad_rows += found(messages.UNREAD, table.id, rows, name, fill, by=_CAUSE)
    return bad_rows


def _not_followed(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures of units that continue others, or are continued, which nobody takes."""
    sound = [text is not None and is_period(text) for text in tables.predecessors["from_period"]]
    known = predecessors(tables.predecessors.filter(sound).drop_nulls(["unit", "predecessor"]))
    touched = {*known, *tables.predecessors["predecessor"].drop_nulls()}
    listed = sorted(touched.intersection(tables.units["unit"]))
    scored = {part: period for period in needs.scheme.periods for part in inside(period)}
    ends = {earlier: start for own in known.values() for start, units in sorted(own.items()) for earlier in units}

    def fill(row: Row) -> dict[str, str]:
        unit, period = str(row["unit"]), str(row["period"])
        values = {"unit": unit, "period": period, "scored": scored.get(period, ""), "since": ends.get(unit, "")}
        hint = "not_followed"
        if unit in ends and unit not in listed and period in scored:
            hint = "unlisted" if months_of(period)[0] < months_of(ends[unit])[0] else "continued"
        zh, en = _HINTS[hint]
        return values | {"hint_zh": zh.format(**values), "hint_en": en.format(**values)}

    bad_rows: list[BadRows] = []
    for table in ("observations", "targets"):
        rows = tables.table(table).filter(pl.col("unit").is_in(sorted(touched)))
        rows = rows.join(_expected(needs, table), on=list(_KEYS), how="semi", maintain_order="left")
        taken = _taken(needs, table, listed, known)
        rows = rows.join(taken, on=taken.columns, how="anti", maintain_order="left")
        bad_rows += found(messages.NOT_FOLLOWED, table, rows, "unit", fill, by=("unit", "period"))
    return bad_rows


def _taken(needs: Needs, table: str, units: Iterable[str], known: Predecessors) -> pl.DataFrame:
    """Give the figures taken for some units: those of their own, and of the units that they are followed back to."""
    asking = [
        {"indicator": name, "unit": unit, "period": part, "earlier": before(part, back)}
        for name in needs.indicators
        for back in needs.years(name, table)
        for part in needs.parts(name, [0])
        for unit in units
    ]
    asking += [
        {"indicator": name, "unit": unit, "period": part, "earlier": near}
        for name in (needs.indicators if table == "observations" else ())
        for part, periods in needs.nearby(name).items()
        for near in periods
        for unit in units
    ]
    frame = pl.DataFrame(asking, schema=dict.fromkeys(("indicator", "unit", "period", "earlier"), pl.String))
    return frame.select("indicator", followed_back(frame, known), period="earlier")
