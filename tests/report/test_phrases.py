"""The sentences of explanations: both languages say the same, and every one is used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import kaoping.report
from kaoping.report.phrases_result import RESULT
from kaoping.report.phrases_tree import TREE

ROOM = Path(kaoping.report.__file__).parent
BUILT = (
    "ties_",
    "policy_",
    "filled_",
    "one_more_",
    "outcome_",
)  # keys put together from a word of the scheme or the result
WORDS = ("rounded", "unrounded", "half_up", "half_even", "truncate", "missing", "not_applicable", "excused")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", [*RESULT, *TREE])
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    zh, en = {**RESULT, **TREE}[key]

    assert fields(zh) == fields(en)
    assert not re.search("[a-z]{3,}", re.sub(r"\{[a-z]+\}", "", zh))
    assert not re.search("[\u4e00-\u9fff]", en)


def test_every_sentence_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in ROOM.glob("*.py") if "phrases" not in file.name)
    named = set(re.findall(r"[\"']([a-z_]+)[\"']", code))

    unused = [key for key in [*RESULT, *TREE] if key not in named and not key.startswith(BUILT) and key not in WORDS]

    assert unused == []
