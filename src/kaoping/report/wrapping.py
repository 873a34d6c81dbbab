"""Lines broken to the width of a terminal: Chinese between characters, the rest at spaces, what follows hangs below.

A line that goes on stands two further in than it began, so that the tree of an explanation stays to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

__all__ = ["Lines", "wrapped"]

_HANGS: Final = 2
_NOT_FIRST: Final = frozenset("，。；：、！？）〕》”’…%,.;:!?)")
_NOT_LAST: Final = frozenset("（〔《“‘(")


@dataclass(frozen=True, slots=True)
class Lines:
    """Text for a rich console, every line broken to its width."""

    text: str
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the broken lines."""
        for line in wrapped(self.text, options.max_width):
            yield Text(line, style=self.style, no_wrap=True, overflow="ignore")


def wrapped(text: str, width: int) -> list[str]:
    """Break every line of a text to a width in cells; a Chinese character takes two."""
    return [part for line in text.split("\n") for part in _line(line, width)]


def _line(line: str, width: int) -> Iterator[str]:
    """Break one line."""
    inside = len(line) - len(line.lstrip(" "))
    hang = " " * min(inside + _HANGS, width // 2)
    now = line[:inside]
    is_bare = True
    for piece in _pieces(line[inside:]):
        bare = piece.rstrip(" ")
        if not is_bare and cell_len(now) + cell_len(bare) > width:
            yield now.rstrip(" ")
            now, is_bare = hang, True
        if is_bare and cell_len(now) + cell_len(bare) > width:
            *full, last = chop_cells(bare, width - len(hang))
            for part in full:
                yield now + part
                now = hang
            piece = last + piece[len(bare) :]  # noqa: PLW2901 -- what is left of it
        now, is_bare = now + piece, False
    yield now.rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """Divide a line where it may be broken; a piece keeps the space behind it."""
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
            continue
        if before == " " or cell_len(before) > 1 or cell_len(after) > 1:
            yield text[start:at]
            start = at
    yield text[start:]
