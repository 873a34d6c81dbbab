"""Every contest, worked by hand: wins, draws and losses, the number of them, and the words of it, on both readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.small import leaf, small, tables, totals
from formula.printed import evaluate
from kaoping.engine import Engine, score
from kaoping.rules import contests
from rules.examples import examples

CASES = examples("contest")


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['it']}" for name, case in CASES])
def test_a_contest_gives_the_numbers_worked_out_by_hand(name: str, case: dict[str, Any], engine: Engine) -> None:
    leaves = [leaf(f"p{at}", weight=weight) for at, weight in enumerate(case["weights"])]
    more = ["weights: relative", f"need: {case.get('need', 'all')}"]
    scheme = small(*leaves, combine=name, more=more)
    figures = {row["unit"]: {f"p{at}": figure for at, figure in enumerate(row["values"])} for row in case["units"]}

    result = score(scheme, tables(figures), engine=engine)

    found = {unit: None if text is None else Decimal(text) for unit, text in totals(result).items()}
    assert found == {
        row["unit"]: None if row["points"] == "missing" else Decimal(row["points"]) for row in case["units"]
    }


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['it']}" for name, case in CASES])
def test_the_number_and_its_words_follow_from_wins_draws_and_losses(name: str, case: dict[str, Any]) -> None:
    contest = contests()[name]

    for row in (row for row in case["units"] if row["points"] != "missing"):
        counts = [int(row[word]) for word in ("won", "drawn", "lost")]
        assert contest.points(counts[0], counts[1], counts[2]) == Decimal(row["points"])
        assert evaluate(contest.words(counts[0], counts[1], counts[2])) == Decimal(row["points"])


def test_every_contest_has_its_worked_examples() -> None:
    assert {name for name, _ in CASES} == set(contests())
