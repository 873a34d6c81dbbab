"""The sentences on the tree of a unit's score, zh and en: headings, lines of arithmetic, absence, one more point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["TREE"]

TREE: Final[Mapping[str, tuple[str, str]]] = {
    # a node
    "node": ("{title}（{id}）：{points}", "{title} ({id}): {points}"),
    "node_points": ("{points} 分", "{points} points"),
    "no_points": ("没有得分", "no points"),
    "weight": ("权重 {weight}", "weight {weight}"),
    "full": ("满分 {full}", "full points {full}"),
    "delivered": ("报送 {figure}{unit}", "delivered {figure}{unit}"),
    "delivered_by": (
        "{by}报送 {figure}{unit}",
        "delivered by {by} {figure}{unit}",
    ),
    "rows_of": ("取用“{title}”（{id}）的各行", 'reads the rows of "{title}" ({id})'),
    "assumed": ("假定", "assumed"),
    "source": ("出处：{source}", "source: {source}"),
    # lines
    "points": ("得分", "points"),
    "gives": ("得数", "gives"),
    "lead": ("{name}：", "{name}: "),
    "step": (
        "第 {number} 步 {text}",
        "Step {number} {text}",
    ),
    "row": (
        "{name}（{label}）",
        "{name} ({label})",
    ),
    "own_formula": (
        "按方案公式计",
        "By the formula of the scheme",
    ),
    "held": (
        "{name}超出所比数据的一端，按该端计",
        "{name} beyond an end of the figures compared with counts as that end",
    ),
    "nobody_counts": ("没有可比的数据，没有名次", "there are no figures to be compared with: no place"),
    "filled": ("补缺", "Filled in"),
    "filled_within": ("补缺数不超出报送数的范围", "A figure filled in stays within those delivered"),
    "filled_earlier": ("缺报，取 {period} 的报送数", "missing, taken from what was delivered for {period}"),
    "filled_interpolated": ("缺报，由前后两期的报送数按直线推算", "missing, on the line between two figures delivered"),
    "filled_mean": ("缺报，取{whom}报送数的平均", "missing, the mean of what {whom} delivered"),
    "filled_median": ("缺报，取{whom}报送数的中位数", "missing, the median of what {whom} delivered"),
    "filled_parameter": ("缺报，取参数表中的 {name}", "missing, {name} of table parameters"),
    "filled_of_group": ("同组各单位", "its group"),
    "filled_of_all": ("全部单位", "all units"),
    "derived_actual": ("推算数（由变量推算）", "Figure derived from variables"),
    "derived_previous": ("上年推算数（由变量的上年值推算）", "Figure of the year before, derived from variables"),
    "derived_before": ("前年推算数（由变量的前年值推算）", "Figure of two years before, derived from variables"),
    "derived_growth": (
        "增幅（由完成值和上年值计算）",
        "Growth from actual and previous",
    ),
    "derived_previous_growth": (
        "上年增幅（由上年完成值和其上年值计算）",
        "Previous growth from actual and previous",
    ),
    "of_peer": ("对标单位{peer}的{name}", "{name}, peer {peer}"),
    "not_computed": ("不能计算，{why}", "not computed, {why}"),
    "peers": (
        "{label}（{count} 个对标单位的平均）：",
        "{label} (mean of {count}): ",
    ),
    "no_peers": ("{label}：对标单位均无数据", "{label}: no peer has a figure"),
    "combined": (
        "合成（{name}）",
        "Combined ({name})",
    ),
    "reduced": (
        "归并（{name}）",
        "Reduced ({name})",
    ),
    "rows": (
        "逐条数据：{cells}",
        "Rows: {cells}",
    ),
    "rows_weights": (
        "逐条权重：{cells}",
        "Weights of the rows: {cells}",
    ),
    "rows_absent": ("{status}：{labels}", "{status}: {labels}"),
    "rows_left_out": ("按条件不计入：{labels}", "left out by the condition: {labels}"),
    "no_rows": ("没有记录", "no row"),
    "none_count": ("没有应计的记录，没有得数", "no row counts: no figure"),
    "needs_all": (
        "须逐条齐全，现有 {count} 条，缺报 {missing} 条，没有得数",
        "every row is needed; {count} are there, {missing} missing: no figure",
    ),
    "needs": (
        "有缺报的须有 {need} 条以上，现有 {count} 条，缺报 {missing} 条，没有得数",
        "{need} rows are needed where some are missing; {count} are there, {missing} missing: no figure",
    ),
    "cap": (
        "上限 {cap}",
        "Cap {cap}",
    ),
    "remainder": (
        "尾差（上列数字印至 12 位有效数字）：{label} {expression}",
        "Remainder (figures above are printed to 12 digits): {label} {expression}",
    ),
    "rounding": (
        "修约（{mode}，保留 {decimals} 位小数）",
        "Rounding ({mode}, {decimals} decimals)",
    ),
    "half_up": ("四舍五入", "half up"),
    "half_even": ("奇进偶舍", "half to even"),
    "truncate": ("截断", "truncated"),
    "worth": ("本项每增 1 分，总分增加（修约前）", "Each point here adds to the total (before rounding)"),
    "certified_by": ("（{by}认定）", " (certified by {by})"),
    "penalty_zero": (
        "扣分情形：{name}，该项计零分，在排名之前{cited}",
        "Penalty: {name}, no points here, before the ranking{cited}",
    ),
    "penalty_minus": (
        "扣分情形：{name}，{times} 次，每次减 {minus} 分，在排名之前{cited}",
        "Penalty: {name}, times {times}, points off each time {minus}, before the ranking{cited}",
    ),
    "no_penalty": ("没有扣分情形，", "No penalty, "),
    "penalties": ("扣分情形合计", "All penalties"),
    "zeroed": ("计零分", "Made zero"),
    "in_order": ("按加减分次序", "In the order of the adjustments"),
    "adjusted": ("计入加分、扣分", "With bonus and deductions"),
    "base_total": ("加减分前总分", "Total before bonus and deductions"),
    # whom a unit is compared with
    "column_group": ("考评组", "group"),
    "compared_within": ("比较范围：{cells} 相同的单位", "Compared with units of the same {cells}"),
    "compared_all": ("比较范围：全部单位", "Compared with all units"),
    "compared_among": ("其中只计“{flag}”为是的单位", "of these only units with {flag} true count"),
    "held_against": ("本单位不计在内，比照这些单位计分", "this unit does not count and is held against them"),
    # absence
    "absent": ("{title}（{status}）", "{title} ({status})"),
    "left_out": (
        "不计入：{names}",
        "Left out: {names}",
    ),
    "blank": (
        "没有得分：{names}",
        "Without points: {names}",
    ),
    "weight_left": (
        "其余各项权重合计",
        "Weight of the others",
    ),
    "full_left": (
        "其余各项满分合计",
        "Full points of the others",
    ),
    "sources": (
        "来源 {count} 个，标准误 {error}，下限 {lower}，上限 {upper}{cited}",
        "{count} sources, standard error {error}, lower limit {lower}, upper limit {upper}{cited}",
    ),
    "one_source": ("来源 {count} 个，没有标准误", "{count} source, no standard error"),
    "contested": (
        "按各项权重（{cells}）与其他 {count} 个单位逐一比较，胜 {won} 个，平 {drawn} 个，负 {lost} 个",
        "against each of {count} others by weight ({cells}): won {won}, drawn {drawn}, lost {lost}",
    ),
    "needs_every": (
        "{whole} 项中只有 {count} 项有得分，须各项齐全，故没有得分",
        "{count} of {whole} have points and every one is needed: no points",
    ),
    "needs_some": (
        "须有 {need} 项以上有得分，现有 {count} 项，故没有得分",
        "{need} need points, {count} have them: no points",
    ),
    "lost_shares": ("各项中没有数据的比例：{cells}", "Shares without figures: {cells}"),
    "lost_weight": ("没有数据的权重所占比例", "Share of the weight without figures"),
    "too_much_lost": (
        "该比例 {lost} 超过规定的 {limit}{cited}，故不计总分",
        "The share of {lost} is more than {limit}{cited}: no total",
    ),
    "missing": (
        "缺报",
        "missing",
    ),
    "not_applicable": ("不适用", "not applicable"),
    "excused": ("免考", "excused"),
    "policy": (
        "{status}，按方案{policy}",
        "{status}, by the scheme {policy}",
    ),
    "policy_block": ("停止计分", "the run stops"),
    "policy_blank": ("不计得分", "it stays without points"),
    "policy_share_again": ("不计入，其权重由同级其余各项分担", "it is left out and its weight goes to its siblings"),
    "policy_peer_mean": ("取同组平均得分", "it takes the mean points of its group"),
    "policy_table": ("取核定得分", "it takes supplied points"),
    "policy_points": ("计固定得分", "it takes fixed points"),
    "policy_zero": ("计零分", "it counts zero"),
    # one more point
    "one_more": (
        "再得 1 分：{name}须达到 {figure}（现为 {now}{frozen}）",
        "One more point: {name} would have to be {figure} (now {now}{frozen})",
    ),
    "to_full": (
        "得满分：{name}须达到 {figure}（现为 {now}{frozen}）",
        "Full points: {name} would have to be {figure} (now {now}{frozen})",
    ),
    "one_more_frozen": ("，统计量按本次锁定", ", statistics as frozen"),
    "one_more_step": ("再得 1 分，第 {number} 步", "One more point, step {number}"),
    "no_more": (
        "再得 1 分：按锁定的统计量，仅靠{name}不能达到",
        "One more point: not within reach of {name} alone, statistics as frozen",
    ),
    "one_more_actual": ("完成值", "the actual"),
    "one_more_filled": ("本项数值", "the figure"),
    "one_more_derived": ("推算数", "the derived figure"),
    "one_more_x": ("报送数", "the figure"),
    "one_more_growth": ("增幅", "growth"),
}
