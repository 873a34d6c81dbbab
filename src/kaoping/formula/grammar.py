"""The grammar: tokens in, tree out, by rising precedence, nested at most 40 levels.

What breaks the reading (a bracket missing) stops it; what does not (an unknown function, a wrong number of
arguments) is noted and the reading goes on, so that all of it is reported at once.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from kaoping.errors import Location, Message, Problem, SchemeError
from kaoping.formula import messages
from kaoping.formula.calls import read_call
from kaoping.formula.rows import CHECK_SIGNS
from kaoping.formula.syntax import (
    Compare,
    Comparison,
    If,
    Logic,
    Negative,
    Node,
    Not,
    NumberLiteral,
    Power,
    Product,
    Sum,
    TextLiteral,
    TruthLiteral,
    ValueName,
)
from kaoping.formula.tokens import Token, locate, tokens
from kaoping.formula.units import UnitOfMeasure

DEEPEST = 40
_OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _MINUS, _POWER = range(1, 9)
_LEVELS = {
    "or": _OR,
    "and": _AND,
    "<": _COMPARE,
    "<=": _COMPARE,
    ">": _COMPARE,
    ">=": _COMPARE,
    "=": _COMPARE,
}
_LEVELS |= {"!=": _COMPARE, "+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "^": _POWER}


def read_tree(text: str, where: Location) -> Node:
    """Read a whole formula; raises SchemeError with every problem found."""
    words, problems = tokens(text, where)
    if problems:
        raise SchemeError(problems)
    reader = Reader(text, where, words)
    try:
        tree = reader.expression(_OR)
        if reader.next.kind != "end":
            raise reader.unexpected("运算符或公式末尾", "an operator or the end")
    except _Unreadable as stop:
        raise SchemeError([*reader.problems, stop.problem]) from None
    if reader.problems:
        raise SchemeError(reader.problems)
    return tree


class _Unreadable(Exception):  # noqa: N818 -- never leaves this file
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class Reader:
    """The place reached in the tokens, and the problems noted so far."""

    def __init__(self, text: str, where: Location, words: list[Token]) -> None:
        self.problems: list[Problem] = []
        self.last_end = 0
        self._text, self._where, self._words = text, where, words
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> Token:
        """The token that stands next; the last one is of kind `end`."""
        return self._words[self._at]

    def advance(self) -> Token:
        """Take the next token, whatever it is."""
        token = self.next
        self.last_end = token.end
        self._at += 1
        return token

    def take(self, kind: str, text: str) -> bool:
        """Take the next token if it is this one."""
        if self.next.kind == kind and self.next.text == text:
            self.advance()
            return True
        return False

    def expect(self, text: str, zh: str, en: str) -> None:
        """Take a sign or word that must stand here; zh and en name what was expected."""
        if self.next.kind not in {"sign", "word"} or self.next.text != text:
            raise self.unexpected(zh, en)
        self.advance()

    def note(self, message: Message, start: int, end: int, **values: str) -> None:
        """Note a problem that does not stop the reading."""
        self.problems.append(Problem(message, locate(self._where, self._text, start, end), values))

    def unexpected(self, zh: str, en: str, hint: tuple[str, str] = CHECK_SIGNS) -> Exception:
        """Give the exception that stops the reading at the next token; hint: what to do, in Chinese and English."""
        token = self.next
        written = self._text[token.start : token.end]
        found_zh, found_en = ("公式末尾", "the end") if token.kind == "end" else (f"“{written}”", f'"{written}"')
        values = {"found_zh": found_zh, "found_en": found_en, "expected_zh": zh, "expected_en": en}
        values |= {"hint_zh": hint[0], "hint_en": hint[1]}
        return self._stop(messages.UNEXPECTED, token, **values)

    def _stop(self, message: Message, token: Token, **values: str) -> Exception:
        return _Unreadable(Problem(message, locate(self._where, self._text, token.start, token.end), values))

    def nested(self, level: int = _OR) -> Node:
        """Read an expression one level of nesting deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._stop(messages.TOO_DEEP, self.next)
        node = self.expression(level)
        self._depth -= 1
        return node

    def expression(self, level: int) -> Node:
        """Read an expression whose operators bind at least as tightly as `level`."""
        left = self._operand(level)
        while True:
            token = self.next
            found = _LEVELS.get(token.text, 0) if token.kind in {"sign", "word"} else 0
            if not found or found < level:
                return left
            if found == _COMPARE:
                left = self._comparison(left)
            elif found == _POWER:
                self.advance()
                exponent = self.nested(_MINUS)
                left = Power(left.start, exponent.end, left, exponent)
            else:
                left = self._chain(left, found)

    def _comparison(self, left: Node) -> Node:
        test = cast("Comparison", self.advance().text)
        right = self.expression(_ADD)
        if self.next.kind == "sign" and _LEVELS.get(self.next.text) == _COMPARE:
            raise self._stop(messages.COMPARISON_CHAIN, self.next)
        return Compare(left.start, right.end, test, left, right)

    def _chain(self, first: Node, level: int) -> Node:
        items, signs = [first], []
        while self.next.kind in {"sign", "word"} and _LEVELS.get(self.next.text) == level:
            signs.append(self.advance().text)
            items.append(self.expression(level + 1))
        start, end = first.start, items[-1].end
        if level == _ADD:
            return Sum(start, end, tuple(items), cast("tuple[Literal['+', '-'], ...]", tuple(signs)))
        if level == _MULTIPLY:
            return Product(start, end, tuple(items), cast("tuple[Literal['*', '/'], ...]", tuple(signs)))
        return Logic(start, end, cast("Literal['and', 'or']", signs[0]), tuple(items))

    def _operand(self, level: int) -> Node:
        token = self.next
        match token.kind, token.text:
            case "sign", "-":
                self.advance()
                item = self.nested(_POWER)
                return Negative(token.start, item.end, item)
            case "word", "not":
                self._needs_brackets_above(level, _NOT)
                self.advance()
                item = self.nested(_NOT)
                return Not(token.start, item.end, item)
            case "word", "if":
                self._needs_brackets_above(level, _OR)
                return self._if()
            case "sign", "(":
                self.advance()
                inner = self.nested()
                self.expect(")", "“)”", '")"')
                return inner
        return self._atom()

    def _needs_brackets_above(self, level: int, highest: int) -> None:
        if level > highest:
            raise self._stop(messages.NEEDS_BRACKETS, self.next, word=self.next.text)

    def _if(self) -> Node:
        start = self.advance().start
        condition = self.nested()
        self.expect("then", "“then”", '"then"')
        then = self.nested()
        self.expect("else", "“else”", '"else"')
        otherwise = self.nested()
        return If(start, otherwise.end, condition, then, otherwise)

    def _atom(self) -> Node:
        token = self.next
        is_truth = token.kind == "word" and token.text in {"true", "false"}
        if token.kind not in {"number", "name", "text"} and not is_truth:
            raise self.unexpected("数、名称、函数或“(”", 'a number, a name, a function or "("')
        self.advance()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._name(token)
        if token.kind == "text":
            return TextLiteral(token.start, token.end, token.text)
        return TruthLiteral(token.start, token.end, token.text == "true")

    def _name(self, token: Token) -> Node:
        if self.take("sign", "("):
            return read_call(self, token)
        return ValueName(token.start, token.end, token.text)

    def _number(self, token: Token) -> Node:
        unit = None
        if token.unit is not None:
            try:
                unit = UnitOfMeasure.parse(token.unit)
            except ValueError:
                self.note(messages.MALFORMED_UNIT, token.start, token.end, unit=token.unit)
        return NumberLiteral(token.start, token.end, Fraction(token.text), token.text, unit)
