"""What conditions of outcomes may name: points, figures, statistics, further ranks, tiers, findings, earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from engine.small import leaf, small, small_text, tables
from kaoping.engine import Earlier, Result, earlier_from, read_result, score, write_result
from kaoping.engine.intake.needs import needs_of
from kaoping.scheme import load_text

RANKING = (
    "rankings: [{id: places, title: {zh: 全市排名, en: City ranking}, of: q, rank_on: unrounded, "
    "order: higher_is_better, ties: %s, within: all}]"
)
PARTS = "tiers: [{id: half, title: {zh: 两段, en: Halves}, by: rank, of: total, equal_parts: 2}]"
TIERS = (
    "tiers: [{id: kind, title: {zh: 类别, en: Kind}, by: points, of: q, rank_on: unrounded, "
    "tiers: [{id: strong, title: {zh: 强, en: Strong}, at_least: 5}, {id: weak, title: {zh: 弱, en: Weak}}]}]"
)
UNFIT = "circumstances: [{id: unfit, title: {zh: 负责人不胜任, en: Persons unfit}}]"
FIGURES: Mapping[str, Mapping[str, object]] = {
    "u1": {"p": 9, "q": 3},
    "u2": {"p": 8, "q": 6},
    "u3": {"p": 7, "q": 6},
    "u4": {"p": 1, "q": None},
}
NEED = "{missing: zero, not_applicable: blank, excused: blank}"


def measured(name: str, unit: str = "亿元", **keys: object) -> str:
    """Give an indicator in a unit of measure, a point for each."""
    return leaf(name, unit_of_measure=unit, formula=f"'x * 1[points/{unit}]'", **keys)


def outcome(when: str, **keys: str) -> str:
    own = "".join(f", {key}: {value}" for key, value in keys.items())
    return f"outcomes: [{{id: flag, title: {{zh: 提示, en: Flag}}, when: '{when}'{own}}}]"


def scored(
    *more: str,
    leaves: Sequence[str] = (leaf("p"), leaf("q", when=NEED)),
    figures: Mapping[str, Mapping[str, object]] = FIGURES,
    previous: Sequence[Earlier] = (),
    others: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    groups: Mapping[str, str] | None = None,
    **keys: Any,
) -> Result:
    given = tables(figures, others=others, groups=groups)
    return score(small(*leaves, more=more, **keys), given, previous=previous)


def found(result: Result) -> dict[str, str]:
    """Give unit -> whether the rule holds."""
    return dict(result.outcomes.filter(pl.col("kind") == "outcome").select("unit", "holds").iter_rows())


def reasons(result: Result, unit: str) -> tuple[str, str]:
    line = result.outcomes.filter((pl.col("kind") == "outcome") & (pl.col("unit") == unit))
    return line["because_zh"][0], line["because_en"][0]


def test_the_points_of_a_node_are_named_by_its_id_as_they_are_official() -> None:
    result = scored(
        outcome("q >= 6[points] or p < 2[points]"), rounding="[{at: indicators, mode: half_up, decimals: 1}]"
    )

    assert found(result) == {"u2": "yes", "u3": "yes", "u4": "yes"}
    assert reasons(result, "u4") == ("“p”得分 = 1，“q”得分 = 0", "points in p = 1, points in q = 0")


def test_points_that_are_not_there_leave_a_rule_undetermined() -> None:
    away = leaf("q", when="{missing: share_again, not_applicable: blank, excused: blank}")
    result = scored("need: 1", outcome("q < 5[points]"), leaves=(leaf("p"), away), combine="mean")

    assert found(result) == {"u1": "yes", "u4": "undetermined"}
    assert reasons(result, "u4") == ("；缺少：“q”得分", "; missing: points in q")


def test_a_node_called_like_a_word_of_conditions_leaves_the_word_its_meaning() -> None:
    result = scored(outcome("from_last = 1"), leaves=(leaf("from_last"),), figures={"u1": {"from_last": 1}})

    assert reasons(result, "u1") == ("倒数名次 = 1", "rank from last = 1")


@pytest.mark.parametrize(
    ("within", "expected", "words"),
    [
        ("group", ["u2", "u4"], "“p”得分 = 1，“p”得分平均值（同组单位） = 4"),
        ("all", ["u4"], "“p”得分 = 1，“p”得分平均值（全部单位） = 6.25"),
        ("{columns: [group, area]}", ["u4"], "“p”得分 = 1，“p”得分平均值（考评组、区域相同的单位） = 4"),
    ],
)
def test_a_statistic_is_taken_of_the_ranked_units_within_what_the_outcome_says(
    within: str, expected: list[str], words: str
) -> None:
    scheme = small(
        leaf("p"),
        groups=("a", "b"),
        more=[
            "unit_columns: [{id: area, title: {zh: 区域, en: Area}, holds: name}]",
            outcome("p < mean.p", compare_within=within),
        ],
    )
    places = {"u1": ("a", "north"), "u2": ("a", "south"), "u3": ("b", "east"), "u4": ("b", "east")}
    units = [{"unit": unit, "group": group, "area": area} for unit, (group, area) in places.items()]
    figures = {unit: {"p": own["p"]} for unit, own in FIGURES.items()}

    result = score(scheme, tables(figures, others={"units": units}))

    assert list(found(result)) == expected
    assert reasons(result, "u4")[0] == words


def test_whom_a_statistic_is_of_is_said_in_english_too() -> None:
    for within, words in (("group", "units of its group"), ("all", "all units")):
        result = scored(outcome("p < mean.p", compare_within=within))
        assert reasons(result, "u4")[1] == f"points in p = 1, mean points in p ({words}) = 6.25"


def test_a_statistic_of_nobody_is_missing_and_a_long_one_is_decided_with_more_digits() -> None:
    alone = scored(outcome("total < sd.total", compare_within="group"), figures={"u1": {"p": 1, "q": 1}})
    # 12 digits of the standard deviation lie on a half for any number of digits that are carried
    half = "sd_population.p * sd_population.p + 0.000000000005[points^2] <= 1[points^2]"
    long = scored(
        outcome(half, compare_within="group"),
        leaves=(leaf("p"),),
        figures={"u1": {"p": "0"}, "u2": {"p": "2"}},
    )

    assert found(alone) == {"u1": "undetermined"}
    assert set(found(long).values()) <= {"yes"}


def test_best_and_worst_go_by_the_order_of_totals_and_by_the_direction_of_an_indicator() -> None:
    low = scored(outcome("total = best.total", compare_within="group"), order="lower_is_better")
    figure = scored(
        outcome("c.actual = best.c.actual", compare_within="group"),
        leaves=(measured("c", direction="lower_is_better"),),
        figures={"u1": {"c": 9}, "u2": {"c": 8}},
    )

    assert found(low) == {"u4": "yes"}
    assert found(figure) == {"u2": "yes"}
    assert reasons(figure, "u2")[0] == "“c”完成 = 8 亿元，“c”完成最优值（同组单位） = 8 亿元"


def test_figures_are_those_delivered_with_their_targets_and_computed_growth() -> None:
    rows = [
        {"unit": unit, "indicator": "c", "period": "2024", "actual": actual, "previous": previous}
        for unit, actual, previous in (("u1", "11", "10"), ("u2", "9", "10"), ("u3", "9", None))
    ]
    targets = [{"unit": unit, "indicator": "c", "period": "2024", "target": "10"} for unit in ("u1", "u2")]
    data = "{growth: computed, growth_basis: current_prices, previous: restated}"
    result = scored(
        outcome("c.actual < c.target and c.growth < 5[%]"),
        leaves=(measured("c", data=data),),
        figures={"u1": {}, "u2": {}, "u3": {}},
        others={"observations": rows, "targets": targets},
    )

    assert found(result) == {"u2": "yes", "u3": "undetermined"}
    assert reasons(result, "u2")[0] == "“c”完成 = 9 亿元，“c”目标 = 10 亿元，“c”增幅 = -10 %"
    assert reasons(result, "u3")[1] == "actual of c = 9 亿元; missing: target of c, growth of c"


def test_what_conditions_of_this_year_ask_for_is_read_of_the_tables() -> None:
    rule = "c.actual < c.target and previous.c.growth < 5[%] and rank = 1"
    data = "{growth: given, growth_basis: current_prices}"

    needs = needs_of(small(measured("c", data=data), leaf("p"), more=[outcome(rule)]))

    assert needs.reads("c") == {"actual": frozenset({0}), "target": frozenset({0})}
    assert "targets" in needs.tables()
    assert needs.reads("p") == {"actual": frozenset({0})}


def test_growth_on_a_base_of_zero_is_missing() -> None:
    rows = [{"unit": "u1", "indicator": "c", "period": "2024", "actual": "11", "previous": "0"}]
    data = "{growth: computed, growth_basis: current_prices, previous: restated}"
    result = scored(
        outcome("c.growth < 5[%]"),
        leaves=(measured("c", data=data),),
        figures={"u1": {}},
        others={"observations": rows},
    )

    assert found(result) == {"u1": "undetermined"}


def test_a_derived_figure_is_computed() -> None:
    result = scored(
        "variables: [{id: v, title: {zh: 总量, en: Volume}, unit_of_measure: 亿元}]",
        outcome("c.actual > 5[亿元]"),
        leaves=(measured("c", data="{uses: [v], derive: v * 2}"),),
        figures={"u1": {"v": 2}, "u2": {"v": 3}},
    )

    assert reasons(result, "u2")[0] == "“c”完成 = 6 亿元"


def test_a_figure_that_is_not_published_is_not_told_in_a_reason() -> None:
    result = scored(
        outcome("c.actual < 8[亿元]"),
        leaves=(measured("c", display="{below: 5, as: 低于 5}"),),
        figures={"u1": {"c": 3}, "u2": {"c": 7}, "u3": {"c": 9}},
    )

    assert (reasons(result, "u1")[0], reasons(result, "u2")[0]) == ("“c”完成 = 低于 5", "“c”完成 = 7 亿元")


def test_an_item_of_the_bonus_has_points_and_figures() -> None:
    item = measured("extra", when=NEED)
    result = scored(
        f"bonus: {{cap: 5, items: [{item}]}}",
        outcome("extra > 0[points] and extra.actual > 1[亿元]"),
        leaves=(leaf("p"),),
        figures={"u1": {"p": 1, "extra": 2}, "u2": {"p": 1, "extra": 1}},
    )

    assert found(result) == {"u1": "yes"}


@pytest.mark.parametrize("ties", ["lowest", "average"])
def test_the_rank_in_a_further_ranking_with_the_units_there_and_the_rank_from_the_last(ties: str) -> None:
    rule = "ranking.places.from_last = 1 and ranking.places.count = 4 and ranking.places - rank = 0"
    result = scored(RANKING % ties, outcome(rule))

    assert found(result) == {"u4": "yes"}
    assert reasons(result, "u4") == (
        "名次 = 4，“全市排名”名次 = 4，“全市排名”单位数 = 4，“全市排名”倒数名次 = 1",
        "rank = 4, rank in City ranking = 4, number of units in City ranking = 4, rank from last in City ranking = 1",
    )


def test_a_tier_is_a_text_and_told_by_its_title() -> None:
    result = scored(TIERS, outcome('tier.kind = "weak"'))
    parts = scored(PARTS, outcome('tier.half = "2"'))

    assert found(result) == {"u1": "yes", "u4": "yes"}
    assert reasons(result, "u1") == ("类别 = 弱", "Kind = Weak")
    assert found(parts) == {"u1": "yes", "u4": "yes"}
    assert reasons(parts, "u1") == ("两段 = 第 2 份", "Halves = part 2")


def test_what_was_found_about_a_unit_joins_what_was_computed() -> None:
    findings = [{"unit": unit, "finding": "unfit", "period": "2024"} for unit in ("u2", "u4")]
    result = scored(UNFIT, outcome("found.unfit and from_last <= 2"), others={"findings": findings})
    without = scored(UNFIT, outcome("not found.unfit and from_last = 1"))

    assert found(result) == {"u4": "yes"}
    assert reasons(result, "u4")[0] == "倒数名次 = 1，认定“负责人不胜任” = 是"
    assert reasons(without, "u4")[1] == "rank from last = 1, found: Persons unfit = no"


def chained(tmp_path: Path, first: str, rule: str, **keys: str) -> Result:
    """Score 2023 by one scheme, write and read its folder, and 2024 by the scheme that looks back."""
    leaves = (leaf("p"), measured("c"))
    figures = {"u1": {"p": 9, "c": 3}, "u2": {"p": 8, "c": 6}, "old": {"p": 1, "c": 5}}
    text = small_text(*leaves, periods="[2023]", more=[first])
    findings = {"findings": [{"unit": "old", "finding": "unfit", "period": "2023"}]} if "unfit" in first else None
    write_result(score(load_text(text, "x"), tables(figures, period="2023", others=findings)), tmp_path, text)
    now = {"u1": {"p": 9, "c": 3}, "u2": {"p": 8, "c": 6}, "u3": {"p": 1, "c": 9}}
    return scored(
        UNFIT,
        TIERS.replace("of: q", "of: p"),
        RANKING.replace("of: q", "of: p") % "lowest",
        outcome(rule, **keys),
        leaves=leaves,
        figures=now,
        previous=[earlier_from(read_result(tmp_path))],
        others={"predecessors": [{"unit": "u3", "predecessor": "old", "from_period": "2024"}]},
    )


@pytest.mark.parametrize(
    ("first", "rule", "expected"),
    [
        ("", "previous.p < 2[points]", {"u3": "yes"}),
        ("", "p < mean.p and previous.p < previous.mean.p", {"u3": "yes"}),
        ("", "c.actual - previous.c.actual > 3[亿元]", {"u3": "yes"}),
        (RANKING.replace("of: q", "of: p") % "lowest", "previous.ranking.places = 3", {"u3": "yes"}),
        (TIERS.replace("of: q", "of: p"), 'previous.tier.kind = "weak"', {"u3": "yes"}),
        (UNFIT, "previous.found.unfit", {"u3": "yes"}),
        # what the earlier scheme does not know is missing
        ("", "previous.ranking.places = 3", dict.fromkeys(("u1", "u2", "u3"), "undetermined")),
        ("", 'previous.tier.kind = "weak"', dict.fromkeys(("u1", "u2", "u3"), "undetermined")),
        ("", "previous.found.unfit", dict.fromkeys(("u1", "u2", "u3"), "undetermined")),
        ("", "previous2.p < 2[points]", dict.fromkeys(("u1", "u2", "u3"), "undetermined")),
    ],
)
def test_names_of_earlier_years_are_found_in_the_earlier_result(
    tmp_path: Path, first: str, rule: str, expected: dict[str, str]
) -> None:
    keys = {"compare_within": "group"} if "mean" in rule else {}

    assert found(chained(tmp_path, first, rule, **keys)) == expected


def test_below_the_mean_two_years_running_is_counted(tmp_path: Path) -> None:
    result = chained(
        tmp_path, "", "p < mean.p", compare_within="all", years="{last: 2, at_least: 2, missing: undecided}"
    )

    assert found(result) == {"u3": "yes"}
    assert reasons(result, "u3")[0] == (
        "近两年中成立 2 年，须至少 2 年；2024：成立（“p”得分 = 1，“p”得分平均值（全部单位） = 6）；"
        "2023：成立（“p”得分 = 1，“p”得分平均值（全部单位） = 6）"
    )


def test_statistics_within_columns_that_an_earlier_scheme_does_not_have_are_missing(tmp_path: Path) -> None:
    text = small_text(leaf("p"), periods="[2023]")
    write_result(score(load_text(text, "x"), tables({"u1": {"p": 1}}, period="2023")), tmp_path, text)
    scheme = small(
        leaf("p"),
        more=[
            "unit_columns: [{id: area, title: {zh: 区域, en: Area}, holds: name}]",
            outcome("previous.mean.p < 2[points]", compare_within="{columns: [area]}"),
        ],
    )
    given = tables({"u1": {"p": 1}}, others={"units": [{"unit": "u1", "group": "a", "area": "east"}]})

    result = score(scheme, given, previous=[earlier_from(read_result(tmp_path))])

    assert reasons(result, "u1")[1] == "; missing: previous mean points in p (units of the same Area)"


def test_a_result_that_says_only_its_ranking_has_nothing_else() -> None:
    row = {"rank": "1", "count": 1, "from_last": 1, "total": "5", "grade": ""}
    earlier = Earlier("run", {("2023", "u1"): row})

    for rule, keys in (("previous.p < 5[points]", {}), ("previous.mean.p < 5[points]", {"compare_within": "group"})):
        assert found(scored(outcome(rule, **keys), previous=[earlier]))["u1"] == "undetermined"


def test_a_figure_of_another_unit_of_measure_is_missing(tmp_path: Path) -> None:
    text = small_text(measured("c", "万元"), periods="[2023]")
    write_result(score(load_text(text, "x"), tables({"u1": {"c": 1}}, period="2023")), tmp_path, text)

    result = scored(
        outcome("previous.c.actual < 5[亿元]"),
        leaves=(measured("c"),),
        figures={"u1": {"c": 1}},
        previous=[earlier_from(read_result(tmp_path))],
    )

    assert found(result) == {"u1": "undetermined"}


def test_periods_that_are_no_years_are_told_as_the_same_period_of_the_year_before() -> None:
    years = "{last: 2, at_least: 1, missing: does_not_count}"
    result = score(
        small(leaf("p"), periods="[2024-H1]", more=[outcome("total < 5[points] or given(previous.p)", years=years)]),
        tables({"u1": {"p": 1}}, period="2024-H1"),
    )

    assert reasons(result, "u1") == (
        (
            "最近 2 期中成立 1 期，须至少 1 期；2024-H1：成立（总分 = 1；缺少：上年同期“p”得分）；"
            "2023-H1：无法认定（没有该期结果）"
        ),
        (
            "it holds in 1 of 2 periods, 1 needed; 2024-H1: holds (total = 1; missing: previous points in p); "
            "2023-H1: not determined (no result of that period)"
        ),
    )
