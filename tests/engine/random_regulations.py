"""Random whole regulations: every table, several periods and groups, parts, items, grades; figures as they come.

Their schemes are sound. Their figures may be refused: a growth over a base of zero, a root of a negative figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from hypothesis import strategies as st

from engine.random_schemes import KINDS, POSITIVE, TARGETED, WRITTEN, figures_of
from engine.small import STATUSES, leaf, small_text
from kaoping.engine import Tables
from kaoping.scheme import load_text
from kaoping.scheme.model import Scheme

UNITS = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "c1": "c"}
PEER = "p1"  # compared with, never assessed
AGGREGATIONS = ("sum", "mean", "weighted_mean", "geometric_mean", "minimum", "median")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
WITH_TARGETS = frozenset(str(KINDS[name]["rule"]) for name in TARGETED)
OWN_KINDS: Mapping[str, Mapping[str, object]] = {
    **KINDS,
    "ratio": {"data": "{previous: restated}", "formula": "full * x / previous"},
    "computed": {
        "data": "{previous: restated, growth: computed, growth_basis: same_scope}",
        "formula": "'clip(full / 2 + 1[points/%] * growth, 0, full)'",
    },
    "earlier": {"data": "{previous: published}", "formula": "'else_if_missing(x - previous, 0[points]) + 50'"},
    "cubed": {"unit_of_measure": '"1"', "formula": "'clip(full * x ^ 3 / 1000, -full, full)'"},
    "logs": {"unit_of_measure": '"1"', "formula": "'if x > 0 then full * log(x) / 10 else 0'"},
    "by_table": {"rule": "completion", "with": "{cap: 1.5, min_points: {by_group: {a: 0, b: 5, c: 1}}, reverse: none}"},
}
PART_STEPS = (
    "",
    "",
    "[{formula: 'min(x, full)'}]",
    "[{formula: 'if x >= 60 then x else x / 2'}]",
    "[{rule: min_max, with: {low: 10, high: 90, when_equal: 90}}]",
    "[{group: rank, ties: average}, {formula: 'full / x'}]",
    "[{group: percentile}, {formula: 'round(full * x, 1, half_even)'}]",
)
AFTER = (
    "",
    "",
    ", {formula: 'max(x, 0)'}",
    ", {rule: min_max, with: {low: 0, high: 40, when_equal: 20}}",
    ", {group: percentile, ties: average}, {formula: 'full * x'}",
)  # fmt: skip
GRADES = (
    "[{id: excellent, title: {zh: 优, en: E}, "
    "quota: {value: 0.34, of: assessed, rounding: ceiling, ties: all_in}, at_least: %s}, "
    "{id: good, title: {zh: 良, en: G}, at_least: %s%s}, {id: fair, title: {zh: 中, en: F}}]"
)
ENDS = (
    "disqualifications: [{id: accident, title: {zh: 事故, en: Accident}, bars: [best]}]",
    (
        "demotions: [{id: held, title: {zh: 问责, en: Held}, effect: {lower_grade: 1, last_in_grade: true}, "
        "frees_place: true}]"
    ),
    "titles: [{id: best, title: {zh: 先进, en: Best}, places: {each_group: 1, ties: all_in}}]",
    (
        "not_graded: [{id: new, title: {zh: 新设, en: New}, ranked: true}, "
        "{id: gone, title: {zh: 撤销, en: Gone}, ranked: false}]"
    ),
    (
        "penalties: [{id: fined, title: {zh: 通报, en: Fined}, effect: {minus: 2.5}}, "
        "{id: zeroed, title: {zh: 造假, en: Zeroed}, effect: {zero: [i0]}}]"
    ),
    "first_places: [{id: first, title: {zh: 第一, en: First}, of: [total], within: all}]",
    (
        "outcomes: [{id: talk, title: {zh: 约谈, en: Talk}, when: 'from_last = 1 and rank > 1'}, {id: often, title: "
        "{zh: 两年末位, en: Twice}, when: from_last = 1, years: {last: 2, at_least: 2, missing: undecided}}]"
    ),
)


@dataclass(frozen=True)
class Regulation:
    """The text of a scheme, and table -> rows."""

    text: str
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    def scheme(self) -> Scheme:
        """Give the scheme."""
        return load_text(self.text, "random.yaml")

    def tables(self, seed: int | None = None) -> Tables:
        """Give the tables, their rows shuffled where there is a seed."""
        frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in self.rows.items() if rows}
        if seed is not None:
            frames = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in frames.items()}
        return Tables.from_frames(frames)


@dataclass(frozen=True)
class _Leaf:
    """One indicator: its line, its full points, and which rows it reads."""

    id: str
    line: Mapping[str, object]
    full: int
    table: str
    every: str = "year"
    is_positive: bool = False


class _Drawing:
    """Draws a regulation piece by piece."""

    def __init__(self, draw: st.DrawFn, *, is_tame: bool) -> None:
        self.draw, self.is_tame = draw, is_tame
        self.leaves: list[_Leaf] = []

    def among(self, *choices: Any) -> Any:  # whatever is chosen from
        return self.draw(st.sampled_from(choices))

    def when(self, *others: str) -> str:
        """Draw the three policies; a tame regulation never stops for an absence."""
        kinds = ["blank", "zero", "{points: 3}", *others, *([] if self.is_tame else ["block"])]
        policies = [f"{status}: {self.among(*kinds)}" for status in STATUSES]
        return "{" + ", ".join(policies) + "}"

    def leaf(self, full: int, *, can_be_negative: bool) -> _Leaf:
        """Draw an indicator of any table."""
        name = f"i{len(self.leaves)}"
        kind = self.among("own", "own", "own", "own", "quarters", "ratings", "ballots", "events")
        line: dict[str, object] = {"full": full, "when": self.when("share_again", "peer_mean", "table")}
        every, is_positive = "year", False
        if kind == "own":
            own = self.among(*OWN_KINDS)
            line |= OWN_KINDS[own]
            is_positive = own in POSITIVE or own in {"ratio", "computed", "by_table"} or not can_be_negative
        elif kind == "events":
            line |= {"unit_of_measure": '"1"', "data": "{table: events}", "rule": "deduction_per_event"}
            line |= {"with": '{per_event: \'"minor": 0.5, "major": 2.25, else: 0\', min_points: 0}'}
        else:
            every, is_positive = "quarter", not can_be_negative
            line |= self._reduced(kind)
        if self.draw(st.booleans()):
            line["compare_within"] = "all"
        self.leaves.append(
            _Leaf(name, line, full, "observations" if kind in {"own", "quarters"} else kind, every, is_positive)
        )
        return self.leaves[-1]

    def _reduced(self, kind: str) -> dict[str, object]:
        """Draw a chain that makes one figure of many rows."""
        how, first, after = self.among(*AGGREGATIONS), "", self.among(*AFTER)
        weight = {"ratings": 'if rater_class = "leader" then 2 else 0.7', "ballots": 'if option = "good" then 2 else 1'}
        if kind == "ballots":
            first = '{formula: \'x * pick(option, "good": 1, "fair": 0.6, else: 0)\'}, '
            after = after if "percentile" in after else ", {group: percentile}, {formula: 'full * x'}"
        keys = [f"reduce: {how}", f"need: {self.among('all', 1, 2, 3)}"]
        if how == "weighted_mean":
            keys.append(f"weight: '{weight.get(kind, '1 + 1')}'")
        keys += [] if self.among(0, 1) else [f"empty: {self.among('zero', 'missing')}"]
        keys += [] if self.among(0, 0, 1) else ["cap: 60"]
        data = "{every: quarter}" if kind == "quarters" else f"{{table: {kind}}}"
        unit = {} if kind != "ballots" else {"unit_of_measure": '"1"'}
        return {"data": data, "steps": f"[{first}{{{', '.join(keys)}}}{after}]", **unit}

    def part(self, number: int, *, is_weighed: bool, can_be_negative: bool) -> str:
        """Draw a part with its indicators."""
        combine, steps = self.among(*AGGREGATIONS), self.among(*PART_STEPS)
        weighs = combine == "weighted_mean" or (combine == "geometric_mean" and self.draw(st.booleans()))
        is_signed = can_be_negative and combine != "geometric_mean"
        below = [self.leaf(full, can_be_negative=is_signed) for full in self.fulls(combine, is_converted=bool(steps))]
        lines = [leaf(one.id, **one.line, **self.weight(is_weighed=weighs)) for one in below]
        keys = {"full": 100, "combine": combine, "need": self.among("all", 1), "when": self.when("share_again")}
        keys |= self.weight(is_weighed=is_weighed) | ({"steps": steps} if steps else {})
        keys |= {"weights": "relative"} if weighs else {}
        keys |= {"direction": self.among("higher_is_better", "lower_is_better")} if steps else {}
        head = ", ".join(f"{key}: {value}" for key, value in keys.items())
        return f"{{id: g{number}, title: {{zh: 部{number}, en: P{number}}}, {head}, indicators: [{', '.join(lines)}]}}"

    def fulls(self, combine: str, *, is_converted: bool) -> tuple[int, ...]:
        """Draw the full points of one to three indicators: 100 in all below a sum, else 100 each unless converted."""
        if combine == "sum":
            return self.draw(st.sampled_from([(100,), (60, 40), (40, 40, 20)]))
        return tuple(self.among(40, 60, 100) if is_converted else 100 for _ in range(self.among(1, 2, 3)))

    def weight(self, *, is_weighed: bool) -> dict[str, object]:
        """Draw a weight, where there has to be one."""
        return {"weight": self.among("1", "2", "0.7", "30", "33.33")} if is_weighed else {}

    def item(self) -> str:
        """Draw an item of bonus or deductions."""
        cap = self.among("", ", cap: 4")
        first = self.among("x", 'times * pick(kind, "minor": 0.5, "major": 2, else: 0)')
        how = self.among("sum", "mean")
        name = f"i{len(self.leaves)}"
        when = "{missing: zero, not_applicable: zero, excused: zero}"
        line = {"full": 10, "data": "{table: events}", "when": when}
        if "times" in first:
            line["unit_of_measure"] = '"1"'
        line["steps"] = f"[{{formula: '{first}'}}, {{reduce: {how}, empty: zero{cap}, need: 1}}]"
        self.leaves.append(_Leaf(name, line, 10, "events"))
        return leaf(name, **line)

    def rows(self, periods: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Draw the rows of every table."""
        units = [{"unit": unit, "group": group, "assessed": True} for unit, group in UNITS.items()]
        found: dict[str, list[dict[str, Any]]] = {"units": [*units, {"unit": PEER, "group": "a", "assessed": False}]}
        found |= {name: [] for name in ("observations", "targets", "ratings", "ballots", "events", "findings")}
        found["peers"] = [{"unit": unit, "peer": self.among(PEER, "a1" if unit != "a1" else "b1")} for unit in UNITS]
        found["parameters"] = [
            {"parameter": "points", "number": "2.5", "indicator": one.id}
            for one in self.leaves
            if one.table != "events"
        ]
        for one in self.leaves:
            for period in periods:
                for unit in [*UNITS, *([PEER] if one.table == "observations" else [])]:
                    getattr(self, f"_{one.table}")(found, one, unit, period)
        for unit in UNITS:
            if self.draw(st.integers(0, 9)) == 0:
                finding = self.among("accident", "held", "new", "gone", "fined", "zeroed")
                found["findings"].append({"unit": unit, "finding": finding, "period": periods[-1]})
        return {name: rows for name, rows in found.items() if rows}

    def _observations(self, found: dict[str, list[dict[str, Any]]], one: _Leaf, unit: str, period: str) -> None:
        data, figure = str(one.line.get("data", "")), figures_of(is_positive=self.is_tame and one.is_positive)
        cell = st.one_of(figure, figure, figure, st.sampled_from(STATUSES))
        for part in [f"{period}-{quarter}" for quarter in QUARTERS] if one.every == "quarter" else [period]:
            drawn = self.draw(cell if unit != PEER else figure)
            is_figure = drawn not in STATUSES
            row: dict[str, Any] = {"unit": unit, "indicator": one.id, "period": part, "growth": None}
            row |= {"previous": None, "growth_basis": None, "status": None if is_figure else drawn}
            row["actual"] = drawn if is_figure else None
            if is_figure and "growth: given" in data:
                row |= {"growth": self.among("-3.5", "0", "5", "5.1", "12"), "growth_basis": "same_scope"}
            if is_figure and "previous: restated" in data:
                row["previous"] = self.draw(figure)
            found["observations"].append(row)
        if one.line.get("rule") in WITH_TARGETS:
            target = "80" if self.is_tame else self.among("80", "80", "0", "-5")
            found["targets"].append({"unit": unit, "indicator": one.id, "period": period, "target": target})

    def _ratings(self, found: dict[str, list[dict[str, Any]]], one: _Leaf, unit: str, period: str) -> None:
        figure = figures_of(is_positive=self.is_tame and one.is_positive)
        for number in range(self.among(0, 1, 2, 3)):
            drawn = self.draw(st.one_of(figure, figure, st.sampled_from(STATUSES)))
            is_figure = drawn not in STATUSES
            row: dict[str, Any] = {"unit": unit, "indicator": one.id, "period": period, "rater": f"r{number}"}
            row |= {"rater_class": self.among("leader", "member"), "points": drawn if is_figure else None}
            found["ratings"].append(row | {"status": None if is_figure else drawn})

    def _ballots(self, found: dict[str, list[dict[str, Any]]], one: _Leaf, unit: str, period: str) -> None:
        for option in ("good", "fair", "poor")[: self.among(0, 1, 2, 3)]:
            row = {"unit": unit, "indicator": one.id, "period": period, "respondent_class": "all", "option": option}
            found["ballots"].append(row | {"votes": self.among("0", "1", "7", "12345")})

    def _events(self, found: dict[str, list[dict[str, Any]]], one: _Leaf, unit: str, period: str) -> None:
        for _ in range(self.among(0, 0, 1, 2)):
            row: dict[str, Any] = {"unit": unit, "indicator": one.id, "period": period}
            row["event"] = f"e{len(found['events'])}"
            row |= {"kind": self.among("minor", "major", "other"), "times": self.among(None, "2", "0.5")}
            found["events"].append(row | {"points": self.draw(WRITTEN)})


