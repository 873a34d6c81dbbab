"""Units of measure: products of symbols with whole exponents. A declared factor converts, never a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["PURE", "UnitOfMeasure"]

_SYMBOL = re.compile(r"([^\s/*×·^\[\]]+?)(?:\^(-?[0-9]{1,3}))?\Z")
_SPLIT = re.compile(r"([/*×·])")


@dataclass(frozen=True, slots=True)
class UnitOfMeasure:
    """A product of symbols: pairs of symbol and exponent, sorted, no exponent zero. Empty is pure."""

    factors: tuple[tuple[str, int], ...] = ()

    @classmethod
    def parse(cls, text: str) -> UnitOfMeasure:
        """Read `points`, `亿元/人`, `m^2`, `1` or an empty text.

        Raises ValueError where the text is no unit.

        >>> str(UnitOfMeasure.parse("points / %"))
        'points/%'
        """
        if text.strip() in {"", "1"}:
            return PURE
        parts = _SPLIT.split(text)
        exponents: dict[str, int] = {}
        for place, part in enumerate(parts[::2]):
            sign = -1 if place and parts[2 * place - 1] == "/" else 1
            word = part.strip()
            if word == "1" and place == 0 and len(parts) > 1:
                continue
            match = _SYMBOL.match(word)
            if match is None or word[0] in "0123456789":
                raise ValueError(text)
            symbol, exponent = match[1], int(match[2] or 1)
            exponents[symbol] = exponents.get(symbol, 0) + sign * exponent
        return cls(_sorted(exponents))

    @property
    def is_pure(self) -> bool:
        """Whether nothing is left: a share, a ratio, a count."""
        return not self.factors

    def times(self, other: UnitOfMeasure, power: int = 1) -> UnitOfMeasure:
        """Give the unit of a product; power -1 of a quotient."""
        exponents = dict(self.factors)
        for symbol, exponent in other.factors:
            exponents[symbol] = exponents.get(symbol, 0) + power * exponent
        return UnitOfMeasure(_sorted(exponents))

    def to_the(self, power: int) -> UnitOfMeasure:
        """Give the unit of a whole power."""
        return UnitOfMeasure(_sorted({symbol: exponent * power for symbol, exponent in self.factors}))

    def root(self) -> UnitOfMeasure | None:
        """Give the unit of the square root; None where an exponent is odd."""
        if any(exponent % 2 for _, exponent in self.factors):
            return None
        return UnitOfMeasure(tuple((symbol, exponent // 2) for symbol, exponent in self.factors))

    def __str__(self) -> str:
        above = [_power(symbol, exponent) for symbol, exponent in self.factors if exponent > 0]
        below = [_power(symbol, -exponent) for symbol, exponent in self.factors if exponent < 0]
        return "/".join(["·".join(above) or "1", *below])


def _sorted(exponents: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((symbol, exponent) for symbol, exponent in exponents.items() if exponent))


def _power(symbol: str, exponent: int) -> str:
    return symbol if exponent == 1 else f"{symbol}^{exponent}"


PURE = UnitOfMeasure()
"""No unit: shares, ratios, counts."""
