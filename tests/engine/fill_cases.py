"""Missing figures that are filled in, each with the points worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.grain_cases import Case
from engine.small import leaf, small_text
from engine.variable_cases import Figure, collected

__all__ = ["CASES", "filling"]


def filling(ways: str, *, data: str = "", **keys: object) -> str:
    """Give a scheme of one indicator `one` that fills by some ways."""
    more = f", {data}" if data else ""
    return small_text(leaf("one", data=f"{{fill: [{ways}]{more}}}", **keys))


def _case(
    text: str, figures: Sequence[Figure], points: Mapping[str, str | None], **others: Sequence[Mapping[str, object]]
) -> Case:
    return Case(text, collected(figures, **others), points)


EARLIER, MEAN = "{take: earlier, within: 2}", "{take: mean, of: group}"
BEST = {"rule": "best_is_full", "with": "{difficulty: 1, reverse: none}"}
_FIVE: Sequence[Figure] = [
    ("u1", "one", "2024", "10"),
    ("u2", "one", "2024", "20"),
    ("u3", "one", "2024", "20"),  # a tie
    ("u4", "one", "2024", "missing"),
    ("u4", "one", "2022", "30"),
    ("u5", "one", "2024", "not_applicable"),  # never filled
    ("u5", "one", "2023", "99"),
    ("u6", "one", "2024", "8"),
]
_MONTHS: Sequence[Figure] = [
    *[("u1", "one", f"2024-{month:02d}", str(2 * month)) for month in range(1, 13) if month not in (4, 5, 9)],
    *[("u2", "one", f"2024-{month:02d}", "7") for month in range(1, 13) if month not in (1, 12)],
    ("u2", "one", "2025-01", "19"),
]

CASES: Mapping[str, Case] = {
    "the figure of two years before": _case(
        filling(EARLIER),
        _FIVE,
        {"u1": "10", "u2": "20", "u3": "20", "u4": "30", "u5": None, "u6": "8"},
    ),
    "what was filled in is no best": _case(  # u4 has 30 of 20 and counts as the best
        filling(EARLIER, **BEST),
        _FIVE,
        {"u1": "50", "u2": "100", "u3": "100", "u4": "100", "u5": None, "u6": "40"},
    ),
    "what was filled in is the best where the scheme counts it": _case(
        filling(EARLIER, data="filled_figures: counted", **BEST),
        _FIVE,
        {
            "u1": "33.3333333333",
            "u2": "66.6666666667",
            "u3": "66.6666666667",
            "u4": "100",
            "u5": None,
            "u6": "26.6666666667",
        },
    ),
    "between the worst and the best delivered": _case(
        filling(EARLIER, rule="min_max", **{"with": "{low: 0, high: 60, when_equal: 60}"}),
        _FIVE,
        {"u1": "10", "u2": "60", "u3": "60", "u4": "60", "u5": None, "u6": "0"},
    ),
    "a place among those that delivered": _case(
        filling(EARLIER, steps="[{group: rank}, {formula: 'x * 1[points]'}]"),
        _FIVE,
        {"u1": "3", "u2": "1", "u3": "1", "u4": "1", "u5": None, "u6": "4"},
    ),
    "a place named in a formula, the mean filled in": _case(
        filling(MEAN, formula="'(rank + 0 * best.actual / best) * 1[points]'"),
        [row for row in _FIVE if row[2] == "2024"],  # (10 + 20 + 20 + 8) ÷ 4 = 14.5
        {"u1": "3", "u2": "1", "u3": "1", "u4": "3", "u5": None, "u6": "4"},
    ),
    "the median of all, where nothing earlier is near enough": _case(
        filling("{take: earlier, within: 1}, {take: median, of: all}"),
        [*_FIVE[:4], *_FIVE[7:]],
        {"u1": "10", "u2": "20", "u3": "20", "u4": "15", "u6": "8"},
    ),
    "a number of table parameters for those that have one": _case(
        filling("{take: parameter, name: estimate}"),
        [("u1", "one", "2024", "missing"), ("u2", "one", "2024", "missing"), ("u3", "one", "2024", "4")],
        {"u1": "6.5", "u2": None, "u3": "4"},
        parameters=[{"parameter": "estimate", "indicator": "one", "unit": "u1", "number": "6.5"}],
    ),
    "nobody delivered": _case(  # nobody counts: there is nobody to be placed among
        filling(MEAN + ", {take: parameter, name: estimate}", steps="[{group: rank}, {formula: 'x * 1[points]'}]"),
        [("u1", "one", "2024", "missing"), ("u2", "one", "2024", "missing")],
        {"u1": None, "u2": None},
        parameters=[{"parameter": "estimate", "number": "6.5"}],
    ),
    "months on the line between two": _case(  # u1: 9 months are 2 × the month; 4 and 5 lie between 3 and 6, 9 too
        filling("{take: interpolated, within: 3}", data="every: month", steps="[{reduce: sum}]"),
        _MONTHS,  # u2: January has nothing before it; December lies between 7 and 19
        {"u1": "156", "u2": None},
    ),
    "months on the line, else of the month before or the mean": _case(
        filling(
            f"{{take: interpolated, within: 2}}, {{take: earlier, within: 1}}, {MEAN}",
            data="every: month",
            steps="[{formula: x}, {reduce: sum}, {formula: x}]",
        ),
        _MONTHS,  # u1: April 6, May the mean 7, September 18; u2: January the mean 2, December 13
        {"u1": "151", "u2": "85"},
    ),
    "months taken together, of the year before": _case(
        filling("{take: earlier, within: 1}").replace("periods: [2024]", "periods: [2024-01..03]"),
        [("u1", "one", "2024-01..03", "missing"), ("u1", "one", "2023-01..03", "5"), ("u2", "one", "2024-01..03", "4")],
        {"u1": "5", "u2": "4"},
    ),
    "places by month, then averaged": _case(
        filling(
            "{take: earlier, within: 1}",
            data="every: half_year",
            steps="[{group: rank}, {reduce: mean}, {formula: 'x * 1[points]'}]",
        ),
        [
            ("u1", "one", "2024-H1", "3"),
            ("u1", "one", "2024-H2", "missing"),  # 3: second of H2
            ("u2", "one", "2024-H1", "4"),
            ("u2", "one", "2024-H2", "4"),
            ("u3", "one", "2024-H1", "2"),
            ("u3", "one", "2024-H2", "2"),  # second as well, for u1 does not count
        ],
        {"u1": "2", "u2": "1", "u3": "2.5"},
    ),
}
