"""A unit that is not ranked has no rank in any ranking, counts in none, and is in no tier; its explanation says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import Figures, leaf, small_text, tables
from kaoping.engine import Engine, Result, read_result, score, write_result
from kaoping.errors import Language
from kaoping.report import explain
from kaoping.scheme import load_text
from report.printed_explanation import recompute

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
FIGURES: Figures = {"u1": {"p": 20}, "u2": {"p": 30}, "u3": {"p": 40}, "u4": {"p": 90}, "u5": {"p": "missing"}}
MORE = """\
not_graded:
  - {id: new, title: {zh: 新设, en: Set up this year}, ranked: false}
  - {id: merged, title: {zh: 合并, en: Merged}, ranked: true}
rankings:
  - id: all
    title: {zh: 总榜, en: All}
    of: total
    rank_on: unrounded
    order: higher_is_better
    ties: lowest
    within: all
tiers:
  - id: stars
    title: {zh: 星级, en: Stars}
    of: total
    by: points
    rank_on: unrounded
    within: all
    quantiles: inclusive
    tiers:
      - {id: top, title: {zh: 上, en: Top}, at_least: {quantile: 0.5}}
      - {id: rest, title: {zh: 余, en: Rest}}"""
TEXT = small_text(leaf("p"), more=[MORE])
FINDINGS = [
    {"unit": "u4", "finding": "new", "period": "2024"},
    {"unit": "u4", "finding": "merged", "period": "2024"},
    {"unit": "u1", "finding": "merged", "period": "2024"},
    {"unit": "u5", "finding": "new", "period": "2024"},
]


def scored(engine: Engine = "auto") -> Result:
    return score(load_text(TEXT), tables(FIGURES, others={"findings": FINDINGS}), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_that_is_not_ranked_leads_no_further_ranking(engine: Engine) -> None:
    assert scored(engine).rankings.select("unit", "figure", "rank", "count").rows() == [
        ("u3", "40", "1", 3),
        ("u2", "30", "2", 3),
        ("u1", "20", "3", 3),
        ("u4", "90", None, 3),
        ("u5", None, None, 3),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_that_is_not_ranked_moves_no_quantile_and_is_in_no_tier(engine: Engine) -> None:
    assert scored(engine).tiers.select("unit", "figure", "bound", "tier").rows() == [
        ("u1", "20", None, "rest"),
        ("u2", "30", "30", "top"),
        ("u3", "40", "30", "top"),
        ("u4", None, None, None),
        ("u5", None, None, None),
    ]


@pytest.mark.parametrize(
    ("lang", "unit", "lines"),
    [
        ("zh", "u4", ["总榜：不参加排名（新设），没有名次。", "星级：不参加排名（新设），不列档。"]),
        (
            "en",
            "u4",
            ["All: not ranked (Set up this year), so no rank.", "Stars: not ranked (Set up this year), so no tier."],
        ),
        ("zh", "u5", ["总榜：没有得分，没有名次。", "星级：不参加排名（新设），不列档。"]),
    ],
)
def test_the_line_of_the_unit_says_why(lang: Language, unit: str, lines: list[str], tmp_path: Path) -> None:
    write_result(scored(), tmp_path, TEXT)
    stored = read_result(tmp_path)

    told = explain(stored, unit, lang=lang)

    assert all(line in told.split("\n") for line in lines)
    assert recompute(explain(stored, "u3", lang=lang)) > 0
