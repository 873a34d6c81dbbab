"""A contest looks at all units compared: its points are recorded, frozen, explained, and moved by nobody's change."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from engine.small import BLANK, leaf, small, small_text, tables, totals
from kaoping.engine import Engine, Tables, frozen_from, read_result, score, write_result
from kaoping.errors import DataError, SchemeError
from kaoping.report import Explainer
from kaoping.scheme import load_text
from report.recompute_folder import recomputed

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
LEAVES = (leaf("p", weight=60), leaf("q", weight=40))
FIGURES: dict[str, dict[str, object]] = {
    "a": {"p": 9, "q": 1},
    "b": {"p": 8, "q": 2},
    "c": {"p": 7, "q": 9},
    "d": {"p": "missing", "q": 1},
}
SCHEME = small(*LEAVES, combine="copeland")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_changed_unit_is_compared_with_the_recorded_points_and_moves_nobody(engine: Engine) -> None:
    before = score(SCHEME, tables(FIGURES), engine=engine)

    frozen = frozen_from(before.statistics, "before")
    after = score(SCHEME, tables(FIGURES | {"a": {"p": 1, "q": 1}}), frozen=frozen, engine=engine)

    assert totals(before) == {"a": "2", "b": "0", "c": "-2", "d": None}
    assert totals(after) == totals(before) | {"a": "-2"}
    assert before.statistics.select("statistic", "over", "unit", "figure").rows()[:2] == [
        ("copeland", "p", "a", "9"),
        ("copeland", "p", "b", "8"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_units_are_compared_inside_their_group(engine: Engine) -> None:
    scheme = small(*LEAVES, combine="copeland", groups=("a", "b", "c"))

    result = score(scheme, tables(FIGURES, groups={"c": "b", "d": "c"}), engine=engine)

    assert totals(result) == {"a": "1", "b": "-1", "c": "0", "d": None}


def test_frozen_statistics_that_lack_the_points_are_refused() -> None:
    before = score(SCHEME, tables(FIGURES))

    with pytest.raises(DataError, match="copeland"):
        score(SCHEME, tables(FIGURES), frozen=frozen_from(before.statistics.head(0), "before"))


def test_whom_units_are_compared_with_has_to_be_said() -> None:
    text = small_text(*LEAVES, combine="copeland").replace("compare_within: group, ", "")

    with pytest.raises(SchemeError, match="S059"):
        load_text(text)


def test_rows_are_not_reduced_by_a_contest() -> None:
    with pytest.raises(SchemeError, match="S044"):
        small(leaf("p", data="{table: ratings}", steps='[{reduce: copeland}, {formula: "x"}]'))


def test_a_contest_is_explained_and_can_be_recomputed(tmp_path: Path) -> None:
    text = small_text(*LEAVES, combine="copeland")
    write_result(score(load_text(text), tables(FIGURES)), tmp_path / "result", text)
    result = read_result(tmp_path / "result")

    told = {lang: Explainer(result).text("a", lang=lang) for lang in ("zh", "en")}

    assert "against each of 2 others by weight (p 60, q 40): won 2, drawn 0, lost 0, points 2 − 0 = 2" in told["en"]
    assert "与其他 2 个单位逐一比较，胜 2 个，平 0 个，负 0 个，得分 2 − 0 = 2" in told["zh"]
    counts = recomputed(result)
    assert counts["zh"] == counts["en"] > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_without_points_at_a_child_meets_the_others_at_the_rest(engine: Engine) -> None:
    scheme = small(*LEAVES, combine="copeland", more=["need: 1"])

    result = score(scheme, tables({"a": {"p": 9, "q": 1}, "b": {"p": "missing", "q": 2}}), engine=engine)

    assert totals(result) == {"a": "-1", "b": "1"}
    assert result.statistics.select("over", "unit").rows() == [("p", "a"), ("q", "a"), ("q", "b")]


def test_a_population_in_which_no_unit_that_counts_has_points_is_refused() -> None:
    flag = "unit_columns: [{id: own, title: {zh: 属市, en: Own}, holds: flag}]"
    part = "{id: index, title: {zh: 指数, en: Index}, full: 100, combine: copeland, need: all, compare_among: own"
    part += f", indicators: [{', '.join(LEAVES)}], when: {BLANK}}}"
    scheme = small(parts=(part,), more=[flag])
    units = [{"unit": "a", "group": "a", "own": "false"}, {"unit": "b", "group": "a", "own": "true"}]
    given = tables({"a": {"p": 9, "q": 1}, "b": {"p": "missing", "q": 2}})
    observations = given.observations.select("unit", "indicator", "period", "actual", "status")
    given = Tables.from_frames({"units": pl.DataFrame(units), "observations": observations})

    with pytest.raises(DataError) as caught:
        score(scheme, given)

    assert [problem.code for problem in caught.value.problems] == ["D139"]
