"""What weights are: used as they are written, or shares of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import BLANK, leaf, small, small_text, tables, totals
from kaoping.engine import Engine, read_result, score, write_result
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import recomputed

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")


@pytest.mark.parametrize("engine", ENGINES)
def test_weights_as_given_are_factors_and_may_take_off(engine: Engine) -> None:
    leaves = (leaf("p", weight="0.3"), leaf("q", weight="0.1"), leaf("r", weight="-1"))
    scheme = small(*leaves, combine="weighted_sum", more=["weights: as_given"], ties="lowest")
    figures = {"a": {"p": 1, "q": 2, "r": "0.5"}, "b": {"p": 2, "q": 1, "r": "0.7"}, "c": {"p": 10, "q": 5, "r": "0"}}

    result = score(scheme, tables(figures), engine=engine)

    assert totals(result) == {"a": "0", "b": "0", "c": "3.5"}
    assert result.ranking.sort("unit")["rank"].to_list() == ["2", "2", "1"]


def test_weights_as_given_are_explained_and_can_be_recomputed(tmp_path: Path) -> None:
    leaves = (leaf("p", weight="0.3"), leaf("q", weight="-1"))
    text = small_text(*leaves, combine="weighted_sum", more=["weights: as_given"])
    write_result(score(load_text(text), tables({"a": {"p": 80, "q": "0.5"}})), tmp_path / "result", text)
    result = read_result(tmp_path / "result")

    assert "Combined (weighted sum): points 0.3 × 80 + (−1) × 0.5 = 23.5" in Explainer(result).text("a", lang="en")
    counts = recomputed(result)
    assert counts["zh"] == counts["en"] > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_shares_of_the_whole_weigh_inside_their_part_and_add_up_to_it(engine: Engine) -> None:
    def part(name: str, weight: int, *leaves: str) -> str:
        head = f"id: {name}, title: {{zh: {name}, en: {name}}}, weight: {weight}, combine: weighted_mean"
        return f"{{{head}, weights: of_whole, need: all, when: {BLANK}, indicators: [{', '.join(leaves)}]}}"

    parts = (part("first", 60, leaf("p", weight=45), leaf("q", weight=15)), part("second", 40, leaf("r", weight=40)))
    scheme = small(parts=parts, combine="weighted_mean", more=["weights: of_whole"])

    result = score(scheme, tables({"a": {"p": 80, "q": 40, "r": 50}}), engine=engine)

    assert totals(result) == {"a": "62"}


def test_full_points_of_a_part_are_the_most_that_its_children_can_give() -> None:
    leaves = ", ".join((leaf("p", weight="0.5"), leaf("q", weight="-1")))
    head = "id: both, title: {zh: 甲, en: A}, full: 50, combine: weighted_sum, weights: as_given, need: all"

    scheme = small(parts=(f"{{{head}, when: {BLANK}, indicators: [{leaves}]}}",))

    assert totals(score(scheme, tables({"a": {"p": 100, "q": 0}}))) == {"a": "50"}
