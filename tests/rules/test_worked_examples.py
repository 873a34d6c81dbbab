"""Every rule of the catalogue, worked by hand, on both readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kaoping.engine import Engine, score
from kaoping.rules import rules
from rules.examples import examples, scheme_of, tables_of

CASES = examples()


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case['it']}" for rule, case in CASES])
def test_the_rule_gives_the_points_worked_out_by_hand(rule: str, case: dict[str, Any], engine: Engine) -> None:
    result = score(scheme_of(rule, case), tables_of(case), engine=engine)

    found = {row["unit"]: row["points"] for row in result.scores.iter_rows(named=True) if row["node"] == "figure"}
    expected = {row["unit"]: None if row["points"] == "missing" else Decimal(row["points"]) for row in case["units"]}
    assert {unit: None if text is None else Decimal(text) for unit, text in found.items()} == expected


def test_every_rule_has_its_worked_examples() -> None:
    assert {rule for rule, _ in CASES} == set(rules())


@pytest.mark.parametrize("rule", sorted(rules()))
def test_the_examples_hold_three_units_a_missing_figure_and_a_tie(rule: str) -> None:
    cases = [case for name, case in CASES if name == rule]

    points = [row["points"] for case in cases for row in case["units"]]
    ties = [case for case in cases if len({row["points"] for row in case["units"]}) < len(case["units"])]
    absent = [row for case in cases for row in case["units"] if row["points"] == "missing" or row.get("events") == []]
    assert all(len(case["units"]) >= 3 for case in cases)
    assert (len(points) >= 3, len(ties) > 0, len(absent) > 0) == (True, True, True)
