"""Why a YAML text cannot be read: full-width signs and missing spaces first, as Chinese keyboards write them."""

from __future__ import annotations

import re
from typing import Final

import yaml

from kaoping.errors import Location
from kaoping.scheme.yaml_source import Source

__all__ = ["LOADER", "explained", "hidden_keys", "wide_sign"]

# libyaml reads a large file some ten times faster; both give the same events.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MOST_LINES: Final = 10
_HALF_WIDTH: Final = {"：": ": ", "，": ", ", "｛": "{", "｝": "}"}
_PIECES = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|(?<=\s))\#.*)|(?P<sign>[：，｛｝{}\[\]])|(?P<colon>:)"""
)
_KEY = re.compile(r"[a-z_][a-z0-9_]*\Z")
_WIDE = re.compile("[：，]")
_KEY_BEFORE = re.compile(r"(?:^|[-{,｛，\[])\s*[a-z_][a-z0-9_]*\Z")
_FORMULA = re.compile(r"""(?:^|[\s{,])(?:derive|formula|weight|when|where):\s+(?:["'\[]|[^"'{\s][^#]*[\[{])""")


def explained(source: Source, error: yaml.MarkedYAMLError) -> tuple[Location, dict[str, str]]:
    """Give the place of a mistake and what to do about it, in both languages."""
    mark = error.problem_mark or error.context_mark
    if mark is None:  # pragma: no cover -- both loaders say where
        return Location(source.file, 1, 1), _guessed(None)
    first = mark.line if error.context_mark is None else min(mark.line, error.context_mark.line)
    last = min(mark.line, source.count - 1)
    window = range(max(first, last - _MOST_LINES), last + 1)
    mended = {number: _mended(source.line(number)) for number in window}
    changed = {number: line for number, line in mended.items() if line != source.line(number)}
    for tried in [*({number: line} for number, line in reversed(changed.items())), changed]:
        if tried and _reads_further(source, tried, mark.line):
            number = min(tried)
            return _place(source, number, tried[number]), _said(source.line(number), tried[number])
    where = source.mark(mark)
    return where, _guessed(where)


def hidden_keys(text: str, *, is_key: bool) -> list[str]:
    """Give the keys that full-width signs hide in a plain text between braces: `zh：甲组，en` hides zh and en.

    is_key: whether the text stands as a key; else what is before its first comma is a value.
    """
    pieces = [piece.partition("：") for piece in text.split("，")]
    wide = [(name.strip(), sign) for name, sign, _ in pieces[0 if is_key else 1 :]]
    is_hiding = any(sign for _, sign in wide)
    return [name for name, sign in wide if is_hiding and (sign or is_key) and _KEY.match(name)]


def wide_sign(where: Location) -> tuple[Location, dict[str, str]]:
    """Give the place of the first full-width sign from a place on, and the line as it should be."""
    line = where.line_text
    found = _WIDE.search(line, where.column - 1)
    at = where if found is None else Location(where.file, where.line, found.start() + 1, 1, line)
    return at, _said(line, _mended(line))


def _mended(line: str) -> str:
    """Write the signs of one line as YAML wants them; quoted texts, comments and the signs of prose stay."""
    found, depth, end = "", 0, 0
    for match in _PIECES.finditer(line):
        found, text, end = found + line[end : match.start()], match[0], match.end()
        if match["kept"]:
            found += text
            continue
        depth += {"{": 1, "[": 1, "｛": 1, "}": -1, "]": -1, "｝": -1}.get(text, 0)
        is_sign = depth > 0 if text == "，" else text not in "：:" or _KEY_BEFORE.search(found) is not None
        if text == ":":
            is_tight = is_sign and line[end : end + 1] not in {"", " ", "/"}
            found += ": " if is_tight else ":"
        else:
            found += _HALF_WIDTH.get(text, text) if is_sign else text
    mended = found + line[end:]
    return line if mended == line else re.sub(r"(?<=[:,]) {2,}", " ", mended).rstrip()


def _reads_further(source: Source, mended: dict[int, str], line: int) -> bool:
    """Tell whether the text can be read beyond a line with some lines written otherwise."""
    lines = [mended.get(number, source.line(number)) for number in range(source.count)]
    try:
        for _ in yaml.parse("\n".join(lines), Loader=LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark is not None and bool(mark.line > line)
    return True


def _place(source: Source, number: int, mended: str) -> Location:
    """Give the place of the first character that is written otherwise."""
    line = source.line(number)
    pairs = zip(line, mended, strict=False)
    column = next((at for at, (was, now) in enumerate(pairs) if was != now), len(line) - 1)
    return source.place(number, column)


def _said(line: str, mended: str) -> dict[str, str]:
    """Say what is wrong with a line, and write it as it should be."""
    signs = [sign for sign in _HALF_WIDTH if line.count(sign) > mended.count(sign)]
    better = f"\n       {mended}"
    if signs:
        zh, en = "、".join(f"“{sign}”" for sign in signs), ", ".join(f'"{sign}"' for sign in signs)
        return {
            "zh": f"这里用了全角符号{zh}，YAML 只认半角符号。请改为{better}",
            "en": f"Full-width signs stand here ({en}); YAML knows half-width ones only. Write{better}",
        }
    return {"zh": f"键的冒号后面缺少空格。请改为{better}", "en": f"The colon after a key needs a space. Write{better}"}


def _guessed(where: Location | None) -> dict[str, str]:
    """Guess from the text at the place why it cannot be read."""
    line = "" if where is None else where.line_text
    at = "" if where is None else line[where.column - 1 : where.column]
    if "\t" in line[: len(line) - len(line.lstrip())] or at == "\t":
        return {"zh": "缩进请用空格，不用制表符。", "en": "Indent by spaces, never by tabs."}
    if at and at in "@`%":
        return {"zh": f"以 {at} 开头的文本要加引号。", "en": f"A text that begins with {at} needs quotes."}
    if at == ":":
        return {
            "zh": "文本中含“: ”时，整段要加单引号或双引号。",
            "en": 'A text with ": " in it needs quotes around the whole.',
        }
    if where is not None and _FORMULA.search(line[: where.column]):
        return {
            "zh": "公式以引号或括号开头，或者在 { } 中含有 [ ]、{ }、逗号或冒号时，"
            "整条要加单引号，其中的文本用双引号。",
            "en": "A formula that begins with a quote or a bracket, or inside { } holds [ ], { }, a comma or a colon, "
            "needs single quotes around the whole; texts in it have double ones.",
        }
    return {
        "zh": "请检查这一行和上一行的缩进、冒号后的空格、引号和括号。",
        "en": "Check the indentation of this line and the one before, the space after a colon, quotes and brackets.",
    }
