"""The reference pages are the ones the code gives: `make reference` writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import reference
from kaoping.rules import combinations, group_operations, rules, statistics
from kaoping.scheme.model import Record
from kaoping.scheme.shape import RECORDS
from reference_zh import RECORD_WORDS

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("page", reference.PAGES, ids=str)
def test_every_page_is_the_one_the_code_gives(page: Path, golden: Golden) -> None:
    golden(f"../../{page}", reference.PAGES[page]())


def test_every_entry_of_the_catalogue_has_its_section() -> None:
    page = reference.rules_page()

    for entry in (*rules(), *combinations(), *statistics(), *group_operations()):
        assert f"### {entry}\n" in page


def test_every_place_lists_its_names_with_unit_and_meaning() -> None:
    page = reference.scheme_page()

    assert "| `previous` | own | the figure of the year before, as `data.previous` says |" in page
    assert "| `best.NAME` | that of NAME | best, of NAME | 最优值，按 NAME |" in page
    assert "| `times` | 1 | how many times it happened, 1 where it is not said |" in page
    assert "| `previous.NAME` | that of NAME |" in page
    assert page.count("\n### ") == 9


def test_every_record_is_told_in_chinese() -> None:
    assert list(RECORD_WORDS) == [record.__name__ for record in RECORDS]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_told_in_chinese_with_the_keys_of_its_docstring(record: type[Record]) -> None:
    told, docstring = (
        set(re.findall(r"`([^`]+)`", text)) for text in (RECORD_WORDS[record.__name__], record.__doc__ or "")
    )

    assert told == docstring
