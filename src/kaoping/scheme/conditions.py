"""The names that the condition of an outcome may use: of a result, of earlier ones, and statistics over the units.

A name has up to three parts: how many years back (`previous.`), a statistic (`mean.`), and what of a result it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kaoping.formula import BOOLEAN, PURE, TEXT, Kind, Name, Number, Place
from kaoping.rules import statistics
from kaoping.scheme.model import MOST_YEARS, Indicator, Outcome, Part, Scheme
from kaoping.scheme.period import MONTHS, length_of
from kaoping.scheme.places import PERCENT, POINTS, is_finer, own_unit

__all__ = ["FIGURES", "PREVIOUS", "ConditionName", "asked", "figure_names", "names_told", "outcome_place", "years_back"]

PREVIOUS: Final[Mapping[int, str]] = {
    years: "previous" if years == 1 else f"previous{years}" for years in range(1, MOST_YEARS)
}
"""What the names of earlier results begin with, by how many years they lie back."""
_YEARS: Final = {head: years for years, head in PREVIOUS.items()}

FIGURES: Final[Mapping[str, tuple[str, str]]] = {
    "actual": ("完成", "actual"),
    "target": ("目标", "target"),
    "growth": ("增幅", "growth"),
}
"""The figures of an indicator that a condition may name, behind its id."""

_WORDS: Final[Mapping[str, tuple[Kind, str, str]]] = {
    "rank": (Number(PURE), "名次", "rank"),
    "count": (Number(PURE), "单位数", "number of units"),
    "from_last": (Number(PURE), "倒数名次", "rank from last"),
    "total": (Number(POINTS), "总分", "total"),
    "grade": (TEXT, "等次", "grade"),
}
_RANKING: Final = {"": "rank", ".count": "count", ".from_last": "from_last"}
_HEADS: Final = frozenset({*_WORDS, *_YEARS, "title", "ranking", "tier", "found"})
"""Words of conditions: a node called like one of them cannot be named, for the word keeps its meaning."""


@dataclass(frozen=True, slots=True)
class ConditionName:
    """A name of a condition taken apart: years back (0: the scored period), the statistic if any, what it names."""

    years: int
    statistic: str | None
    name: str


def asked(name: str) -> ConditionName:
    """Take a name of a condition apart."""
    head, _, rest = name.partition(".")
    back = _YEARS.get(head, 0) if rest else 0
    own = rest if back else name
    statistic, _, over = own.partition(".")
    is_statistic = bool(over) and statistic in statistics()
    return ConditionName(back, statistic, over) if is_statistic else ConditionName(back, None, own)


def _name(scheme: Scheme, known: Mapping[str, Name], name: str) -> Name | None:
    """Give what a name stands for, None where it stands for nothing; known: the names of one result."""
    one = asked(name)
    of = known.get(one.name)
    if of is None or (one.years and one.name == "title"):
        return None
    kind, zh, en = of.kind, of.zh, of.en
    if one.statistic is not None:
        entry = statistics()[one.statistic]
        if not isinstance(kind, Number) or entry.parameters or not _has_statistics(one.name):
            return None
        kind, zh, en = kind if entry.own_unit else Number(PURE), f"{zh}{entry.zh}", f"{entry.en} {en}"
    if one.years:
        lead_zh, lead_en = _lead(scheme, one.years)
        zh, en = lead_zh + zh, f"{lead_en} {en}"
    return Name(kind, zh, en)


def _has_statistics(name: str) -> bool:
    """Tell whether statistics are taken of a name: of points and figures, never of ranks."""
    return name == "total" or name.partition(".")[0] not in _HEADS


def _lead(scheme: Scheme, years: int) -> tuple[str, str]:
    """Give what the label of a name of an earlier result begins with."""
    if years > 1:
        return f"{years}年前", f"{years} years ago,"
    is_years = all(length_of(period) == MONTHS["year"] for period in scheme.periods)
    return "上年" if is_years else "上年同期", "previous"


def outcome_place(scheme: Scheme, outcome: Outcome | None = None) -> Place:
    """Give the place of the condition of an outcome, all names of one result; with an outcome those it uses besides.

    Beside a name that it uses and nobody knows stand those it may have meant.
    """
    known = dict(_names(scheme))
    names = dict(known)
    for name in outcome.when.names if outcome is not None else ():
        found = [name] if _name(scheme, known, name) else _meant(name, known)
        names |= {one: of for one in found if (of := _name(scheme, known, one)) is not None}
    return Place("outcome", names, result=BOOLEAN)


def _meant(name: str, known: Mapping[str, Name]) -> list[str]:
    """Give what an unknown name may have meant besides the names of one result."""
    head, _, rest = name.partition(".")
    lead = name.removesuffix(asked(name).name)
    heads = [*_YEARS, *(entry.id for entry in statistics().values() if not entry.parameters)]
    return [f"{lead}{one}" for one in known] + [f"{one}.{rest}" for one in heads if head not in heads]


def names_told(scheme: Scheme, outcome: Outcome) -> dict[str, Name]:
    """Give the names of the condition of a sound outcome as a reason tells them: this result, then earlier ones."""
    known = dict(_names(scheme))
    order = {name: at for at, name in enumerate(known)}
    used = {name: _name(scheme, known, name) for name in outcome.when.names}
    names = sorted(used, key=lambda name: _place(name, order))
    return {name: of for name in names if (of := used[name]) is not None}


def _place(name: str, order: Mapping[str, int]) -> tuple[bool, int, int, str]:
    """Sort names: this result, then earlier ones, as they stand in a result, titles last."""
    one = asked(name)
    return one.name == "title", one.years, order[one.name], one.statistic or ""


def _names(scheme: Scheme) -> Iterator[tuple[str, Name]]:
    """Give the names of one result."""
    for name, (kind, zh, en) in _WORDS.items():
        yield name, Name(kind, zh, en)
    for node in _nodes(scheme):
        zh, en = (node.title.text(lang, scheme.city) for lang in ("zh", "en"))
        yield node.id, Name(Number(POINTS), f"“{zh}”得分", f"points in {en}")
        for figure in figure_names(scheme, node):
            unit = PERCENT if figure == "growth" else own_unit(node)
            told = FIGURES[figure]
            yield f"{node.id}.{figure}", Name(Number(unit), f"“{zh}”{told[0]}", f"{told[1]} of {en}")
    for ranking in scheme.rankings:
        zh, en = (ranking.title.text(lang, scheme.city) for lang in ("zh", "en"))
        for end, word in _RANKING.items():
            kind, word_zh, word_en = _WORDS[word]
            yield f"ranking.{ranking.id}{end}", Name(kind, f"“{zh}”{word_zh}", f"{word_en} in {en}")
    for tiers in scheme.tiers:
        zh, en = (tiers.title.text(lang, scheme.city) for lang in ("zh", "en"))
        yield f"tier.{tiers.id}", Name(TEXT, zh, en)
    for entry in scheme.findable:
        zh, en = (entry.title.text(lang, scheme.city) for lang in ("zh", "en"))
        yield f"found.{entry.id}", Name(BOOLEAN, f"认定“{zh}”", f"found: {en}")
    yield "title", Name(TEXT, "称号", "title")


def _nodes(scheme: Scheme) -> Iterator[Part | Indicator]:
    """Give every node that a condition may name: parts, indicators, items of bonus and deductions."""
    return (node for node in (*scheme.nodes()[:-1], *scheme.items) if node.id not in _HEADS)


def figure_names(scheme: Scheme, node: Part | Indicator) -> tuple[str, ...]:
    """Give the figures of a node that a condition may name: of an indicator with one figure for the scored period."""
    if not isinstance(node, Indicator) or is_finer(scheme, node):
        return ()
    return tuple(name for name in FIGURES if name != "growth" or node.data.growth is not None)


def years_back(outcome: Outcome) -> int:
    """Give how many years before the scored period a rule looks: by the names it reads, and by the years it counts."""
    named = max((asked(name).years for name in outcome.when.names), default=0)
    return named + (outcome.years.last - 1 if outcome.years is not None else 0)
