"""The page docs/reference/repertoire.md names what there is: every rule once at least, none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.engine.intake import TABLE_SCHEMAS
from kaoping.rules import aggregations, rules
from kaoping.scheme.model import (
    AdjustStep,
    Demotion,
    Disqualification,
    Effect,
    Grade,
    Indicator,
    Numbers,
    Penalty,
    Scheme,
    Title,
    When,
)
from kaoping.scheme.shape import fields_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "repertoire.md").read_text(encoding="utf-8")
METHODS = [line.split(" | ")[1] for line in PAGE.splitlines() if line.startswith("| ") and " | " in line]
RECORDS = (Scheme, Numbers, Indicator, When, Title, Grade, Penalty, Disqualification, Demotion, Effect, AdjustStep)
# Keys of a scheme that a method may be written with, besides rules.
KEYS = {form.key for record in RECORDS for form in fields_of(record).values()} | {"when_equal"}


def names_in(text: str) -> set[str]:
    """Give the names in backticks that are one word."""
    return set(re.findall(r"`([a-z_]+)`", text))


@pytest.mark.parametrize("method", METHODS)
def test_every_rule_named_exists(method: str) -> None:
    assert names_in(method) <= rules().keys() | aggregations().keys() | TABLE_SCHEMAS.keys() | KEYS


def test_every_rule_of_the_catalogue_is_named() -> None:
    assert rules().keys() <= names_in(PAGE)


@pytest.mark.parametrize("rule", sorted(names_in(PAGE) & rules().keys()))
def test_every_rule_named_has_its_worked_examples(rule: str) -> None:
    assert (ROOT / "tests" / "rules" / f"{rule}.yaml").is_file()
