"""What the fuzzed properties share: a time limit for every example, and random changes of good texts and bytes."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from hypothesis import strategies as st

from kaoping.errors import Problem

SECONDS = 10.0  # an example takes milliseconds; a busy machine is no hang
Text = TypeVar("Text", str, bytes)


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Let what stands inside fail where it does not come to an end in time."""
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(*_: object) -> NoReturn:
    raise TimeoutError(f"not done in {SECONDS:g} s")


def can_be_told(problems: Sequence[Problem]) -> None:
    """Assert that every problem has its sentences."""
    assert problems
    for problem in problems:
        assert problem.render("zh")
        assert problem.render("en")
        assert problem.as_json()


def changed(data: st.DataObject, good: Text, pieces: st.SearchStrategy[Text], most: int = 4) -> Text:
    """Give a good text with a few pieces put in, taken out or doubled."""
    for _ in range(data.draw(st.integers(1, most))):
        start = data.draw(st.integers(0, len(good)))
        end = start + data.draw(st.integers(0, 12))
        piece = data.draw(st.one_of(pieces, st.just(good[start : end + 20])))
        good = good[:start] + piece + good[end:]
    return good
