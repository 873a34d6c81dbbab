"""The text of a YAML file by lines, so that the parser's marks become places in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, Final

from kaoping.errors import Location

__all__ = ["BREAK", "Source"]

BREAK: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes as the end of a line."""

_LONGEST_EXCERPT: Final = 400


class Source:
    """The text by lines, so that marks become places."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._starts, self._ends = [0], []
        for found in BREAK.finditer(text):
            self._ends.append(found.start())
            self._starts.append(found.end())
        self._ends.append(len(text))

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Give a line, counted from 0, without its break."""
        return self.text[self._starts[number] : self._ends[number]]

    def offset(self, mark: Any) -> int:
        """Give the number of characters before a mark: libyaml has marks of its own class."""
        if mark.line >= len(self._starts):
            return len(self.text)
        found: int = self._starts[mark.line] + mark.column
        return min(found, len(self.text))

    def at(self, start: int, end: int) -> Location:
        """Give the place of characters; a place over several lines ends with the first."""
        number = bisect_right(self._starts, start) - 1
        line = self.line(number)
        length = max(1, min(end, self._ends[number]) - start)
        shown = line if len(line) <= _LONGEST_EXCERPT else ""
        return Location(self.file, number + 1, start - self._starts[number] + 1, length, shown)

    def place(self, number: int, column: int) -> Location:
        """Give the place of one character: line and column, both counted from 0."""
        start = self._starts[number] + column
        return self.at(start, start + 1)

    def mark(self, mark: Any) -> Location:
        """Give the place of a mark."""
        return self.at(self.offset(mark), self.offset(mark))
