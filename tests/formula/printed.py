"""Recompute what explanations print: a small reader of printed expressions, in both languages, in decimals.

Independent on purpose: it shares nothing with `kaoping.formula`, so that agreement proves something.

    evaluate("10 × 80 ÷ 100")            Decimal("8")
    evaluate("取小(12, 10)")              Decimal("10")
    holds("60 ≤ 80 ≤ 85")                True
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext

_DIGITS = 60
_TOKEN = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|[a-z_]+|[\u4e00-\u9fff]+|[-−+×÷^(),，<>≤≥=≠])")
_MODES = {
    "half_up": ROUND_HALF_UP,
    "四舍五入": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "奇进偶舍": ROUND_HALF_EVEN,
}
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
}


def evaluate(text: str) -> Decimal:
    """Give the value of a printed expression; ValueError where it is none."""
    with localcontext(prec=_DIGITS):
        reader = _Reader(text)
        value = reader.sum()
        reader.end()
    return value


def holds(text: str) -> bool:
    """Tell whether a printed comparison holds, also a chained one, at 12 significant digits."""
    with localcontext(prec=_DIGITS):
        reader = _Reader(text)
        left, is_so = _snapped(reader.sum()), True
        while (sign := reader.take_one_of(_TESTS)) is not None:
            right = _snapped(reader.sum())
            is_so, left = is_so and _TESTS[sign](left, right), right
        reader.end()
    return is_so


def agrees(expression: str, result: str, relative: str = "1e-10") -> bool:
    """Tell whether an expression gives its printed result, within half a unit of the last printed place.

    relative: what the printed inputs, of 12 significant digits, may be off.
    """
    shown, found = evaluate(result), evaluate(expression)
    places = len(result.partition(".")[2])
    half = Decimal(1).scaleb(-places) / 2 if places else abs(shown) * Decimal("5e-12") + Decimal("0.5") * (shown == 0)
    return abs(found - shown) <= half + max(abs(found), abs(shown)) * Decimal(relative)


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        at = 0
        while at < len(text.rstrip()):
            match = _TOKEN.match(text, at)
            if match is None:
                raise ValueError(text)
            self._tokens.append(match[1])
            at = match.end()
        self._text = text

    def end(self) -> None:
        """Nothing may be left."""
        if self._tokens:
            raise ValueError(self._text)

    def take_one_of(self, signs: object) -> str | None:
        """Take the next token if it is among the signs."""
        if self._tokens and self._tokens[0] in signs:  # type: ignore[operator]  # any container will do
            return self._tokens.pop(0)
        return None

    def _expect(self, sign: str) -> None:
        if self.take_one_of(sign) is None:
            raise ValueError(self._text)

    def sum(self) -> Decimal:
        """Read terms."""
        total = self._product()
        while (sign := self.take_one_of("+-−")) is not None:
            term = self._product()
            total = total + term if sign == "+" else total - term
        return total

    def _product(self) -> Decimal:
        total = self._signed()
        while (sign := self.take_one_of("×÷")) is not None:
            factor = self._signed()
            total = total * factor if sign == "×" else total / factor
        return total

    def _signed(self) -> Decimal:
        if self.take_one_of("-−") is not None:
            return -self._signed()
        base = self._atom()
        if self.take_one_of("^") is not None:
            return _power(base, self._signed())
        return base

    def _atom(self) -> Decimal:
        if not self._tokens:
            raise ValueError(self._text)
        word = self._tokens.pop(0)
        if word == "(":
            inner = self.sum()
            self._expect(")")
            return inner
        if word[0].isdecimal():
            return Decimal(word)
        return self._call(word)

    def _call(self, word: str) -> Decimal:
        self._expect("(")
        items = [self.sum()]
        mode = ""
        while self.take_one_of(",，") is not None:
            mode_word = self.take_one_of(_MODES)
            if mode_word is None:
                items.append(self.sum())
            else:
                mode = _MODES[mode_word]
        self._expect(")")
        return _function(word, items, mode)


def _function(word: str, items: list[Decimal], mode: str) -> Decimal:  # noqa: PLR0911 -- one for each function
    first = items[0]
    match word:
        case "min" | "取小":
            return min(items)
        case "max" | "取大":
            return max(items)
        case "abs" | "绝对值":
            return abs(first)
        case "log" | "自然对数":
            return first.ln()
        case "exp" | "指数":
            return first.exp()
        case "sqrt" | "平方根":
            return first.sqrt()
        case "floor" | "取整":
            return _snapped(first).to_integral_value(ROUND_FLOOR)
        case "round" | "修约":
            return _quantized(first, int(items[1]), mode)
        case "truncate" | "截断":
            return _quantized(first, int(items[1]), ROUND_DOWN)
    raise ValueError(word)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return Decimal(1) if exponent == 0 else base**exponent


def _quantized(number: Decimal, decimals: int, mode: str) -> Decimal:
    return _snapped(number).quantize(Decimal(1).scaleb(-decimals), rounding=mode)


def _snapped(number: Decimal) -> Decimal:
    return Context(prec=12, rounding=ROUND_HALF_EVEN).plus(number)
