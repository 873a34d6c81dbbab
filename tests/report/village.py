"""Five villages with figures that meet every kind of line; p and q are peers only. All of it is invented."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kaoping.engine import Engine, Result, Tables, score
from kaoping.scheme import load_text

TEXT = Path(__file__).with_name("village.yaml").read_text(encoding="utf-8")
# unit: investment now and before, school, reach, cost and its target, order, care
FIGURES = {
    "v1": ("110", "100", "61.5", "3", "9", "10", "7", "38"),
    "v2": ("90", "120", "58.25", "20", "12", "10", "7", "39.5"),
    "v3": ("100", "90", "70", "7", "30", "10", "5", None),
    "v4": ("70", "70", None, None, "10", "10", "9", "40"),
    "v5": (None, None, None, None, None, "10", None, "12"),
}
PEERS = {"p": "66", "q": "52.25"}
MARKS = {"v1": ("99", "98", "97"), "v2": ("80", None, "70"), "v3": ("60", "missing"), "v4": ("50", "51", "55.5")}
MONTHS = {
    "v1": (12, "missing"),
    "v2": (11, "missing"),
    "v3": (0, "not_applicable"),
    "v4": (0, "excused"),
    "v5": (12, "missing"),
}
HALVES = {"v1": ("105", "103"), "v2": ("90", None)}
FINDINGS = [{"unit": "v2", "finding": "warned", "period": "2024", "evidence": "通报"}]


def village_tables(*, demo: bool = False) -> Tables:
    """Give the tables."""
    units = [
        {"unit": unit, "title_zh": f"村{unit}", "title_en": f"Village {unit}", "assessed": unit in FIGURES}
        for unit in (*FIGURES, *PEERS)
    ]
    peers = [(unit, peer) for unit in ("v1", "v2", "v3", "v4") for peer in PEERS if (unit, peer) != ("v3", "q")]
    frames = {
        "units": pl.DataFrame(units).with_columns(pl.lit("all").alias("group"), pl.lit(demo).alias("demo")),
        "observations": pl.DataFrame(_observations(), infer_schema_length=None),
        "targets": pl.DataFrame(
            [{"unit": unit, "indicator": "cost", "period": "2024", "target": row[5]} for unit, row in FIGURES.items()]
        ),
        "ratings": pl.DataFrame(_ratings(), infer_schema_length=None),
        "peers": pl.DataFrame([{"unit": unit, "peer": peer} for unit, peer in peers]),
        "parameters": pl.DataFrame([{"parameter": "points", "indicator": "reports", "unit": "v4", "number": "77.5"}]),
        "findings": pl.DataFrame(FINDINGS),
    }
    return Tables.from_frames(frames)


def _observations() -> list[dict[str, str | None]]:
    found = []
    for unit, (now, before, school, reach, cost, _, order, care) in FIGURES.items():
        figures = {"invested": now, "school": school, "reached": reach, "cost": cost, "order": order, "care": care}
        for indicator, actual in figures.items():
            base = before if indicator == "invested" else None
            found.append(_row(unit, indicator, "2024", actual, None if actual else "missing", base))
        for half, figure in enumerate(HALVES.get(unit, ()), start=1):
            found.append(_row(unit, "halves", f"2024-H{half}", figure, None if figure else "missing", "100"))
        count, status = MONTHS[unit]
        for month in range(1, 13):
            is_given = month <= count
            actual = str(80 + month % 7) if is_given else None
            found.append(_row(unit, "reports", f"2024-{month:02d}", actual, None if is_given else status))
    return found + [_row(peer, "school", "2024", figure, None) for peer, figure in PEERS.items()]


def _row(
    unit: str, indicator: str, period: str, actual: str | None, status: str | None, previous: str | None = None
) -> dict[str, str | None]:
    return {
        "unit": unit,
        "indicator": indicator,
        "period": period,
        "actual": actual,
        "status": status,
        "previous": previous,
    }


def _ratings() -> list[dict[str, str | None]]:
    return [
        {
            "unit": unit,
            "indicator": "marks",
            "period": "2024",
            "rater": f"r{at}",
            "rater_class": "leader" if at == 0 else "member",
            "points": None if points == "missing" else points,
            "status": "excused" if points is None else "missing" if points == "missing" else None,
        }
        for unit, marks in MARKS.items()
        for at, points in enumerate(marks)
    ]


def village_result(text: str = TEXT, *, engine: Engine = "auto", demo: bool = False) -> Result:
    """Score the villages."""
    return score(load_text(text, "village.yaml"), village_tables(demo=demo), engine=engine)
