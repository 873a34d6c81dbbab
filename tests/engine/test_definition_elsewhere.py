"""What is recorded at no step, or of figures that follow from others, is refused too where it is defined otherwise."""

from __future__ import annotations

import pytest

from engine.fill_cases import filling
from engine.small import leaf, small_text
from engine.variable_cases import collected, variables
from kaoping.engine import frozen_from, plan_of, score
from kaoping.engine.definition import definitions
from kaoping.errors import DataError, Problem
from kaoping.scheme import load_text


def refused(text: str, old: str, new: str, figures: list[tuple[str, str, str, str]]) -> list[Problem]:
    """Score, change the scheme, and give what is refused over the frozen statistics."""
    given = collected(figures)
    before = score(load_text(text, "small.yaml"), given)
    assert old in text
    with pytest.raises(DataError) as caught:
        score(load_text(text.replace(old, new), "small.yaml"), given, frozen=frozen_from(before.statistics, "before"))
    return list(caught.value.problems)


def test_the_points_of_a_contest() -> None:
    text = small_text(leaf("p", formula="x * 1"), leaf("q"), combine="copeland")
    figures = [("u1", "p", "2024", "1"), ("u2", "p", "2024", "2"), ("u1", "q", "2024", "2"), ("u2", "q", "2024", "1")]

    (problem,) = refused(text, "x * 1", "x * 2", figures)

    assert (problem.code, problem.text("zh")) == (
        "D129",
        "“total”的逐一比较所用的 p 得分，定义与批次 before 记录时不同，不能沿用当时的数值。",
    )
    assert problem.where == load_text(text, "small.yaml").tree.spots.of("combine")


def test_what_fills_missing_figures() -> None:
    text = filling("{take: mean, of: group}", data="evidence: none")
    figures = [("u1", "one", "2024", "1"), ("u2", "one", "2024", "missing")]

    (problem,) = refused(text, "of: group", "of: all", figures)

    assert (problem.code, problem.text("en").partition(" otherwise")[0]) == (
        "D129",
        '"one" defines the mean that fills missing figures',
    )


@pytest.mark.parametrize(("old", "new"), [("gdp / people", "gdp / (2 * people)"), ("+ people", "+ 2 * people")])
def test_a_figure_derived_and_a_variable_beside_it(old: str, new: str) -> None:
    one = leaf(
        "one",
        unit_of_measure="亿元/万人",
        data="{uses: [gdp, people], derive: gdp / people}",
        steps="[{formula: 'x + people * 1[亿元/万人/万人]'}, {formula: '50[points] * x / best'}]",
    )
    text = small_text(one, more=[variables("gdp 亿元", "people 万人")])
    assert old in text

    now, then = (definitions(plan_of(load_text(each))) for each in (text, text.replace(old, new)))

    assert now.keys() == then.keys()
    assert now != then
