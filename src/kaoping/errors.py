"""What is wrong, where, and what to do: the ground floor of every room.

KaopingError            carries problems; never raised itself
├── SchemeError         fix the scheme (or a formula in it)
├── DataError           fix the data
├── TransitionRefused   not allowed now, or not for you
└── EngineError         ours: the engine contradicts itself

A check returns `list[Problem]` with everything wrong at once; the edge raises one error with all of them.
Message catalogues live in the room that finds the mistake (`messages.py`); codes are never reused.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Cell",
    "DataError",
    "EngineError",
    "KaopingError",
    "Language",
    "Location",
    "Message",
    "Problem",
    "SchemeError",
    "TransitionRefused",
    "nearest",
]

Language = Literal["zh", "en"]
_WIDE_FROM = 0x2E7F  # characters above it take two columns of a terminal


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text file: line and column count from 1, `length` in characters.

    `line_text` is the whole source line, shown as the excerpt.
    """

    file: str
    line: int
    column: int
    length: int = 1
    line_text: str = ""

    def text(self) -> str:
        """Give `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"

    def excerpt(self) -> str:
        """Give the source line with the offending characters underlined; empty where there is no text."""
        if not self.line_text:
            return ""
        width = max(1, min(self.length, len(self.line_text) - self.column + 1))
        lead = "".join("　" if ord(c) > _WIDE_FROM else " " for c in self.line_text[: self.column - 1])
        number = f"{self.line:>6}"
        return f"{number} | {self.line_text.rstrip()}\n{' ' * len(number)} | {lead}{'^' * width}"

    def shifted(self, offset: int, length: int) -> Location:
        """Give the place `offset` characters further on the same line."""
        return Location(self.file, self.line, self.column + offset, length, self.line_text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: the file, the row as its owner counts it (header is row 1), the column's name.

    `key` names the row in the domain's words, for example `丙区, road_length, 2024`.
    """

    file: str
    row: int | None = None
    column: str | None = None
    key: str = ""

    def text(self, lang: Language = "en") -> str:
        """Give `observations.csv row 18 column value (丙区, road_length, 2024)`."""
        row, column = ("第 {} 行", "列 {}") if lang == "zh" else ("row {}", "column {}")
        words = [self.file]
        if self.row is not None:
            words.append(row.format(self.row))
        if self.column is not None:
            words.append(column.format(self.column))
        if self.key:
            words.append(f"({self.key})")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of mistake: its code and its sentences in both languages, with `{names}` to fill in."""

    code: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: what (message and values), where, and the places related to it.

    `others` are pairs of a place and a short remark, shown as `also: line 29 (30)`. `count` says at how many places
    the same mistake stands, this one included; `others` may name only the first few.
    """

    message: Message
    where: Location | Cell | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    others: tuple[tuple[Location | Cell, str], ...] = ()
    count: int = 1

    @property
    def code(self) -> str:
        """The code, never translated and never reused."""
        return self.message.code

    def text(self, lang: Language = "en") -> str:
        """Give the sentence with the offender named."""
        return (self.message.zh if lang == "zh" else self.message.en).format_map(_Values(self.values))

    def hint(self, lang: Language = "en") -> str:
        """Give what to do, or an empty string."""
        return (self.message.hint_zh if lang == "zh" else self.message.hint_en).format_map(_Values(self.values))

    def place(self, lang: Language = "en") -> str:
        """Give the place as text, or an empty string."""
        if self.where is None:
            return ""
        return self.where.text(lang) if isinstance(self.where, Cell) else self.where.text()

    def render(self, lang: Language = "en") -> str:
        """Give the whole message: place, code, sentence, excerpt, related places and hint."""
        lines = ["  ".join(part for part in (self.place(lang), self.code, self.text(lang)) if part)]
        if isinstance(self.where, Location) and self.where.line_text:
            lines.append(self.where.excerpt())
        if self.others:
            lines.append("       " + self._related(lang))
        if hint := self.hint(lang):
            lines.append("       " + hint)
        return "\n".join(lines)

    def _related(self, lang: Language) -> str:
        """Give the related places in a line; in how many rows the mistake stands, where it is told once for all."""
        word, line, all_of = (
            ("另见：", "第 {} 行", "共 {} 处，") if lang == "zh" else ("also: ", "line {}", "{} in all, ")
        )
        lead = all_of.format(self.count) if self.count > 1 else ""
        seen = [
            (at.text(lang) if isinstance(at, Cell) else line.format(at.line)) + (f" ({remark})" if remark else "")
            for at, remark in self.others
        ]
        listed = lead + word + ("、" if lang == "zh" else ", ").join(seen)
        return f"{listed} …" if self.count > 1 + len(self.others) else listed

    def as_json(self) -> dict[str, object]:
        """Give the problem as plain values, both languages, for programs."""
        return {
            "code": self.code,
            "where": None if self.where is None else _as_json(self.where),
            "message": {"zh": self.text("zh"), "en": self.text("en")},
            "hint": {"zh": self.hint("zh"), "en": self.hint("en")},
            "others": [_as_json(at) | {"remark": remark} for at, remark in self.others],
            "count": self.count,
        }


def _as_json(at: Location | Cell) -> dict[str, object]:
    """Give a place as plain values."""
    if isinstance(at, Location):
        return {"file": at.file, "line": at.line, "column": at.column}
    return {"file": at.file, "row": at.row, "column": at.column, "key": at.key}


class _Values(dict[str, str]):
    """Values of a message; a value that was forgotten shows as its name instead of hiding the message."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class KaopingError(Exception):
    """Carries every problem found, so that nothing has to be mended one by one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.render() for problem in self.problems))

    def render(self, lang: Language = "en") -> str:
        """Give all problems, one below the other."""
        return "\n".join(problem.render(lang) for problem in self.problems)


class SchemeError(KaopingError):
    """The scheme is not sound: fix the scheme."""


class DataError(KaopingError):
    """The data do not fit: fix the data."""


class TransitionRefused(KaopingError):  # noqa: N818 -- a refusal is an answer, not a fault
    """The step is not allowed now, or not for this person."""


class EngineError(KaopingError):
    """The engine contradicts itself: a fault of ours, never of the user."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known names nearest to `name`, joined by commas; empty where none is near."""
    return ", ".join(f'"{found}"' for found in difflib.get_close_matches(name, list(known), n=3, cutoff=0.6))
