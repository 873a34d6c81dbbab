"""Chains over rows finer than a unit, each with figures and the points worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from engine.small import leaf, small_text
from kaoping.engine import Tables

__all__ = ["CASES", "Case", "given"]

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator `one`: the scheme's text, the tables, and the points by unit (None: no value)."""

    text: str
    tables: Tables
    points: Mapping[str, str | None]


def given(table: str, rows: Rows, units: Sequence[str]) -> Tables:
    """Give tables with the rows of indicator `one`."""
    frames = {
        "units": [{"unit": name, "group": "a"} for name in units],
        table: [{"indicator": "one", "period": "2024", **row} for row in rows],
    }
    return Tables.from_frames({name: pl.DataFrame(list(own), infer_schema_length=None) for name, own in frames.items()})


def _case(table: str, rows: Rows, points: Mapping[str, str | None], **keys: Any) -> Case:
    return Case(small_text(leaf("one", **keys)), given(table, rows, list(points)), points)


_VOTES = {  # unit: (wave, class, option) -> votes
    "u1": {
        ("2024-H1", "leaders", "good"): 3,
        ("2024-H1", "leaders", "poor"): 1,
        ("2024-H1", "public", "fair"): 7,
        ("2024-H2", "leaders", "good"): 2,
        ("2024-H2", "public", "good"): 1,
        ("2024-H2", "public", "fair"): 3,
        ("2024-H2", "public", "abstain"): 90,
    },
    "u2": {
        ("2024-H1", "leaders", "good"): 5,
        ("2024-H2", "public", "fair"): 1,
        ("2024-H2", "leaders", "abstain"): 4,
    },
    "u3": {("2024-H1", "leaders", "good"): 5, ("2024-H1", "public", "good"): 5},
}


def _social(need: str, points: Mapping[str, str | None]) -> Case:
    rows = [
        {"unit": unit, "period": wave, "respondent_class": of, "option": option, "votes": votes}
        for unit, own in _VOTES.items()
        for (wave, of, option), votes in own.items()
    ]
    steps = f"""[
      {{formula: 'pick(option, "good": 100, "fair": 60, "poor": 0, "abstain": 0)'}},
      {{reduce: weighted_mean, weight: votes, where: option != "abstain",
       keep: [period, respondent_class], expect: [leaders, public], need: all}},
      {{reduce: weighted_mean, weight: 'pick(respondent_class, "leaders": 0.4, "public": 0.6)', keep: [period],
       need: {need}}},
      {{reduce: weighted_mean, weight: 'pick(part_of_year, "H1": 0.3, "H2": 0.7)', need: all}}]"""
    return _case("ballots", rows, points, data="{table: ballots, every: half_year}", steps=steps)


_FIGURES = {"u1": (9, 1, 5, 5), "u2": (8, 2, 5, None), "u3": (7, 3, 4, None)}


def _quarters(steps: str, points: Mapping[str, str | None]) -> Case:
    rows = [
        {"unit": unit, "period": f"2024-Q{number}", "actual": None if figure is None else str(figure)}
        for unit, figures in _FIGURES.items()
        for number, figure in enumerate(figures, start=1)
    ]
    return _case(
        "observations",
        rows,
        points,
        unit_of_measure="万元",
        data="{every: quarter}",
        direction="higher_is_better",
        steps=steps,
    )


def _leaders() -> Case:
    marks = {"u1": ("90", "60"), "u2": ("80", "70"), "u3": ("70", "70")}
    rows = [
        {"unit": unit, "rater": f"leader{number}", "points": mark}
        for unit, own in marks.items()
        for number, mark in enumerate(own, start=1)
    ]
    steps = "[{formula: 'full * (1 - 0.02 * (rank - 1))'}, {reduce: mean, need: all}]"
    # The second leader is milder by nature and harder on u1: only the order counts.
    keys = {"data": "{table: ratings}", "direction": "higher_is_better", "steps": steps}
    return _case("ratings", rows, {"u1": "98", "u2": "99", "u3": "98"}, **keys)


