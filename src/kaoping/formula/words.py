"""The words reading: a sentence with the numbers in it, zh and en, that a reader can recompute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.errors import Language
from kaoping.formula import printing
from kaoping.formula.ball import Ball
from kaoping.formula.exact import Fault
from kaoping.formula.formula import Formula
from kaoping.formula.kinds import Place
from kaoping.formula.numbers import Value
from kaoping.formula.syntax import ValueName, walk
from kaoping.formula.telling import Teller

__all__ = ["Sentence", "words"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was given, the reasons, the expression in numbers, and its result; expression empty where none.

    `reasons` are whole phrases: `because 49 ÷ 100 < 0.5`, or `missing: target`. `told` are the names that had a part.
    """

    given: str
    reasons: tuple[str, ...]
    expression: str
    result: str
    lang: Language
    told: frozenset[str]

    def text(self, label: str) -> str:
        """Give the sentence without its full stop; label names the result, for example 得分 or points."""
        parts = [part for part in (self.given, *self.reasons) if part]
        if self.result:
            shown = f"{self.expression} = {self.result}" if self._is_told else self.result
            parts.append(f"{label} {shown}".strip())
        return ("，" if self.lang == "zh" else ", ").join(parts)

    @property
    def _is_told(self) -> bool:
        """Whether the expression says more than its result."""
        digits = self.expression.replace("−", "").replace(".", "")
        return bool(self.expression) and not digits.isdigit()


def words(
    formula: Formula,
    values: Mapping[str, Value],
    place: Place,
    lang: Language,
    *,
    decimals: int | None = None,
) -> Sentence:
    """Tell how the formula came to its result: names as numbers, and only what happened.

    decimals: places of the result, half-even; None gives up to 12 significant digits.

    >>> from fractions import Fraction
    >>> from kaoping.formula import Name, Number, parse
    >>> place = Place("x", {"x": Name(Number(), "完成", "actual")})
    >>> words(parse("10 * x / 100"), {"x": Fraction(80)}, place, "en", decimals=2).text("points")
    'actual 80, points 10 × 80 ÷ 100 = 8.00'
    """
    teller = Teller(values, place, lang)
    result = teller.value(formula.tree)
    if result is None:
        reasons = (teller.missing_text(teller.missing(formula.tree)),)
        return Sentence(_given(formula, teller, teller.told), reasons, "", "", lang, frozenset(teller.told))
    if isinstance(result, Fault):
        shown = (result.message.zh if lang == "zh" else result.message.en).format_map(result.values)
        return Sentence(_given(formula, teller, formula.names), (shown.rstrip("。."),), "", "", lang, formula.names)
    printed = teller.tell(formula.tree)
    given, told = _given(formula, teller, teller.told), frozenset(teller.told)
    if isinstance(result, (bool, str)):
        shown = teller.truth(is_so=result) if isinstance(result, bool) else result
        return Sentence(given, tuple(teller.reasons), "", shown, lang, told)
    number = result.figure if isinstance(result, Ball) else result
    return Sentence(given, tuple(teller.reasons), printed.text, printing.number(number, decimals).text, lang, told)


def _given(formula: Formula, teller: Teller, names: set[str] | frozenset[str]) -> str:
    """List the data told, in the order in which the formula names them."""
    order = dict.fromkeys(node.name for node in walk(formula.tree) if isinstance(node, ValueName))
    listed: list[str] = []
    for name in order:
        value = teller.values[name]
        if name not in names or value is None or not teller.place.names[name].listed:
            continue
        if isinstance(value, bool):
            shown = teller.truth(is_so=value)
        else:
            shown = value if isinstance(value, str) else printing.number(value).text
        listed.append(f"{teller.label(name)} {shown}")
    return ("，" if teller.lang == "zh" else ", ").join(listed)
