"""The page docs/reference/repertoire.md: every row leads to worked examples that exist, or says why it is no rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.engine.intake import TABLE_SCHEMAS
from kaoping.rules import aggregations, contests, group_operations, rules, statistics
from kaoping.scheme.shape import RECORDS, fields_of
from rules.test_repertoire_examples import CASES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "repertoire.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split(" | "))
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| method |", "| choice |"))
]
# Keys and words of a scheme that a method may be written with, besides entries of the catalogue.
KEYS = {form.key for record in RECORDS for form in fields_of(record).values()} | {
    *("as_given", "beyond", "half_even", "half_up", "points", "power", "target", "truncate", "when_equal"),
}
# Where the worked examples of an entry stand.
FOLDERS = {
    **dict.fromkeys(rules(), "."),
    **dict.fromkeys(aggregations(), "aggregation"),
    **dict.fromkeys(contests(), "contest"),
    **dict.fromkeys((*statistics(), *group_operations()), "group"),
}
# What the repertoire of published indices has to offer: one row each.
CHOICES = {
    "preparation": (
        *("derived indicators, ratios of sums", "denominators by a named column"),
        *("imputation by mean, median, group", "imputation by another period", "imputation by a supplied table"),
        *("winsorise by skewness and kurtosis", "log by skewness and kurtosis", "Box-Cox by skewness and kurtosis"),
    ),
    "normalisation": (
        *("none", "goalposts", "min-max to any range", "z-score (n or n − 1)", "percentile rank", "(n − r) / n"),
        *("(n + 1 − r) / n", "(r − 1) / (n − 1)", "Borda", "distance to target", "distance to a reference unit"),
        *("power curve", "log before", "exponential after", "clip or not", "truncation", "parameters from a table"),
    ),
    "direction": ("flag", "bounds the other way round", "1 − rank", "lowest first"),
    "aggregation": (
        *("weighted mean", "plain mean", "signed sum", "geometric", "harmonic", "generalised mean", "product"),
        *("minimum", "best n", "Copeland", "expression over nodes", "weights absolute"),
        *("weights relative inside the parent", "weights as shares of the whole", "weights used as given"),
    ),
    "missing, per node": (
        *("all needed", "at least k", "those that exist", "counts as zero", "not applicable"),
        *("filled from a table for the parent only", "too much missing = no score"),
    ),
    "rounding": (
        *("at any node", "before the sum", "after the sum", "mode named", "rounding by truncation"),
        *("censored display over a kept figure",),
    ),
    "rank": (
        *("of which node", "on the rounded or the unrounded value", "highest or lowest first"),
        *("tie rule lowest, highest, average, dense", "tie rule by a second criterion", "within named columns"),
        *("over a flagged population", "a parent takes a rank"),
    ),
    "bands": (
        *("on score", "on rank", "on another band", "inclusive side of each bound", "sample quantiles"),
        *("ceil(k·r/n)",),
    ),
    "uncertainty of a mean of sources": ("count", "standard error", "limits"),
}


def names_in(text: str) -> set[str]:
    """Give the names in backticks that are one word."""
    return set(re.findall(r"`([a-z_]+)`", text))


def examples_of(row: tuple[str, ...]) -> list[str]:
    """Give the worked examples that a row leads to: those of the entries it is written with, and those it names."""
    entries = names_in(row[1]) & FOLDERS.keys()
    named = re.findall(r"`([a-z_]+/[a-z_0-9]+)`", row[2])
    tests = re.findall(r"`(tests/[a-z_/]+\.py)`", row[2])
    return [f"{FOLDERS[name]}/{name}" for name in sorted(entries)] + named + tests


def test_every_example_named_exists() -> None:
    names = {name for name, _ in CASES}
    missing = [
        example
        for row in ROWS
        for example in examples_of(row)
        if example not in names
        and not (ROOT / "tests" / "rules" / f"{example}.yaml").is_file()
        and not (ROOT / example).is_file()
    ]

    assert missing == []


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_row_leads_to_an_example_or_says_why_it_is_no_rule(row: tuple[str, ...]) -> None:
    assert examples_of(row) or ("no rule" in row[1] and row[2])


@pytest.mark.parametrize("topic", CHOICES)
def test_every_choice_of_the_repertoire_has_its_row(topic: str) -> None:
    section = PAGE.partition(f"## Published indices: {topic} ·")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ")[0].strip() for line in section.splitlines() if line.startswith("| ")]

    assert rows[1:] == sorted(rows[1:], key=rows.index)
    assert set(rows[1:]) == set(CHOICES[topic])


def test_every_example_of_the_repertoire_is_led_to() -> None:
    assert {name for name, _ in CASES} - {example for row in ROWS for example in examples_of(row)} == set()


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_rule_named_exists(row: tuple[str, ...]) -> None:
    assert names_in(row[1]) <= FOLDERS.keys() | TABLE_SCHEMAS.keys() | KEYS


def test_every_rule_and_contest_of_the_catalogue_is_named() -> None:
    assert rules().keys() | contests().keys() <= names_in(PAGE)
