"""Checks of figures: unit of measure, limits, targets, growth and its basis, status, evidence, times."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Row, found
from kaoping.engine.intake.needs import Needs
from kaoping.engine.intake.tables import Tables
from kaoping.scheme.model import Indicator, Limits
from kaoping.scheme.period import parts_of
from kaoping.scheme.row_tables import ROW_TABLES

__all__ = ["figures_found"]

_NEARLY = 1e-9  # relative; closer to a limit than this, the decimals themselves decide


def figures_found(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures that cannot be meant as they stand."""
    indicators = needs.indicators
    bad_rows = [
        *_measured(indicators, tables.observations),
        *_growth(indicators, tables.observations),
        *_targets(needs, tables),
        *_evidence(indicators, tables),
        *_statuses(tables, "observations", "actual"),
        *_statuses(tables, "ratings", "points"),
        *_statuses(tables, "tasks", "actual"),
    ]
    for name, indicator in indicators.items():
        if indicator.data.limits is not None:
            own = tables.observations.filter(pl.col("indicator") == name)
            bad_rows += _outside(own, "actual", indicator.data.limits)
            bad_rows += _outside(own, "previous", indicator.data.limits)
    times, weights = (_not_above_zero(*at) for at in ((tables.events, "times"), (tables.tasks, "task_weight")))
    bad_rows += found(messages.TIMES, "events", times, "times", _words)
    bad_rows += found(messages.TASK_WEIGHT, "tasks", weights, "task_weight", _words)
    bad_rows += _weightless(needs, tables.tasks)
    share = pl.col("share").cast(pl.Float64)
    outside = tables.events.filter((share <= 0) | (share > 1))
    return bad_rows + found(messages.SHARE, "events", outside, "share", _words)