@st.composite
def regulations(draw: st.DrawFn, *, is_tame: bool = False) -> Regulation:
    """Draw a regulation with its figures; a tame one can nearly always be scored."""
    drawing = _Drawing(draw, is_tame=is_tame)
    combine = drawing.among(*AGGREGATIONS)
    weighs = combine == "weighted_mean"
    can_be_negative = combine != "geometric_mean"
    parts = [
        drawing.part(number, is_weighed=weighs, can_be_negative=can_be_negative)
        for number in range(drawing.among(1, 1, 2, 3))
    ]
    more = [f"when: {drawing.when()}", f"need: {drawing.among('all', 1)}", *(["weights: relative"] if weighs else [])]
    if drawing.among(0, 1):
        more.append(f"no_score_over: {drawing.among('0.4', '0.75')}")
    adjust = ["{subtract: penalties}"]
    for kind in ("bonus", "deductions"):
        if drawing.among(0, 1):
            adjust.append("{add: bonus}" if kind == "bonus" else "{subtract: deductions}")
            items = ", ".join(drawing.item() for _ in range(drawing.among(1, 2)))
            more.append(f"{kind}: {{cap: {drawing.among('3', '10')}, items: [{items}]}}")
    adjust.append(drawing.among("{at_most: 95}", "{net_at_most: 1.5}", "{at_least: 20}"))
    more.append(f"adjust: [{', '.join(drawing.draw(st.permutations(adjust)))}]")
    order = drawing.among("higher_is_better", "lower_is_better")
    share = drawing.among("", ", up_to: {value: 0.7, of: ranked, rounding: half_up, ties: all_in}")
    bounds = ("80", "50.5") if order == "higher_is_better" else ("50.5", "80")
    more += ["grades: " + GRADES % (*bounds, share), *ENDS]
    rounding = _rounding(drawing)
    periods = drawing.among(["2024"], ["2024"], ["2023", "2024"])
    text = small_text(
        combine=combine,
        ties=drawing.among("lowest", "highest", "average", "dense"),
        rounding=rounding,
        rank_on=drawing.among("rounded", "unrounded") if "total" in rounding else "unrounded",
        order=order,
        groups=("a", "b", "c"),
        periods=f"[{', '.join(periods)}]",
        more=more,
        parts=parts,
    )
    return Regulation(text, drawing.rows(periods))


def _rounding(drawing: _Drawing) -> str:
    """Draw where figures are rounded, how, and to how many decimals."""
    modes, decimals = ("half_up", "half_even", "truncate"), (0, 1, 2, 4)
    entries = [
        f"{{at: {at}, mode: {drawing.among(*modes)}, decimals: {drawing.among(*decimals)}}}"
        for at in ("indicators", "parts", "total", "g0", "i0")
        if drawing.among(0, 1)
    ]
    return f"[{', '.join(entries)}]"