def _tasks() -> Case:
    tasks: dict[str, list[tuple[str, str | None, str]]] = {
        "u1": [("10", "8", "3"), ("5", "6", "1")],
        "u2": [("200", "100", "2")],
        "u3": [("1", None, "1")],
    }
    rows = [
        {"unit": unit, "task": f"t{number}", "target": target, "actual": actual, "task_weight": weight}
        for unit, own in tasks.items()
        for number, (target, actual, weight) in enumerate(own, start=1)
    ]
    steps = "[{formula: 'min(full, full * x / target)'}, {reduce: weighted_mean, weight: task_weight, need: all}]"
    # u1: (3 × 80 + 1 × 100) ÷ 4.
    return _case("tasks", rows, {"u1": "85", "u2": "50", "u3": None}, data="{table: tasks}", steps=steps)


def _liability() -> Case:
    rows = [
        {"unit": "u1", "event": "e1", "kind": "late", "times": "9"},
        {"unit": "u1", "event": "e2", "kind": "grave", "share": "0.2"},
        {"unit": "u2", "event": "e2", "kind": "grave", "share": "0.8"},
    ]
    steps = """[{formula: 'share * times * pick(kind, "late": 1, "grave": 5)'},
      {reduce: sum, keep: [kind], cap: 6}, {reduce: sum, empty: zero}, {formula: 'max(full - x, 0)'}]"""
    keys: dict[str, Any] = {"full": 20, "data": "{table: events}", "steps": steps}
    return _case("events", rows, {"u1": "13", "u2": "16", "u3": "20"}, **keys)


def _undecided() -> Case:
    rows: Rows = [
        {"unit": "u1", "rater": "r1", "rater_class": "x", "points": "10"},
        {"unit": "u1", "rater": "r2", "rater_class": "y", "points": "20"},
        {"unit": "u2", "rater": "r1", "rater_class": None, "points": "10"},
        {"unit": "u2", "rater": "r2", "rater_class": "y", "points": "20"},
    ]
    keys = {"data": "{table: ratings}", "steps": """[{reduce: mean, where: rater_class != "x", need: all}]"""}
    return _case("ratings", rows, {"u1": "20", "u2": None}, **keys)


CASES: Mapping[str, Case] = {
    # u1: first wave 0.4 × (3 × 100 + 0) ÷ 4 + 0.6 × 60 = 66; second 0.4 × 100 + 0.6 × (100 + 180) ÷ 4 = 82.
    # u2: only leaders in the first wave: 100; only the public in the second (abstentions are no votes): 60.
    "two waves of classes of votes": _social("1", {"u1": "77.2", "u2": "72", "u3": None}),
    "a class that was expected and did not vote is missing": _social("all", {"u1": "77.2", "u2": None, "u3": None}),
    # u1 is 1st, 3rd, 1st (with u2), 1st: 100, 90, 100, 100. u2: 95, 95, 100. u3: 90, 100, 90.
    "ranked each quarter, then averaged": _quarters(
        "[{group: rank}, {formula: 'full * (1 - 0.05 * (x - 1))'}, {reduce: mean, need: 1}]",
        {"u1": "97.5", "u2": "96.6666666667", "u3": "93.3333333333"},
    ),
    "averaged over the quarters, then ranked": _quarters(
        "[{reduce: mean, need: 1}, {group: rank}, {formula: 'full * (1 - 0.05 * (x - 1))'}]",
        {"u1": "100", "u2": "100", "u3": "90"},
    ),
    "the best of each quarter is full": _quarters(
        "[{formula: 'full * x / best'}, {reduce: mean, need: 1}]",
        {"u1": "83.3333333333", "u2": "85.1851851852", "u3": "85.9259259259"},
    ),
    "leaders rank the units each for himself": _leaders(),
    "a task book is converted to a hundred": _tasks(),
    "liability is shared and each kind has its own cap": _liability(),
    "a condition that cannot be decided leaves the row missing": _undecided(),
}
