"""No text makes the reader hang, crash or forget to say why it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import can_be_told, in_time
from kaoping.scheme import starter
from kaoping.scheme.load import _read_and_check
from kaoping.scheme.model import Scheme

HERE = Path(__file__).parent
FULL = (HERE / "good" / "full.yaml").read_text(encoding="utf-8")
SMALL = (HERE / "good" / "small.yaml").read_text(encoding="utf-8")
WORDS = ["", " ", "\n", "\t", "-", ": ", "{", "}", "[", "]", "&a", "*a", "!t", "'", '"', "|", "no", "030", "-1", "~"]
WORDS += ["0", "1e9", "x", "total", "\x00", "\ufeff", "中", "<<", "steps", "mean", "rank", "2016-Q1", "if", "()"]


def check(text: str) -> None:
    with in_time():
        scheme, found = _read_and_check(text, "random.yaml")

    if scheme is None:
        can_be_told(found)
    else:
        assert (found, type(scheme)) == ([], Scheme)


@pytest.mark.fuzz
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@pytest.mark.fuzz
@given(st.text(alphabet="-:?[]{}&*!|>'\"%@`#,~ \n\tabc01"))
def test_any_text_of_signs_that_mean_something_is_read_or_refused(text: str) -> None:
    check(text)


@pytest.mark.fuzz
@given(st.data())
def test_any_change_of_a_good_scheme_is_read_or_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([FULL, SMALL, starter("mine")]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(WORDS)) + text[at + length :]

    check(text)


@pytest.mark.fuzz
@given(st.data())
def test_any_line_may_be_lost_moved_or_doubled(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([FULL, SMALL])).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        for _ in range(data.draw(st.integers(0, 2))):
            lines.insert(data.draw(st.integers(0, len(lines))), line)

    check("".join(lines))


@pytest.mark.fuzz
@given(st.data())
def test_any_value_may_be_exchanged_for_another_of_the_file(data: st.DataObject) -> None:
    words = FULL.split()
    text = FULL
    for _ in range(data.draw(st.integers(1, 5))):
        old, new = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
        text = text.replace(old, new)

    check(text)
