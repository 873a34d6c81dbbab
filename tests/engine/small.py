"""Small schemes for one question each: a few indicators below one total, figures by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import polars as pl

from kaoping.engine import Result, Tables
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

Figures: TypeAlias = Mapping[str, Mapping[str, object]]

BLANK = "{missing: blank, not_applicable: blank, excused: blank}"
STATUSES = ("missing", "not_applicable", "excused")


def leaf(name: str, **keys: object) -> str:
    """Give an indicator that hands its figure on as points, the higher the better, unless the keys say otherwise."""
    given = {"title": f"{{zh: {name}, en: {name}}}", "unit_of_measure": "points", "full": 100}
    given |= {"direction": "higher_is_better"} | keys
    if not {"rule", "formula", "steps"} & given.keys():
        given["rule"] = "as_given"
    return f"{{id: {name}, " + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}"


def small(*leaves: str, **keys: Any) -> Scheme:
    """Give a scheme of the leaves below one total; the keys are those of `small_text`."""
    return load_text(small_text(*leaves, **keys), "small.yaml")


def small_text(
    *leaves: str,
    combine: str = "sum",
    ties: str = "lowest",
    rounding: str = "[]",
    rank_on: str = "unrounded",
    order: str = "higher_is_better",
    groups: Sequence[str] = ("a",),
    periods: str = "[2024]",
    more: Sequence[str] = (),
    parts: Sequence[str] = (),
) -> str:
    """Give the text of a scheme of the leaves (or parts) below one total; `more` are further lines at the top."""
    lines = [
        "kaoping: 1",
        "id: small",
        "title: {zh: 小例, en: Small}",
        f"periods: {periods}",
        f"numbers: {{rounding: {rounding}, rank_on: {rank_on}, ties: {ties}, order: {order}}}",
        "groups: [" + ", ".join(f"{{id: {name}, title: {{zh: {name}, en: {name}}}}}" for name in groups) + "]",
        f"combine: {combine}",
        "parts:" if parts else "indicators:",
        *(f"  - {entry}" for entry in (*parts, *leaves)),
        *more,
    ]
    text = "\n".join(lines) + "\n"
    text += "" if "\nneed:" in text else "need: all\n"
    text += "" if "\nwhen:" in text else f"when: {BLANK}\n"
    return text + ("" if "\ndefaults:" in text else f"defaults: {{compare_within: group, indicator_when: {BLANK}}}\n")


def tables(
    figures: Figures,
    *,
    groups: Mapping[str, str] | None = None,
    period: str = "2024",
    others: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Tables:
    """Give tables of figures: unit -> indicator -> figure or status; units are in group a unless told."""
    rows = []
    for unit, own in figures.items():
        for indicator, figure in own.items():
            is_status = figure in STATUSES
            rows.append(
                {
                    "unit": unit,
                    "indicator": indicator,
                    "period": period,
                    "actual": None if is_status or figure is None else str(figure),
                    "status": figure if is_status else None,
                }
            )
    observed = pl.DataFrame(
        rows, schema=dict.fromkeys(("unit", "indicator", "period", "actual", "status"), pl.String), orient="row"
    )
    units = [{"unit": unit, "group": (groups or {}).get(unit, "a")} for unit in figures]
    frames = {name: pl.DataFrame(list(entries), infer_schema_length=None) for name, entries in (others or {}).items()}
    return Tables.from_frames({"units": pl.DataFrame(units), "observations": observed} | frames)


def totals(result: Result) -> dict[str, str | None]:
    """Give the totals by unit, as printed."""
    return dict(result.ranking.sort("unit").select("unit", "total").iter_rows())


def column(result: Result, name: str) -> dict[str, Any]:
    """Give one column of the ranking by unit."""
    return dict(result.ranking.sort("unit").select("unit", name).iter_rows())


def points(result: Result, node: str) -> dict[str, str | None]:
    """Give the points of one node by unit, as printed."""
    return dict(result.scores.filter(pl.col("node") == node).select("unit", "points").iter_rows())


def number(text: str | None) -> Fraction | None:
    """Read printed points back."""
    return None if text is None else Fraction(text)
