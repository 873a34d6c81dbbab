"""Indicators that use variables or derive their figure from them, with points worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from engine.grain_cases import Case
from engine.small import STATUSES, leaf, small_text
from kaoping.engine import Tables

__all__ = ["CASES", "collected", "variables"]

Figure = tuple[str, str, str, str | None] | tuple[str, str, str, str | None, str]


def variables(*entries: str) -> str:
    """Give the variables of a scheme, one entry each: `gdp 亿元 previous: published`."""
    lines = ["variables:"]
    for entry in entries:
        name, unit, *data = entry.split(" ", 2)
        more = f", data: {{{data[0]}}}" if data else ""
        lines.append(f"  - {{id: {name}, title: {{zh: 变量{name}, en: The {name}}}, unit_of_measure: {unit}{more}}}")
    return "\n".join(lines)


def collected(figures: Sequence[Figure], **others: Sequence[Mapping[str, object]]) -> Tables:
    """Give tables of figures: unit, indicator or variable, period, figure or status, and the base as restated."""
    rows = []
    for unit, name, period, figure, *base in figures:
        key = {"unit": unit, "indicator": name, "period": period}
        is_status = figure in STATUSES
        beside = {"actual": None if is_status else figure, "status": figure if is_status else None}
        rows.append(key | beside | {"previous": base[0] if base else None})
    units = sorted({unit for unit, *_ in figures})
    frames: dict[str, Sequence[Mapping[str, object]]] = {
        "units": [{"unit": unit, "group": "a", "assessed": unit.startswith("u")} for unit in units],
        "observations": rows,
        **others,
    }
    return Tables.from_frames({name: pl.DataFrame(own, infer_schema_length=None) for name, own in frames.items()})


def _case(
    indicator: str,
    known: str,
    figures: Sequence[Figure],
    points: Mapping[str, str | None],
    **others: Sequence[Mapping[str, object]],
) -> Case:
    return Case(small_text(indicator, more=[known]), collected(figures, **others), points)


PER_HEAD = "{uses: [gdp, people], derive: gdp / people}"
GROWING = PER_HEAD.replace("}", ", growth: computed, growth_basis: current_prices}")
_UNIT = "亿元/万人"
_TWO = variables("gdp 亿元", "people 万人")
_PUBLISHED = variables("gdp 亿元 previous: published", "people 万人 previous: published")
_RESTATED = variables("gdp 亿元 previous: restated", "people 万人 previous: published")
_LEVELS: Sequence[Figure] = [
    ("u1", "gdp", "2024", "100"),  # 100 ÷ 20 = 5
    ("u1", "people", "2024", "20"),
    ("u2", "gdp", "2024", "90"),  # 90 ÷ 30 = 3
    ("u2", "people", "2024", "30"),
    ("u3", "gdp", "2024", "70"),  # 70 ÷ 14 = 5: a tie with u1
    ("u3", "people", "2024", "14"),
    ("u4", "gdp", "2024", "8"),  # nobody is counted
    ("u4", "people", "2024", "not_applicable"),
    ("u5", "gdp", "2024", "40"),  # 40 ÷ 10 = 4
    ("u5", "people", "2024", "10"),
]
_YEARS: Sequence[Figure] = [
    ("u1", "gdp", "2024", "120", "100"),  # 120 ÷ 20 = 6, a year before 100 ÷ 25 = 4: + 50 %
    ("u1", "people", "2024", "20"),
    ("u1", "gdp", "2023", "100", "80"),  # restated 80 ÷ 20 = 4, of which 4 is + 0 %
    ("u1", "people", "2023", "25"),
    ("u1", "gdp", "2022", "60"),
    ("u1", "people", "2022", "20"),
    ("u2", "gdp", "2024", "30", "20"),
    ("u2", "people", "2024", "10"),
    ("u2", "gdp", "2023", "20"),  # nobody was counted a year before
]


def _published(figures: Sequence[Figure]) -> Sequence[Figure]:
    return [(unit, name, period, figure) for unit, name, period, figure, *_ in figures]


CASES: Mapping[str, Case] = {
    "the best derived figure has full points": _case(
        leaf(
            "one",
            unit_of_measure=_UNIT,
            data=PER_HEAD,
            rule="best_is_full",
            **{"with": "{difficulty: 1, reverse: none}"},
        ),
        _TWO,
        _LEVELS,
        {"u1": "100", "u2": "60", "u3": "100", "u4": None, "u5": "80"},
    ),
    "a derived figure between the worst and the best": _case(
        leaf(
            "one",
            unit_of_measure=_UNIT,
            data=PER_HEAD,
            rule="min_max",
            **{"with": "{low: 0, high: 100, when_equal: 100}"},
        ),
        _TWO,
        _LEVELS,
        {"u1": "100", "u2": "0", "u3": "100", "u4": None, "u5": "50"},
    ),
    "the place of a derived figure": _case(
        leaf("one", unit_of_measure=_UNIT, data=PER_HEAD, steps="[{group: rank}, {formula: 'x * 1[points]'}]"),
        _TWO,
        _LEVELS,
        {"u1": "1", "u2": "4", "u3": "1", "u4": None, "u5": "3"},
    ),
    "growth of a derived figure, published": _case(
        leaf("one", unit_of_measure=_UNIT, data=GROWING, formula="'growth * 1[points/%]'"),
        _PUBLISHED,
        [row for row in _published(_YEARS) if row[2] != "2022"],
        {"u1": "50", "u2": None},
    ),
    "growth of a derived figure of the year before": _case(
        leaf("one", unit_of_measure=_UNIT, data=GROWING, formula="'(growth - previous_growth) * 1[points/%]'"),
        _PUBLISHED,
        _published(_YEARS),
        {"u1": "16.6666666667", "u2": None},
    ),
    "one variable restated, the other published": _case(
        leaf("one", unit_of_measure=_UNIT, data=GROWING, formula="'(growth - previous_growth) * 1[points/%]'"),
        _RESTATED,
        [row for row in _YEARS if row[1:3] != ("gdp", "2022")],
        {"u1": "50", "u2": None},
    ),
    "the derived figure of peers": _case(
        leaf("one", unit_of_measure=_UNIT, data=PER_HEAD, formula="'(x - peer.actual) * 1[points·万人/亿元]'"),
        _TWO,
        [
            ("u1", "gdp", "2024", "100"),  # 5 against the mean of 2 and 3
            ("u1", "people", "2024", "20"),
            ("p1", "gdp", "2024", "20"),
            ("p1", "people", "2024", "10"),
            ("p2", "gdp", "2024", "60"),
            ("p2", "people", "2024", "20"),
            ("p3", "gdp", "2024", "1"),
        ],
        {"u1": "2.5"},
        peers=[{"unit": "u1", "peer": peer} for peer in ("p1", "p2", "p3")],
    ),
    "growth of the derived figure of peers": _case(
        leaf("one", unit_of_measure=_UNIT, data=GROWING, formula="'(growth - peer.growth) * 1[points/%]'"),
        _PUBLISHED,
        [
            *[row for row in _published(_YEARS) if row[0] == "u1" and row[2] != "2022"],
            ("p1", "gdp", "2024", "33"),  # 33 ÷ 11 = 3 after 20 ÷ 10 = 2: + 50 %
            ("p1", "people", "2024", "11"),
            ("p1", "gdp", "2023", "20"),
            ("p1", "people", "2023", "10"),
        ],
        {"u1": "0"},
        peers=[{"unit": "u1", "peer": "p1"}],
    ),
    "a figure of its own by a variable": _case(
        leaf("one", unit_of_measure="件", data="{uses: [people]}", formula="'x / people * 1[points·万人/件]'"),
        _TWO.replace("\n  - {id: gdp, title: {zh: 变量gdp, en: The gdp}, unit_of_measure: 亿元}", ""),
        [
            ("u1", "one", "2024", "30"),
            ("u1", "people", "2024", "20"),
            ("u2", "one", "2024", "7"),
            ("u2", "people", "2024", "excused"),
            ("u3", "one", "2024", "not_applicable"),
            ("u3", "people", "2024", "missing"),
        ],
        {"u1": "1.5", "u2": None, "u3": None},
    ),
    "a variable of now by itself of the year before": _case(
        leaf(
            "one",
            unit_of_measure="件",
            data="{uses: [people]}",
            formula="'x * people / previous.people * 1[points/件]'",
        ),
        variables("people 万人 previous: restated"),
        [
            ("u1", "one", "2024", "30"),
            ("u1", "people", "2024", "20", "10"),
            ("u2", "one", "2024", "7"),
            ("u2", "people", "2024", "20"),
        ],
        {"u1": "60", "u2": None},
    ),
    "events by a variable, after they are reduced": _case(
        leaf(
            "one",
            data="{table: events, uses: [people]}",
            steps="[{formula: x * 2}, {reduce: sum, empty: zero}, {formula: 'x / people * 1[万人]'}]",
        ),
        variables("people 万人"),
        [("u1", "people", "2024", "4"), ("u2", "people", "2024", "5"), ("u3", "people", "2024", "excused")],
        {"u1": "1.5", "u2": "0", "u3": None},
        events=[
            {"unit": "u1", "indicator": "one", "period": "2024", "event": name, "points": points}
            for name, points in (("e1", "1"), ("e2", "2"))
        ]
        + [{"unit": "u3", "indicator": "one", "period": "2024", "event": "e3", "points": "2"}],
    ),
    "halves, beside a variable of the year and one of the half": _case(
        leaf(
            "one",
            unit_of_measure="1/万人",
            data="{every: half_year, uses: [calls, people], derive: calls / people}",
            steps="[{formula: 'x * people'}, {reduce: sum}, {formula: 'x * people * 1[points/万人]'}]",
        ),
        variables("calls 1 every: half_year", "people 万人"),
        [
            ("u1", "calls", "2024-H1", "6"),  # (6 ÷ 2 × 2 + 8 ÷ 2 × 2) × 2
            ("u1", "calls", "2024-H2", "8"),
            ("u1", "people", "2024", "2"),
            ("u2", "calls", "2024-H1", "6"),
            ("u2", "people", "2024", "2"),
        ],
        {"u1": "28", "u2": None},
    ),
    "ratings by a variable, after those of a half are reduced": _case(
        leaf(
            "one",
            data="{table: ratings, every: half_year, uses: [people]}",
            steps="[{reduce: mean, keep: [period]}, {formula: 'x * people * 1[1/万人]'}, {reduce: sum}]",
        ),
        variables("people 万人"),
        [("u1", "people", "2024", "3"), ("u2", "people", "2024", "excused")],
        {"u1": "75", "u2": None},  # ((8 + 10) ÷ 2 + 16) × 3
        ratings=[
            {"unit": unit, "indicator": "one", "period": period, "rater": rater, "points": points}
            for unit, period, rater, points in (
                ("u1", "2024-H1", "r1", "8"),
                ("u1", "2024-H1", "r2", "10"),
                ("u1", "2024-H2", "r1", "16"),
                ("u2", "2024-H1", "r1", "9"),
            )
        ],
    ),
    "statistics of a variable": _case(
        leaf(
            "one",
            unit_of_measure="件",
            data="{uses: [people]}",
            formula="'(x * people / mean.people + rank.people * 1[件]) * 1[points/件]'",
        ),
        variables("people 万人"),
        [
            ("u1", "one", "2024", "30"),  # 30 × 20 ÷ 15 + 1
            ("u1", "people", "2024", "20"),
            ("u2", "one", "2024", "60"),
            ("u2", "people", "2024", "10"),
            ("u3", "one", "2024", "60"),
        ],
        {"u1": "41", "u2": "42", "u3": None},
    ),
}