def _not_above_zero(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Give the rows whose number is zero or negative."""
    return frame.filter(pl.col(column).cast(pl.Float64) <= 0)


def _weightless(needs: Needs, frame: pl.DataFrame) -> list[BadRows]:
    """Find tasks without the weight that their indicator reads; where none has one, the column is the one cause."""
    weighing = [entry.rows_id for name, entry in needs.indicators.items() if "task_weight" in needs.names[name]]
    own = frame.filter(pl.col("indicator").is_in(weighing))
    bare = own.filter(pl.col("task_weight").is_null())
    by = ("indicator",) if bare.height == own.height else None
    return found(messages.EMPTY_CELL, "tasks", bare, "task_weight", lambda _: {"column": "task_weight"}, by=by)


def _words(row: Row) -> dict[str, str]:
    """Give all cells of a row as values of a message."""
    return {name: str(cell) for name, cell in row.items()}


def _against(frame: pl.DataFrame, column: str, expected: Mapping[str, str | None]) -> pl.DataFrame:
    """Give the rows whose word is not the one their indicator expects; `expected` stands beside it."""
    said = pl.col("indicator").replace_strict(expected, default=None, return_dtype=pl.String)
    beside = frame.with_columns(written=column, expected=said)
    return beside.filter(pl.col("written") != pl.col("expected"))


def _measured(indicators: Mapping[str, Indicator], frame: pl.DataFrame) -> list[BadRows]:
    """Find figures in another unit of measure."""
    expected = {name: indicator.unit_of_measure for name, indicator in indicators.items()}
    wrong = _against(frame, "unit_of_measure", expected)
    return found(
        messages.UNIT_OF_MEASURE, "observations", wrong, "unit_of_measure", _words, by=("indicator", "written")
    )


def _growth(indicators: Mapping[str, Indicator], frame: pl.DataFrame) -> list[BadRows]:
    """Find growth without a basis, or on another basis than the scheme takes."""
    expected = {name: indicator.data.growth_basis for name, indicator in indicators.items()}
    given = frame.drop_nulls("growth")
    baseless = given.filter(pl.col("growth_basis").is_null())
    other = _against(given, "growth_basis", expected)
    return [
        *found(messages.NO_BASIS, "observations", baseless, "growth_basis", _words),
        *found(messages.OTHER_BASIS, "observations", other, "growth_basis", _words, by=("indicator", "written")),
    ]


def _targets(needs: Needs, tables: Tables) -> list[BadRows]:
    """Find figures of assessed units that score against a target which is not there: one cause for each indicator."""
    wanted = [
        (name, period, part)
        for name in sorted(name for name in needs.indicators if "target" in needs.names[name])
        for period in needs.scheme.periods
        for part in parts_of(period, needs.indicators[name].data.every)
    ]
    keys = pl.DataFrame(wanted, schema=dict.fromkeys(("against", "scored", "period"), pl.String), orient="row")
    figures = _scored(needs, tables).drop_nulls("actual").join(keys, on=["against", "period"], maintain_order="left")
    figures = figures.join(_assessed(needs, tables), on=["unit", "scored"], how="semi", maintain_order="left")
    target = tables.targets.select("unit", "period", against="indicator")
    alone = figures.join(target, on=["unit", "against", "period"], how="anti", maintain_order="left")
    return found(messages.NO_TARGET, "observations", alone, None, _words, by=("against",))


def _assessed(needs: Needs, tables: Tables) -> pl.DataFrame:
    """Give the units that are assessed, with the scored periods in which they are."""
    periods = pl.DataFrame({"scored": list(needs.scheme.periods)}, schema={"scored": pl.String})
    units = tables.units.filter(pl.col("assessed").fill_null(value=True))
    always = units.filter(pl.col("period").is_null()).select("unit").join(periods, how="cross")
    return pl.concat([always, units.drop_nulls("period").select("unit", scored="period")])


def _scored(needs: Needs, tables: Tables) -> pl.DataFrame:
    """Give the observations, with the indicator that scores them as `against`.

    Those of an indicator that derives its figure are the rows of one of its variables.
    """
    derived = {name: entry.data.derive for name, entry in needs.indicators.items() if entry.data.derive is not None}
    frames = [tables.observations.with_columns(against="indicator")]
    for name, derive in derived.items():
        own = tables.observations.filter(pl.col("indicator") == min(derive.names))
        frames.append(own.with_columns(against=pl.lit(name)))
    return pl.concat(frames)


def _evidence(indicators: Mapping[str, Indicator], tables: Tables) -> list[BadRows]:
    """Find figures that need evidence and name none; where none of an indicator does, that is one cause.

    An event needs it whether it has points of its own or takes those of its kind.
    """
    bad_rows: list[BadRows] = []
    for name, indicator in indicators.items():
        if indicator.data.evidence != "required":
            continue
        table = ROW_TABLES[indicator.data.table]
        own = tables.table(table.id).filter(pl.col("indicator") == name)
        own = own if table.id == "events" else own.drop_nulls(table.figure)
        bare = own.filter(pl.col("evidence").is_null())
        by = ("indicator",) if bare.height == own.height else None
        bad_rows += found(messages.NO_EVIDENCE, table.id, bare, "evidence", _words, by=by)
    return bad_rows


def _statuses(tables: Tables, table: str, figure: str) -> list[BadRows]:
    """Find a status beside a figure."""

    def fill(row: Row) -> dict[str, str]:
        return {"figure": str(row[figure]), "status": str(row["status"])}

    both = tables.table(table).drop_nulls([figure, "status"])
    return found(messages.STATUS_AND_FIGURE, table, both, "status", fill)


def _outside(frame: pl.DataFrame, column: str, limits: Limits) -> list[BadRows]:
    """Find figures outside the limits; both ends are allowed. Only figures near a limit need exact decimals."""
    number = pl.col(column).cast(pl.Float64)
    outside = pl.lit(value=False)
    for bound, sign in ((limits.min, 1.0), (limits.max, -1.0)):
        if bound is not None:
            slack = _NEARLY * max(1.0, abs(float(bound)))
            outside = outside | (sign * (number - float(bound)) < slack)
    suspects = frame.drop_nulls(column).filter(outside)
    low = Decimal("-Infinity") if limits.min is None else limits.min
    high = Decimal("Infinity") if limits.max is None else limits.max
    is_bad = [not low <= Decimal(text) <= high for text in suspects[column]]
    texts = {
        "limits_zh": _range(limits, ("{}～{}", "不小于 {}", "不大于 {}")),
        "limits_en": _range(limits, ("{} to {}", "at least {}", "at most {}")),
    }

    def fill(row: Row) -> dict[str, str]:
        return {"written": str(row[column]), **texts}

    return found(
        messages.OUTSIDE_LIMITS, "observations", suspects.filter(pl.Series(is_bad, dtype=pl.Boolean)), column, fill
    )


def _range(limits: Limits, words: tuple[str, str, str]) -> str:
    """Give the limits in words: both, the least only, or the most only."""
    if limits.min is None:
        return words[2].format(limits.max)
    return words[1].format(limits.min) if limits.max is None else words[0].format(limits.min, limits.max)
