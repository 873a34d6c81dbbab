"""What holds for any data: order of rows, ranks, sums, the two readings, improvement, and the freeze."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_schemes import KINDS, UNITS, WRITTEN, Case, cases
from engine.small import number
from kaoping.engine import Result, Tables, frozen_from, score
from kaoping.rules import rules

FEW, SOME = (settings(max_examples=settings().max_examples * share // 20) for share in (5, 12))
# Every rule declared monotone, in both directions where it has them.
MONOTONE = {
    "all_or_nothing": ("met", "met_down"),
    "as_given": ("as_given",),
    "completion": ("completion", "inverse", "mirror"),
    "completion_with_bonus": ("bonus",),
    "efficacy": ("efficacy", "efficacy_down"),
    "fixed_benchmark": ("benchmark",),
    "goalposts": ("goalposts", "goalposts_down"),
    "level_and_growth": ("level_and_growth",),
    "min_max": ("min_max", "min_max_down"),
    "parity_with_last_year": ("parity_growth",),
    "peer_growth": ("peer_growth",),
    "peer_win_draw_loss": ("duel_growth",),
    "rank_percent_steps": ("rank_share",),
    "rank_points_steps": ("rank_points",),
    "share_bonus_when_met": ("share_bonus",),
    "threshold_then_linear": ("threshold",),
    "top_and_bottom": ("ends",),
    "z_score": ("z_score", "z_score_down"),
}


@SOME
@given(cases())
def test_columns_and_exact_agree_on_everything_published(case: Case) -> None:
    scheme, tables = case.scheme(), case.tables()

    judged = score(scheme, tables, engine="auto")  # stops with an EngineError where a figure differs
    columns = score(scheme, tables, engine="columns")

    published = [
        "period",
        "unit",
        "rank",
        "grade",
        "standing",
        *(["total"] if case.scheme_keys["rounding"] != "[]" else []),
    ]
    assert columns.ranking.select(published).equals(judged.ranking.select(published))


@FEW
@given(cases(), st.integers(0, 10**6))
def test_the_order_of_rows_never_matters(case: Case, seed: int) -> None:
    scheme, tables = case.scheme(), case.tables()
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in tables if frame.height}

    one, other = score(scheme, tables), score(scheme, Tables.from_frames(shuffled))

    assert [
        name
        for name in ("ranking", "scores", "statistics", "outcomes")
        if not getattr(one, name).equals(getattr(other, name))
    ] == []
    assert one.judged_values == other.judged_values


def in_columns(result: Result) -> dict[str, dict[str, Fraction | None]]:
    """Give unit -> node -> points as the scores print them."""
    found: dict[str, dict[str, Fraction | None]] = {}
    for unit, node, text in result.scores.select("unit", "node", "points").iter_rows():
        found.setdefault(unit, {})[node] = number(text)
    return found


@FEW
@given(cases(with_holes=False), st.sampled_from(["sum", "mean", "weighted_mean"]))
def test_printed_parts_add_up_to_the_printed_total(case: Case, combine: str) -> None:
    weights = [Fraction(str(keys.get("weight", "1"))) for keys in case.leaf_keys]
    keys = dict(case.scheme_keys) | {
        "combine": combine,
        "rounding": "[{at: indicators, mode: half_up, decimals: 2}]",
        "rank_on": "unrounded",
        "more": ["weights: relative"] if combine == "weighted_mean" else [],
    }
    weighed = [{"weight": f"{float(weight):g}"} if combine == "weighted_mean" else {} for weight in weights]

    result = score(replace(case, scheme_keys=keys, leaf_keys=weighed).scheme(), case.tables())

    for points in in_columns(result).values():
        total = points.pop("total")
        if None in points.values():  # growth of a unit that is nobody's peer
            assert total is None
            continue
        parts = [part for part in points.values() if part is not None]
        beside = weights if combine == "weighted_mean" else [Fraction(1)] * len(parts)
        added = sum((part * weight for part, weight in zip(parts, beside, strict=True)), start=Fraction(0))
        expected = added if combine == "sum" else added / sum(beside, start=Fraction(0))
        assert total is not None
        size = sum((abs(part * weight) for part, weight in zip(parts, beside, strict=True)), start=Fraction(100))
        assert abs(total - expected) <= size / 10**11


@FEW
@given(cases(), st.sampled_from(["higher_is_better", "lower_is_better"]))
def test_ranks_agree_with_totals_under_every_tie_rule(case: Case, order: str) -> None:
    keys = dict(case.scheme_keys) | {
        "order": order,
        "rounding": "[{at: total, mode: half_up, decimals: 1}]",
        "rank_on": "rounded",
        "more": [line for line in case.scheme_keys["more"] if "grades" not in line],
    }

    ranking = score(replace(case, scheme_keys=keys).scheme(), case.tables()).ranking

    for _, group in ranking.filter(pl.col("total").is_not_null()).group_by("group"):
        totals = group["total"].cast(pl.Float64).to_list()
        for mine, rank, count in zip(totals, group["rank"], group["count"], strict=True):
            better = [other for other in totals if (other > mine if order == "higher_is_better" else other < mine)]
            equal = totals.count(mine)
            expected = {
                "lowest": len(better) + 1,
                "highest": len(better) + equal,
                "average": len(better) + (equal + 1) / 2,
                "dense": len(set(better)) + 1,
            }
            assert (float(rank), count) == (expected[case.scheme_keys["ties"]], len(totals))


def test_every_rule_declared_monotone_is_tried() -> None:
    assert {name for name, rule in rules().items() if rule.monotone} == set(MONOTONE)


@pytest.mark.parametrize("kind", [kind for kinds in MONOTONE.values() for kind in kinds])
@settings(max_examples=max(1, settings().max_examples * 3 // 20))
@given(
    figures=st.lists(WRITTEN, min_size=len(UNITS), max_size=len(UNITS)),
    growth=st.lists(st.sampled_from(["-3.5", "0", "5", "5.1", "12"]), min_size=len(UNITS), max_size=len(UNITS)),
    better=st.tuples(WRITTEN, st.sampled_from(["-4", "0", "5.05", "13"])),
)
def test_a_better_figure_never_scores_less(
    kind: str, figures: list[str], growth: list[str], better: tuple[str, str]
) -> None:
    is_growth = "growth" in kind
    keys = {"combine": "sum", "rounding": "[]", "rank_on": "unrounded", "ties": "lowest"}
    before = Case([kind], keys, [{}], {unit: {"i0": figure} for unit, figure in zip(UNITS, figures, strict=True)},
                  dict(zip(UNITS, growth, strict=True)))  # fmt: skip
    now, then = (growth[0], better[1]) if is_growth else (figures[0], better[0])
    rises = is_growth or "direction" not in KINDS[kind]
    worse, best = sorted([now, then], key=Fraction, reverse=not rises)

    found = [
        in_columns(score(case.scheme(), case.tables()))["a1"]["i0"]
        for case in (with_figure(before, text, is_growth=is_growth) for text in (worse, best))
    ]

    assert found[0] is not None
    assert found[1] is not None
    assert found[0] <= found[1]


def with_figure(case: Case, text: str, *, is_growth: bool) -> Case:
    """Give the case with another figure, or another growth, of a1."""
    if is_growth:
        return replace(case, growth=dict(case.growth) | {"a1": text})
    return replace(case, figures=dict(case.figures) | {"a1": dict(case.figures["a1"]) | {"i0": text}})


@FEW
@given(cases(), st.sampled_from(UNITS[:-1]), st.one_of(WRITTEN, st.sampled_from(["missing", "excused"])))
def test_after_the_freeze_one_units_change_moves_nobody_elses_points(case: Case, unit: str, figure: str) -> None:
    before = score(case.scheme(), case.tables())
    own = dict.fromkeys(case.figures[unit], figure)
    changed = replace(case, figures=dict(case.figures) | {unit: own})

    after = score(case.scheme(), changed.tables(), frozen=frozen_from(before.statistics, "before"))

    others = [result.scores.filter(pl.col("unit") != unit) for result in (before, after)]
    assert others[0].equals(others[1])


@FEW
@given(cases())
def test_the_frozen_statistics_of_a_run_give_the_same_run_again(case: Case) -> None:
    scheme, tables = case.scheme(), case.tables()
    before = score(scheme, tables)

    after = score(scheme, tables, frozen=frozen_from(before.statistics, "before"))

    assert after.scores.equals(before.scores)


def test_tables_stay_as_they_were() -> None:
    case = Case(["min_max"], {}, [{}], {unit: {"i0": "5"} for unit in UNITS})
    tables, again = case.tables(), case.tables()

    score(case.scheme(), tables)

    assert [name for name, frame in tables if not frame.equals(getattr(again, name))] == []
    assert isinstance(tables, Tables)
