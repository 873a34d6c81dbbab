"""The page docs/reference/writing-a-scheme.md: its recipes are sound and give the results printed below."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from kaoping.engine import Result, load_tables, score
from kaoping.rules import rules
from kaoping.scheme import load, load_text

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reference" / "writing-a-scheme.md").read_text(encoding="utf-8")
EXPECTED = dict(re.findall(r"```csv expect=(\S+)\n(.*?)```", TEXT, re.DOTALL))
OUTCOMES = dict(re.findall(r"```csv outcomes=(\S+)\n(.*?)```", TEXT, re.DOTALL))
FILES = re.findall(r"```\w+ file=(\S+?)/(\S+)\n(.*?)```", TEXT, re.DOTALL)
SENTENCES = [
    line.split("|")[1:-1]
    for line in TEXT.partition("## Sentences and formulas")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and "`" in line
]
# An indicator of which everything that the formulas need is said.
HEAD = """\
kaoping: 1
id: sentence
title: {zh: 例句, en: Sentence}
periods: [2024]
numbers: {rounding: [{at: total, mode: half_up, decimals: 2}], rank_on: rounded, ties: lowest}
groups: [{id: units, title: {zh: 单位, en: Units}}]
combine: mean
need: all
when: {missing: blank, not_applicable: blank, excused: blank}
indicators:
  - id: measured
    title: {zh: 指标, en: Measured}
    full: 100
    direction: higher_is_better
    compare_within: group
    data: {growth: computed, growth_basis: current_prices, previous: restated}
    when: {missing: blank, not_applicable: blank, excused: blank}
"""
RECIPES = pytest.mark.parametrize("recipe", EXPECTED)


def written(recipe: str, into: Path) -> Path:
    """Write the files of one recipe."""
    for folder, name, content in FILES:
        if folder == recipe:
            (into / name).write_text(content, encoding="utf-8")
    return into


def scored(folder: Path) -> Result:
    scheme = load(folder)
    return score(scheme, load_tables(scheme, folder))


def test_every_recipe_says_what_it_gives() -> None:
    assert {folder for folder, _, _ in FILES} == EXPECTED.keys()
    assert len(EXPECTED) == len(re.findall(r"^## Recipe ", TEXT, re.MULTILINE))


@RECIPES
def test_a_recipe_gives_the_results_printed_below_it(recipe: str, tmp_path: Path) -> None:
    ranking = scored(written(recipe, tmp_path)).ranking

    assert printed(ranking, EXPECTED[recipe]) == EXPECTED[recipe]


@pytest.mark.parametrize("recipe", OUTCOMES)
def test_a_recipe_gives_the_outcomes_printed_below_it(recipe: str, tmp_path: Path) -> None:
    outcomes = scored(written(recipe, tmp_path)).outcomes

    assert printed(outcomes, OUTCOMES[recipe]) == OUTCOMES[recipe]


def printed(frame: pl.DataFrame, like: str) -> str:
    """Give a table as the page prints it, with the columns that it shows."""
    columns = like.partition("\n")[0].split(",")
    return frame.select(pl.col(columns).cast(pl.String).fill_null("")).write_csv(quote_style="never")


@RECIPES
def test_the_figures_of_a_recipe_are_labelled_as_made_up(recipe: str, tmp_path: Path) -> None:
    units = pl.read_csv(written(recipe, tmp_path) / "units.csv", infer_schema=False)

    assert units["demo"].unique().to_list() == ["true"]


def test_every_rule_of_the_table_of_sentences_exists() -> None:
    named = {name for row in SENTENCES for name in re.findall(r"`(\w+)`", row[-1])}

    assert named
    assert named <= rules().keys()


@pytest.mark.parametrize("formula", [formula for row in SENTENCES for formula in re.findall(r"`([^`]+)`", row[2])])
def test_every_formula_of_the_table_of_sentences_gives_points(formula: str) -> None:
    units = re.findall(r"\[(?:points/)?(?!points)([^\]/]+)\]", formula)

    scheme = load_text(f"{HEAD}    unit_of_measure: '{next(iter(units), '%')}'\n    formula: '{formula}'\n")

    assert scheme.indicators[0].formula is not None
