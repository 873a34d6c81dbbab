"""The starter scheme that `kaoping new` writes: small, commented, and sound as it stands."""

from __future__ import annotations

from typing import Final

__all__ = ["starter"]

_TEXT: Final = """\
# 考评方案 · A scheme. 检查 check it: kaoping check .   键的说明 every key: docs/reference/scheme.md
kaoping: 1
id: {id}
title: {zh: 部门年度考评, en: Yearly assessment of departments}
periods: [2026]                       # 2026, 2026-H1, 2026-Q3, 2026-07 或 2026-01..04

# 修约与排名必须写明 · how figures are rounded and ranked: a scheme has to say it
numbers:
  rounding: [{at: total, mode: half_up, decimals: 2}]
  rank_on: rounded                    # 按修约后的总分排名；或 unrounded
  ties: lowest                        # 并列同取靠前名次：1, 2, 2, 4
  source: assumed                     # 办法没有规定的写 assumed，有规定的写 article 第几条

groups:                               # 分组排名 · ranks are given within a group
  - {id: departments, title: {zh: 政府部门, en: Government departments}}
departments:                          # 报送和核验数据的责任部门 · who delivers and verifies figures
  - {id: statistics, title: {zh: 统计局, en: Statistics bureau}}

# 缺数时如何处理，没有默认 · what absence gives; nothing is silently assumed
defaults:
  indicator_when: {missing: block, not_applicable: share_again, excused: share_again}
  part_when: {missing: block, not_applicable: share_again, excused: share_again}
  compare_within: group

combine: weighted_mean                # 或 sum（各项满分相加）、mean、geometric_mean
need: all
indicators:
  - id: task_book
    title: {zh: 年度任务完成率, en: Yearly tasks done}
    weight: {value: 60, source: assumed}
    full: 100
    unit_of_measure: "%"
    direction: higher_is_better
    rule: completion                  # 完成值 ÷ 目标值 × 满分，封顶、保底
    with: {cap: 1, min_points: 0, reverse: none, source: assumed}
    data: {from: statistics, evidence: required}
  - id: response_days
    title: {zh: 平均办理天数, en: Days to respond}
    weight: {value: 40, source: assumed}
    full: 100
    unit_of_measure: 天
    direction: lower_is_better
    formula: 'bands(x, <= 3: 100, <= 5: 80, else: 60)'    # 自己写的公式 · a formula of your own
    data: {from: statistics}

grades:                               # 等次由高到低，最后一等不设条件 · best first, the last one for all others
  - id: excellent
    title: {zh: 优秀, en: Excellent}
    quota: {value: 0.3, of: assessed, rounding: floor, ties: none_over}   # 按被考评单位数；只计有总分的写 ranked
  - {id: good, title: {zh: 良好, en: Good}, at_least: 80}
  - {id: fair, title: {zh: 一般, en: Fair}}
"""


def starter(scheme_id: str) -> str:
    """Give the text of a starter scheme with that id."""
    return _TEXT.replace("{id}", scheme_id)
