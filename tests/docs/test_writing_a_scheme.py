"""The page docs/reference/writing-a-scheme.md and the recipes beside it: sound, with the results printed there."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from kaoping.engine import Result, load_tables, read_result, score, write_result
from kaoping.report import explain
from kaoping.rules import rules
from kaoping.scheme import load, load_text

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
ENTRY = (REFERENCE / "writing-a-scheme.md").read_text(encoding="utf-8")
PAGES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(REFERENCE.glob("recipes-*.md"))
    if path.suffixes == [".md"]
}
TEXT = "\n".join(PAGES.values())
FILES = re.findall(r"```\w+ file=(\S+?)/(\S+)\n(.*?)```", TEXT, re.DOTALL)
SHOWN = {
    (kind, recipe): table
    for kind, recipe, table in re.findall(
        r"```csv (expect|outcomes|rankings|tiers|statistics)=(\S+)\n(.*?)```", TEXT, re.DOTALL
    )
}
EXPLAINED = re.findall(r"```text explain=(\S+?)/(\S+)\n(.*?)```", TEXT, re.DOTALL)
SENTENCES = [
    line.split("|")[1:-1]
    for line in ENTRY.partition("## Sentences and formulas")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and "`" in line
]
LISTED = [
    line.split("|")[1:-1]
    for line in ENTRY.partition("## Recipes")[2].partition("\n## ")[0].splitlines()
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
RECIPES = pytest.mark.parametrize("recipe", dict.fromkeys(folder for folder, _, _ in FILES))


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
    recipes = {folder for folder, _, _ in FILES}

    assert {recipe for kind, recipe in SHOWN if kind == "expect"} == recipes
    assert {recipe for _, recipe in SHOWN} | {recipe for recipe, _, _ in EXPLAINED} == recipes
    assert len(recipes) == len(re.findall(r"^## Recipe: ", TEXT, re.MULTILINE))


def test_every_recipe_stands_in_the_list_in_the_order_of_the_pages() -> None:
    """A title on the list is the heading of the recipe, or what it begins with."""
    headings = {name: re.findall(r"^## Recipe: (.*?) · ", page, re.MULTILINE) for name, page in PAGES.items()}
    linked = [(re.findall(r"\((.*?)\)", page)[0], title.strip()) for title, *_, page in LISTED]

    assert {name: [title for page, title in linked if page == name] for name in headings} == headings


@pytest.mark.parametrize(("kind", "recipe"), SHOWN)
def test_a_recipe_gives_the_results_printed_below_it(kind: str, recipe: str, tmp_path: Path) -> None:
    shown = SHOWN[kind, recipe]

    table = printed(table_of(scored(written(recipe, tmp_path)), kind), shown)

    assert (only(table, shown) if kind == "statistics" else table) == shown


def table_of(result: Result, kind: str) -> pl.DataFrame:
    """Give the table of a result that the page shows."""
    tables = {"expect": result.ranking, "outcomes": result.outcomes, "statistics": result.statistics}
    return (tables | {"rankings": result.rankings, "tiers": result.tiers})[kind]


def printed(frame: pl.DataFrame, like: str) -> str:
    """Give a table as the page prints it, with the columns that it shows."""
    columns = like.partition("\n")[0].split(",")
    return frame.select(pl.col(columns).cast(pl.String).fill_null("")).write_csv(quote_style="never")


def only(table: str, shown: str) -> str:
    """Give the lines of a long table that the page shows, for it shows some of them."""
    lines = shown.splitlines()
    return "".join(f"{line}\n" for line in table.splitlines() if line in lines)


@pytest.mark.parametrize(("recipe", "unit", "told"), EXPLAINED)
def test_an_explanation_holds_the_lines_printed_below_the_recipe(
    recipe: str, unit: str, told: str, tmp_path: Path
) -> None:
    folder = written(recipe, tmp_path)
    write_result(scored(folder), folder / "result", (folder / "scheme.yaml").read_text(encoding="utf-8"))

    explanation = explain(read_result(folder / "result"), unit, lang="en")

    assert told in explanation


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
