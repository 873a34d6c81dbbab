"""What was found about units: penalties, reasons not to grade, demotions, disqualifications; by scored period.

A finding belongs to the scored period that its own period is, or lies in: that decides which year it counts for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import polars as pl

from kaoping.engine.intake import Tables
from kaoping.scheme.model import Scheme
from kaoping.scheme.period import inside

__all__ = ["Found", "barred", "demoted", "found_about", "times_found"]


Found: TypeAlias = "Mapping[tuple[str, str], Mapping[str, int]]"
"""(period, unit) -> finding -> how often."""


def found_about(scheme: Scheme, findings: pl.DataFrame) -> pl.DataFrame:
    """Give the findings with the scored period each belongs to, as `scored`."""
    parts = [(period, part) for period in scheme.periods for part in inside(period)]
    table = pl.DataFrame(parts, schema={"scored": pl.String, "period": pl.String}, orient="row")
    return findings.join(table, on="period", how="inner", maintain_order="left")


def times_found(scheme: Scheme, tables: Tables) -> Found:
    """Give how often each finding was made: (period, unit) -> id -> number of rows."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for period, unit, name in (
        found_about(scheme, tables.findings).select("scored", "unit", "finding").sort(pl.all()).iter_rows()
    ):
        own = found.setdefault((period, unit), {})
        own[name] = own.get(name, 0) + 1
    return found


def demoted(scheme: Scheme, found: Found) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the demotions found: (period, unit) -> ids in the scheme's order, each once."""
    return _kinds(found, [entry.id for entry in scheme.demotions])


def barred(scheme: Scheme, found: Found) -> dict[tuple[str, str], frozenset[str]]:
    """Give the titles that disqualifications bar: (period, unit) -> title ids."""
    bars = {entry.id: entry.bars for entry in scheme.disqualifications}
    kinds = _kinds(found, list(bars))
    return {key: frozenset(title for name in ids for title in bars[name]) for key, ids in kinds.items()}


def _kinds(found: Found, wanted: Sequence[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the findings of the wanted kinds: (period, unit) -> ids, in the order wanted, each once."""
    kinds = {key: tuple(name for name in wanted if name in own) for key, own in found.items()}
    return {key: ids for key, ids in kinds.items() if ids}
