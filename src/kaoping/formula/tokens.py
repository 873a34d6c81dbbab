"""The words of a formula: text in, tokens with places out, every unreadable character reported at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kaoping.errors import Location, Message, Problem
from kaoping.formula import hints, messages

TokenKind: TypeAlias = Literal["number", "text", "name", "word", "sign", "end"]

MOST_CHARACTERS = 2_000
RESERVED = frozenset({"if", "then", "else", "and", "or", "not", "true", "false"})
_SYNONYMS = {
    "×": "*",
    "÷": "/",
    "（": "(",
    "）": ")",
    "，": ",",
    "：": ":",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "==": "=",
}
_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
_PATTERN = re.compile(
    rf"""(?P<space>[ \t\r\n]+)
    | (?P<number>[0-9.][0-9.a-zA-Z_]*)(?P<unit>\[[^\]\[]*\]?)?
    | (?P<name>{_NAME})
    | (?P<text>"[^"\n]*"?)
    | (?P<sign><=|>=|!=|==|[-+*/^<>=(),:×÷（），：≤≥≠])
    | (?P<chinese>[\u3400-\u4dbf\u4e00-\u9fff]+)
    | (?P<strange>.)""",
    re.VERBOSE | re.DOTALL,
)
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_ZEROS = re.compile(r"0+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` is normalised (signs to their plain form, quotes removed); `unit` None where none."""

    kind: TokenKind
    text: str
    start: int
    end: int
    unit: str | None = None


def locate(where: Location, text: str, start: int, end: int) -> Location:
    """Give the place of characters of a formula that begins at `where`; a line break starts a new line."""
    begin = text.rfind("\n", 0, start) + 1
    length = max(1, end - start)
    if begin == 0:
        return where.shifted(start, length)
    stop = text.find("\n", begin)
    line_text = text[begin:] if stop < 0 else text[begin:stop]
    return Location(where.file, where.line + text.count("\n", 0, start), start - begin + 1, length, line_text)


def tokens(text: str, where: Location) -> tuple[list[Token], list[Problem]]:
    """Split a text of at most 2,000 characters; a word that cannot be read is a problem, not a token."""
    if len(text) > MOST_CHARACTERS:
        start = Location(where.file, where.line, where.column)
        return [], [Problem(messages.TOO_LONG, start, {"length": str(len(text))})]
    found: list[Token] = []
    problems: list[Problem] = []
    for match in _PATTERN.finditer(text):
        if match.lastgroup == "space":
            continue
        read = _token(match)
        if isinstance(read, Token):
            found.append(read)
        else:
            message, values = read
            problems.append(Problem(message, locate(where, text, match.start(), match.end()), values))
    if not found and not problems:
        problems.append(Problem(messages.EMPTY, where))
    found.append(Token("end", "", len(text), len(text)))
    return found, problems


def _token(  # noqa: PLR0911 -- one line for each kind of word
    match: re.Match[str],
) -> Token | tuple[Message, dict[str, str]]:
    start, end, text = match.start(), match.end(), match[0]
    if match["number"] is not None:
        return _number(match)
    if match["name"] is not None:
        return Token("word" if text in RESERVED else "name", text, start, end)
    if match["text"] is not None:
        if len(text) == 1 or text[-1] != '"':
            return messages.TEXT_NOT_CLOSED, {}
        return Token("text", text[1:-1], start, end)
    if match["sign"] is not None:
        return Token("sign", _SYNONYMS.get(text, text), start, end)
    if match["chinese"] is not None:
        return messages.CHINESE_WORD, hints.meant(text)
    return messages.STRANGE_CHARACTER, {"character": text, "code_point": f"U+{ord(text):04X}"}


def _number(match: re.Match[str]) -> Token | tuple[Message, dict[str, str]]:
    number, unit = match["number"], match["unit"]
    if not _DECIMAL.match(number):
        better = _ZEROS.sub("", number, count=1)
        if _DECIMAL.match(better):
            return messages.LEADING_ZERO, {"number": number, "better": better}
        return messages.MALFORMED_NUMBER, {"number": number}
    if unit is None:
        return Token("number", number, match.start(), match.end())
    if not unit.endswith("]"):
        return messages.MALFORMED_UNIT, {"unit": unit.lstrip("[")}
    return Token("number", number, match.start(), match.end(), unit[1:-1])
