"""What was found about a unit, and on what evidence, as an explanation says it."""

from __future__ import annotations

import polars as pl

from kaoping.engine.findings import found_about
from kaoping.report.telling import Telling
from kaoping.scheme.model import Demotion, Disqualification, NotGraded, Penalty

__all__ = ["evidence_of", "is_found", "named"]


def _own(telling: Telling, period: str, unit: str, finding: str) -> pl.DataFrame:
    """Give the rows of one finding about a unit in a scored period."""
    found = found_about(telling.stored.scheme, telling.stored.tables.findings)
    return found.filter((pl.col("unit") == unit) & (pl.col("scored") == period) & (pl.col("finding") == finding))


def is_found(telling: Telling, period: str, unit: str, finding: str) -> bool:
    """Tell whether something was found about a unit."""
    return _own(telling, period, unit, finding).height > 0


def named(telling: Telling, entry: Penalty | Disqualification | Demotion | NotGraded) -> str:
    """Give what was found, and who certified it where the scheme says so."""
    by = telling.departments.get(entry.certified_by or "")
    return telling.title(entry.title) + (telling.say("certified_by", by=by) if by else "")


def evidence_of(telling: Telling, period: str, unit: str, finding: str) -> str:
    """Give the evidence of a finding; nothing where none is said."""
    own = _own(telling, period, unit, finding)
    told = telling.joined(str(text) for text in own["evidence"].drop_nulls())
    return telling.say("evidence", evidence=told) if told else ""
