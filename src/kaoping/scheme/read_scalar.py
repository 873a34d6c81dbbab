"""Single values of a scheme file: texts, numbers, ids, periods, choices, formulas, exactly as written."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, Literal, get_args

from kaoping.errors import Location, Message, Problem, SchemeError
from kaoping.formula import Formula, parse
from kaoping.scheme.broken import BROKEN, Broken
from kaoping.scheme.messages import near, reading
from kaoping.scheme.model import WithinColumns
from kaoping.scheme.period import is_period
from kaoping.scheme.period_spelling import written_otherwise
from kaoping.scheme.shape import choices_of, kind_words, origin_of
from kaoping.scheme.yaml_tree import Items, Scalar, Tree

__all__ = ["ScalarReader", "TooManyError", "looks_like_number", "tree_words"]

_MOST_PROBLEMS: Final = 1_000
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?\Z")
_ZEROS = re.compile(r"0+(?=[0-9])")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z")
_ATTEMPT = re.compile(r"[-+.]?[0-9][-+0-9.,_eE%‰]*\Z")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_SHOWN: Final = 60


class TooManyError(Exception):
    """So many problems that the reading stops; they are noted."""


def looks_like_number(node: Scalar) -> bool:
    """Tell whether a value is a number or was meant to be one."""
    return node.is_plain and _ATTEMPT.match(node.text) is not None


def tree_words(node: Tree) -> tuple[str, str]:
    """Say what stands in the file."""
    if isinstance(node, Scalar):
        return f"“{_short(node.text)}”", f'"{_short(node.text)}"'
    return ("列表", "a list") if isinstance(node, Items) else ("若干“键: 值”", "keys with values")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class ScalarReader:
    """Reads single values and collects the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.broken = Broken()

    def note(self, message: Message, where: Location, **values: str) -> None:
        """Note a problem; raises TooManyError when there are enough of them."""
        self.problems.append(Problem(message, where, values))
        if len(self.problems) > _MOST_PROBLEMS:
            self.problems[-1] = Problem(reading.TOO_MANY_PROBLEMS, where)
            raise TooManyError

    def broke(self, message: Message, where: Location, **values: str) -> Any:  # Any: BROKEN
        """Note a problem and give BROKEN."""
        self.note(message, where, **values)
        return BROKEN

    def wrong_shape(self, kind: Any, node: Tree, key: str) -> Any:  # Any: annotation in, BROKEN out
        """Note that a single value stands where keys should, or the other way round."""
        (zh, en), (found_zh, found_en) = kind_words(kind), tree_words(node)
        values = {"expected_zh": zh, "expected_en": en, "found_zh": found_zh, "found_en": found_en}
        return self.broke(reading.NOT_SINGLE, node.where, key=key, **values)

    def scalar(self, kind: Any, node: Scalar, key: str) -> Any:  # Any: annotation in, its value out
        """Read one value; `key` names it in reading."""
        choices = choices_of(kind)
        words = [word for choice in choices if origin_of(choice) is Literal for word in get_args(choice)]
        if words or int in choices:
            return self._choice(kind, node, key, words)
        if kind is bool:
            return self._truth(node, key)
        if kind is Formula:
            return self._formula(node)
        if Decimal in choices and (str not in choices or looks_like_number(node)):
            return self._number(node, key)
        return self._text(node, key)

    def _choice(self, kind: Any, node: Scalar, key: str, words: list[object]) -> Any:  # Any: annotation, value
        """Read one of the words of a choice, or a whole number where the annotation takes one."""
        if found := [word for word in words if str(word) == node.text]:
            return found[0]
        if int in choices_of(kind):
            return self._whole(kind, node, key)
        values = near(_short(node.text), [str(word) for word in words])
        if WithinColumns in choices_of(kind):
            values["near_zh"] += f"按单位表的列比较的，写“{{columns: [{values['name']}]}}”。"
            values["near_en"] += f" To compare by a column of the units, write `{{columns: [{values['name']}]}}`."
        return self.broke(reading.UNKNOWN_CHOICE, node.where, key=key, **values)

    def _truth(self, node: Scalar, key: str) -> Any:  # Any: truth or BROKEN
        if node.is_plain and node.text in {"true", "false"}:
            return node.text == "true"
        return self.broke(reading.NOT_TRUTH, node.where, key=key, text=_short(node.text))

    def _whole(self, kind: Any, node: Scalar, key: str) -> Any:  # Any: annotation in, number or BROKEN out
        if node.is_plain and _WHOLE.match(node.text):
            return int(node.text)
        zh, en = kind_words(kind)
        values = {"key": key, "text": _short(node.text), "expected_zh": zh, "expected_en": en}
        return self.broke(reading.NOT_WHOLE, node.where, **values)

    def _number(self, node: Scalar, key: str) -> Any:  # Any: number or BROKEN
        shown = {"key": key, "text": _short(node.text)}
        if not _NUMBER.match(node.text):
            better = _ZEROS.sub("", node.text, count=1)
            if node.is_plain and _NUMBER.match(better):
                return self.broke(reading.LEADING_ZERO, node.where, better=better, **shown)
            return self.broke(reading.NOT_NUMBER, node.where, **shown)
        if not node.is_plain:
            return self.broke(reading.QUOTED_NUMBER, node.where, **shown)
        return Decimal(node.text)

    def _formula(self, node: Scalar) -> Any:  # Any: formula or BROKEN
        if node.written is None:
            return self.broke(reading.ESCAPED_FORMULA, node.where)
        try:
            return parse(node.written, node.begin)
        except SchemeError as error:
            for problem in error.problems:
                self.note(problem.message, node.where)
                self.problems[-1] = problem
            return BROKEN

    def _text(self, node: Scalar, key: str) -> Any:  # Any: text or BROKEN
        text = node.text.strip()
        if not text:
            return self.broke(reading.BLANK_TEXT, node.where, key=key)
        if key == "id" and not _ID.match(text):
            return self.broke(reading.MALFORMED_ID, node.where, text=_short(text), better=_as_id(text))
        if key == "periods" and not is_period(text):
            return self.broke(reading.MALFORMED_PERIOD, node.where, text=_short(text), **written_otherwise(text))
        if key == "source" and text == "article":
            return self.broke(reading.SOURCE_WITHOUT_ARTICLE, node.where)
        return text


def _as_id(text: str) -> str:
    """Give an id near the text that was written."""
    found = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_0123456789")[:64]
    return found or "task_book"
