"""The small town of the engine's tests: its scheme, and tables that walk through every stage; figures are invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from kaoping.engine import Result, Tables, score
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

TEXT = Path(__file__).with_name("town.yaml").read_text(encoding="utf-8")
UNITS = {"a1": "a", "a2": "a", "a3": "a", "a4": "a", "a5": "a", "b1": "b", "b2": "b", "b3": "b"}
# unit: actual, target, level, growth
FIGURES = {
    "a1": ("110", "100", "500", "8.0"),
    "a2": ("100", "100", "400", "9.0"),
    "a3": ("90", "100", "300", "7.0"),
    "a4": ("80", "100", "200", "6.0"),
    "a5": ("95", "100", "300", "7.0"),
    "b1": ("100", "100", "100", "5.0"),
    "b2": ("120", "100", "90", "4.0"),
    "b3": ("100", "80", "80", "4.5"),
}


def town(text: str = TEXT) -> Scheme:
    """Give the scheme."""
    return load_text(text, "town.yaml")


def town_tables(
    *,
    figures: Mapping[str, tuple[str | None, str, str | None, str | None]] | None = None,
    months: dict[str, int] | None = None,
    statuses: dict[tuple[str, str], str] | None = None,
    events: list[dict[str, Any]] | None = None,
    findings: list[dict[str, Any]] | None = None,
    others: dict[str, pl.DataFrame] | None = None,
) -> Tables:
    """Give the tables; `months` says how many months a unit reported on time (100 %), 12 unless named."""
    figures, statuses = figures or dict(FIGURES), statuses or {}
    observations: list[dict[str, Any]] = []
    targets = []
    for unit, (actual, target, level, growth) in figures.items():
        observations.append(_row(unit, "output", "2024", actual, statuses))
        observations.append(
            _row(unit, "growth", "2024", level, statuses)
            | ({"growth": growth, "growth_basis": "comparable_prices"} if growth is not None else {})
        )
        count = 12 if months is None else months.get(unit, 12)
        for month in range(1, 13):
            share = "100" if month <= count else "0"
            observations.append(_row(unit, "timeliness", f"2024-{month:02d}", share, statuses))
        targets.append({"unit": unit, "indicator": "output", "period": "2024", "target": target})
    frames = {
        "units": pl.DataFrame([{"unit": unit, "title_zh": f"单位{unit}", "group": UNITS[unit]} for unit in figures]),
        "observations": pl.DataFrame(observations, infer_schema_length=None),
        "targets": pl.DataFrame(targets),
    }
    if events:
        rows = [{"event": str(number), "period": "2024", **event} for number, event in enumerate(events)]
        frames["events"] = pl.DataFrame(rows, infer_schema_length=None)
    if findings:
        frames["findings"] = pl.DataFrame([{"period": "2024", **finding} for finding in findings])
    return Tables.from_frames(frames | (others or {}))


def _row(
    unit: str, indicator: str, period: str, actual: str | None, statuses: dict[tuple[str, str], str]
) -> dict[str, Any]:
    """Give one observation; a status takes the place of the figure."""
    status = statuses.get((unit, indicator))
    figure = None if status else actual
    return {
        "unit": unit,
        "indicator": indicator,
        "period": period,
        "actual": figure,
        "status": status,
        "growth": None,
        "growth_basis": None,
    }


def town_result(**tables: Any) -> Result:
    """Score the town with both readings."""
    return score(town(), town_tables(**tables))


def column(result: Result, name: str) -> dict[str, Any]:
    """Give one column of the ranking by unit."""
    return dict(result.ranking.select("unit", name).iter_rows())


def points(result: Result, node: str) -> dict[str, str | None]:
    """Give the points of one node by unit."""
    return dict(result.scores.filter(pl.col("node") == node).select("unit", "points").iter_rows())
