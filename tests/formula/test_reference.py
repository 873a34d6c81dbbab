"""The page of the language says nothing that is not so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kaoping.formula import parse
from kaoping.formula.calls import FUNCTIONS
from kaoping.formula.printing import FUNCTION_WORDS, MODE_WORDS
from kaoping.formula.rows import USAGE

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "formula.md").read_text("utf-8")
EXAMPLES = [
    line for block in re.findall(r"```formula\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_of_the_page_is_read(text: str) -> None:
    assert parse(text).names


@pytest.mark.parametrize("name", [*FUNCTIONS, "round", "truncate", *USAGE])
def test_every_function_stands_on_the_page(name: str) -> None:
    assert f"`{name}(" in PAGE


@pytest.mark.parametrize("usage", USAGE.values())
def test_every_table_is_shown_by_its_usage(usage: str) -> None:
    assert f"`{usage}`" in PAGE
    assert parse(usage).names


@pytest.mark.parametrize("word", [*FUNCTION_WORDS.values(), *MODE_WORDS.values()])
def test_every_printed_word_stands_on_the_page(word: str) -> None:
    assert word in PAGE
