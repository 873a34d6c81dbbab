"""From a raw file to rows of a tidy table, as one source of `data.yaml` says."""

from __future__ import annotations

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Fill, Near, found
from kaoping.engine.intake.mapping import Source
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.errors import Location, Problem

__all__ = ["headings_of", "mapped", "source_problems"]

_FIGURES = {"observations": "actual", "ratings": "points"}
_MELTED = "melted "  # a raw column on its way to rows; no tidy column has a blank in its name


def headings_of(table: str, source: Source) -> dict[tuple[str, str, str, str], str]:
    """Give what each tidy column is called in the raw file."""
    names = {(table, source.file, tidy, ""): raw for tidy, raw in source.columns.items()}
    if source.melt is not None:
        for indicator, raw in source.melt.indicator.items():
            names[table, source.file, source.melt.into, indicator] = raw
            names[table, source.file, "indicator", indicator] = raw
    return names


def source_problems(table: str, source: Source) -> list[Problem]:
    """Find what a source says against the table's schema, before any file is read."""
    schema = TABLE_SCHEMAS[table]
    near = Near(schema.names)
    melted = () if source.melt is None else ("indicator", source.melt.into)
    given = [*source.columns, *source.constants, *melted]
    problems: list[Problem] = []
    for tidy in dict.fromkeys(given):
        where = _place(source, tidy)
        if tidy not in schema.names and not schema.keeps_others:
            problems.append(Problem(messages.UNKNOWN_COLUMN, where, {"table": table, **near.of(tidy)}))
        if given.count(tidy) > 1:
            problems.append(Problem(messages.GIVEN_TWICE, where, {"column": tidy}))
    problems += [
        Problem(messages.NOT_GIVEN, source.spots.whole, {"table": table, "column": tidy})
        for tidy in schema.required
        if tidy not in given
    ]
    for key in ("values", "others"):
        known = Near(tuple(source.columns) if key == "values" else tuple(source.values))
        for tidy in getattr(source, key):
            if tidy not in known.known:
                values = {"key": key, **known.of(tidy)}
                problems.append(Problem(messages.NOT_MAPPED, source.spots.of(f"{key}.{tidy}"), values))
    if source.status_when_empty is not None and table not in _FIGURES:
        problems.append(Problem(messages.NO_STATUS_HERE, source.spots.of("status_when_empty"), {"table": table}))
    return problems


def _place(source: Source, tidy: str) -> Location:
    """Give the place of the key that gives a tidy column."""
    for key in ("columns", "constants"):
        if tidy in getattr(source, key):
            return source.spots.of(f"{key}.{tidy}")
    return source.spots.of("melt")


def _lacking(source: Source, raw: pl.DataFrame) -> list[Problem]:
    """Find raw columns that the file does not have."""
    near = Near(tuple(name for name in raw.columns if name not in PLACES))
    melted = {} if source.melt is None else source.melt.indicator
    named = [
        *((f"columns.{tidy}=", name) for tidy, name in source.columns.items()),
        *((f"melt.indicator.{indicator}=", name) for indicator, name in melted.items()),
        *((f"where.{name}", name) for name in source.where),
    ]
    return [
        Problem(messages.NO_RAW_COLUMN, source.spots.of(key), {"file": source.file, **near.of(name)})
        for key, name in named
        if name not in near.known
    ]


def mapped(table: str, source: Source, raw: pl.DataFrame) -> tuple[pl.DataFrame | None, list[BadRows], list[Problem]]:
    """Give the rows of the table that a raw file holds; raw columns it lacks are problems."""
    problems = _lacking(source, raw)
    if problems:
        return None, [], problems
    melted = {} if source.melt is None else dict(source.melt.indicator)
    used = {*source.columns.values(), *melted.values(), *source.where}
    text = pl.col(sorted(used)).str.strip_chars()
    frame = raw.select(*sorted(used), *PLACES).with_columns(
        pl.when((text != "") & ~text.is_in(source.empty_as)).then(text)
    )
    for name, allowed in source.where.items():
        frame = frame.filter(pl.col(name).is_in(allowed))
    frame = frame.select(
        *(pl.col(name).alias(tidy) for tidy, name in source.columns.items()),
        *(pl.col(name).alias(_MELTED + indicator) for indicator, name in melted.items()),
        *(pl.lit(constant).alias(tidy) for tidy, constant in source.constants.items()),
        *PLACES,
    )
    if source.melt is not None:
        frame = _melted(frame, source.melt.into)
    frame, bad_rows = _translated(table, source, frame)
    return _with_status(table, source, frame), bad_rows, []


def _melted(frame: pl.DataFrame, into: str) -> pl.DataFrame:
    """Turn one column per indicator into rows, in the order of rows, then of indicators."""
    wide = [name for name in frame.columns if name.startswith(_MELTED)]
    kept = [name for name in frame.columns if name not in wide]
    order = frame.with_row_index("row order")
    long = order.unpivot(wide, index=["row order", *kept], variable_name="indicator", value_name=into)
    return (
        long.sort("row order", maintain_order=True)
        .drop("row order")
        .with_columns(pl.col("indicator").str.strip_prefix(_MELTED))
    )


def _translated(table: str, source: Source, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[BadRows]]:
    """Replace raw words by tidy ones; empty cells stay empty."""
    bad_rows: list[BadRows] = []
    for tidy, words in source.values.items():
        others = source.others.get(tidy, "refuse")
        is_listed = pl.col(tidy).is_in(list(words)) | pl.col(tidy).is_null()
        if others == "refuse":
            fill = _filled(tidy, Near(tuple(words)))
            bad_rows += found(messages.NO_VALUE, table, frame.filter(~is_listed), tidy, fill, by=(tidy,))
        if others != "keep":
            frame = frame.filter(is_listed)
        frame = frame.with_columns(pl.col(tidy).replace(words))
    return frame, bad_rows


def _filled(tidy: str, near: Near) -> Fill:
    """Give the values of a message about a raw word, with the column's tidy name."""
    return lambda row: {"column": tidy, **near.of(str(row[tidy]))}


def _with_status(table: str, source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Write the stated status where a figure is empty."""
    if source.status_when_empty is None:
        return frame
    figure = _FIGURES[table]
    status = pl.col("status") if "status" in frame.columns else pl.lit(None, dtype=pl.String)
    if figure not in frame.columns:
        return frame
    stated = pl.when(pl.col(figure).is_null()).then(pl.lit(source.status_when_empty))
    return frame.with_columns(pl.coalesce(status, stated).alias("status"))
