"""What one more point would take: the figure that an explanation names, by the unit's own rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.small import leaf, small_text, tables
from engine.town import FIGURES as TOWN_FIGURES
from engine.town import TEXT as TOWN
from engine.town import town_tables
from kaoping.engine import Stored, score
from kaoping.report import explain
from kaoping.scheme import load_text
from report.test_explain import town, villages
from report.test_recompute import stored

__all__ = ["town", "villages"]


@pytest.mark.parametrize(
    ("unit", "node", "told"),
    [
        ("v2", "cost", "再得 1 分：完成值须达到 11.85（现为 12），得分 100 × (10 ÷ 11.85) = 84.388185654"),
        ("v1", "care", "再得 1 分：报送数须达到 39（现为 38），得分 39"),
        ("v2", "care", "得满分：报送数须达到 40（现为 39.5），得分 40"),
    ],
)
def test_one_more_point_says_the_figure_it_takes(unit: str, node: str, told: str, villages: Stored) -> None:
    assert told in explain(villages, unit, node=node)


def test_one_more_point_of_a_rule_in_two_steps_shows_both_and_stops_at_the_best(town: Stored) -> None:
    first = explain(town, "a1", node="growth")

    assert (
        "再得 1 分：增幅须达到 8.13（现为 8，统计量按本次锁定），得数 0.6 + (1 − 0.6) × (8.13 − 6) ÷ (9 − 6) = 0.884"
        in first
    )
    assert "再得 1 分，第 2 步，得分 " in first
    assert "再得 1 分：按锁定的统计量，仅靠增幅不能达到" in explain(town, "a2", node="growth")


def test_one_more_point_of_the_worst_of_a_group_says_that_the_statistics_stay_as_frozen(town: Stored) -> None:
    worst = explain(town, "a4", node="growth")

    assert "最差值 6" in worst
    assert "（现为 6，统计量按本次锁定）" in worst
    assert "(now 6, statistics as frozen)" in explain(town, "a4", node="growth", lang="en")
    assert "统计量按本次锁定" not in explain(town, "a4", node="output")  # completion looks at nobody else


def test_one_more_point_looks_past_a_floor_and_stops_at_a_cap(tmp_path: Path) -> None:
    text = TOWN.replace("cap: 1.2, min_points: 0,", "cap: 1.2, min_points: 50,")
    figures = {**TOWN_FIGURES, "a4": ("20", "100", "200", "6.0"), "b3": ("119.5", "100", "80", "4.5")}
    result = stored(score(load_text(text, "town.yaml"), town_tables(figures=figures)), text, tmp_path)

    assert "再得 1 分：完成值须达到 51（现为 20），得分 100 × (51 ÷ 100) = 51" in explain(result, "a4", node="output")
    assert "再得 1 分" not in explain(result, "b3", node="output")


def test_one_more_point_is_not_promised_where_no_figure_gives_it(tmp_path: Path) -> None:
    text = TOWN.replace("cap: 1.2,", "cap: 0.9,")
    result = stored(score(load_text(text, "town.yaml"), town_tables()), text, tmp_path)

    assert "再得 1 分：按锁定的统计量，仅靠完成值不能达到" in explain(result, "a2", node="output")


def test_one_more_point_ends_at_the_best_figure_where_rounding_would_pass_it(tmp_path: Path) -> None:
    figures = {**TOWN_FIGURES, "a2": ("100", "100", "400", "8.08697"), "a1": ("110", "100", "500", "8")}
    result = stored(score(load_text(TOWN, "town.yaml"), town_tables(figures=figures)), TOWN, tmp_path)

    assert "再得 1 分：增幅须达到 8.08697（现为 8，统计量按本次锁定）" in explain(result, "a1", node="growth")


def test_one_more_point_asks_nothing_of_figures_for_which_the_rule_has_no_points(tmp_path: Path) -> None:
    text = TOWN.replace("cap: 1.2, min_points: 0, reverse: none", "cap: 0.7, min_points: 0, reverse: inverse")
    text = text.replace("direction: higher_is_better", "direction: lower_is_better", 1)
    figures = {**TOWN_FIGURES, "a4": ("0.63", "0.5", "200", "6.0")}
    result = stored(score(load_text(text, "town.yaml"), town_tables(figures=figures)), text, tmp_path)

    assert "再得 1 分：按锁定的统计量，仅靠完成值不能达到" in explain(result, "a4", node="output")


@pytest.mark.parametrize(
    ("actual", "target", "least"), [("99.5", "100", "100"), ("49.9", "50", "50"), ("2", "3", "2.03")]
)
def test_one_more_point_never_asks_for_more_than_it_takes(actual: str, target: str, least: str, tmp_path: Path) -> None:
    text = small_text(leaf("p", rule="completion", **{"with": "{cap: 1, min_points: 0, reverse: none}"}))
    given = tables(
        {"u": {"p": actual}}, others={"targets": [{"unit": "u", "indicator": "p", "period": "2024", "target": target}]}
    )
    result = stored(score(load_text(text), given), text, tmp_path)

    assert f"the actual would have to be {least}" in explain(result, "u", lang="en").replace(" at least", "")
