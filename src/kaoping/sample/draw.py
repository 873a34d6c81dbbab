"""Numbers drawn from a seed and a key: the same key gives the same number, whatever else is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Draw"]

Choice = TypeVar("Choice")
_DIGITS = 13  # hexadecimal; a float holds them all


@dataclass(frozen=True, slots=True)
class Draw:
    """A source of numbers for one seed."""

    seed: int

    def share(self, *key: object) -> float:
        """Give a number from 0 to below 1."""
        text = "|".join(map(str, (self.seed, *key)))
        digits = hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]
        return int(digits, 16) / float(16**_DIGITS)

    def between(self, low: float, high: float, *key: object) -> float:
        """Give a number from low to high."""
        return low + (high - low) * self.share(*key)

    def whole(self, low: int, high: int, *key: object) -> int:
        """Give a whole number from low to high, both included."""
        return low + int(self.share(*key) * (high - low + 1))

    def among(self, choices: Sequence[Choice], *key: object) -> Choice:
        """Give one of several."""
        return choices[int(self.share(*key) * len(choices))]

    def happens(self, share: float, *key: object) -> bool:
        """Tell whether something that happens in this share of cases happens here."""
        return self.share(*key) < share
