"""A part takes the rank of what stands below it: the same in every reading, frozen, told and recomputed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from engine.small import Figures, column, leaf, small_text, tables
from kaoping.engine import Engine, Result, Tables, frozen_from, read_result, score, write_result
from kaoping.errors import DataError
from kaoping.report import explain
from kaoping.scheme import differences, load_text
from report.printed_explanation import recompute

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
FIGURES: Figures = {
    "u1": {"p": 10, "q": 5},
    "u2": {"p": 20, "q": 5},
    "u3": {"p": 20, "q": 1},
    "u4": {"p": 30, "q": "missing"},
}
TAKE = "{rank_on: unrounded, order: higher_is_better, ties: average, within: all}"
LOWER = "{rank_on: rounded, order: lower_is_better, ties: lowest, within: group}"


def text_of(p: str = TAKE, q: str = LOWER, *, more: tuple[str, ...] = (), combine: str = "mean") -> str:
    leaves = (leaf("p", take_rank=p), leaf("q", take_rank=q))
    text = small_text(
        *leaves, combine=combine, rounding="[{at: q, mode: half_up, decimals: 0}]", more=("need: 1", *more)
    )
    return text.replace("need: all\n", "").replace("order: higher_is_better}", "order: lower_is_better}", 1)


def scored(engine: Engine = "auto", figures: Figures = FIGURES) -> Result:
    return score(load_text(text_of(), "small.yaml"), tables(figures), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_averages_the_ranks_of_its_indicators(engine: Engine) -> None:
    result = scored(engine)

    # p: 4, 2.5, 2.5, 1. q, the least first: 2, 2, 1 and none.
    assert column(result, "total") == {"u1": "3", "u2": "2.25", "u3": "1.75", "u4": "1"}
    assert dict(result.scores.filter(pl.col("node") == "p").select("unit", "points").iter_rows())["u4"] == "30"


def test_a_formula_above_knows_the_rank_under_the_name_of_the_node() -> None:
    part = "{id: index, title: {zh: 指数, en: Index}, full: 100, combine: sum, "
    part += f"indicators: [{leaf('p', take_rank=TAKE)}]"
    part += ", when: {missing: blank, not_applicable: blank, excused: blank}"
    text = small_text(parts=(part + ", need: all, steps: [{formula: '10[points] * p'}]}",))

    result = score(load_text(text, "small.yaml"), tables(FIGURES))

    assert column(result, "total") == {"u1": "40", "u2": "25", "u3": "25", "u4": "10"}


@pytest.mark.parametrize("engine", ENGINES)
def test_frozen_ranks_move_with_the_own_figure_alone(engine: Engine) -> None:
    before = scored()
    figures = {**FIGURES, "u1": {"p": 25, "q": 5}}

    after = score(load_text(text_of()), tables(figures), frozen=frozen_from(before.statistics, "x"), engine=engine)

    assert column(after, "total") == {**column(before, "total"), "u1": "2"}


def test_each_line_is_told_and_can_be_recomputed(tmp_path: Path) -> None:
    write_result(scored(), tmp_path, text_of())
    stored = read_result(tmp_path)

    for unit in FIGURES:
        assert recompute(explain(stored, unit, lang="zh")) > 0
        assert recompute(explain(stored, unit, lang="en")) > 0
    assert (
        "· 上级取本项名次（修约前 20，高者在前；并列的取平均名次，如 1.5、1.5、3）：比较范围：全部单位，4 个单位中，"
        "优于本单位的 1 个，与本单位相同的（含本单位）2 个，次于本单位的 1 个，得数 (2 × 1 + 2 + 1) ÷ 2 = 2.5\n"
    ) in explain(stored, "u2", lang="zh")
    assert (
        "· The part above takes the rank here (after rounding 5, lowest first; equals share the first of their ranks, "
        "as in 1, 1, 3): Compared with units of the same group a, 3 units: better 1, equal 2 (this one included), "
        "worse 0, gives 1 + 1 = 2\n"
    ) in explain(stored, "u2", lang="en")
    assert "Each point here adds" not in explain(stored, "u2", lang="en")


FLAG = "unit_columns: [{id: own, title: {zh: 属市, en: Own}, holds: flag}]"


def flagged(figures: Figures, own: tuple[str, ...]) -> Tables:
    units = pl.DataFrame({"unit": list(figures), "group": "a", "own": [str(unit in own).lower() for unit in figures]})
    observed = tables(figures).observations.select("unit", "indicator", "period", "actual", "status")
    return Tables.from_frames({"units": units, "observations": observed})


@pytest.mark.parametrize("engine", ENGINES)
def test_who_does_not_count_takes_the_rank_it_would_have(engine: Engine) -> None:
    scheme = load_text(text_of(TAKE.replace("all}", "all, among: own}"), more=(FLAG,)))

    result = score(scheme, flagged(FIGURES, ("u2", "u4")), engine=engine)

    assert column(result, "total") == {"u1": "2.5", "u2": "2", "u3": "1.75", "u4": "1"}


@pytest.mark.parametrize("own", [(), ("u4",)])
def test_where_nobody_has_points_to_be_ranked_among_the_run_stops(own: tuple[str, ...]) -> None:
    scheme = load_text(text_of(q=LOWER.replace("group}", "group, among: own}"), more=(FLAG,)))

    with pytest.raises(DataError) as caught:
        score(scheme, flagged(FIGURES, own))

    assert [problem.code for problem in caught.value.problems] == ["D139"]


@pytest.mark.parametrize(("within", "kind"), [("all", "scores"), ("group", "scores")])
def test_who_is_ranked_with_whom_is_reached_by_a_change(within: str, kind: str) -> None:
    zero = "{missing: zero, not_applicable: blank, excused: blank}"
    take = TAKE.replace("all}", f"{within}}}")
    before = text_of(take).replace("rule: as_given}", f"rule: as_given, when: {zero}}}", 1)

    (change,) = differences(load_text(before), load_text(before.replace("missing: zero", "missing: {points: 1}")))

    assert (change.path, change.kind) == ("p.when.missing", kind)
