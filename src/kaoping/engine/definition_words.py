"""How a definition is said, so that only its meaning counts: numbers, parameters, formulas, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from kaoping.formula import Formula
from kaoping.scheme.model import Setting

__all__ = ["Said", "digest", "said_number", "said_settings", "said_tree"]

Said: TypeAlias = "str | bool | Sequence[Said] | None"

_DIGITS: Final = 16
_NO_MEANING: Final = frozenset({"start", "end", "places", "text"})
"""Of a formula's tree: where it stands, how it is written."""


def said_settings(given: Mapping[str, Setting]) -> Said:
    """Say what parameters are set to, whoever says so."""
    return [[name, *_setting(setting)] for name, setting in sorted(given.items())]


def _setting(setting: Setting) -> list[Said]:
    """Say what one parameter is set to: a number, a text, or a number for each group."""
    by_group = [[group, said_number(number)] for group, number in sorted(setting.by_group.items())]
    return [said_number(setting.number), (setting.text or "").strip(), by_group]


def said_number(number: Decimal | None) -> str | None:
    """Write a number, however many zeros it was written with."""
    return None if number is None else str(Fraction(number))


def said_tree(part: object) -> Said:
    """Say what a formula, or a part of its tree, is: not where it stands nor how it is spaced."""
    if isinstance(part, Formula):
        return said_tree(part.tree)
    if is_dataclass(part):
        inside = [getattr(part, field.name) for field in fields(part) if field.name not in _NO_MEANING]
        return [type(part).__name__, *map(said_tree, inside)]
    if isinstance(part, tuple):
        return [said_tree(entry) for entry in part]
    if isinstance(part, Decimal):
        return said_number(part)
    return None if part is None else str(part)


def digest(said: Said) -> str:
    """Give the digest of what is said."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]
