"""Checks across rows: repeated rows, units in two groups, several vintages, circles of predecessors."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.schemas import TABLE_SCHEMAS
from kaoping.engine.intake.tables import Tables
from kaoping.errors import Problem

__all__ = ["population_problems", "rows_found"]


def rows_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find rows that contradict each other."""
    bad_rows: list[BadRows] = []
    for table in TABLE_SCHEMAS:
        bad_rows += _repeated(tables, table)
    bad_rows += _memberships(needs, tables)
    bad_rows += _vintages(needs, tables)
    own = tables.peers.filter(pl.col("unit") == pl.col("peer"))
    bad_rows += found(messages.OWN_PEER, "peers", own, "peer", _words)
    both = tables.parameters.filter(pl.col("unit").is_not_null() & pl.col("group").is_not_null())
    bad_rows += found(messages.UNIT_AND_GROUP, "parameters", both, "group", _words)
    return bad_rows + _circles(tables)


def population_problems(needs: Needs, tables: Tables) -> list[Problem]:
    """Find scored periods in which nobody is assessed."""
    assessed = (
        tables.units.filter(pl.col("assessed").fill_null(value=True)).select("period").unique()["period"].to_list()
    )
    empty = [period for period in needs.scheme.periods if period not in assessed and None not in assessed]
    return [Problem(messages.NOT_ASSESSED, None, {"periods": ", ".join(empty)})] if empty else []


def _words(row: Row) -> dict[str, str]:
    """Give all cells of a row as values of a message."""
    return {name: str(cell) for name, cell in row.items()}


def _beside(row: Row) -> dict[str, str]:
    """Give the cells of a row, and the file and row of the one it stands against."""
    return _words(row) | {"file": str(row["other_file"]), "row": str(row["other_row"])}


def _with_first(frame: pl.DataFrame, keys: list[str], *more: str) -> pl.DataFrame:
    """Give every row after the first of its key, with the first one's place and further columns as `other_…`."""
    ordered = frame.sort("source_file", "source_row", maintain_order=True).filter(pl.struct(keys).is_duplicated())
    others = [pl.col(name).first().over(keys).alias(f"other_{name}") for name in ("source_file", "source_row", *more)]
    rest = ordered.with_columns(*others, nth=pl.int_range(pl.len()).over(keys)).filter(pl.col("nth") > 0)
    return rest.rename({"other_source_file": "other_file", "other_source_row": "other_row"})


def _repeated(tables: Tables, table: str) -> list[BadRows]:
    """Find rows with the key of an earlier row."""
    schema = TABLE_SCHEMAS[table]
    required = [name for name in schema.key if name in schema.required]
    keys = list(schema.key)
    message = messages.RATED_TWICE if table == "ratings" else messages.DUPLICATE
    files = ("source_file", "other_file")  # rows of one file that repeat rows of one other were pasted twice

    def fill(row: Row) -> dict[str, str]:
        return _beside(row) | {"columns": ", ".join(name for name in keys if row[name] is not None)}

    frame = tables.table(table).drop_nulls(required)
    repeated = _with_first(frame, keys)
    if table == "units":  # the same unit in another group is another mistake
        repeated = _with_first(frame, [*keys, "group"])
    by = (*files, "rater") if table == "ratings" else files
    return found(message, table, repeated, None, fill, by=by)


def _memberships(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find units in two groups in one scored period, or listed for all periods and again for one."""
    periods = pl.DataFrame({"scored": list(needs.scheme.periods)}, schema={"scored": pl.String})
    units = tables.units.drop_nulls("unit").with_columns(for_all=pl.col("period").is_null())
    everywhere = units.filter("for_all").join(periods, how="cross")
    listed = pl.concat([everywhere, units.filter(~pl.col("for_all")).with_columns(scored="period")])
    twice = _with_first(listed, ["unit", "scored"], "group", "for_all")
    twice = twice.with_columns(other=pl.col("other_group"))
    is_other = pl.col("group") != pl.col("other_group")
    # One row of the file may clash in many periods: it is named once, with the first of them.
    once = ["source_file", "source_row"]

    def fill(row: Row) -> dict[str, str]:
        return _beside(row) | {"period": str(row["scored"])}

    clash = twice.filter(is_other).unique(once, keep="first", maintain_order=True)
    again = twice.filter(~is_other & (pl.col("for_all") != pl.col("other_for_all")))
    again = again.unique(once, keep="first", maintain_order=True)
    return [
        *found(messages.TWO_GROUPS, "units", clash, "group", fill),
        *found(messages.LISTED_TWICE, "units", again, "period", fill),
    ]


def _vintages(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures of which several vintages would count."""
    frame = tables.observations
    key = ["unit", "indicator", "period"]
    if frame["vintage"].null_count() == frame.height:
        return []
    named = {name: indicator.data.vintage for name, indicator in needs.indicators.items()}
    wanted = pl.DataFrame(list(named.items()), schema={"indicator": pl.String, "wanted": pl.String}, orient="row")
    frame = frame.join(wanted, on="indicator", how="inner", maintain_order="left")
    loose = frame.filter(pl.col("wanted").is_null()).unique([*key, "vintage"], keep="first", maintain_order=True)
    bound = frame.filter(pl.col("vintage").is_null() | (pl.col("vintage") == pl.col("wanted")))
    bound = bound.filter(pl.col("wanted").is_not_null()).unique([*key, "vintage"], keep="first", maintain_order=True)
    # The row without vintage is the one to name, whichever stands first.
    stated = bound.drop_nulls("vintage").select(*key, other_file="source_file", other_row="source_row")
    blank = bound.filter(pl.col("vintage").is_null()).join(stated, on=key)

    def fill(row: Row) -> dict[str, str]:
        return _beside(row) | {"vintage": str(row["wanted"])}

    return [
        *found(messages.SEVERAL_VINTAGES, "observations", _with_first(loose, key), "vintage", _beside),
        *found(messages.BLANK_VINTAGE, "observations", blank, "vintage", fill),
    ]


def _circles(tables: Tables) -> list[BadRows]:
    """Find predecessors that lead back to the unit itself: each circle once, at its first row."""
    frame = tables.predecessors.drop_nulls(["unit", "predecessor"]).sort("source_file", "source_row")
    earlier: dict[str, list[str]] = {}
    for unit, predecessor in frame.select("unit", "predecessor").iter_rows():
        earlier.setdefault(unit, []).append(predecessor)
    paths: dict[str, str] = {}
    done: set[str] = set()
    for unit in earlier:
        path = () if unit in done else _circle(unit, earlier)
        if path:
            done.update(path)
            paths[unit] = " → ".join((*path, unit))

    def fill(row: Row) -> dict[str, str]:
        return {"path": paths[str(row["unit"])]}

    rows = frame.filter(pl.col("unit").is_in(list(paths))).unique("unit", keep="first", maintain_order=True)
    return found(messages.CYCLE, "predecessors", rows, "predecessor", fill)


def _circle(start: str, earlier: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Give the shortest way from a unit back to itself; empty where there is none."""
    reached: dict[str, tuple[str, ...]] = {start: (start,)}
    queue = [start]
    for unit in queue:  # it grows while it is walked
        for predecessor in earlier.get(unit, ()):
            if predecessor == start:
                return reached[unit]
            if predecessor not in reached:
                reached[predecessor] = (*reached[unit], predecessor)
                queue.append(predecessor)
    return ()
