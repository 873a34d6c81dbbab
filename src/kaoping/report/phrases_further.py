"""The sentences on further rankings, tiers, ranks taken and figures withheld, zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["FURTHER"]

FURTHER: Final[Mapping[str, tuple[str, str]]] = {
    # what decides between equals
    "then": ("相同的依次比较：{criteria}", "Between equals decide in this order: {criteria}"),
    "criterion": ("{title} {value}（{order}）", "{title} {value} ({order})"),
    "gap_then": (
        "前一名（{names}）与本单位总分相同，按并列时的次序依据在前。",
        "The next ahead ({names}) has the same total and is ahead by what decides between equals.",
    ),
    # a rank taken
    "rank_taken": (
        "上级取本项名次（{key} {figure}，{order}；{ties}）",
        "The part above takes the rank here ({key} {figure}, {order}; {ties})",
    ),
    # a figure withheld
    "withheld": (
        "数据不公布：{names}低于 {limit} 的数据公布为“{shown}”，计分用实际数据，算式不列出",
        "Figure withheld: {names}below {limit} it is shown as “{shown}”; the kept figure scores, without arithmetic",
    ),
    "withheld_of": ("{names}；", "{names}; "),
    # further rankings
    "further": (
        "{title}：在 {count} 个单位中列第 {rank} 名，按“{node}”{key}的 {figure} 分，{order}；{ties}{cited}",
        "{title}: rank {rank} of {count}, on {node} {key}, {figure}, {order}; {ties}{cited}",
    ),
    "further_out": ("{title}：本单位不参加。", "{title}: this unit takes no part."),
    "further_none": ("{title}：没有得分，没有名次。", "{title}: no points, no rank."),
    "further_not_ranked": (
        "{title}：不参加排名（{names}），没有名次。",
        "{title}: not ranked ({names}), so no rank.",
    ),
    # tiers
    "tier": ("{title}：{tier}，{because}{cited}", "{title}: {tier}, {because}{cited}"),
    "tier_not_ranked": (
        "{title}：不参加排名（{names}），不列档。",
        "{title}: not ranked ({names}), so no tier.",
    ),
    "tier_none": ("{title}：没有依据的得分或名次，不列档。", "{title}: no points or rank to go by, no tier."),
    "tier_bound": ("因{what} {figure} {sign} {bound}", "{what} {figure} {sign} {bound}"),
    "tier_quantile": ("（分位数 {quantile}，{definition}）", " (quantile {quantile}, {definition})"),
    "quantile_inclusive": ("含两端", "inclusive"),
    "quantile_exclusive": ("不含两端", "exclusive"),
    "quantile_hazen": ("哈森法", "Hazen's"),
    "quantile_nearest_rank": ("最近名次", "nearest rank"),
    "tier_rest": ("{what} {figure} 未达到以上各档", "{what} {figure} keeps no bound of the others"),
    "tier_of": ("“{title}”为“{tier}”", "{title} is {tier}"),
    "official_rank": ("总分名次", "official rank"),
    "further_rank": ("“{title}”名次", "rank in {title}"),
    "part_of": ("{title}，按{rank}", "{title}, by {rank}"),
    "part_ceiling": (
        "尾数进位，列第 {part} 份（共 {parts} 份）{cited}",
        "Rounded up: part {part} of {parts}{cited}",
    ),
}
