"""Growth computed for a unit and its peers, of this year and the year before, with points worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from engine.grain_cases import Case
from engine.small import leaf, small_text
from kaoping.engine import Tables

__all__ = ["CASES", "PUBLISHED", "RESTATED", "growing"]

RESTATED = "growth: computed, growth_basis: current_prices, previous: restated"
PUBLISHED = "growth: computed, growth_basis: current_prices, previous: published"
PEERS = (("u1", "p1"), ("u1", "p2"), ("u2", "p3"))
Figure = tuple[str, str, str | None, str | None]


def growing(figures: Sequence[Figure], peers: Sequence[tuple[str, str]] = PEERS) -> Tables:
    """Give tables of one indicator `one`; figures are unit, period, actual and the base as restated."""
    rows = [
        {"unit": unit, "indicator": "one", "period": period, "actual": actual, "previous": previous}
        for unit, period, actual, previous in figures
    ]
    units = sorted({unit for unit, *_ in figures} | {unit for unit, _ in peers})
    frames: dict[str, Sequence[Mapping[str, object]]] = {
        "units": [{"unit": unit, "group": "a", "assessed": unit.startswith("u")} for unit in units],
        "observations": rows,
        "peers": [{"unit": unit, "peer": peer} for unit, peer in peers],
    }
    return Tables.from_frames({name: pl.DataFrame(own, infer_schema_length=None) for name, own in frames.items()})


def _case(
    data: str, formula: str, figures: Sequence[Figure], points: Mapping[str, str | None], *, more: str = ""
) -> Case:
    steps = f"[{{formula: {formula}}}, {more}{{formula: 'x * 1[points/%]'}}]"
    text = small_text(leaf("one", unit_of_measure="亿元", data=f"{{{data}}}", steps=steps))
    return Case(text, growing(figures), points)


_RESTATED: Sequence[Figure] = [
    ("u1", "2024", "110", "100"),  # + 10 %, and a year before 99 of 90: + 10 %
    ("u1", "2023", "99", "90"),
    ("u2", "2024", "50", "40"),  # + 25 %
    ("p1", "2024", "106", "100"),  # + 6 %; a year before − 20 %
    ("p1", "2023", "80", "100"),
    ("p2", "2024", "90", "80"),  # + 12.5 %; no figure a year before
    ("p3", "2024", "7", None),
]
_PUBLISHED: Sequence[Figure] = [
    ("u1", "2024", "120", None),  # + 20 %, and a year before 100 of 80: + 25 %
    ("u1", "2023", "100", None),
    ("u1", "2022", "80", None),
    ("u2", "2024", "9", None),
    ("p1", "2024", "33", None),  # + 10 %, a year before + 50 %
    ("p1", "2023", "30", None),
    ("p1", "2022", "20", None),
    ("p2", "2024", "44", None),  # + 10 %; nothing before its base
    ("p2", "2023", "40", None),
    ("p3", "2024", "1", None),
]
_HALVES: Sequence[Figure] = [
    ("u1", "2024-H1", "6", "5"),  # + 20 % against + 10 %
    ("u1", "2024-H2", "9", "6"),  # + 50 % against the mean of + 20 % and + 100 %
    ("p1", "2024-H1", "11", "10"),
    ("p1", "2024-H2", "6", "5"),
    ("p2", "2024-H2", "2", "1"),
    ("u2", "2024-H1", "1", "1"),
]

CASES: Mapping[str, Case] = {
    "growth of the year before, restated": _case(
        RESTATED, "growth - previous_growth", _RESTATED, {"u1": "0", "u2": None}
    ),
    "growth of peers, restated": _case(RESTATED, "growth - peer.growth", _RESTATED, {"u1": "0.75", "u2": None}),
    "growth of peers of the year before, restated": _case(
        RESTATED, "previous_growth - peer.previous_growth", _RESTATED, {"u1": "30", "u2": None}
    ),
    "growth of the year before, published": _case(
        PUBLISHED, "growth - previous_growth", _PUBLISHED, {"u1": "-5", "u2": None}
    ),
    "growth of peers, published": _case(
        PUBLISHED, "growth - peer.growth + 0 * peer.previous_growth", _PUBLISHED, {"u1": "10", "u2": None}
    ),
    "growth of peers of the year before, published": _case(
        PUBLISHED, "peer.previous_growth", _PUBLISHED, {"u1": "50", "u2": None}
    ),
    "the peers' figure of the year before, published": _case(
        "previous: published", '"(previous - peer.previous) * 1[%/亿元]"', _PUBLISHED, {"u1": "65", "u2": None}
    ),
    "growth of peers by half-years": _case(
        f"every: half_year, {RESTATED}",
        "growth - peer.growth",
        _HALVES,
        {"u1": "0", "u2": None},
        more="{reduce: mean}, ",
    ),
}
