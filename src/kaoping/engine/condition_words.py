"""The values that decided a condition, in words: what a reason prints of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaoping.errors import Language
from kaoping.formula import PURE, Ball, Kind, Number, UnitOfMeasure, Value, plain
from kaoping.scheme import asked
from kaoping.scheme.model import GROUP, Indicator, Outcome, Scheme, WithinColumns

__all__ = ["of_whom", "value_words"]

_POINTS = UnitOfMeasure.parse("points")
_WHOM = {"group": ("同组", "its group"), "all": ("全部", "all")}


def of_whom(scheme: Scheme, outcome: Outcome, name: str, lang: Language) -> str:
    """Say of which units a statistic is taken; nothing for other names."""
    within = outcome.compare_within
    if asked(name).statistic is None or within is None:
        return ""
    if isinstance(within, WithinColumns):
        titles = {column.id: column.title.text(lang, scheme.city) for column in scheme.unit_columns}
        titles[GROUP] = "考评组" if lang == "zh" else "group"
        named = [titles[column] for column in within.columns]
        return f"（{'、'.join(named)}相同的单位）" if lang == "zh" else f" (units of the same {', '.join(named)})"
    zh, en = _WHOM[within]
    return f"（{zh}单位）" if lang == "zh" else f" (units of {en})" if within == GROUP else f" ({en} units)"


def value_words(scheme: Scheme, name: str, kind: Kind, value: Value, lang: Language) -> str:
    """Write a value: numbers as decimals, figures with their unit of measure, grades, titles and tiers by title."""
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else "yes" if value else "no"
    if isinstance(value, Fraction | Ball):
        return _withheld(scheme, name, value) or plain(value) + _unit(kind)
    own = asked(name).name
    if own.startswith("tier."):
        return _tier(scheme, own.removeprefix("tier."), str(value), lang)
    titles = {grade.id: grade.title for grade in scheme.grades} | {title.id: title.title for title in scheme.titles}
    # An earlier result may have a grade that this scheme does not know.
    told = titles[str(value)].text(lang, scheme.city) if value in titles else str(value)
    return told or ("无" if lang == "zh" else "none")


def _unit(kind: Kind) -> str:
    unit = kind.unit if isinstance(kind, Number) else None
    return "" if unit in (None, PURE, _POINTS) else f" {unit}"


def _withheld(scheme: Scheme, name: str, value: Fraction | Ball) -> str:
    """Give what is shown instead of a figure below its limit; nothing where the figure is shown."""
    one = asked(name)
    node, _, figure = one.name.partition(".")
    if figure != "actual" or one.statistic is not None:
        return ""
    indicator = next(entry for entry in (*scheme.nodes(), *scheme.items) if entry.id == node)
    display = indicator.display if isinstance(indicator, Indicator) else None
    is_below = display is not None and isinstance(value, Fraction) and value < Fraction(display.below)
    return display.as_ if display is not None and is_below else ""


def _tier(scheme: Scheme, division: str, tier: str, lang: Language) -> str:
    """Give the title of a tier, the number of an equal part."""
    found = next(entry for entry in scheme.tiers if entry.id == division)
    titles: Mapping[str, str] = {entry.id: entry.title.text(lang, scheme.city) for entry in found.tiers}
    if found.equal_parts is not None:
        return f"第 {tier} 份" if lang == "zh" else f"part {tier}"
    return titles.get(tier, tier)
