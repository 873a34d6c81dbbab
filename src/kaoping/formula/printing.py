"""The printed form of expressions: signs, words and brackets, in both languages.

Printed expressions use × ÷ − + ^ and ( ), and these words:
min 取小, max 取大, abs 绝对值, round 修约 (half_up 四舍五入, half_even 奇进偶舍), floor 取整, truncate 截断,
log 自然对数, exp 指数, sqrt 平方根. Levels order what binds: the higher, the tighter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaoping.errors import Language
from kaoping.formula.ball import Real
from kaoping.formula.numbers import plain

__all__ = ["ATOM", "FUNCTION_WORDS", "MODE_WORDS", "SIGNS", "Printed", "called", "number", "powered"]

SUM, PRODUCT, MINUS, POWER, ATOM = range(1, 6)

SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "!=": "≠"}
FUNCTION_WORDS = {
    "min": "取小",
    "max": "取大",
    "abs": "绝对值",
    "round": "修约",
    "floor": "取整",
    "truncate": "截断",
    "log": "自然对数",
    "exp": "指数",
    "sqrt": "平方根",
}
MODE_WORDS = {"half_up": "四舍五入", "half_even": "奇进偶舍"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed expression and how tightly it holds together."""

    text: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """Give the text for a place that binds at this level, in brackets where needed."""
        return f"({self.text})" if self.level < level else self.text

    def after(self, level: int) -> str:
        """Give the text for a place after an operator: a leading minus is bracketed too."""
        return f"({self.text})" if self.level < level or self.text.startswith("−") else self.text


def number(value: Real, decimals: int | None = None) -> Printed:
    """Print a number; a minus is the sign −."""
    text = plain(value, decimals)
    return Printed("−" + text[1:], MINUS) if text.startswith("-") else Printed(text)


def negated(item: Printed) -> Printed:
    """Print minus of an expression."""
    return Printed(f"−{item.after(POWER)}", MINUS)


def summed(items: Sequence[Printed], signs: Sequence[str]) -> Printed:
    """Print a sum; adding a printed zero is dropped."""
    kept = [(sign, item) for sign, item in zip(["+", *signs], items, strict=True) if item.text != "0"]
    if not kept:
        return Printed("0")
    (sign, first), *others = kept
    text = first.at(SUM) if sign == "+" else f"−{first.after(POWER)}"
    if not others:
        return first if sign == "+" else negated(first)
    for sign, item in others:
        text += f" + {item.after(PRODUCT)}" if sign == "+" else f" − {item.after(PRODUCT)}"
    return Printed(text, SUM)


def multiplied(items: Sequence[Printed], signs: Sequence[str]) -> Printed:
    """Print a product; multiplying by a printed one is dropped."""
    kept = [(sign, item) for sign, item in zip(["*", *signs], items, strict=True) if item.text != "1"]
    if not kept:
        return Printed("1")
    if kept[0][0] == "/":
        kept.insert(0, ("*", Printed("1")))
    if len(kept) == 1:
        return kept[0][1]
    text = kept[0][1].at(PRODUCT)
    for sign, item in kept[1:]:
        text += f" × {item.after(MINUS)}" if sign == "*" else f" ÷ {item.after(MINUS)}"
    return Printed(text, PRODUCT)


def powered(base: Printed, exponent: Printed) -> Printed:
    """Print a power."""
    return Printed(f"{base.at(ATOM)} ^ {exponent.after(POWER)}", POWER)


def called(function: str, items: Sequence[str], lang: Language) -> Printed:
    """Print a call with the word of the language."""
    word = FUNCTION_WORDS[function] if lang == "zh" else function
    return Printed(f"{word}({', '.join(items)})")
