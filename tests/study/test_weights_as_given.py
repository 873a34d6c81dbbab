"""Weights used as given answer for nobody else: a study changes one of them and leaves its siblings alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from engine.small import leaf, small_text, tables
from kaoping.engine import Stored, plan_of, read_result, score, write_result
from kaoping.engine.again import again, kept
from kaoping.scheme import load_text
from kaoping.study import Weight, what_if
from kaoping.study.draws import drawn

LEAVES = (leaf("p", weight="0.5"), leaf("q", weight="-0.5"))
TEXT = small_text(*LEAVES, combine="weighted_sum", more=["weights: as_given"])


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    given = tables({"a": {"p": 10, "q": 4}, "b": {"p": 6, "q": 8}})
    write_result(score(load_text(TEXT), given), tmp_path / "result", TEXT)
    return read_result(tmp_path / "result")


def test_a_changed_weight_leaves_the_others_as_they_are(stored: Stored) -> None:
    found = what_if(stored, [Weight("q", Decimal(-1))])

    assert dict(found.select("unit", "total_if").iter_rows()) == {"a": "1", "b": "-5"}


def test_drawn_weights_are_not_scaled(stored: Stored) -> None:
    weights = drawn(plan_of(stored.scheme), 5, 0.1, seed=(7,))["total"]

    assert weights.shape == (5, 2)
    assert (np.abs(weights / np.array([0.5, -0.5]) - 1) <= 0.1).all()


def test_a_contest_is_decided_by_the_weights_drawn(tmp_path: Path) -> None:
    text = small_text(leaf("p", weight=50), leaf("q", weight=50), combine="copeland")
    given = tables({"a": {"p": 10, "q": 4}, "b": {"p": 6, "q": 8}})
    write_result(score(load_text(text), given), tmp_path / "result", text)
    walk = kept(load_text(text), given)

    found = again(walk, draws=2, weights={"total": np.array([[3.0, 1.0], [1.0, 3.0]])})

    assert found.values["total"].points.to_list() == [1.0, -1.0, -1.0, 1.0]
